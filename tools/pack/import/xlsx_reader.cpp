// SPDX-License-Identifier: Apache-2.0
#include "xlsx_reader.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "import_limits.h"
#include "office_archive.h"

namespace sen::pack {
namespace {

using Xml = std::unique_ptr<pugi::xml_document>;

tl::unexpected<ReadFault> refuse(const char* key, const char* part) {
    return tl::unexpected<ReadFault>({key, {{"part", part}}});
}

/// A whole number out of an attribute or a cell; nothing for anything else.
std::optional<std::size_t> number(std::string_view text) {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
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
    return text;
}

class SheetReader {
  public:
    Read<std::vector<std::vector<TextRun>>> read(const OfficeArchive& archive,
                                                 const std::string& sheet_name) {
        auto strings = archive.optional_xml("xl/sharedStrings.xml");
        if (!strings) return tl::unexpected<ReadFault>(strings.error());
        if (*strings)
            for (const pugi::xml_node item : (*strings)->document_element().children())
                if (local_name(item) == "si") strings_.push_back(rich_text(item));
        auto styles = archive.optional_xml("xl/styles.xml");
        if (!styles) return tl::unexpected<ReadFault>(styles.error());
        if (*styles) read_fonts((*styles)->document_element());
        auto sheet = archive.xml(sheet_name);
        if (!sheet) return tl::unexpected<ReadFault>(sheet.error());

        const auto data = child_named((*sheet)->document_element(), "sheetData");
        std::vector<std::vector<TextRun>> rows;
        for (const pugi::xml_node node : data.children()) {
            if (local_name(node) != "row") continue;
            if (rows.size() >= limits::kRows) return refuse("import_too_much", "sheetData");
            auto row = read_row(node);
            if (!row) return refuse("import_too_much", "sheetData");
            if (!row->empty()) rows.push_back(std::move(*row));
        }
        return rows;
    }

  private:
    /// The font of each cell format: cellXfs names fonts by number.
    void read_fonts(pugi::xml_node styles) {
        std::vector<std::string> fonts;
        for (const pugi::xml_node font : child_named(styles, "fonts").children())
            if (local_name(font) == "font")
                fonts.push_back(font_name(attribute_named(child_named(font, "name"), "val")));
        for (const pugi::xml_node format : child_named(styles, "cellXfs").children()) {
            if (local_name(format) != "xf") continue;
            const auto font = number(attribute_named(format, "fontId"));
            format_fonts_.push_back(font && *font < fonts.size() ? fonts[*font] : "");
        }
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

    TextRun read_cell(pugi::xml_node cell) const {
        const auto type = attribute_named(cell, "t");
        TextRun text;
        if (type == "inlineStr") {
            text = rich_text(child_named(cell, "is"));
        } else {
            text.text = text_in(child_named(cell, "v"));
            const auto index = type == "s" ? number(text.text) : std::nullopt;
            if (type == "s")
                text = index && *index < strings_.size() ? strings_[*index] : TextRun{};
            if (type == "e") text.text.clear();  // "#REF!"
        }
        const auto format = number(attribute_named(cell, "s"));
        if (text.font.empty() && format && *format < format_fonts_.size())
            text.font = format_fonts_[*format];
        return text;
    }

    std::vector<TextRun> strings_;
    std::vector<std::string> format_fonts_;
    std::size_t cell_bytes_ = 0;
};

}  // namespace

Read<Document> read_xlsx(std::string_view bytes) {
    auto archive = OfficeArchive::open(bytes);
    if (!archive) return tl::unexpected<ReadFault>(archive.error());
    auto workbook = archive->xml("xl/workbook.xml");
    if (!workbook) return tl::unexpected<ReadFault>(workbook.error());
    auto links = archive->xml("xl/_rels/workbook.xml.rels");
    if (!links) return tl::unexpected<ReadFault>(links.error());

    Document document;
    std::string first_id;
    for (const pugi::xml_node sheet :
         child_named((*workbook)->document_element(), "sheets").children()) {
        if (local_name(sheet) != "sheet") continue;
        if (first_id.empty())
            first_id = sheet.attribute("r:id").value();
        else if (document.left_out.size() < limits::kNamesLeftOut)
            document.left_out.emplace_back(attribute_named(sheet, "name"));
    }
    std::string part;
    for (const pugi::xml_node link : (*links)->document_element().children())
        if (!first_id.empty() && attribute_named(link, "Id") == first_id)
            part = attribute_named(link, "Target");
    if (part.empty()) return refuse("import_part_missing", "xl/worksheets/sheet1.xml");
    part = part.starts_with('/') ? part.substr(1) : "xl/" + part;

    auto rows = SheetReader().read(*archive, part);
    if (!rows) return tl::unexpected<ReadFault>(rows.error());
    document.rows = std::move(*rows);
    return document;
}

}  // namespace sen::pack
