// SPDX-License-Identifier: Apache-2.0
#include "graphics/bitmap.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/file.h"
#include "fixtures.h"

using namespace sen;
using namespace sen::graphics;

namespace {

Bitmap filled(Size size, std::uint32_t pixel) {
    const auto count = static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height);
    return {size, pixel >> 24 == 255, std::vector<std::uint32_t>(count, pixel)};
}

}  // namespace

TEST_CASE("resize: halving averages exactly four pixels") {
    Bitmap source = filled({4, 2}, 0xFF000000);
    source.pixels = {0xFF000000, 0xFF640000, 0xFF0A0A0A, 0xFF0A0A0A,
                     0xFFC80000, 0xFF640000, 0xFF0A0A0A, 0xFF0A0A0E};

    const Bitmap half = resize(source, {2, 1});

    CHECK(half.at(0, 0) == 0xFF640000);
    CHECK(half.at(1, 0) == 0xFF0A0A0B);
}

TEST_CASE("resize: three pixels to two share the middle one") {
    Bitmap source = filled({3, 1}, 0xFF000000);
    source.pixels = {0xFF00005A, 0xFF000000, 0xFF0000B4};

    const Bitmap two = resize(source, {2, 1});

    CHECK(two.at(0, 0) == 0xFF00003C);  // (90 + 0/2) / 1.5
    CHECK(two.at(1, 0) == 0xFF000078);
}

TEST_CASE("resize: a plain colour stays what it is at every size") {
    const Bitmap source = filled({17, 13}, 0xFF8C1C1F);

    for (const Size target : {Size{1, 1}, {5, 7}, {16, 12}, {17, 13}, {18, 40}, {100, 3}}) {
        const Bitmap result = resize(source, target);
        CHECK(result.size == target);
        CHECK(std::all_of(result.pixels.begin(), result.pixels.end(),
                          [](std::uint32_t pixel) { return pixel == 0xFF8C1C1F; }));
    }
}

TEST_CASE("resize: enlarging goes evenly from one pixel to the next") {
    Bitmap source = filled({2, 1}, 0xFF000000);
    source.pixels = {0xFF000000, 0xFF000064};

    const Bitmap result = resize(source, {4, 1});

    CHECK(result.pixels ==
          std::vector<std::uint32_t>{0xFF000000, 0xFF000019, 0xFF00004B, 0xFF000064});
}

TEST_CASE("resize: the colour of transparent pixels does not bleed") {
    Bitmap source = filled({2, 1}, 0x00FF0000);
    source.pixels[1] = 0xFF00FF00;

    const Bitmap result = resize(source, {1, 1});

    CHECK((result.at(0, 0) & 0xFFFFFF) == 0x00FF00);
    CHECK((result.at(0, 0) >> 24) == 128);
}

TEST_CASE("png: what is written is what is read") {
    const auto directory = TemporaryDirectory::create().value();
    Bitmap opaque = filled({5, 3}, 0xFF102030);
    opaque.at(4, 2) = 0xFFFFFFFF;
    Bitmap translucent = filled({5, 3}, 0x80102030);

    REQUIRE(write_png(directory.path() / "a.png", opaque));
    REQUIRE(write_png(directory.path() / "b.png", translucent));

    const Bitmap a = read_png(directory.path() / "a.png").value();
    const Bitmap b = read_png(directory.path() / "b.png").value();
    CHECK(a.is_opaque);
    CHECK(a.pixels == opaque.pixels);
    CHECK_FALSE(b.is_opaque);
    CHECK(b.pixels == translucent.pixels);
}

TEST_CASE("png: missing, foreign and oversized files are refused") {
    const auto directory = TemporaryDirectory::create().value();
    const auto file = directory.path() / "a.png";
    CHECK(read_png(file).error().kind == ErrorKind::NotFound);

    REQUIRE(write_file_atomically(file, "no picture at all, only text"));
    CHECK(read_png(file).error().kind == ErrorKind::Corrupt);

    REQUIRE(write_png(file, filled({5, 3}, 0xFF102030)));
    std::string bytes = read_file(file, 10'000).value();
    REQUIRE(write_file_atomically(file, bytes.substr(0, bytes.size() - 20)));
    CHECK(read_png(file).error().kind == ErrorKind::Corrupt);
    bytes.replace(16, 8, std::string("\x00\x01\x00\x00\x00\x01\x00\x00", 8));
    REQUIRE(write_file_atomically(file, bytes));
    CHECK(read_png(file).error().kind == ErrorKind::Unsupported);
}

TEST_CASE("svg: a drawing is as large as asked, with soft edges where it has ink") {
    const Bitmap bar = rasterise_svg(test::fixture("bar.svg"), 48).value();

    CHECK(bar.size == Size{48, 48});
    CHECK_FALSE(bar.is_opaque);
    CHECK((bar.at(24, 24) >> 24) == 255);
    CHECK((bar.at(24, 4) >> 24) == 0);
}

TEST_CASE("svg: what is no drawing is refused") {
    CHECK_FALSE(rasterise_svg("", 48));
    CHECK(rasterise_svg("no drawing", 48).error().kind == ErrorKind::Corrupt);
    CHECK_FALSE(rasterise_svg(test::fixture("bar.svg"), 0));
    CHECK_FALSE(rasterise_svg(test::fixture("bar.svg"), 1 << 20));
}

TEST_CASE("fingerprint: one pixel or another shape makes another") {
    const Bitmap bitmap = filled({6, 4}, 0xFF102030);
    Bitmap changed = bitmap, turned = bitmap;
    changed.at(5, 3) ^= 1;
    turned.size = {4, 6};

    CHECK(fingerprint(bitmap) == fingerprint(filled({6, 4}, 0xFF102030)));
    CHECK(fingerprint(bitmap) != fingerprint(changed));
    CHECK(fingerprint(bitmap) != fingerprint(turned));
}
