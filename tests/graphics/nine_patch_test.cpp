// SPDX-License-Identifier: Apache-2.0
#include "graphics/nine_patch.h"

#include <doctest/doctest.h>

#include <string>

#include "base/file.h"
#include "graphics/bitmap.h"

using namespace sen;
using namespace sen::graphics;

namespace {

constexpr Colour kPaper{0xF0, 0xE0, 0xD0}, kGround{0x20, 0x40, 0x60}, kEdge{0x90, 0x10, 0x10};
constexpr std::uint32_t kPaperPixel = 0xFFF0E0D0, kGroundPixel = 0xFF204060,
                        kEdgePixel = 0xFF901010;

/// 40 units: a square of 3 is cut out of each corner, a white line of 2 lies along the top, and in
/// each side's middle a tooth of 4 x 2 is missing.
constexpr const char* kDrawing =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"40\" viewBox=\"0 0 40 40\">"
    "<path d=\"M3,0H37V3H40V18H38V22H40V37H37V40H22V38H18V40H3V37H0V22H2V18H0V3H3Z\"/>"
    "<rect x=\"3\" y=\"0\" width=\"34\" height=\"2\" fill=\"#fff\"/></svg>";

class Studio {
  public:
    explicit Studio(const std::string& svg = kDrawing) {
        REQUIRE(write_file_atomically(patch.file, svg));
    }
    /// A frame with the patch on paper; whether it was drawn.
    bool draw(Rect rect, Colour ground = kGround, Colour edge = kEdge) {
        canvas->begin_frame(kPaper);
        const bool is_drawn = patches.draw(patch, rect, ground, edge);
        canvas->present();
        return is_drawn;
    }
    Bitmap seen() const { return canvas->read_pixels().value(); }

    TemporaryDirectory directory = TemporaryDirectory::create().value();
    std::unique_ptr<Canvas> canvas = Canvas::create_offscreen({200, 150}).value();
    NinePatchSet patches{*canvas};
    NinePatch patch{directory.path() / "patch.svg", 15, 15, 15, 15, 40};  // 6 of 40 pixels
};

}  // namespace

TEST_CASE("nine-patch: corners keep their size, whatever they are drawn around") {
    Studio studio;
    for (const Rect rect : {Rect{10, 10, 40, 40}, Rect{10, 10, 180, 131}, Rect{7, 3, 61, 140}}) {
        REQUIRE(studio.draw(rect));

        const Bitmap seen = studio.seen();
        for (const int x : {rect.x, rect.right() - 3})
            for (const int y : {rect.y, rect.bottom() - 3}) {
                CHECK(seen.at(x, y) == kPaperPixel);  // the square that is cut out
                CHECK(seen.at(x + 2, y + 2) == kPaperPixel);
            }
        CHECK(seen.at(rect.x, rect.y + 3) == kGroundPixel);
        CHECK(seen.at(rect.right() - 1, rect.bottom() - 4) == kGroundPixel);
        CHECK(seen.at(rect.x + 3, rect.y) == kEdgePixel);
        CHECK(seen.at(rect.x + 3, rect.y + 1) == kEdgePixel);
        CHECK(seen.at(rect.x + 3, rect.y + 2) == kGroundPixel);
    }
}

TEST_CASE("nine-patch: edges are repeated as often as comes nearest to their own size") {
    Studio studio;
    const auto count_teeth = [&](int width) {
        REQUIRE(studio.draw({0, 0, width, 60}));
        const Bitmap seen = studio.seen();
        int teeth = 0;
        for (int x = 4; x < width - 4; ++x)
            teeth += seen.at(x, 59) == kPaperPixel && seen.at(x - 1, 59) != kPaperPixel ? 1 : 0;
        return teeth;
    };

    CHECK(count_teeth(40) == 1);
    CHECK(count_teeth(12 + 2 * 28) == 2);
    CHECK(count_teeth(12 + 4 * 28 + 9) == 4);
    CHECK(count_teeth(30) == 1);
}

TEST_CASE(
    "nine-patch: the middle is the ground, and translucent colours lie once on what is there") {
    Studio studio;
    REQUIRE(studio.draw({10, 10, 120, 100}, {0, 0, 0, 128}, {0, 0, 0, 0}));

    const Bitmap seen = studio.seen();
    const std::uint32_t shaded = seen.at(60, 60);
    CHECK((shaded >> 16 & 0xFF) < 0x80);
    CHECK((shaded >> 16 & 0xFF) > 0x70);
    int others = 0;
    for (int y = 10; y < 110; ++y)
        for (int x = 10; x < 130; ++x)
            others += seen.at(x, y) != shaded && seen.at(x, y) != kPaperPixel &&
                              (y > 13 || y < 10)  // where the white line was, there is less ground
                          ? 1
                          : 0;
    // Nothing is laid on twice: one tone, but for the softened ends of the teeth.
    CHECK(others < 100);  // a strip that is laid on twice has 600 and more
    CHECK(seen.at(5, 5) == kPaperPixel);
}

TEST_CASE("nine-patch: under a scale the whole is smaller, its corners are not") {
    Studio studio;
    studio.canvas->begin_frame(kPaper);
    studio.canvas->push_scale({0, 0, 200, 150}, 0.9);
    REQUIRE(studio.patches.draw(studio.patch, {0, 0, 200, 150}, kGround, kEdge));
    studio.canvas->pop_scale();
    studio.canvas->present();

    const Bitmap seen = studio.seen();
    CHECK(seen.at(9, 75) == kPaperPixel);
    CHECK(seen.at(10, 12) == kGroundPixel);  // 10 at each side, 7 above
    CHECK(seen.at(12, 9) == kPaperPixel);
    CHECK(seen.at(189, 75) == kGroundPixel);
    CHECK(seen.at(190, 75) == kPaperPixel);
}

TEST_CASE("nine-patch: what cannot be used is not drawn") {
    Studio studio;
    CHECK_FALSE(studio.draw({10, 10, 12, 60}));  // no middle between its edges
    CHECK(studio.seen().at(15, 30) == kPaperPixel);

    studio.patch.left = 86;
    CHECK_FALSE(studio.draw({10, 10, 100, 100}));
    studio.patch.left = 15;
    studio.patch.side = NinePatchSet::kMaxSide + 1;
    CHECK_FALSE(studio.draw({10, 10, 100, 100}));
    studio.patch.side = 40;
    studio.patch.file = studio.directory.path() / "none.svg";
    CHECK_FALSE(studio.draw({10, 10, 100, 100}));
    CHECK(studio.seen().at(50, 50) == kPaperPixel);

    for (const char* middle : {"#777", "#fff", "#000\" fill-opacity=\"0.5"}) {
        Studio spoilt(std::string("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" "
                                  "height=\"40\"><rect width=\"40\" height=\"40\" fill=\"") +
                      middle + "\"/></svg>");
        CHECK_FALSE(spoilt.draw({10, 10, 100, 100}));
    }
}

TEST_CASE("nine-patch: a file that has changed is read anew when it is asked to") {
    Studio studio;
    REQUIRE(studio.draw({0, 0, 100, 100}));
    REQUIRE(write_file_atomically(studio.patch.file,
                                  "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" "
                                  "height=\"40\"><rect width=\"40\" height=\"40\"/></svg>"));

    REQUIRE(studio.draw({0, 0, 100, 100}));
    CHECK(studio.seen().at(0, 0) == kPaperPixel);
    studio.patches.clear();
    REQUIRE(studio.draw({0, 0, 100, 100}));
    CHECK(studio.seen().at(0, 0) == kGroundPixel);
}

TEST_CASE("nine-patch: many sizes stay within the budget, which the strips fill, not the middles") {
    Studio studio;
    for (int i = 0; i < 2'000; ++i)
        REQUIRE(studio.draw({0, 0, 20 + i % 180, 20 + i / 14}, kGround,
                            {1, 2, static_cast<unsigned char>(i % 250), 255}));

    CHECK(studio.patches.bytes() > 1u << 20);
    CHECK(studio.patches.bytes() < 5u << 19);
}
