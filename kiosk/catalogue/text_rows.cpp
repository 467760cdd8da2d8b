// SPDX-License-Identifier: Apache-2.0
#include "catalogue/text_rows.h"

#include <fmt/format.h>

#include "catalogue/limits.h"
#include "catalogue/media_rows.h"

namespace sen::catalogue {

Result<std::vector<Block>> read_text(Connection& connection, const TextTables& tables,
                                     std::string_view exhibit, std::string_view language) {
    std::vector<Block> text;
    SEN_CHECK(connection.each(fmt::format("SELECT position, kind, text FROM {}"
                                          " WHERE exhibit = ? AND language = ? ORDER BY position",
                                          tables.block),
                              {exhibit, language}, kMaxBlocks, [&](Row& row) {
                                  const auto expected = static_cast<std::int64_t>(text.size());
                                  row.integer(0, expected, expected);
                                  Block block;
                                  block.kind = static_cast<BlockKind>(row.integer(1, 0, 3));
                                  block.text = row.text(2);
                                  text.push_back(std::move(block));
                              }));
    SEN_CHECK(connection.each(
        fmt::format("SELECT block, text_begin, text_end, style FROM {}"
                    " WHERE exhibit = ? AND language = ? ORDER BY block, text_begin",
                    tables.run),
        {exhibit, language}, kMaxRuns, [&](Row& row) {
            const auto blocks = static_cast<std::int64_t>(text.size());
            const std::int64_t index = row.integer(0, 0, blocks - 1);
            if (index >= blocks) return;
            Block& block = text[static_cast<std::size_t>(index)];
            const auto length = static_cast<std::int64_t>(block.text.size());
            const std::int64_t least = block.runs.empty() ? 0 : block.runs.back().end;
            Run run;
            run.begin = static_cast<std::uint32_t>(row.integer(1, least, length));
            run.end =
                static_cast<std::uint32_t>(row.integer(2, std::int64_t{run.begin} + 1, length));
            run.style = static_cast<RunStyle>(row.integer(3, 0, 1));
            row.require(is_character_boundary(block.text, run.begin) &&
                            is_character_boundary(block.text, run.end),
                        "a run cuts a character");
            block.runs.push_back(run);
        }));
    return text;
}

}  // namespace sen::catalogue
