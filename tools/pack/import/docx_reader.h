// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "document.h"

namespace sen::pack {

/// Reads a Word document: paragraphs with headings, lists, bold and italic, the font of each
/// stretch (through its styles), and pictures in the order in which they stand. Tables become a
/// list, a row to an item. Headers, footnotes, comments and what was deleted under "track changes"
/// stay behind.
Read<Document> read_docx(std::string_view bytes);

}  // namespace sen::pack
