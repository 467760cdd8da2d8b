// SPDX-License-Identifier: Apache-2.0
#include "graphics/pixel_rows.h"

#include <algorithm>

#include <cstring>

namespace sen::graphics {
namespace {

// Vectors of GCC and Clang, not of one processor: a processor without them gets plain loops.
constexpr std::size_t kLanes = 16;
using Bytes = unsigned char __attribute__((vector_size(kLanes)));
using Words = std::uint16_t __attribute__((vector_size(2 * kLanes)));
constexpr std::size_t kStep = kLanes / sizeof(std::uint32_t);
constexpr std::uint16_t kHalf = 128;

Bytes load(const std::uint32_t* pixels) {
    Bytes bytes;
    std::memcpy(&bytes, pixels, sizeof bytes);
    return bytes;
}

/// Each of the first eight bytes twice.
Bytes doubled(Bytes bytes) {
    return __builtin_shufflevector(bytes, bytes, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7,
                                   23);
}

/// Two channels of eight bits with room for a product between them, twice.
std::uint64_t spread(std::uint32_t pixel) {
    return (pixel & 0x00FF00FFu) | (static_cast<std::uint64_t>(pixel & 0xFF00FF00u) << 24);
}

std::uint32_t gather(std::uint64_t channels) {
    return static_cast<std::uint32_t>(channels & 0x00FF00FFu) |
           static_cast<std::uint32_t>((channels >> 24) & 0xFF00FF00u);
}

std::uint32_t mix(std::uint32_t below, std::uint32_t above, unsigned share) {
    constexpr std::uint64_t kHalves = 0x0080008000800080u, kChannels = 0x00FF00FF00FF00FFu;
    const std::uint64_t sum = spread(below) * (256 - share) + spread(above) * share + kHalves;
    return gather((sum >> 8) & kChannels);
}

}  // namespace

void mix_rows(std::uint32_t* out, const std::uint32_t* below, const std::uint32_t* above,
              std::size_t count, unsigned share) {
    const auto part = static_cast<std::uint16_t>(share),
               rest = static_cast<std::uint16_t>(256 - share);
    std::size_t i = 0;
    for (; i + kStep <= count; i += kStep) {
        const Words sum = __builtin_convertvector(load(below + i), Words) * rest +
                          __builtin_convertvector(load(above + i), Words) * part + kHalf;
        const Bytes mixed = __builtin_convertvector(sum >> 8, Bytes);
        std::memcpy(out + i, &mixed, sizeof mixed);
    }
    for (; i < count; ++i) out[i] = mix(below[i], above[i], share);
}

void tint_row(std::uint32_t* row, std::uint32_t colour, std::size_t count, unsigned share) {
    const std::uint32_t pattern[kStep] = {colour, colour, colour, colour};
    const auto rest = static_cast<std::uint16_t>(256 - share);
    const Words tint =
        __builtin_convertvector(load(pattern), Words) * static_cast<std::uint16_t>(share) + kHalf;
    std::size_t i = 0;
    for (; i + kStep <= count; i += kStep) {
        const Words sum = __builtin_convertvector(load(row + i), Words) * rest + tint;
        const Bytes mixed = __builtin_convertvector(sum >> 8, Bytes);
        std::memcpy(row + i, &mixed, sizeof mixed);
    }
    for (; i < count; ++i) row[i] = mix(row[i], colour, share);
}

void ink_row(std::uint32_t* row, const unsigned char* alphas, std::uint32_t colour,
             std::size_t count, unsigned share) {
    const std::uint32_t pattern[kStep] = {colour, colour, colour, colour};
    const Words ink = __builtin_convertvector(load(pattern), Words);
    const auto factor = static_cast<std::uint16_t>(share);
    std::size_t i = 0;
    for (; i + kStep <= count; i += kStep) {
        std::uint32_t four = 0;
        std::memcpy(&four, alphas + i, sizeof four);
        // Most of a line of text is nothing.
        if (four == 0) continue;
        // Each alpha twice, and twice again: these shuffles every processor has.
        const std::uint32_t all[kStep] = {four, four, four, four};
        const Bytes twice = doubled(load(all));
        const Bytes each_channel = doubled(twice);
        Words part = __builtin_convertvector(each_channel, Words);
        part += part >> 7;
        // 256 times 256 has no room here, and changes nothing.
        if (share != 256) part = (part * factor + kHalf) >> 8;
        const Words sum =
            __builtin_convertvector(load(row + i), Words) * (256 - part) + ink * part + kHalf;
        const Bytes mixed = __builtin_convertvector(sum >> 8, Bytes);
        std::memcpy(row + i, &mixed, sizeof mixed);
    }
    for (; i < count; ++i)
        row[i] = mix(row[i], colour, (share_of_256(alphas[i]) * share + kHalf) >> 8);
}

void stretch_row(std::uint32_t* out, const std::uint32_t* row, const StretchTap* taps,
                 std::size_t count) {
    using PairBytes = unsigned char __attribute__((vector_size(8)));
    using PairWords = std::uint16_t __attribute__((vector_size(16)));
    const PairWords whole = {256, 256, 256, 256, 0, 0, 0, 0};
    const PairWords sign = {0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF, 1, 1, 1, 1};
    for (std::size_t i = 0; i < count; ++i) {
        // The pixel and the one after it, each channel times its share, then the two together.
        PairBytes pair;
        std::memcpy(&pair, row + taps[i].left, sizeof pair);
        const PairWords shares = whole + sign * static_cast<std::uint16_t>(taps[i].share);
        const PairWords parts = __builtin_convertvector(pair, PairWords) * shares;
        const PairWords turned = __builtin_shufflevector(parts, parts, 4, 5, 6, 7, 0, 1, 2, 3);
        const PairWords sum = (parts + turned + kHalf) >> 8;
        const PairBytes mixed = __builtin_convertvector(sum, PairBytes);
        std::memcpy(out + i, &mixed, sizeof out[i]);
    }
}

void turn_pixels(std::uint32_t* out, std::ptrdiff_t out_pitch, const std::uint32_t* in,
                 std::ptrdiff_t in_pitch, Size size, int degrees) {
    if (degrees == 180) {
        for (int y = 0; y < size.height; ++y)
            std::reverse_copy(in + y * in_pitch, in + y * in_pitch + size.width,
                              out + (size.height - 1 - y) * out_pitch);
        return;
    }
    // In squares: both pictures stay in the cache, though one of them is walked down its columns.
    constexpr int kSquare = 16;
    const std::ptrdiff_t step = degrees == 90 ? out_pitch : -out_pitch;
    std::uint32_t* const first =
        degrees == 90 ? out + size.height - 1 : out + (size.width - 1) * out_pitch;
    const int sideways = degrees == 90 ? -1 : 1;
    for (int top = 0; top < size.height; top += kSquare)
        for (int left = 0; left < size.width; left += kSquare)
            for (int y = top; y < std::min(top + kSquare, size.height); ++y)
                for (int x = left; x < std::min(left + kSquare, size.width); ++x)
                    first[x * step + y * sideways] = in[y * in_pitch + x];
}

}  // namespace sen::graphics
