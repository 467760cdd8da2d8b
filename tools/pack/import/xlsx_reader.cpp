// SPDX-License-Identifier: Apache-2.0
#include "xlsx_reader.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "base/utf8.h"
#include "cell_format.h"
#include "import_limits.h"
#include "office_archive.h"

namespace sen::pack {
namespace {

tl::unexpected<ReadFault> refuse(const char* key, const char* part) {
    return tl::unexpected<ReadFault>({key, {{"part", part}}});
}

/// "BC12" → 54, counted from 0; nothing when it names no column, or one too far to the right.
std::optional<std::size_t> column_of(std::string_view reference) {
    constexpr std::size_t kLetters = 26;
    std::size_t column = 0;
    for (const char c : reference) {
        if (c < 'A' || c > 'Z') break;
        column = column * kLetters + static_cast<std::size_t>(c - 'A') + 1;
        if (column > limits::kColumns) return std::nullopt;
    }
    return column == 0 ? std::nullopt : std::optional(column - 1);
}

/// "E4:E6" → the column E and the rows 4 and 6; nothing for one cell, or what is no range.
struct RowSpan {
    std::size_t column = 0, first = 0, last = 0;
};
std::optional<RowSpan> row_span_of(std::string_view range) {
    const std::size_t colon = range.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const std::string_view from = range.substr(0, colon), to = range.substr(colon + 1);
    const auto row_of = [](std::string_view reference) {
        constexpr std::string_view kDigits = "0123456789";
        const std::size_t digits = std::min(reference.find_first_of(kDigits), reference.size());
        return whole_number(reference.substr(digits));
    };
    const auto column = column_of(from), first = row_of(from), last = row_of(to);
    if (!column || !first || !last || *first >= *last) return std::nullopt;
    return RowSpan{*column, *first, *last};
}

/// Excel writes what XML has no sign for as "_x000D_": line ends, mostly. They are left out.
std::string without_escapes(std::string text) {
    constexpr std::size_t kLength = 7;
    const auto is_hexadecimal = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
    };
    std::string kept;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view sign = std::string_view(text).substr(at, kLength);
        const bool is_escape = sign.size() == kLength && sign.starts_with("_x00") &&
                               is_hexadecimal(sign[4]) && is_hexadecimal(sign[5]) &&
                               sign.back() == '_';
        if (!is_escape) kept += text[at];
        at += is_escape ? kLength : 1;
    }
    return kept;
}

/// The text of `si` or `is`: one `t`, or runs of their own look, which are joined; the font of the
/// first run that names one.
TextRun rich_text(pugi::xml_node item) {
    TextRun text;
    for (const pugi::xml_node node : item.children()) {
        if (local_name(node) == "t") text.text += text_in(node);
        if (local_name(node) != "r") continue;
        text.text += text_in(child_named(node, "t"));
        const auto font = attribute_named(child_named(child_named(node, "rPr"), "rFont"), "val");
        if (text.font.empty()) text.font = font_name(font);
    }
    text.text = without_escapes(std::move(text.text));
    return text;
}

class SheetReader {
  public:
    SheetReader(const OfficeArchive& archive, const Relations& relations, bool is_from_1904)
        : archive_(archive), relations_(relations), is_from_1904_(is_from_1904) {}

    Read<std::vector<std::vector<TextRun>>> read(const std::string& sheet_name) {
        auto strings =
            archive_.optional_xml(relations_.part_of_type("sharedStrings", "xl/sharedStrings.xml"));
        if (!strings) return tl::unexpected<ReadFault>(strings.error());
        if (*strings)
            for (const pugi::xml_node item : (*strings)->document_element().children())
                if (local_name(item) == "si") strings_.push_back(rich_text(item));
        auto styles = archive_.optional_xml(relations_.part_of_type("styles", "xl/styles.xml"));
        if (!styles) return tl::unexpected<ReadFault>(styles.error());
        if (*styles) read_formats((*styles)->document_element());
        auto sheet = archive_.xml(sheet_name);
        if (!sheet) return tl::unexpected<ReadFault>(sheet.error());

        const auto data = child_named((*sheet)->document_element(), "sheetData");
        std::size_t number = 0;
        for (const pugi::xml_node node : data.children()) {
            if (local_name(node) != "row") continue;
            number = whole_number(attribute_named(node, "r")).value_or(number + 1);
            if (rows_.size() >= limits::kRows) return refuse("import_too_much", "sheetData");
            auto row = read_row(node);
            if (!row) return refuse("import_too_much", "sheetData");
            if (row->empty()) continue;
            numbers_.push_back(number);
            rows_.push_back(std::move(*row));
        }
        const auto merged = child_named((*sheet)->document_element(), "mergeCells");
        for (const pugi::xml_node node : merged.children())
            if (const auto span = row_span_of(attribute_named(node, "ref")); span && !repeat(*span))
                return refuse("import_too_much", "mergeCells");
        return std::move(rows_);
    }

    /// Cells with a formula whose value the program that wrote them never worked out.
    std::size_t unknown_values() const { return unknown_values_; }

  private:
    /// The font and the form of numbers of each cell format: cellXfs names both by number.
    void read_formats(pugi::xml_node styles) {
        constexpr std::size_t kLongestCode = 255;
        std::vector<std::string> fonts;
        for (const pugi::xml_node font : child_named(styles, "fonts").children())
            if (local_name(font) == "font")
                fonts.push_back(font_name(attribute_named(child_named(font, "name"), "val")));
        for (const pugi::xml_node one : child_named(styles, "numFmts").children()) {
            const auto id = whole_number(attribute_named(one, "numFmtId"));
            const std::string code(attribute_named(one, "formatCode"));
            if (id && code.size() <= kLongestCode && !find_invalid_utf8(code))
                number_formats_[*id] = parse_cell_format(code);
        }
        for (const pugi::xml_node format : child_named(styles, "cellXfs").children()) {
            if (local_name(format) != "xf") continue;
            const auto font = whole_number(attribute_named(format, "fontId"));
            format_fonts_.push_back(font && *font < fonts.size() ? fonts[*font] : "");
            const auto id = whole_number(attribute_named(format, "numFmtId")).value_or(0);
            if (!number_formats_.contains(id)) number_formats_[id] = built_in_cell_format(id);
            format_numbers_.push_back(&number_formats_[id]);
        }
    }

    /// A cell that goes over several rows is what each of them says. False when that is too much.
    bool repeat(const RowSpan& span) {
        auto at = static_cast<std::size_t>(
            std::lower_bound(numbers_.begin(), numbers_.end(), span.first) - numbers_.begin());
        if (at >= rows_.size() || numbers_[at] != span.first || span.column >= rows_[at].size())
            return true;
        const TextRun cell = rows_[at][span.column];
        if (cell.text.empty()) return true;
        for (++at; at < rows_.size() && numbers_[at] <= span.last; ++at) {
            cell_bytes_ += cell.text.size();
            if (cell_bytes_ > limits::kCellBytes) return false;
            auto& row = rows_[at];
            if (row.size() <= span.column) row.resize(span.column + 1);
            if (row[span.column].text.empty()) row[span.column] = cell;
        }
        return true;
    }

    /// Nothing when the row is too wide, or there is too much text.
    std::optional<std::vector<TextRun>> read_row(pugi::xml_node node) {
        std::vector<TextRun> row;
        for (const pugi::xml_node cell : node.children()) {
            if (local_name(cell) != "c") continue;
            const auto reference = attribute_named(cell, "r");
            const auto column =
                reference.empty() ? std::optional(row.size()) : column_of(reference);
            TextRun text = read_cell(cell);
            if (text.text.empty()) continue;
            cell_bytes_ += text.text.size();
            if (!column || *column >= limits::kColumns || cell_bytes_ > limits::kCellBytes)
                return std::nullopt;
            if (row.size() <= *column) row.resize(*column + 1);
            row[*column] = std::move(text);
        }
        return row;
    }

    TextRun read_cell(pugi::xml_node cell) {
        const auto type = attribute_named(cell, "t");
        const auto format = whole_number(attribute_named(cell, "s"));
        TextRun text;
        if (type == "inlineStr") {
            text = rich_text(child_named(cell, "is"));
        } else {
            text.text = without_escapes(text_in(child_named(cell, "v")));
            if (text.text.empty() && child_named(cell, "f")) ++unknown_values_;
            if (type == "s") {
                const auto index = whole_number(text.text);
                text = index && *index < strings_.size() ? strings_[*index] : TextRun{};
            } else if (type == "e") {
                text.text.clear();  // "#REF!"
            } else if (type == "b") {
                text.text = text.text == "0" ? "FALSE" : "TRUE";
            } else if (type != "str" && type != "d" && !text.text.empty()) {
                const bool is_known = format && *format < format_numbers_.size();
                text.text = shown_number(text.text, is_known ? *format_numbers_[*format] : general_,
                                         is_from_1904_);
            }
        }
        if (text.font.empty() && format && *format < format_fonts_.size())
            text.font = format_fonts_[*format];
        return text;
    }

    const OfficeArchive& archive_;
    const Relations& relations_;
    const bool is_from_1904_;
    const CellFormat general_;
    std::vector<TextRun> strings_;
    std::vector<std::string> format_fonts_;
    std::map<std::size_t, CellFormat> number_formats_;
    std::vector<const CellFormat*> format_numbers_;
    std::vector<std::vector<TextRun>> rows_;
    std::vector<std::size_t> numbers_;  ///< of the rows, as Excel counts them
    std::size_t cell_bytes_ = 0, unknown_values_ = 0;
};

/// Whether an attribute says yes.
bool is_true(std::string_view value) {
    return value == "1" || value == "true";
}

}  // namespace

Read<Document> read_xlsx(std::string_view bytes) {
    auto archive = OfficeArchive::open(bytes);
    if (!archive) return tl::unexpected<ReadFault>(archive.error());
    const auto main = archive->main_part("xl/workbook.xml");
    if (!main) return tl::unexpected<ReadFault>(main.error());
    auto workbook = archive->xml(*main);
    if (!workbook) return tl::unexpected<ReadFault>(workbook.error());
    auto relations = archive->relations(*main);
    if (!relations) return tl::unexpected<ReadFault>(relations.error());

    Document document;
    const auto leave_out = [&](const char* key, std::string name) {
        if (document.left_out.size() < limits::kNamesLeftOut)
            document.left_out.push_back({key, std::move(name)});
    };
    const pugi::xml_node root = (*workbook)->document_element();
    std::string part;
    for (const pugi::xml_node sheet : child_named(root, "sheets").children()) {
        if (local_name(sheet) != "sheet") continue;
        const auto state = attribute_named(sheet, "state");
        const bool is_hidden = state == "hidden" || state == "veryHidden";
        if (part.empty() && !is_hidden)
            part = relations->part(std::string(attribute_named(sheet, "id")));
        else
            leave_out("import_left_out_sheet", std::string(attribute_named(sheet, "name")));
    }
    if (part.empty()) return refuse("import_part_missing", "xl/worksheets/sheet1.xml");

    const auto date1904 = attribute_named(child_named(root, "workbookPr"), "date1904");
    SheetReader reader(*archive, *relations, is_true(date1904));
    auto rows = reader.read(part);
    if (!rows) return tl::unexpected<ReadFault>(rows.error());
    document.rows = std::move(*rows);
    if (reader.unknown_values() > 0)
        leave_out("import_left_out_formulas", std::to_string(reader.unknown_values()));
    return document;
}

}  // namespace sen::pack
