// SPDX-License-Identifier: Apache-2.0
// Word and Excel files of anybody: read within bounds, or refused. The first byte says what the
// rest is: a whole archive, or one part of a good one, which a changed archive's checksum would not
// let through.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "pack/import/docx_reader.h"
#include "pack/import/import_limits.h"
#include "pack/import/xlsx_reader.h"
#include "pack_import/office_file.h"

namespace {

using namespace sen::pack;

constexpr std::array kParts{"word/document.xml",
                            "word/styles.xml",
                            "word/_rels/document.xml.rels",
                            "xl/workbook.xml",
                            "xl/_rels/workbook.xml.rels",
                            "xl/worksheets/sheet1.xml",
                            "xl/sharedStrings.xml",
                            "xl/styles.xml"};

/// A good archive of both kinds, in which one part is the input.
std::string archive_with(const std::string& part, const std::string& xml) {
    Parts parts{
        {"word/document.xml",
         "<w:document><w:body><w:p><w:pPr><w:pStyle w:val=\"a\"/></w:pPr><w:r><w:t>x</w:t>"
         "<w:drawing><a:blip r:embed=\"r\"/></w:drawing></w:r></w:p></w:body></w:document>"},
        {"xl/workbook.xml", "<workbook><sheets><sheet name=\"a\" r:id=\"r\"/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels",
         "<a><Relationship Id=\"r\" Target=\"worksheets/sheet1.xml\"/></a>"},
        {"xl/worksheets/sheet1.xml",
         "<a><sheetData><row><c t=\"s\" s=\"0\"><v>0</v></c></row></sheetData></a>"}};
    std::erase_if(parts, [&](const auto& one) { return one.first == part; });
    parts.emplace_back(part, xml);
    return zip_of(parts);
}

void check(const Read<Document>& document) {
    if (!document) {
        if (document.error().key.empty()) std::abort();
        return;
    }
    if (document->paragraphs.size() > limits::kParagraphs || document->rows.size() > limits::kRows)
        std::abort();
    for (const Paragraph& paragraph : document->paragraphs)
        for (const TextRun& run : paragraph.runs)
            if (sen::find_invalid_utf8(run.text)) std::abort();
    for (const auto& row : document->rows) {
        if (row.size() > limits::kColumns) std::abort();
        for (const TextRun& cell : row)
            if (sen::find_invalid_utf8(cell.text)) std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string rest(reinterpret_cast<const char*>(data) + 1, size - 1);
    const std::size_t choice = data[0] % (kParts.size() + 1);
    const std::string bytes = choice == kParts.size() ? rest : archive_with(kParts[choice], rest);
    check(read_docx(bytes));
    check(read_xlsx(bytes));
    return 0;
}
