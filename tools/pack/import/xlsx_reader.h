// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "document.h"

namespace sen::pack {

/// Reads the first sheet of an Excel workbook as rows of cells, each with its font. Numbers and
/// dates come as the file has them. Other sheets are named in `left_out`.
Read<Document> read_xlsx(std::string_view bytes);

}  // namespace sen::pack
