// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "faults.h"

namespace sen::pack {

/// Faults of a text file of a source folder, `name`, that is not in Unicode: bytes that are not
/// UTF-8, or letters of an old encoding that were saved as if they were Western ones. Each names
/// the encoding as far as it can be told, how sure that is, and a line as it reads then.
std::vector<Fault> encoding_faults(const std::string& name, std::string_view bytes);

}  // namespace sen::pack
