// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

struct sqlite3;

/// What SQLite's full-text search (FTS5) is taught. The tokenizer "sen" of the table search_index.
/// Neither a text nor what a visitor typed ever reaches SQLite's own rules: a document comes as
/// finished terms with spaces between, and a pattern as numbers ("\"0 1\"": a phrase), each of
/// which stands for a set of terms of which any will do.
namespace sen::catalogue {

using TermSets = std::vector<std::vector<std::string>>;

/// Makes the tokenizer known to a connection, which keeps the address of `sets`: they are read when
/// a pattern is. And the function search_score(search_index): how well an entry answers among those
/// that match the same pattern. The earlier in the entry, where title and names stand, and the more
/// often each word stands there, the higher. Errors: Unsupported (an SQLite without FTS5).
Result<void> add_full_text(sqlite3* database, const TermSets& sets);

}  // namespace sen::catalogue
