// SPDX-License-Identifier: Apache-2.0
#include "base/window_size.h"

#include <charconv>

namespace sen {

std::optional<Size> parse_window_size(std::string_view text) {
    const auto side = [](std::string_view digits) {
        int value = 0;
        const auto [end, error] = std::from_chars(digits.begin(), digits.end(), value);
        const bool is_number = error == std::errc{} && end == digits.end();
        return is_number && value >= 320 && value <= 8192 ? value : 0;
    };
    const auto cross = text.find('x');
    if (cross == std::string_view::npos) return std::nullopt;
    const Size size{side(text.substr(0, cross)), side(text.substr(cross + 1))};
    if (size.width == 0 || size.height == 0) return std::nullopt;
    return size;
}

}  // namespace sen
