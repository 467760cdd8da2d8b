// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "catalogue/connection.h"
#include "catalogue/model.h"

namespace sen::catalogue {

/// The tables that hold one sort of an exhibit's texts.
struct TextTables {
    std::string_view block, run;
};
inline constexpr TextTables kFullText{"block", "run"};
inline constexpr TextTables kSimpleText{"simple_block", "simple_run"};
inline constexpr TextTables kNotes{"note_block", "note_run"};

/// An exhibit's text of that sort; empty when it has none. Every value is checked: Corrupt.
Result<std::vector<Block>> read_text(Connection& connection, const TextTables& tables,
                                     std::string_view exhibit, std::string_view language);

}  // namespace sen::catalogue
