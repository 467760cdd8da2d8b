// SPDX-License-Identifier: Apache-2.0
#include "graphics/canvas.h"

#include <SDL.h>
#include <doctest/doctest.h>

#include <set>

#include "fixtures.h"
#include "graphics/bitmap.h"

using namespace sen;
using namespace sen::graphics;

namespace {

constexpr Colour kPaper{0xF5, 0xEF, 0xE4};
constexpr Colour kLacquer{0x8C, 0x1C, 0x1F};
constexpr std::uint32_t kPaperPixel = 0xFFF5EFE4, kLacquerPixel = 0xFF8C1C1F;

/// A frame of 120 x 90 px drawn by `draw` on paper.
template <class Draw>
Bitmap drawn(const Draw& draw) {
    const auto canvas = Canvas::create_offscreen({120, 90}).value();
    canvas->begin_frame(kPaper);
    draw(*canvas);
    canvas->present();
    return canvas->read_pixels().value();
}

Bitmap filled(Size size, std::uint32_t pixel) {
    const auto count = static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height);
    return {size, pixel >> 24 == 255, std::vector<std::uint32_t>(count, pixel)};
}

/// Pixels that differ from paper outside `rect`.
int count_outside(const Bitmap& bitmap, Rect rect) {
    int count = 0;
    for (int y = 0; y < bitmap.size.height; ++y)
        for (int x = 0; x < bitmap.size.width; ++x)
            if (!rect.contains({x, y}) && bitmap.at(x, y) != kPaperPixel) ++count;
    return count;
}

std::set<std::uint32_t> colours(const Bitmap& bitmap) {
    return {bitmap.pixels.begin(), bitmap.pixels.end()};
}

void draw_everything(Canvas& canvas) {
    canvas.fill({0, 0, 50, 40}, kLacquer);
    canvas.fill({30, 20, 50, 40}, {0, 0, 0, 100});
    canvas.fill_rounded({60, 5, 40, 30}, 9, kLacquer);
    canvas.stroke_rounded({60, 40, 40, 30}, 9, 3, kLacquer);
    canvas.stroke_rounded({5, 40, 30, 30}, 3, 6, {0, 0, 0, 100});
    canvas.fill_veil({0, 60, 120, 30}, {0, 0, 0, 180});
    canvas.fill_veil_from_top({0, 0, 120, 30}, {0, 0, 0, 180});
    canvas.draw_arc({60, 45}, 20, 4, 0.1f, 0.7f, kLacquer);
    canvas.draw_wave({0, 70, 120, 12}, 2, 0.3f, kLacquer);
}

}  // namespace

TEST_CASE("canvas: two runs draw the same bits") {
    const Bitmap first = drawn(draw_everything), second = drawn(draw_everything);

    CHECK(first.pixels == second.pixels);
    CHECK(fingerprint(first) == fingerprint(second));
}

TEST_CASE("canvas: present counts frames, and no size is no canvas") {
    const auto canvas = Canvas::create_offscreen({8, 8}).value();

    canvas->begin_frame(kPaper);
    canvas->present();

    CHECK(canvas->frames_presented() == 1);
    CHECK(canvas->size() == Size{8, 8});
    CHECK(canvas->is_software());
    CHECK(canvas->window() == nullptr);
    CHECK_FALSE(Canvas::create_offscreen({0, 8}));
}

namespace {

/// Draws frames that mostly are like the one before: of a row of steps some are changed, left out,
/// put in or moved.
class Scene {
  public:
    void change() {
        const int which = random(8);
        const auto at = steps_.begin() + random(static_cast<int>(steps_.size()) + 1);
        if (which == 0 && at != steps_.end())
            steps_.erase(at);
        else if (which < 3 && steps_.size() < 12)
            steps_.insert(at, any_step());
        else if (which < 6 && at != steps_.end())
            at->rect = at->rect.moved(random(9) - 4, random(9) - 4);
    }

    void draw(Canvas& canvas, std::vector<Texture>& textures) const {
        canvas.begin_frame(kPaper);
        for (const Step& step : steps_) {
            canvas.push_clip(step.clip);
            Texture& texture = textures[static_cast<std::size_t>(step.texture)];
            const Rect whole{0, 0, texture.size().width, texture.size().height};
            if (step.kind == 0) canvas.fill(step.rect, {9, 99, 5, step.alpha});
            if (step.kind == 1) canvas.draw(texture, {step.rect.x, step.rect.y}, step.alpha);
            if (step.kind == 2 && texture.is_opaque())
                canvas.draw(texture, whole, step.rect, step.alpha);
            if (step.kind == 3) canvas.fill_rounded(step.rect, 5, {9, 9, 99, step.alpha});
            if (step.kind == 4 && texture.is_opaque())
                canvas.draw_mixed(texture, {0, 0}, textures[0], {step.rect.x, -1}, step.alpha);
            canvas.pop_clip();
        }
    }

  private:
    struct Step {
        int kind = 0, texture = 0;
        Rect rect, clip;
        unsigned char alpha = 255;
    };

    Step any_step() {
        return {random(5), random(4),
                Rect{random(140) - 20, random(110) - 20, 1 + random(120), 1 + random(90)},
                Rect{random(60), random(45), 30 + random(120), 30 + random(90)},
                static_cast<unsigned char>(random(3) > 0 ? 255 : random(256))};
    }

    int random(int below) {
        seed_ = seed_ * 1664525u + 1013904223u;
        return static_cast<int>((seed_ >> 8) % static_cast<std::uint32_t>(below));
    }

    std::vector<Step> steps_;
    std::uint32_t seed_ = 1;
};

std::vector<Texture> make_textures(Canvas& canvas) {
    std::vector<Texture> textures;
    for (const auto& [size, pixel] :
         {std::pair(Size{200, 150}, 0xFF112233u), std::pair(Size{30, 20}, 0xFF8C1C1Fu),
          std::pair(Size{50, 9}, 0x77F0E0D0u), std::pair(Size{121, 91}, 0xFF00AA00u)})
        textures.push_back(canvas.make_texture(filled(size, pixel)));
    return textures;
}

}  // namespace

TEST_CASE("canvas: frame after frame looks as if each had been drawn on an empty one") {
    const auto canvas = Canvas::create_offscreen({120, 90}).value();
    auto textures = make_textures(*canvas);
    Scene scene;
    for (int frame = 0; frame < 1000; ++frame) {
        const auto empty = Canvas::create_offscreen({120, 90}).value();
        auto others = make_textures(*empty);
        scene.change();

        scene.draw(*canvas, textures);
        canvas->present();
        scene.draw(*empty, others);
        empty->present();

        REQUIRE(canvas->read_pixels().value().pixels == empty->read_pixels().value().pixels);
    }
}

TEST_CASE("canvas: who looks at a frame before it is complete changes nothing in it") {
    const auto canvas = Canvas::create_offscreen({120, 90}).value();
    canvas->begin_frame(kPaper);
    canvas->fill({0, 0, 50, 40}, kLacquer);
    canvas->present();

    canvas->begin_frame(kPaper);
    canvas->fill({0, 0, 50, 40}, kLacquer);
    const Bitmap first = canvas->read_pixels().value();
    canvas->fill({60, 0, 50, 40}, {0, 0, 0, 100});
    const Bitmap second = canvas->read_pixels().value();
    canvas->present();

    CHECK(first.at(70, 10) == kPaperPixel);
    CHECK(second.at(70, 10) != kPaperPixel);
    CHECK(canvas->read_pixels().value().pixels == second.pixels);
}

TEST_CASE("canvas: a film's next picture is seen though it lies in the same place") {
    const auto canvas = Canvas::create_offscreen({8, 8}).value();
    Texture film = canvas->make_video_texture({8, 8});
    const auto show = [&](unsigned char brightness) {
        const std::vector<unsigned char> y(64, brightness), chroma(16, 128);
        canvas->update_video(film, {y, chroma, chroma, 8, 4});
        canvas->begin_frame(kPaper);
        canvas->draw(film, Point{0, 0});
        canvas->present();
        return canvas->read_pixels().value().at(4, 4) & 255u;
    };

    const auto dark = show(40), bright = show(200);

    CHECK(dark < 60);
    CHECK(bright > 180);
}

TEST_CASE("canvas: a picture is not taken for another one that had its place in memory") {
    const auto canvas = Canvas::create_offscreen({8, 8}).value();
    for (const std::uint32_t pixel : {0xFF112233u, 0xFF445566u, 0xFF778899u}) {
        canvas->begin_frame(kPaper);
        canvas->draw(canvas->make_texture(filled({8, 8}, pixel)), Point{0, 0});
        canvas->present();

        CHECK(canvas->read_pixels().value().at(4, 4) == pixel);
    }
}

TEST_CASE("canvas: a window draws in software without a display's help") {
    REQUIRE(SDL_setenv("SDL_VIDEODRIVER", "dummy", 1) == 0);
    REQUIRE(SDL_InitSubSystem(SDL_INIT_VIDEO) == 0);
    {
        const auto canvas = Canvas::create_window({"Sen", {64, 48}, false, {}}).value();

        canvas->begin_frame(kPaper);
        canvas->fill({0, 0, 10, 10}, kLacquer);
        const Bitmap frame = canvas->read_pixels().value();
        canvas->present();

        CHECK(canvas->is_software());
        CHECK(canvas->description() == "video dummy, renderer software");
        CHECK(frame.at(5, 5) == kLacquerPixel);
        CHECK(frame.at(20, 20) == kPaperPixel);
    }
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
}

TEST_CASE("canvas: a rounded corner goes from the ground to the colour in steps") {
    const Bitmap frame = drawn([](Canvas& canvas) {
        canvas.fill_rounded({20, 20, 60, 50}, 16, kLacquer);
    });

    CHECK(frame.at(20, 20) == kPaperPixel);
    CHECK(frame.at(50, 20) == kLacquerPixel);
    CHECK(frame.at(50, 45) == kLacquerPixel);
    CHECK(colours(frame).size() > 10);
    CHECK(count_outside(frame, {20, 20, 60, 50}) == 0);
    for (int i = 0; i < 16; ++i) CHECK(frame.at(20 + i, 20) == frame.at(79 - i, 69));
}

TEST_CASE("canvas: a translucent rounded shape is one tone, without seams") {
    const Bitmap solid = drawn([](Canvas& canvas) {
        canvas.fill_rounded({20, 20, 61, 51}, 12, {0, 0, 0, 128});
    });
    const Bitmap frame = drawn([](Canvas& canvas) {
        canvas.stroke_rounded({20, 20, 61, 51}, 4, 12, {0, 0, 0, 128});
    });

    for (int x = 33; x < 67; ++x) CHECK(solid.at(x, 32) == solid.at(50, 45));
    for (int y = 33; y < 57; ++y) CHECK(solid.at(31, y) == solid.at(50, 45));
    CHECK(frame.at(50, 31) == frame.at(50, 21));
    CHECK(frame.at(25, 45) == frame.at(50, 25));
    CHECK(frame.at(50, 33) == kPaperPixel);
}

TEST_CASE("canvas: the corners outside the rounding take the ground's colour") {
    const Bitmap frame = drawn([](Canvas& canvas) {
        canvas.fill({20, 20, 60, 50}, kLacquer);
        canvas.round_corners({20, 20, 60, 50}, 10, kPaper);
    });

    CHECK(frame.at(20, 20) == kPaperPixel);
    CHECK(frame.at(79, 69) == kPaperPixel);
    CHECK(frame.at(50, 21) == kLacquerPixel);
    CHECK(colours(frame).size() > 6);
}

TEST_CASE("canvas: nothing is drawn outside the clip, and clips intersect") {
    const Bitmap frame = drawn([](Canvas& canvas) {
        canvas.push_clip({10, 10, 60, 60});
        canvas.push_clip({40, 40, 60, 60});
        CHECK(canvas.clip() == Rect{40, 40, 30, 30});
        draw_everything(canvas);
        canvas.fill({0, 0, 120, 90}, kLacquer);
        canvas.pop_clip();
        canvas.pop_clip();
    });
    const Bitmap empty = drawn([](Canvas& canvas) {
        canvas.push_clip({10, 10, 20, 20});
        canvas.push_clip({50, 50, 20, 20});
        draw_everything(canvas);
        canvas.pop_clip();
        canvas.pop_clip();
    });

    CHECK(count_outside(frame, {40, 40, 30, 30}) == 0);
    CHECK(frame.at(55, 55) == kLacquerPixel);
    CHECK(count_outside(empty, {}) == 0);
}

TEST_CASE("canvas: under a scale shapes and pictures are smaller about the middle, without seams") {
    const auto bitmap = drawn([](Canvas& canvas) {
        const Texture picture = canvas.make_texture(filled({50, 40}, kLacquerPixel));
        canvas.push_scale({10, 10, 100, 40}, 0.9);
        canvas.draw(picture, {10, 10});
        canvas.fill({60, 10, 30, 40}, kLacquer);
        canvas.fill_rounded({90, 10, 20, 40}, 0, kLacquer);
        canvas.pop_scale();
        canvas.fill({0, 80, 120, 10}, kLacquer);
    });

    const Rect scaled{15, 12, 90, 36};
    CHECK(count_outside(bitmap, {0, 0, 120, 48}) == 1200);  // what came after it
    for (int y = scaled.y; y < scaled.bottom(); ++y)
        for (int x = scaled.x; x < scaled.right(); ++x) CHECK(bitmap.at(x, y) == kLacquerPixel);
    CHECK(bitmap.at(14, 30) == kPaperPixel);
    CHECK(bitmap.at(105, 30) == kPaperPixel);
    CHECK(bitmap.at(60, 11) == kPaperPixel);
}

TEST_CASE("canvas: under a scale ink stays as sharp as it is, in its own place") {
    const auto bitmap = drawn([](Canvas& canvas) {
        const Texture ink = canvas.make_texture(filled({20, 10}, 0x808C1C1F));
        canvas.push_scale({0, 0, 120, 90}, 0.5);
        canvas.draw(ink, {90, 70});  // its middle, 100 and 75, comes to 80 and 60
        canvas.pop_scale();
    });

    CHECK(colours(bitmap).size() == 2);
    CHECK(count_outside(bitmap, {70, 55, 20, 10}) == 0);
    CHECK(bitmap.at(70, 55) != kPaperPixel);
    CHECK(bitmap.at(89, 64) != kPaperPixel);
}

TEST_CASE("canvas: scales go on top of each other, and clips with them") {
    const auto bitmap = drawn([](Canvas& canvas) {
        canvas.push_scale({0, 0, 120, 90}, 0.5);
        canvas.push_scale({0, 0, 120, 90}, 0.5);
        canvas.push_clip({0, 0, 60, 90});
        canvas.fill({0, 0, 120, 90}, kLacquer);
        canvas.pop_clip();
        canvas.pop_scale();
        canvas.pop_scale();
    });

    CHECK(count_outside(bitmap, {45, 34, 15, 22}) == 0);
    CHECK(bitmap.at(46, 45) == kLacquerPixel);
    CHECK(bitmap.at(59, 45) == kLacquerPixel);
}

TEST_CASE("canvas: a veil grows from nothing to its colour") {
    const Bitmap frame = drawn([](Canvas& canvas) {
        canvas.fill_veil({0, 10, 120, 60}, {0, 0, 0, 255});
    });

    CHECK(frame.at(60, 10) == kPaperPixel);
    CHECK((frame.at(60, 69) & 0xFF) < 3);
    for (int y = 11; y < 70; ++y) CHECK((frame.at(60, y) & 0xFF) <= (frame.at(60, y - 1) & 0xFF));
}

TEST_CASE("canvas: an arc runs clockwise from 12 o'clock") {
    const Bitmap frame = drawn([](Canvas& canvas) {
        canvas.draw_arc({60, 45}, 30, 6, 0.0f, 0.25f, kLacquer);
    });

    CHECK(frame.at(60 + 19, 45 - 19) == kLacquerPixel);
    CHECK(frame.at(60 - 19, 45 - 19) == kPaperPixel);
    CHECK(frame.at(60 - 19, 45 + 19) == kPaperPixel);
    CHECK(frame.at(60 + 19, 45 + 19) == kPaperPixel);
    CHECK(frame.at(60, 45) == kPaperPixel);
}

TEST_CASE("canvas: a wave moves by a whole length and is the same again") {
    const auto wave = [](float phase) {
        return drawn([phase](Canvas& canvas) {
            canvas.draw_wave({0, 30, 120, 10}, 2, phase, kLacquer);
        });
    };

    CHECK(wave(0.25f).pixels == wave(1.25f).pixels);
    CHECK(wave(0.0f).pixels != wave(0.25f).pixels);
    CHECK(count_outside(wave(0.1f), {0, 30, 120, 10}) == 0);
}

TEST_CASE("canvas: pictures copy, fade and scale") {
    const Bitmap frame = drawn([](Canvas& canvas) {
        const Texture black = canvas.make_texture(filled({10, 10}, 0xFF000000));
        const Texture glass = canvas.make_texture(filled({10, 10}, 0x80000000));
        canvas.draw(black, {0, 0});
        canvas.draw(black, {20, 0}, 128);
        canvas.draw(glass, {40, 0});
        canvas.draw(glass, {60, 0}, 128);
        canvas.draw(black, {0, 0, 10, 10}, {80, 0, 30, 30});
        canvas.draw(Texture(), {0, 50});
    });

    CHECK(frame.at(5, 5) == 0xFF000000);
    CHECK(static_cast<int>(frame.at(25, 5) & 0xFF) == doctest::Approx(0xE4 / 2).epsilon(0.03));
    CHECK(static_cast<int>(frame.at(45, 5) & 0xFF) == doctest::Approx(0xE4 / 2).epsilon(0.03));
    CHECK(static_cast<int>(frame.at(65, 5) & 0xFF) == doctest::Approx(0xE4 * 3 / 4).epsilon(0.03));
    CHECK(frame.at(95, 15) == 0xFF000000);
    CHECK(frame.at(115, 15) == kPaperPixel);
}

TEST_CASE("canvas: a video frame shows its planes, and short planes are refused") {
    const std::vector<unsigned char> luma(16 * 16, 235), chroma(8 * 8, 128), cut(10, 16);
    const Bitmap frame = drawn([&](Canvas& canvas) {
        Texture video = canvas.make_video_texture({16, 16});
        canvas.update_video(video, {luma, chroma, chroma, 16, 8});
        canvas.update_video(video, {cut, chroma, chroma, 16, 8});
        canvas.draw(video, {0, 0});
    });

    CHECK((frame.at(8, 8) & 0xFF) > 250);
    CHECK(((frame.at(8, 8) >> 16) & 0xFF) > 250);
}

TEST_CASE("canvas: a mix of two pictures is one drawn over the other") {
    const auto mixed = [](Point upper_at, unsigned char share, bool is_in_one_go) {
        return drawn([&](Canvas& canvas) {
            const Texture lower = canvas.make_texture(filled({140, 100}, 0xFF203040));
            const Texture upper = canvas.make_texture(filled({140, 100}, 0xFFE0D0C0));
            if (is_in_one_go) return canvas.draw_mixed(lower, {-10, -5}, upper, upper_at, share);
            canvas.draw(lower, {-10, -5});
            canvas.draw(upper, upper_at, share);
        });
    };

    for (const int share : {0, 1, 100, 254, 255}) {
        const auto part = static_cast<unsigned char>(share);
        CHECK(mixed({-3, -8}, part, true).pixels == mixed({-3, -8}, part, false).pixels);
        // Where the upper one does not cover the canvas, the lower one shows.
        CHECK(mixed({50, 40}, part, true).pixels == mixed({50, 40}, part, false).pixels);
    }
    CHECK(mixed({50, 40}, 100, true).at(20, 20) == 0xFF203040);
    CHECK(mixed({50, 40}, 100, true).at(80, 60) != 0xFF203040);
}

TEST_CASE("canvas: a picture that covers all leaves nothing of the frame before it") {
    const auto canvas = Canvas::create_offscreen({20, 10}).value();
    const Texture cover = canvas->make_texture(filled({20, 10}, kLacquerPixel));
    const Texture part = canvas->make_texture(filled({10, 10}, kLacquerPixel));

    canvas->begin_frame({});
    canvas->draw(cover, {0, 0});
    canvas->present();
    const Bitmap whole = canvas->read_pixels().value();
    canvas->begin_frame(kPaper);
    canvas->push_clip({0, 0, 10, 10});
    canvas->draw(cover, {0, 0});
    canvas->pop_clip();
    canvas->present();
    const Bitmap clipped = canvas->read_pixels().value();
    canvas->begin_frame({});
    canvas->present();
    const Bitmap empty = canvas->read_pixels().value();

    CHECK(colours(whole) == std::set{kLacquerPixel});
    CHECK(clipped.at(5, 5) == kLacquerPixel);
    CHECK(clipped.at(15, 5) == kPaperPixel);
    CHECK(colours(empty) == std::set{0xFF000000u});
}

TEST_CASE("canvas: a scaled picture runs evenly from one colour to the other") {
    const Bitmap frame = drawn([](Canvas& canvas) {
        Bitmap two = filled({2, 1}, 0xFF000000);
        two.at(1, 0) = 0xFFFFFFFF;
        const Texture texture = canvas.make_texture(std::move(two));
        canvas.draw(texture, {0, 0, 2, 1}, {-20, 10, 160, 60});
    });

    for (int x = 1; x < 120; ++x) CHECK((frame.at(x, 40) & 255) >= (frame.at(x - 1, 40) & 255));
    CHECK(frame.at(0, 40) == 0xFF000000);
    CHECK(frame.at(119, 40) == 0xFFFFFFFF);
    CHECK(static_cast<int>(frame.at(60, 40) & 255) == doctest::Approx(128).epsilon(0.03));
    CHECK(frame.at(60, 9) == kPaperPixel);
    CHECK(frame.at(60, 70) == kPaperPixel);
}

TEST_CASE("canvas: a video's planes may lie anywhere and have longer lines") {
    const auto shown = [](int y_pitch, int uv_pitch, std::size_t gap) {
        std::vector<unsigned char> memory(4096, 128);
        std::fill_n(memory.begin(), y_pitch * 10, static_cast<unsigned char>(200));
        const std::span<const unsigned char> all(memory);
        const auto u = static_cast<std::size_t>(y_pitch * 10) + gap;
        const auto v = u + static_cast<std::size_t>(uv_pitch * 5) + gap;
        return drawn([&](Canvas& canvas) {
            Texture video = canvas.make_video_texture({12, 10});
            canvas.update_video(video, {all, all.subspan(u), all.subspan(v), y_pitch, uv_pitch});
            canvas.draw(video, {0, 0});
        });
    };

    const Bitmap tight = shown(12, 6, 0);
    CHECK(shown(64, 64, 0).pixels == tight.pixels);
    CHECK(shown(12, 6, 100).pixels == tight.pixels);
    CHECK(tight.at(11, 9) == tight.at(0, 0));
    CHECK(tight.at(11, 9) != kPaperPixel);
}
