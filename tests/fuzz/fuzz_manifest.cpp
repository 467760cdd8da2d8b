// SPDX-License-Identifier: Apache-2.0
// A pack's manifest: what is read has exactly one form.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "store/manifest.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto manifest = sen::store::Manifest::parse(bytes);

    if (manifest && manifest->to_json() != bytes) std::abort();
    return 0;
}
