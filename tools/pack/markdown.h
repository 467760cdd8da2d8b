// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "catalogue/model.h"
#include "faults.h"

namespace sen::pack {

struct MarkdownText {
    std::vector<catalogue::Block> blocks;
    std::vector<Fault> faults;  ///< with lines, without a file
};

/// Reads the subset of Markdown that an exhibit's text may use: `## heading`, paragraphs, `- list`
/// of one level, `> quotation`, **strong**, *emphasis*. Everything else is a fault. `text` is valid
/// UTF-8 out of clean_text(). Lines of one paragraph are joined by a space.
MarkdownText parse_markdown(std::string_view text);

}  // namespace sen::pack
