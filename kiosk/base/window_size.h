// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "base/geometry.h"

namespace sen {

/// "1280x720", as the size of a window is given on a command line: 320 to 8192 pixels each way.
std::optional<Size> parse_window_size(std::string_view text);

}  // namespace sen
