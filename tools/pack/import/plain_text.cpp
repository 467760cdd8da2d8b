// SPDX-License-Identifier: Apache-2.0
#include "plain_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.h"
#include "encoding_guess.h"
#include "import_limits.h"
#include "text.h"

namespace sen::pack {
namespace {

tl::unexpected<ReadFault> refuse(const char* key) {
    return tl::unexpected<ReadFault>({key, {}});
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        lines.push_back(line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

class TableParser {
  public:
    TableParser(std::string_view text, char separator) : text_(text), separator_(separator) {}

    Read<Document> parse() {
        while (at_ < text_.size()) {
            if (document_.rows.size() >= limits::kRows || row_.size() > limits::kColumns)
                return refuse("import_too_much");
            if (text_[at_] == '"' && cell_.empty()) {
                if (!quoted()) return refuse("import_quote_open");
            } else if (text_[at_] == separator_) {
                end_cell();
                ++at_;
            } else if (text_[at_] == '\n') {
                end_row();
                ++at_;
            } else {
                if (text_[at_] != '\r') cell_ += text_[at_];
                ++at_;
            }
        }
        end_row();
        return std::move(document_);
    }

  private:
    /// Takes a cell in quotes; false when they are not closed.
    bool quoted() {
        for (++at_; at_ < text_.size(); ++at_) {
            if (text_[at_] != '"') {
                cell_ += text_[at_];
                continue;
            }
            ++at_;
            if (at_ >= text_.size() || text_[at_] != '"') return true;
            cell_ += '"';
        }
        return false;
    }
    void end_cell() {
        const std::string_view text = trimmed(cell_);
        row_.push_back({is_error(text) ? "" : std::string(text), "", false, false});
        cell_.clear();
    }
    /// What Excel shows where a formula has no value.
    static bool is_error(std::string_view cell) {
        constexpr std::array<std::string_view, 7> kErrors{"#DIV/0!", "#N/A",  "#NAME?", "#NULL!",
                                                          "#NUM!",   "#REF!", "#VALUE!"};
        return std::find(kErrors.begin(), kErrors.end(), cell) != kErrors.end();
    }
    void end_row() {
        end_cell();
        const bool is_blank = std::all_of(row_.begin(), row_.end(),
                                          [](const TextRun& cell) { return cell.text.empty(); });
        if (!is_blank) document_.rows.push_back(std::move(row_));
        row_.clear();
    }

    std::string_view text_;
    char separator_;
    std::size_t at_ = 0;
    std::string cell_;
    std::vector<TextRun> row_;
    Document document_;
};

/// The separator that most of the first lines have; of several the one that they have most of.
char separator_of(std::string_view text) {
    constexpr std::size_t kLines = 10;
    char best = ',';
    std::pair<std::ptrdiff_t, std::ptrdiff_t> most{0, 0};
    for (const char candidate : {'\t', ';', ','}) {
        std::pair<std::ptrdiff_t, std::ptrdiff_t> count{0, 0};
        std::string_view rest = text;
        for (std::size_t i = 0; i < kLines && !rest.empty(); ++i) {
            const std::string_view line = rest.substr(0, rest.find('\n'));
            const auto in_line = std::count(line.begin(), line.end(), candidate);
            count.first += in_line > 0 ? 1 : 0;
            count.second += in_line;
            rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        }
        if (count > most) {
            most = count;
            best = candidate;
        }
    }
    return best;
}

/// Whether a line of a block of lines goes on in the next one. People wrap lines where the paper,
/// or the window, ends: all but a paragraph's last one are about as long as the longest.
bool is_wrapped(std::string_view line, std::size_t longest) {
    constexpr std::size_t kLeast = 40, kMost = 120;
    const std::size_t length = character_count(line);
    return longest <= kMost && length >= kLeast && length * 3 >= longest * 2;
}

/// The longest line up to the next blank one.
std::size_t longest_of(const std::vector<std::string_view>& lines, std::size_t at) {
    std::size_t longest = 0;
    for (; at < lines.size() && !trimmed(lines[at]).empty(); ++at)
        longest = std::max(longest, character_count(trimmed(lines[at])));
    return longest;
}

}  // namespace

Read<RawText> read_raw_text(std::string_view bytes, std::optional<Encoding> asked) {
    constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
    if (bytes.starts_with(kUtf8Mark)) bytes.remove_prefix(kUtf8Mark.size());
    RawText raw;
    const bool is_asked_utf16 = asked == Encoding::Utf16Le || asked == Encoding::Utf16Be;
    const auto utf16 = asked ? std::nullopt : guess_utf16(bytes);
    if (is_asked_utf16 || utf16) {
        raw.encoding = is_asked_utf16 ? *asked : *utf16;
        raw.is_guessed = !is_asked_utf16 && !has_utf16_mark(bytes);
        if (has_utf16_mark(bytes)) bytes.remove_prefix(2);
        auto text = decode_utf16(bytes, raw.encoding == Encoding::Utf16Be);
        if (!text) return refuse("import_utf16_broken");
        raw.text = std::move(*text);
    } else if (!find_invalid_utf8(bytes)) {
        raw.text = bytes;
    } else if (asked == Encoding::Unicode) {
        return refuse("import_not_utf8");
    } else {
        raw.encoding = Encoding::Windows1252;
        raw.text = western_text(bytes);
    }
    if (raw.text.find('\0') != std::string::npos) return refuse("import_not_text");
    return raw;
}

std::optional<std::string_view> item_text(std::string_view line) {
    constexpr std::array<std::string_view, 4> kSigns{"- ", "* ", "• ", "+ "};
    const std::string_view text = trimmed(line);
    for (const auto sign : kSigns)
        if (text.starts_with(sign)) return trimmed(text.substr(sign.size()));
    return std::nullopt;
}

Document text_document(std::string_view text) {
    Document document;
    const auto lines = lines_of(text);
    bool goes_on = false, is_in_block = false;
    std::size_t longest = 0;
    for (std::size_t at = 0; at < lines.size(); ++at) {
        const auto item = item_text(lines[at]);
        const std::string_view content = item ? *item : trimmed(lines[at]);
        if (content.empty()) {
            goes_on = is_in_block = false;
            continue;
        }
        if (!std::exchange(is_in_block, true)) longest = longest_of(lines, at);
        if (goes_on && !item)
            document.paragraphs.back().runs[0].text += "\n" + std::string(content);
        else
            document.paragraphs.push_back({item ? ParagraphKind::Item : ParagraphKind::Body,
                                           {{std::string(content), "", false, false}},
                                           static_cast<int>(at) + 1});
        goes_on = is_wrapped(trimmed(lines[at]), longest);
    }
    return document;
}

Document markdown_document(std::string_view text) {
    Document document;
    document.is_markdown = true;
    int place = 0;
    for (const auto line : lines_of(text))
        document.paragraphs.push_back(
            {ParagraphKind::Body, {{std::string(line), "", false, false}}, ++place});
    return document;
}

Read<Document> table_document(std::string_view text) {
    constexpr std::string_view kHint = "sep=";
    if (!text.starts_with(kHint) || text.size() <= kHint.size())
        return TableParser(text, separator_of(text)).parse();
    const char separator = text[kHint.size()];
    return TableParser(text.substr(std::min(text.find('\n'), text.size())), separator).parse();
}

bool looks_like_table(std::string_view text) {
    const auto lines = lines_of(text);
    std::size_t rows = 0;
    for (const auto line : lines) {
        if (trimmed(line).empty()) continue;
        if (line.find('\t') == std::string_view::npos) return false;
        ++rows;
    }
    return rows >= 2;
}

}  // namespace sen::pack
