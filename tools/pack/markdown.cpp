// SPDX-License-Identifier: Apache-2.0
#include "markdown.h"

#include <md4c.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "pack_limits.h"
#include "text.h"

namespace sen::pack {
namespace {

using catalogue::Block;
using catalogue::BlockKind;
using catalogue::Run;
using catalogue::RunStyle;

/// Builds the blocks from the events of md4c. md4c tells no line numbers, but the texts it hands
/// out point into the source: a fault waits for the next text and takes its line.
class Reader {
  public:
    explicit Reader(std::string_view source) : source_(source) {
        line_starts_.push_back(0);
        for (std::size_t at = 0; at < source.size(); ++at)
            if (source[at] == '\n') line_starts_.push_back(at + 1);
    }

    void enter_block(MD_BLOCKTYPE type, const void* detail);
    void leave_block(MD_BLOCKTYPE type);
    void enter_span(MD_SPANTYPE type);
    void leave_span(MD_SPANTYPE type, const void* detail);
    void take_text(MD_TEXTTYPE type, std::string_view text);
    void check_definitions();
    MarkdownText finish();

  private:
    void begin_block(BlockKind kind);
    void end_block();
    void begin_paragraph();
    void begin_heading(unsigned level);
    void enter_container(MD_BLOCKTYPE type, const char* fault_when_inside);
    void check_first_text(std::size_t offset);
    void check_stars(std::string_view text, std::size_t offset);
    void append(std::string_view text);

    void add(int line, const char* key);
    void add_later(const char* key, int lines_before = 0);
    void add_by_search(const char* key, bool is_rule);
    void see(const MD_ATTRIBUTE& attribute) { see(attribute.text, attribute.size); }
    std::optional<std::size_t> see(const char* text, std::size_t size);
    int line_of(std::size_t offset) const;
    std::string_view line_text(int line) const;

    struct OpenRun {
        RunStyle style;
        std::size_t begin;
    };
    struct Waiting {
        const char* key;
        int lines_before;
    };

    std::string_view source_;
    std::vector<std::size_t> line_starts_;
    MarkdownText result_;
    std::vector<MD_BLOCKTYPE> containers_;
    std::optional<Block> block_;
    bool is_first_text_ = false;
    unsigned heading_level_ = 0;
    int refused_depth_ = 0;  ///< inside code, HTML or a table, whose text is dropped
    std::vector<OpenRun> open_runs_;
    std::vector<Waiting> waiting_;
    int last_line_ = 0;
    std::size_t last_end_ = 0;
};

int Reader::line_of(std::size_t offset) const {
    const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
    return static_cast<int>(after - line_starts_.begin());
}

std::string_view Reader::line_text(int line) const {
    const auto from = line_starts_[static_cast<std::size_t>(line - 1)];
    return source_.substr(from, source_.find('\n', from) - from);
}

void Reader::add(int line, const char* key) {
    if (result_.faults.size() >= limits::kFaultsOfAFile) return;
    const bool is_known =
        std::any_of(result_.faults.begin(), result_.faults.end(),
                    [&](const Fault& fault) { return fault.line == line && fault.key == key; });
    if (!is_known) result_.faults.push_back({{}, line, key, {}});
}

void Reader::add_later(const char* key, int lines_before) {
    waiting_.push_back({key, lines_before});
}

/// For what has no text of its own: the next line that is a rule (or is not blank).
void Reader::add_by_search(const char* key, bool is_rule) {
    const int lines = static_cast<int>(line_starts_.size());
    for (int line = last_line_ + 1; line <= lines; ++line) {
        const std::string_view text = trimmed(line_text(line));
        const bool fits = is_rule ? text.find_first_not_of("-_* \t>") == std::string_view::npos &&
                                        text.find_first_of("-_*") != std::string_view::npos
                                  : !text.empty();
        if (!fits) continue;
        last_line_ = line;
        return add(line, key);
    }
    add(std::max(1, last_line_), key);
}

/// Offset of a text that md4c hands out, if it points into the source; faults that wait are placed.
std::optional<std::size_t> Reader::see(const char* text, std::size_t size) {
    // Compared as numbers: the text may be one of md4c's own constants.
    const auto at = reinterpret_cast<std::uintptr_t>(text);
    const auto begin = reinterpret_cast<std::uintptr_t>(source_.data());
    if (text == nullptr || at < begin || at + size > begin + source_.size()) return std::nullopt;
    const std::size_t offset = at - begin;
    last_line_ = line_of(offset);
    last_end_ = offset + size;
    for (const Waiting& fault : std::exchange(waiting_, {}))
        add(std::max(1, last_line_ - fault.lines_before), fault.key);
    return offset;
}

void Reader::begin_block(BlockKind kind) {
    end_block();
    block_ = Block{kind, {}, {}};
    is_first_text_ = true;
}

void Reader::end_block() {
    if (!block_) return;
    Block block = std::move(*block_);
    block_.reset();
    open_runs_.clear();
    while (!block.text.empty() && block.text.back() == ' ') block.text.pop_back();
    const auto length = static_cast<std::uint32_t>(block.text.size());
    for (Run& run : block.runs) run.end = std::min(run.end, length);
    std::erase_if(block.runs, [](const Run& run) { return run.begin >= run.end; });
    std::stable_sort(block.runs.begin(), block.runs.end(), [](const Run& a, const Run& b) {
        return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
    });
    if (block.text.empty()) {
        // A block whose only content was refused has its fault already.
        const bool is_refused = !result_.faults.empty() && result_.faults.back().line == last_line_;
        if (!is_refused && waiting_.empty()) add_by_search("md_empty_block", false);
        return;
    }
    result_.blocks.push_back(std::move(block));
}

void Reader::begin_paragraph() {
    if (containers_.empty()) return begin_block(BlockKind::Paragraph);
    if (containers_.back() == MD_BLOCK_QUOTE) return begin_block(BlockKind::Quotation);
    if (block_ && block_->text.empty()) return;  // the paragraph that a list item opens with
    add_later("md_list_paragraph");
    begin_block(BlockKind::ListItem);
}

void Reader::begin_heading(unsigned level) {
    if (!containers_.empty()) add_later("md_nested");
    begin_block(BlockKind::Heading);
    heading_level_ = level;
}

void Reader::enter_container(MD_BLOCKTYPE type, const char* fault_when_inside) {
    if (!containers_.empty()) {
        if (block_ && !block_->text.empty()) end_block();
        block_.reset();
        add_later(fault_when_inside);
    }
    containers_.push_back(type);
}

void Reader::enter_block(MD_BLOCKTYPE type, const void* detail) {
    switch (type) {
        case MD_BLOCK_QUOTE:
            return enter_container(type, "md_nested");
        case MD_BLOCK_UL:
            return enter_container(type, "md_nested_list");
        case MD_BLOCK_OL:
            add_later("md_numbered_list");
            containers_.push_back(type);
            return;
        case MD_BLOCK_LI:
            if (static_cast<const MD_BLOCK_LI_DETAIL*>(detail)->is_task != 0) add_later("md_task");
            containers_.push_back(type);
            return begin_block(BlockKind::ListItem);
        case MD_BLOCK_HR:
            return add_by_search("md_rule", true);
        case MD_BLOCK_H:
            return begin_heading(static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level);
        case MD_BLOCK_CODE: {
            const auto* code = static_cast<const MD_BLOCK_CODE_DETAIL*>(detail);
            ++refused_depth_;
            if (code->info.size == 0) return add_later("md_code", code->fence_char != 0 ? 1 : 0);
            add_later("md_code");
            return see(code->info);
        }
        case MD_BLOCK_HTML:
            ++refused_depth_;
            return add_later("md_html");
        case MD_BLOCK_TABLE:
            ++refused_depth_;
            return add_later("md_table");
        case MD_BLOCK_P:
            return begin_paragraph();
        default:
            return;
    }
}

void Reader::leave_block(MD_BLOCKTYPE type) {
    switch (type) {
        case MD_BLOCK_QUOTE:
        case MD_BLOCK_UL:
        case MD_BLOCK_OL:
        case MD_BLOCK_LI:
            end_block();
            containers_.pop_back();
            return;
        case MD_BLOCK_H:
            return end_block();
        case MD_BLOCK_P:
            // A paragraph in a list item stays open: end_block() comes with the item.
            if (containers_.empty() || containers_.back() != MD_BLOCK_LI) end_block();
            return;
        case MD_BLOCK_CODE:
        case MD_BLOCK_HTML:
        case MD_BLOCK_TABLE:
            --refused_depth_;
            for (const Waiting& fault : std::exchange(waiting_, {}))
                add_by_search(fault.key, false);
            return;
        default:
            return;
    }
}

void Reader::enter_span(MD_SPANTYPE type) {
    switch (type) {
        case MD_SPAN_STRONG:
        case MD_SPAN_EM:
            if (block_)
                open_runs_.push_back({type == MD_SPAN_EM ? RunStyle::Emphasis : RunStyle::Strong,
                                      block_->text.size()});
            return;
        case MD_SPAN_A:
            return add_later("md_link");
        case MD_SPAN_IMG:
            return add_later("md_image");
        case MD_SPAN_CODE:
            return add_later("md_code");
        case MD_SPAN_DEL:
            return add_later("md_strike");
        default:
            return;
    }
}

void Reader::leave_span(MD_SPANTYPE type, const void* detail) {
    // A link or picture without words is where its address is.
    if (type == MD_SPAN_A && !waiting_.empty())
        return see(static_cast<const MD_SPAN_A_DETAIL*>(detail)->href);
    if (type == MD_SPAN_IMG && !waiting_.empty())
        return see(static_cast<const MD_SPAN_IMG_DETAIL*>(detail)->src);
    if ((type != MD_SPAN_STRONG && type != MD_SPAN_EM) || open_runs_.empty() || !block_) return;
    const OpenRun run = open_runs_.back();
    open_runs_.pop_back();
    block_->runs.push_back({static_cast<std::uint32_t>(run.begin),
                            static_cast<std::uint32_t>(block_->text.size()), run.style});
}

/// Marks that md4c takes for plain text, or for what the writer did not mean.
void Reader::check_first_text(std::size_t offset) {
    const int line = line_of(offset);
    std::string_view start = line_text(line);
    start.remove_prefix(std::min(start.size(), start.find_first_not_of(" \t>-")));
    const bool has_sign = start.starts_with('#');
    if (block_->kind != BlockKind::Heading) {
        if (has_sign) add(line, "md_heading_space");
    } else if (!has_sign) {
        add(line, "md_underlined_heading");
    } else if (heading_level_ != 2 && containers_.empty()) {
        add(line, heading_level_ == 1 ? "md_title" : "md_heading_level");
    }
}

/// A star left over is one whose pair is missing or stands after a space.
void Reader::check_stars(std::string_view text, std::size_t offset) {
    for (std::size_t at = text.find('*'); at != std::string_view::npos;
         at = text.find('*', at + 1)) {
        const bool is_escaped = offset + at > 0 && source_[offset + at - 1] == '\\';
        if (!is_escaped) add(line_of(offset + at), "md_star");
    }
}

/// Spaces in a row become one: a text pasted from a word processor is full of them.
void Reader::append(std::string_view text) {
    if (!block_) return;
    for (const char c : text) {
        const bool is_space = c == ' ' || c == '\t' || c == '\n';
        if (!is_space)
            block_->text += c;
        else if (!block_->text.empty() && block_->text.back() != ' ')
            block_->text += ' ';
    }
}

void Reader::take_text(MD_TEXTTYPE type, std::string_view text) {
    if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR) {
        // "\" at the end of a line asks for a break; two spaces there are mostly an accident.
        const bool is_asked =
            type == MD_TEXT_BR && last_end_ < source_.size() && source_[last_end_] == '\\';
        if (is_asked) add(last_line_, "md_break");
        return append(" ");
    }
    const auto offset = see(text.data(), text.size());
    if (refused_depth_ > 0) return;
    if (offset && type == MD_TEXT_HTML) add(line_of(*offset), "md_html");
    if (offset && type == MD_TEXT_ENTITY) add(line_of(*offset), "md_entity");
    if (offset && block_ && std::exchange(is_first_text_, false)) check_first_text(*offset);
    if (offset && type == MD_TEXT_NORMAL) check_stars(text, *offset);
    append(text);
}

/// `[name]: address` disappears from the text without an event; nothing may disappear.
void Reader::check_definitions() {
    for (int line = 1; line <= static_cast<int>(line_starts_.size()); ++line) {
        const std::string_view text = trimmed(line_text(line));
        const std::size_t close = text.find("]:");
        if (text.starts_with('[') && close != std::string_view::npos && text.find(']') == close &&
            close > 1)
            add(line, "md_link");
    }
}

MarkdownText Reader::finish() {
    for (const Waiting& fault : std::exchange(waiting_, {})) add_by_search(fault.key, false);
    check_definitions();
    std::stable_sort(result_.faults.begin(), result_.faults.end(),
                     [](const Fault& a, const Fault& b) { return a.line < b.line; });
    return std::move(result_);
}

// What md4c calls. noexcept: nothing may be thrown through its C frames.
Reader& reader(void* user) noexcept {
    return *static_cast<Reader*>(user);
}
int on_enter_block(MD_BLOCKTYPE type, void* detail, void* user) noexcept {
    return reader(user).enter_block(type, detail), 0;
}
int on_leave_block(MD_BLOCKTYPE type, void*, void* user) noexcept {
    return reader(user).leave_block(type), 0;
}
int on_enter_span(MD_SPANTYPE type, void*, void* user) noexcept {
    return reader(user).enter_span(type), 0;
}
int on_leave_span(MD_SPANTYPE type, void* detail, void* user) noexcept {
    return reader(user).leave_span(type, detail), 0;
}
int on_text(MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* user) noexcept {
    return reader(user).take_text(type, {text, size}), 0;
}

}  // namespace

MarkdownText parse_markdown(std::string_view text) {
    Reader reader(text);
    MD_PARSER parser{};
    // Indented code is off: a line pushed in by a tab is an ordinary line to its writer.
    parser.flags =
        MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS;
    parser.enter_block = on_enter_block;
    parser.leave_block = on_leave_block;
    parser.enter_span = on_enter_span;
    parser.leave_span = on_leave_span;
    parser.text = on_text;
    md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &parser, &reader);
    return reader.finish();
}

}  // namespace sen::pack
