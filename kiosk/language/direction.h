// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace sen::language {

/// Whether a text has letters that are written from right to left: Hebrew, Arabic and their
/// relatives (Unicode's strong classes R and AL). The screen cannot draw those.
bool is_right_to_left(std::string_view text);

}  // namespace sen::language
