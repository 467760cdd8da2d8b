// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <zip.h>

#include <string>
#include <utility>
#include <vector>

/// Word and Excel files, made by hand.
namespace sen::pack {

using Parts = std::vector<std::pair<std::string, std::string>>;

/// A ZIP archive of these parts, deflated; made in memory.
inline std::string zip_of(const Parts& parts) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_t* archive = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, &error);
    zip_source_keep(target);
    for (const auto& [name, bytes] : parts)
        zip_file_add(archive, name.c_str(),
                     zip_source_buffer(archive, bytes.data(), bytes.size(), 0),
                     ZIP_FL_ENC_UTF_8 | ZIP_FL_OVERWRITE);
    zip_close(archive);
    std::string bytes;
    zip_stat_t facts;
    zip_source_stat(target, &facts);
    if (zip_source_open(target) == 0) {
        bytes.resize(facts.size);
        zip_source_read(target, bytes.data(), bytes.size());
        zip_source_close(target);
    }
    zip_source_free(target);
    zip_error_fini(&error);
    return bytes;
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
    more.emplace_back("word/document.xml",
                      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
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
