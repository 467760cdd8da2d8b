// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <zip.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "base/file.h"

/// Word and Excel files, made by hand.
namespace sen::pack {

using Parts = std::vector<std::pair<std::string, std::string>>;

/// A ZIP archive of these parts, deflated.
inline std::string zip_of(const Parts& parts) {
    const auto directory = TemporaryDirectory::create().value();
    const auto file = directory.path() / "archive.zip";
    int error = 0;
    zip_t* archive = zip_open(file.c_str(), ZIP_CREATE, &error);
    for (const auto& [name, bytes] : parts)
        zip_file_add(archive, name.c_str(),
                     zip_source_buffer(archive, bytes.data(), bytes.size(), 0), ZIP_FL_ENC_UTF_8);
    zip_close(archive);
    return read_file(file, 1 << 28).value();
}

/// A run of a Word document; `properties` is what stands in its w:rPr.
inline std::string word_run(const std::string& text, const std::string& properties = "") {
    return "<w:r><w:rPr>" + properties + "</w:rPr><w:t xml:space=\"preserve\">" + text +
           "</w:t></w:r>";
}
inline std::string word_font(const std::string& font) {
    return "<w:rFonts w:ascii=\"" + font + "\" w:hAnsi=\"" + font + "\"/>";
}
inline std::string word_paragraph(const std::string& runs, const std::string& properties = "") {
    return "<w:p><w:pPr>" + properties + "</w:pPr>" + runs + "</w:p>";
}

inline std::string docx_of(const std::string& body, Parts more = {}) {
    more.emplace_back("word/document.xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                                           "<w:document xmlns:w=\"w\" xmlns:r=\"r\" xmlns:a=\"a\">"
                                           "<w:body>" +
                                               body + "</w:body></w:document>");
    return zip_of(more);
}

/// A workbook whose first sheet has these rows; a second sheet is named.
inline std::string xlsx_of(const std::string& rows, Parts more = {}) {
    more.emplace_back("xl/workbook.xml",
                      "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Bang\" r:id=\"rId1\"/>"
                      "<sheet name=\"Nháp\" r:id=\"rId2\"/></sheets></workbook>");
    more.emplace_back("xl/_rels/workbook.xml.rels",
                      "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/>"
                      "</Relationships>");
    more.emplace_back("xl/worksheets/sheet1.xml",
                      "<worksheet><sheetData>" + rows + "</sheetData></worksheet>");
    return zip_of(more);
}

}  // namespace sen::pack
