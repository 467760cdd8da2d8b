// SPDX-License-Identifier: Apache-2.0
// What a monitor says of itself: whatever it says, a size that is taken is one of a panel.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "app/edid.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto monitor = sen::app::parse_edid(std::as_bytes(std::span(data, size)));
    if (!monitor) return 0;
    const auto is_length = [](int side) { return side >= 50 && side <= 5000; };
    if (!is_length(monitor->millimetres.width) || !is_length(monitor->millimetres.height))
        std::abort();
    return 0;
}
