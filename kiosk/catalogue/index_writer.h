// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <initializer_list>
#include <string_view>

#include "catalogue/connection.h"
#include "catalogue/content.h"

namespace sen::catalogue {

/// Inserts a row into a table.
using InsertRow = std::function<void(std::string_view table, std::initializer_list<Value> values)>;

/// Gives `insert` all rows of search_entry, search_word, search_facet and search_index
/// (search_index.h) for one language of the pack; the same content gives the same rows.
void write_index(const PackContent& content, int language_position, const InsertRow& insert);

}  // namespace sen::catalogue
