// SPDX-License-Identifier: Apache-2.0
#include "draft_exhibit.h"

#include <optional>
#include <set>
#include <utility>

#include "language/fold.h"
#include "story_text.h"
#include "text.h"

namespace sen::pack {
namespace {

enum class Column {
    Title,
    Text,
    Year,
    Place,
    Source,
    Rights,
    Picture,
    Caption,
    Alt,
    Number,
    Other
};

/// Names of columns, folded.
constexpr std::pair<std::string_view, Column> kColumns[] = {
    {"ten", Column::Title},
    {"ten goi", Column::Title},
    {"tieu de", Column::Title},
    {"ten muc", Column::Title},
    {"ten hien vat", Column::Title},
    {"hien vat", Column::Title},
    {"ten tu lieu", Column::Title},
    {"title", Column::Title},
    {"name", Column::Title},
    {"noi dung", Column::Text},
    {"bai viet", Column::Text},
    {"mo ta", Column::Text},
    {"mo ta hien vat", Column::Text},
    {"thuyet minh", Column::Text},
    {"gioi thieu", Column::Text},
    {"text", Column::Text},
    {"description", Column::Text},
    {"nam", Column::Year},
    {"thoi gian", Column::Year},
    {"nien dai", Column::Year},
    {"year", Column::Year},
    {"date", Column::Year},
    {"noi", Column::Place},
    {"dia diem", Column::Place},
    {"place", Column::Place},
    {"nguon", Column::Source},
    {"nguon goc", Column::Source},
    {"xuat xu", Column::Source},
    {"source", Column::Source},
    {"quyen", Column::Rights},
    {"ban quyen", Column::Rights},
    {"quyen su dung", Column::Rights},
    {"rights", Column::Rights},
    {"hinh", Column::Picture},
    {"anh", Column::Picture},
    {"hinh anh", Column::Picture},
    {"tep hinh", Column::Picture},
    {"picture", Column::Picture},
    {"chu thich", Column::Caption},
    {"caption", Column::Caption},
    {"mo ta hinh", Column::Alt},
    {"mo ta anh", Column::Alt},
    {"alt", Column::Alt},
    {"stt", Column::Number},
    {"tt", Column::Number},
    {"so tt", Column::Number},
    {"so thu tu", Column::Number},
    {"no", Column::Number},
    {"no.", Column::Number},
};

/// "Tên hiện vật (bắt buộc)" is the column "tên hiện vật".
Column column_of(std::string_view name) {
    const std::string folded = language::fold_text(trimmed(name.substr(0, name.find('('))));
    for (const auto& [known, column] : kColumns)
        if (folded == known) return column;
    return Column::Other;
}

std::string one_line(std::string text) {
    for (char& c : text)
        if (c == '\n' || c == '\t' || c == '\r') c = ' ';
    return std::string(trimmed(text));
}

std::string line_of(const std::vector<TextRun>& runs) {
    std::string text;
    for (const TextRun& run : runs) text += run.text;
    return one_line(std::move(text));
}

/// The lines of a cell as paragraphs of Markdown.
std::string paragraphs_of(const std::string& cell) {
    Document document;
    for (std::size_t at = 0; at < cell.size();) {
        const std::size_t end = std::min(cell.find('\n', at), cell.size());
        // A paragraph that is no title: the title has its own column.
        document.paragraphs.push_back(
            {ParagraphKind::Body, {{cell.substr(at, end - at), "", false, false}}, 0});
        at = end + 1;
    }
    Paragraph none;
    none.runs.push_back({"-", "", false, false});
    document.paragraphs.insert(document.paragraphs.begin(), none);
    return story_text(document).markdown;
}

void take(DraftExhibit& exhibit, DraftPicture& picture, Column column, const std::string& header,
          const std::string& cell) {
    const std::string line = one_line(cell);
    switch (column) {
        case Column::Title:
            exhibit.title = line;
            break;
        case Column::Text:
            exhibit.markdown += paragraphs_of(cell) + "\n";
            break;
        case Column::Year:
            exhibit.year = line;
            break;
        case Column::Place:
            exhibit.place = line;
            break;
        case Column::Source:
            exhibit.source = line;
            break;
        case Column::Rights:
            exhibit.rights = line;
            break;
        case Column::Picture:
            picture.file = line;
            break;
        case Column::Caption:
            picture.caption = line;
            break;
        case Column::Alt:
            picture.alt = line;
            break;
        case Column::Number:
            break;
        case Column::Other:
            exhibit.markdown += paragraphs_of(header.empty() ? line : header + ": " + line) + "\n";
            break;
    }
}

}  // namespace

std::optional<std::size_t> row_of_column_names(const Document& table) {
    constexpr std::size_t kRowsAbove = 10;
    for (std::size_t row = 0; row + 1 < table.rows.size() && row <= kRowsAbove; ++row) {
        std::size_t known = 0;
        bool has_title = false;
        for (const TextRun& cell : table.rows[row]) {
            const Column column = column_of(one_line(cell.text));
            known += column != Column::Other ? 1 : 0;
            has_title = has_title || column == Column::Title;
        }
        // Lower down a single name is a word like any other.
        if (has_title && (row == 0 || known >= 2)) return row;
    }
    return std::nullopt;
}

DraftExhibit story_exhibit(const Document& document, const std::string& name) {
    Document story = document;
    for (const auto& row : document.rows) {
        Paragraph item;
        item.kind = ParagraphKind::Item;
        for (const TextRun& cell : row) {
            if (cell.text.empty()) continue;
            if (!item.runs.empty()) item.runs.push_back({" – ", "", false, false});
            item.runs.push_back(cell);
        }
        story.paragraphs.push_back(std::move(item));
    }
    StoryText text = story_text(story);
    DraftExhibit exhibit;
    exhibit.id = to_id(name, "muc");
    exhibit.title = std::move(text.title);
    exhibit.markdown = std::move(text.markdown);
    std::size_t number = 0;
    for (DocumentPicture& picture : story.pictures)
        exhibit.pictures.push_back({"hinh-" + std::to_string(++number) + "." + picture.extension,
                                    std::move(picture.bytes), line_of(picture.caption),
                                    line_of(picture.description)});
    return exhibit;
}

std::vector<DraftExhibit> row_exhibits(const Document& table, std::size_t names,
                                       const std::string& name) {
    std::vector<DraftExhibit> exhibits;
    std::set<std::string> ids;
    const auto& header = table.rows[names];
    for (std::size_t row = names + 1; row < table.rows.size(); ++row) {
        DraftExhibit exhibit;
        DraftPicture picture;
        for (std::size_t at = 0; at < table.rows[row].size(); ++at) {
            const std::string& cell = table.rows[row][at].text;
            const std::string column = at < header.size() ? one_line(header[at].text) : "";
            if (!trimmed(cell).empty()) take(exhibit, picture, column_of(column), column, cell);
        }
        exhibit.markdown.erase(exhibit.markdown.find_last_not_of('\n') + 1);
        exhibit.markdown += '\n';
        if (!picture.file.empty()) exhibit.pictures.push_back(std::move(picture));
        const std::string id = to_id(exhibit.title, to_id(name, "muc"));
        exhibit.id = id;
        for (int number = 2; !ids.insert(exhibit.id).second; ++number)
            exhibit.id = id + "-" + std::to_string(number);
        exhibits.push_back(std::move(exhibit));
    }
    return exhibits;
}

}  // namespace sen::pack
