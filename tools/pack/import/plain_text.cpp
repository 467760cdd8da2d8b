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

/// What stands after "- ", "• " or "* "; nothing when the line is no item.
std::optional<std::string_view> item_text(std::string_view line) {
    constexpr std::array<std::string_view, 4> kSigns{"- ", "* ", "• ", "+ "};
    const std::string_view text = trimmed(line);
    for (const auto sign : kSigns)
        if (text.starts_with(sign)) return trimmed(text.substr(sign.size()));
    return std::nullopt;
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
        row_.push_back({std::string(trimmed(cell_)), "", false, false});
        cell_.clear();
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

/// The separator that the first line has most of.
char separator_of(std::string_view text) {
    const std::string_view line = text.substr(0, text.find('\n'));
    char best = ',';
    std::ptrdiff_t most = 0;
    for (const char candidate : {'\t', ';', ','}) {
        const auto count = std::count(line.begin(), line.end(), candidate);
        if (count > most) {
            most = count;
            best = candidate;
        }
    }
    return best;
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

Document text_document(std::string_view text) {
    Document document;
    const auto lines = lines_of(text);
    const bool has_blank_lines =
        std::any_of(lines.begin(), lines.end(), [](auto line) { return trimmed(line).empty(); });
    bool is_open = false;
    int place = 0;
    for (const auto line : lines) {
        ++place;
        const auto item = item_text(line);
        const std::string_view content = item ? *item : trimmed(line);
        if (content.empty()) {
            is_open = false;
            continue;
        }
        if (is_open && has_blank_lines && !item) {
            document.paragraphs.back().runs[0].text += "\n" + std::string(content);
            continue;
        }
        const auto kind = item ? ParagraphKind::Item : ParagraphKind::Body;
        document.paragraphs.push_back({kind, {{std::string(content), "", false, false}}, place});
        is_open = true;
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
    return TableParser(text, separator_of(text)).parse();
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
