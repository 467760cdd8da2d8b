// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cstdlib>
#include <random>

#include "fixtures.h"
#include "graphics/bitmap.h"

using namespace sen;
using namespace sen::graphics;
using test::fixture;

namespace {

bool is_near(std::uint32_t a, std::uint32_t b, int tolerance) {
    for (const int shift : {0, 8, 16, 24}) {
        const int x = static_cast<int>((a >> shift) & 0xFF),
                  y = static_cast<int>((b >> shift) & 0xFF);
        if (std::abs(x - y) > tolerance) return false;
    }
    return true;
}

}  // namespace

TEST_CASE("jpeg: the size comes from the header") {
    CHECK(jpeg_size(fixture("good.jpg")).value() == Size{64, 48});
}

TEST_CASE("jpeg: a picture of its own size keeps its colours") {
    const Bitmap bitmap = decode_jpeg(fixture("good.jpg"), {64, 48}, Fit::Cover).value();

    CHECK(bitmap.is_opaque);
    CHECK(is_near(bitmap.at(5, 24), 0xFFC00000, 4));
    CHECK(is_near(bitmap.at(60, 24), 0xFF0000C0, 4));
}

TEST_CASE("jpeg: covering crops what stands over, centred, and fills the target") {
    // Half red, half blue: a tall target keeps the middle, where they meet.
    const Bitmap tall = decode_jpeg(fixture("good.jpg"), {8, 24}, Fit::Cover).value();
    const Bitmap wide = decode_jpeg(fixture("good.jpg"), {32, 4}, Fit::Cover).value();

    CHECK(tall.size == Size{8, 24});
    CHECK(is_near(tall.at(0, 12), 0xFFC00000, 24));
    CHECK(is_near(tall.at(7, 12), 0xFF0000C0, 24));
    CHECK(wide.size == Size{32, 4});
    CHECK(is_near(wide.at(2, 2), 0xFFC00000, 4));
    CHECK(is_near(wide.at(29, 2), 0xFF0000C0, 4));
}

TEST_CASE("jpeg: contained pictures keep their shape; larger targets enlarge") {
    CHECK(decode_jpeg(fixture("good.jpg"), {32, 32}, Fit::Contain).value().size == Size{32, 24});
    CHECK(decode_jpeg(fixture("good.jpg"), {300, 24}, Fit::Contain).value().size == Size{32, 24});
    CHECK(decode_jpeg(fixture("good.jpg"), {128, 128}, Fit::Contain).value().size == Size{128, 96});
    CHECK(decode_jpeg(fixture("good.jpg"), {128, 128}, Fit::Cover).value().size == Size{128, 128});
    CHECK(decode_jpeg(fixture("good.jpg"), {1, 1}, Fit::Contain).value().size == Size{1, 1});
}

TEST_CASE("jpeg: grey, progressive and CMYK pictures become RGB") {
    const Bitmap grey = decode_jpeg(fixture("grey.jpg"), {8, 8}, Fit::Cover).value();
    const Bitmap cmyk = decode_jpeg(fixture("cmyk.jpg"), {16, 16}, Fit::Cover).value();

    CHECK((grey.at(3, 3) & 0xFF) == ((grey.at(3, 3) >> 8) & 0xFF));
    CHECK(decode_jpeg(fixture("progressive.jpg"), {8, 8}, Fit::Cover).has_value());
    CHECK(is_near(cmyk.at(8, 8), 0xFF2060A0, 6));
}

TEST_CASE("jpeg: broken, cut and oversized pictures are refused") {
    const auto kind_of = [](const std::string& bytes) {
        return decode_jpeg(bytes, {8, 8}, Fit::Cover).error().kind;
    };
    const std::string good = fixture("good.jpg");

    CHECK(kind_of("") == ErrorKind::Corrupt);
    CHECK(kind_of("not a picture") == ErrorKind::Corrupt);
    CHECK(kind_of(good.substr(0, 40)) == ErrorKind::Corrupt);
    CHECK(kind_of(fixture("truncated.jpg")) == ErrorKind::Corrupt);
    CHECK(kind_of(fixture("claims_65535_square.jpg")) == ErrorKind::Corrupt);
    CHECK(kind_of(fixture("claims_20000_square.jpg")) == ErrorKind::Unsupported);
    CHECK(jpeg_size(fixture("claims_20000_square.jpg")).error().kind == ErrorKind::Unsupported);
    CHECK(decode_jpeg(good, {0, 8}, Fit::Cover).error().kind == ErrorKind::Invalid);
    CHECK(decode_jpeg(good, {100'000, 100'000}, Fit::Cover).error().kind == ErrorKind::Invalid);
}

TEST_CASE("jpeg: 2,000 damaged files never crash and never give another size") {
    std::mt19937 random(20'261'122);
    const std::vector<std::string> sources = {fixture("good.jpg"), fixture("cmyk.jpg"),
                                              fixture("progressive.jpg"), fixture("truncated.jpg")};
    int decoded = 0;

    for (int round = 0; round < 2'000; ++round) {
        std::string bytes = sources[static_cast<std::size_t>(round) % sources.size()];
        for (auto flips = random() % 6 + 1; flips > 0; --flips)
            bytes[random() % bytes.size()] = static_cast<char>(random());
        if (round % 7 == 0) bytes.resize(random() % bytes.size());
        const auto bitmap = decode_jpeg(bytes, {16, 12}, Fit::Cover);
        if (!bitmap) continue;
        ++decoded;
        REQUIRE(bitmap->size == Size{16, 12});
        REQUIRE(bitmap->pixels.size() == 16 * 12);
    }

    CHECK(decoded > 0);
    CHECK(decoded < 2'000);
}
