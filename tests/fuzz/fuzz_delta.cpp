// SPDX-License-Identifier: Apache-2.0
// A delta out of a repository, which anybody may have written: never a byte more than was signed
// for.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "sync/delta.h"

namespace {

constexpr std::uint64_t kMaxLength = 1 << 20;

/// The old file: some pattern that a delta can refer to.
const std::string& old_file() {
    static const std::string bytes = [] {
        std::string text(20'000, ' ');
        for (std::size_t i = 0; i < text.size(); ++i) text[i] = static_cast<char>(i * i >> 3);
        return text;
    }();
    return bytes;
}

}  // namespace

/// The first three bytes say the length that was signed for, the rest is the delta.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 3) return 0;
    const std::uint64_t length =
        (data[0] | std::uint64_t{data[1]} << 8 | std::uint64_t{data[2]} << 16) % kMaxLength;
    const std::string_view delta(reinterpret_cast<const char*>(data) + 3, size - 3);
    const auto result = sen::sync::apply_delta(old_file(), delta, length);
    if (result && result->size() != length) std::abort();
    return 0;
}
