// SPDX-License-Identifier: Apache-2.0
#include "base/riff.h"

#include <algorithm>

namespace sen {

std::uint32_t little_endian(std::string_view bytes, std::size_t at, std::size_t width) {
    std::uint32_t value = 0;
    for (std::size_t i = width; i-- > 0;)
        value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

std::optional<std::string_view> wave_chunks(std::string_view bytes) {
    constexpr std::size_t kHead = 12;
    if (bytes.size() < kHead || !bytes.starts_with("RIFF") || bytes.substr(8, 4) != "WAVE")
        return std::nullopt;
    return bytes.substr(kHead);
}

std::optional<RiffChunk> take_chunk(std::string_view& rest) {
    constexpr std::size_t kHead = 8;
    if (rest.size() < kHead) return std::nullopt;
    const std::size_t said = little_endian(rest, 4, 4), left = rest.size() - kHead;
    const std::size_t length = std::min(said, left);
    const RiffChunk chunk{rest.substr(0, 4), rest.substr(kHead, length), said > left};
    // A byte more where the length is odd.
    rest.remove_prefix(kHead + std::min(left, length + length % 2));
    return chunk;
}

std::optional<WaveFormat> wave_format(std::string_view body) {
    constexpr std::size_t kLeast = 16;
    if (body.size() < kLeast) return std::nullopt;
    return WaveFormat{little_endian(body, 0, 2), little_endian(body, 2, 2),
                      little_endian(body, 14, 2), little_endian(body, 4, 4)};
}

}  // namespace sen
