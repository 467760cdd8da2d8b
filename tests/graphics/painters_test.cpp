// SPDX-License-Identifier: Apache-2.0
#include <SDL.h>
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>

#include "fixtures.h"
#include "graphics/bitmap.h"
#include "graphics/canvas.h"
#include "graphics/nine_patch.h"
#include "graphics/text.h"
#include "sanitized.h"

using namespace sen;
using namespace sen::graphics;
using namespace sen::graphics::test;

namespace {

constexpr Size kPage{320, 240};
constexpr Colour kPaper{0xF5, 0xEF, 0xE4}, kLacquer{0x8C, 0x1C, 0x1F}, kInk{0x23, 0x1A, 0x16};
constexpr Colour kVeil{0x23, 0x1A, 0x16, 0xB8};

/// A card rounds differently where it blends and where it scales: by so much of 255 anywhere, ...
constexpr int kTolerance = 4;
/// ... and by more at no more than this share of the pixels, along edges that were scaled.
constexpr double kEdges = 0.005;

/// Red grows to the right, green downwards.
Bitmap gradient(Size size) {
    Bitmap bitmap{size, true, {}};
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x)
            bitmap.pixels.push_back(0xFF000040u |
                                    static_cast<std::uint32_t>(x * 255 / size.width) << 16 |
                                    static_cast<std::uint32_t>(y * 255 / size.height) << 8);
    return bitmap;
}

/// Shapes, a nine-patch, a picture, words and a veil; the half at the right gives way to a finger.
Bitmap draw_page(Canvas& canvas) {
    const TemporaryDirectory directory = TemporaryDirectory::create().value();
    const NinePatch patch{directory.path() / "patch.svg", 20, 20, 20, 20, 40};
    REQUIRE(write_file_atomically(
        patch.file,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"40\">"
        "<path d=\"M3,0H37V3H40V18H38V22H40V37H37V40H22V38H18V40H3V37H0V22H2V18H0V3H3Z\"/>"
        "<rect x=\"3\" y=\"0\" width=\"34\" height=\"2\" fill=\"#fff\"/></svg>"));
    NinePatchSet patches(canvas);
    const auto text = TextEngine::create(canvas, noto_fonts()).value();
    const Texture picture = canvas.make_texture(gradient({100, 60}));
    const auto words = text->layout("Bến Nhà Rồng", {Face::Serif, 18, 27, kInk}, {});
    const auto draw_half = [&](int left) {
        REQUIRE(patches.draw(patch, {left, 10, 140, 96}, kLacquer, kInk));
        canvas.draw(picture, {left + 20, 24});
        canvas.draw(picture, {0, 0, 100, 60}, {left, 110, 140, 40});
        canvas.fill_rounded({left, 156, 60, 40}, 11, kLacquer);
        canvas.stroke_rounded({left + 70, 156, 60, 40}, 11, 3, kInk);
        canvas.fill_rounded({left + 40, 170, 60, 20}, 10, kVeil);
        text->draw(words, {left + 6, 206});
    };
    canvas.begin_frame(kPaper);
    draw_half(10);
    canvas.push_scale({170, 0, 140, 240}, 0.98);
    draw_half(170);
    canvas.pop_scale();
    canvas.fill_veil({0, 180, kPage.width, 60}, kVeil);
    Bitmap drawn = canvas.read_pixels().value();
    canvas.present();
    return drawn;
}

int distance(std::uint32_t a, std::uint32_t b) {
    int most = 0;
    for (const int shift : {0, 8, 16})
        most = std::max(most, std::abs(static_cast<int>(a >> shift & 0xFF) -
                                       static_cast<int>(b >> shift & 0xFF)));
    return most;
}

}  // namespace

TEST_CASE("painters: a graphics card draws a page as the processor does") {
    // Mesa's compiler keeps memory to the end, which a sanitizer calls a leak.
    if (sen::test::kIsSanitized) {
        MESSAGE("left out under a sanitizer: what OpenGL draws was not compared");
        return;
    }
    REQUIRE(SDL_setenv("SDL_VIDEODRIVER", "offscreen", 1) == 0);
    const bool has_video = SDL_InitSubSystem(SDL_INIT_VIDEO) == 0;
    if (has_video) {
        const auto card =
            Canvas::create_window({"Sen", kPage, false, RendererKind::Accelerated}).value();
        if (card->is_software()) {
            MESSAGE("no OpenGL here: what a graphics card draws was not compared");
        } else {
            const auto memory = Canvas::create_offscreen(kPage).value();
            const Bitmap expected = draw_page(*memory), drawn = draw_page(*card);
            REQUIRE(drawn.size == expected.size);
            int largest = 0;
            std::size_t far = 0;
            for (std::size_t i = 0; i < drawn.pixels.size(); ++i) {
                const int off = distance(drawn.pixels[i], expected.pixels[i]);
                largest = std::max(largest, off);
                far += off > kTolerance ? 1 : 0;
            }
            INFO("with ", card->description(), ", largest difference ", largest);
            CHECK(static_cast<double>(far) <= kEdges * static_cast<double>(drawn.pixels.size()));
        }
    } else {
        MESSAGE("no video driver without a screen here: a graphics card was not compared");
    }
    if (has_video) SDL_QuitSubSystem(SDL_INIT_VIDEO);
}
