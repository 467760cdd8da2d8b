// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace sen::language {

/// Unicode Normalization Form C (UAX #15) by utf8proc; Invalid when `text` is not UTF-8.
Result<std::string> to_nfc(std::string_view text);
bool is_nfc(std::string_view text);

}  // namespace sen::language
