// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document.h"

namespace sen::pack {

struct DraftPicture {
    std::string file;   ///< as exhibit.toml names it
    std::string bytes;  ///< empty: a table names a file that the author has yet to copy
    std::string caption, alt;
};

/// An exhibit as far as a document tells it. What is empty only a person can know.
struct DraftExhibit {
    std::string id;
    std::string title, year, place, source, rights;
    std::string markdown;
    std::vector<DraftPicture> pictures;
};

/// Whether the first row of a table names its columns, a title among them.
bool has_column_names(const Document& table);

/// One exhibit out of a document; a table becomes a list. `name` is the file's, without its ending.
DraftExhibit story_exhibit(const Document& document, const std::string& name);

/// An exhibit for each row of a table, by the names of its columns (tên, nội dung, năm, nơi, nguồn,
/// quyền, hình, chú thích, mô tả hình; or in English). Columns of other names go into the text.
std::vector<DraftExhibit> row_exhibits(const Document& table, const std::string& name);

}  // namespace sen::pack
