// SPDX-License-Identifier: Apache-2.0
#include "graphics/pixel_rows.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>
#include <vector>

using namespace sen::graphics;

namespace {

using Row = std::vector<std::uint32_t>;

/// Any pixels, the same in each run; longer than a vector and not a multiple of one.
Row noise(std::uint32_t seed, std::size_t count = 37) {
    Row row(count);
    for (auto& pixel : row) pixel = seed = seed * 1664525u + 1013904223u;
    return row;
}

/// The largest distance of a channel from `exact(channel)`.
template <class Exact>
double worst(const Row& row, const Exact& exact) {
    double most = 0;
    for (std::size_t i = 0; i < row.size(); ++i)
        for (unsigned bit = 0; bit < 32; bit += 8)
            most = std::max(most, std::abs((row[i] >> bit & 255) - exact(i, bit)));
    return most;
}

}  // namespace

TEST_CASE("pixel rows: a mix is within a step of the exact one, in vectors and at the end") {
    const Row below = noise(1), above = noise(2);
    for (const unsigned share : {1u, 77u, 128u, 255u}) {
        Row out(below.size());

        mix_rows(out.data(), below.data(), above.data(), out.size(), share);

        CHECK(worst(out, [&](std::size_t i, unsigned bit) {
                  return ((below[i] >> bit & 255) * (256.0 - share) +
                          (above[i] >> bit & 255) * double(share)) /
                         256;
              }) <= 1);
    }
}

TEST_CASE("pixel rows: all or nothing of a row leaves an input as it is") {
    const Row below = noise(3), above = noise(4);
    Row none = below, all = below, tinted = below;

    mix_rows(none.data(), none.data(), above.data(), none.size(), 0);
    mix_rows(all.data(), all.data(), above.data(), all.size(), 256);
    tint_row(tinted.data(), 0xFF112233, tinted.size(), 0);

    CHECK(none == below);
    CHECK(all == above);
    CHECK(tinted == below);
    tint_row(tinted.data(), 0xFF112233, tinted.size(), 256);
    CHECK(tinted == Row(tinted.size(), 0xFF112233));
}

TEST_CASE("pixel rows: a tint is a mix with one colour") {
    const Row below = noise(5), colour(below.size(), 0xFF8C1C1F);
    Row mixed = below, tinted = below;

    mix_rows(mixed.data(), mixed.data(), colour.data(), mixed.size(), 99);
    tint_row(tinted.data(), 0xFF8C1C1F, tinted.size(), 99);

    CHECK(mixed == tinted);
}

TEST_CASE("pixel rows: ink counts by its own alpha and by the share") {
    const unsigned char alphas[] = {0, 255, 128};
    Row whole(3, 0xFF000000), half = whole;

    ink_row(whole.data(), alphas, 0xFFFFFFFF, 3, 256);
    ink_row(half.data(), alphas, 0xFFFFFFFF, 3, 128);

    CHECK(whole[0] == 0xFF000000);
    CHECK(whole[1] == 0xFFFFFFFF);
    CHECK(std::abs(int(whole[2] & 255) - 128) <= 1);
    CHECK(half[0] == 0xFF000000);
    CHECK(std::abs(int(half[1] & 255) - 128) <= 1);
    CHECK(std::abs(int(half[2] & 255) - 64) <= 1);
}

TEST_CASE("pixel rows: a row of ink is the same as its pixels one by one") {
    const Row below = noise(6), random = noise(7, 10);
    std::vector<unsigned char> alphas(below.size());
    // Nothing, all and everything between, in vectors that hold one kind and that hold several.
    for (std::size_t i = 0; i < alphas.size(); ++i)
        alphas[i] = static_cast<unsigned char>(i < 8    ? 0
                                               : i < 14 ? 255
                                                        : random[i % 10] >> (i % 3 * 8));
    for (const unsigned share : {0u, 1u, 100u, 255u, 256u}) {
        Row whole = below, single = below;

        ink_row(whole.data(), alphas.data(), 0xFF8C1C1F, whole.size(), share);
        for (std::size_t i = 0; i < single.size(); ++i)
            ink_row(&single[i], &alphas[i], 0xFF8C1C1F, 1, share);

        CHECK(whole == single);
    }
}

TEST_CASE("pixel rows: a stretched row runs from pixel to pixel") {
    const Row row{0xFF000000, 0xFFFFFFFF, 0xFFFFFFFF};
    const StretchTap taps[] = {{0, 0}, {0, 64}, {0, 128}, {1, 0}, {1, 128}};
    Row out(5);

    stretch_row(out.data(), row.data(), taps, out.size());

    CHECK(out[0] == 0xFF000000);
    CHECK(std::abs(int(out[1] & 255) - 64) <= 1);
    CHECK(std::abs(int(out[2] & 255) - 128) <= 1);
    CHECK(out[3] == 0xFFFFFFFF);
    CHECK(out[4] == 0xFFFFFFFF);
}

TEST_CASE("pixel rows: a picture is turned clockwise, pixel by pixel") {
    // 3 x 2 of 1 to 6, in rows that are longer than the picture.
    const std::vector<std::uint32_t> in{1, 2, 3, 99, 4, 5, 6, 99};
    const auto turn = [&](int degrees) {
        std::vector<std::uint32_t> out(6, 0);
        turn_pixels(out.data(), turned({3, 2}, degrees).width, in.data(), 4, {3, 2}, degrees);
        return out;
    };

    CHECK(turn(90) == std::vector<std::uint32_t>{4, 1, 5, 2, 6, 3});
    CHECK(turn(180) == std::vector<std::uint32_t>{6, 5, 4, 3, 2, 1});
    CHECK(turn(270) == std::vector<std::uint32_t>{3, 6, 2, 5, 1, 4});
}

TEST_CASE("pixel rows: turned there and back it is the same picture, whatever the size") {
    for (const sen::Size size :
         {sen::Size{1, 1}, sen::Size{16, 16}, sen::Size{17, 33}, sen::Size{100, 7}}) {
        const auto count = static_cast<std::size_t>(size.width * size.height);
        std::vector<std::uint32_t> first(count), picture, next(count);
        for (std::size_t i = 0; i < count; ++i) first[i] = static_cast<std::uint32_t>(i);
        picture = first;
        sen::Size now = size;
        for (int i = 0; i < 4; ++i) {
            const int degrees = i % 2 == 0 ? 90 : 270;
            turn_pixels(next.data(), turned(now, degrees).width, picture.data(), now.width, now,
                        degrees);
            picture.swap(next);
            now = turned(now, degrees);
        }
        CHECK(now == size);
        CHECK(picture == first);
    }
}
