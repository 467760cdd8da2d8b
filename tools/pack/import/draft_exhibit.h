// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
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

/// The row, from 0, that names the columns of a table, a title among them: the first one, or one
/// near the top under a heading. Nothing when there is none, or nothing comes after it.
std::optional<std::size_t> row_of_column_names(const Document& table);

/// One exhibit out of a document; a table becomes a list. `name` is the file's, without its ending.
DraftExhibit story_exhibit(const Document& document, const std::string& name);

/// An exhibit for each row of a table below `names`, the row of its columns' names (tên, nội dung,
/// năm, nơi, nguồn, quyền, hình, chú thích, mô tả hình; or in English). Columns of other names go
/// into the text, but not the one that only counts the rows.
std::vector<DraftExhibit> row_exhibits(const Document& table, std::size_t names,
                                       const std::string& name);

}  // namespace sen::pack
