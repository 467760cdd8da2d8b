// SPDX-License-Identifier: Apache-2.0
#include "graphics/text.h"

#include <SDL_ttf.h>
#include <doctest/doctest.h>

#include <algorithm>

#include "base/utf8.h"
#include "fixtures.h"
#include "graphics/sdl_handles.h"

using namespace sen;
using namespace sen::graphics;

namespace {

constexpr Colour kInk{0, 0, 0};
constexpr int kSizes[] = {14, 28, 57, 100};
constexpr Face kFaces[] = {Face::Sans, Face::SansBold, Face::Serif, Face::SerifBold};

/// The 134 letters of Vietnamese that are not ASCII.
std::vector<std::string> vietnamese_letters() {
    std::vector<std::string> letters;
    for (const char32_t* letter =
             U"ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
             U"àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ";
         *letter != 0; ++letter)
        letters.push_back(encode_utf8(*letter));
    return letters;
}

std::filesystem::path file_of(Face face) {
    const FontFiles files = test::noto_fonts();
    switch (face) {
        case Face::Sans:
            return files.sans.front();
        case Face::SansBold:
            return files.sans_bold.front();
        case Face::Serif:
            return files.serif.front();
        case Face::SerifBold:
            return files.serif_bold.front();
    }
    return {};
}

/// The smallest rectangle around everything that is not white.
Rect ink_box(const Bitmap& bitmap) {
    int left = bitmap.size.width, top = bitmap.size.height, right = 0, bottom = 0;
    for (int y = 0; y < bitmap.size.height; ++y)
        for (int x = 0; x < bitmap.size.width; ++x) {
            if (bitmap.at(x, y) == 0xFFFFFFFF) continue;
            left = std::min(left, x), right = std::max(right, x + 1);
            top = std::min(top, y), bottom = std::max(bottom, y + 1);
        }
    return {left, top, right - left, bottom - top};
}

struct Fixture {
    std::unique_ptr<Canvas> canvas = Canvas::create_offscreen({260, 260}).value();
    std::unique_ptr<TextEngine> text = TextEngine::create(*canvas, test::noto_fonts()).value();

    Bitmap drawn(const TextLayout& layout, Point at, unsigned char alpha = 255) {
        canvas->begin_frame({255, 255, 255});
        text->draw(layout, at, alpha);
        canvas->present();
        return canvas->read_pixels().value();
    }
};

TextStyle style_of(Face face, int size) {
    return {face, size, size * 3 / 2, kInk};
}

std::string line_text(const TextLayout& layout, int top) {
    std::string text;
    for (const auto& piece : layout.pieces)
        if (piece.box.y == top) text += piece.text;
    return text;
}

}  // namespace

TEST_CASE_FIXTURE(Fixture, "text: every Vietnamese letter is drawn whole, on the baseline") {
    const auto letters = vietnamese_letters();
    REQUIRE(letters.size() == 134);
    constexpr Point kAt{70, 60};
    int faint_edges = 0;

    for (const Face face : kFaces)
        for (const int size : kSizes) {
            const UniqueFont font(TTF_OpenFont(file_of(face).c_str(), size));
            REQUIRE(font);
            TTF_SetFontHinting(font.get(), TTF_HINTING_LIGHT);
            for (const std::string& letter : letters) {
                CAPTURE(letter);
                CAPTURE(size);
                const TextLayout layout = text->layout(letter, style_of(face, size), {});
                REQUIRE(layout.pieces.size() == 1);
                const Rect ink = ink_box(drawn(layout, kAt));

                // What FreeType says of the glyph is what must be seen. An outer row may be too
                // faint to change a white pixel; a row that is cut would show in many letters.
                int left = 0, right = 0, bottom = 0, top = 0;
                const char32_t code = first_code_point(letter)->value;
                TTF_GlyphMetrics32(font.get(), code, &left, &right, &bottom, &top, nullptr);
                const int baseline = kAt.y + layout.pieces[0].baseline;
                const Rect glyph{kAt.x + left, baseline - top, right - left, top - bottom};
                REQUIRE(intersection(ink, glyph) == ink);
                REQUIRE(intersection(ink, glyph.inset(1)) == glyph.inset(1));
                if (ink != glyph) ++faint_edges;
            }
        }
    CHECK(faint_edges <= 16);  // of 2,144
}

TEST_CASE_FIXTURE(Fixture, "text: at one and a half lines no mark touches the line above") {
    for (const Face face : kFaces)
        for (const int size : {14, 28, 57}) {
            const TextStyle style = style_of(face, size);
            const Rect above = ink_box(drawn(text->layout("gjqyụỵJQ", style, {}), {0, 100}));
            for (const std::string& letter : vietnamese_letters()) {
                const Rect below =
                    ink_box(drawn(text->layout(letter, style, {}), {0, 100 + style.line_height}));
                CAPTURE(letter);
                CAPTURE(size);
                REQUIRE(below.y >= above.bottom());
            }
        }
}

TEST_CASE_FIXTURE(Fixture, "text: no line of a real paragraph is wider than its width") {
    const TextStyle style = style_of(Face::Sans, 28);

    for (int width = 80; width <= 1200; width += 16) {
        const TextLayout layout = text->layout(test::kParagraph, style, {width});
        REQUIRE(layout.size.width <= width);
        REQUIRE(layout.size.height == layout.line_count * style.line_height);
        REQUIRE_FALSE(layout.is_truncated);
    }
}

TEST_CASE_FIXTURE(Fixture, "text: pieces name the bytes of the source they show") {
    const TextLayout layout = text->layout(test::kParagraph, style_of(Face::Serif, 28), {500});

    std::size_t at = 0;
    for (const auto& piece : layout.pieces) {
        CHECK(piece.text ==
              test::kParagraph.substr(piece.source_begin, piece.source_end - piece.source_begin));
        CHECK(test::kParagraph.find_first_not_of(' ', at) == piece.source_begin);
        at = piece.source_end;
    }
    CHECK(at == test::kParagraph.size());
}

TEST_CASE_FIXTURE(Fixture, "text: nothing to say takes no room and draws nothing") {
    const TextStyle style = style_of(Face::Sans, 28);

    const TextLayout layout = text->layout("", style, {200});

    CHECK(layout.pieces.empty());
    CHECK(layout.size == Size{0, 0});
    CHECK(text->layout(std::vector<TextRun>{}, {200}).pieces.empty());
    CHECK(text->layout("  ", style, {200, 1}).size.width == 0);
    CHECK(text->width("", style) == 0);
    CHECK(ink_box(drawn(layout, {10, 10})).is_empty());
}

TEST_CASE_FIXTURE(Fixture, "text: a character the font lacks comes from the next in the chain") {
    const TextLayout layout = text->layout("gọi ☎ nhé", style_of(Face::Sans, 28), {});

    REQUIRE(layout.pieces.size() == 3);
    CHECK(layout.pieces[0].text == "gọi ");
    CHECK(layout.pieces[0].font == 0);
    CHECK(layout.pieces[1].text == "☎ ");
    CHECK(layout.pieces[1].font == 1);
    CHECK(layout.pieces[2].text == "nhé");
    CHECK(layout.pieces[0].baseline == layout.pieces[1].baseline);
    CHECK(layout.pieces[2].box.x == layout.pieces[1].box.right());
}

TEST_CASE_FIXTURE(Fixture, "text: styles in one line share the baseline and the tallest line") {
    const TextStyle body{Face::Sans, 20, 30, kInk}, large{Face::SerifBold, 40, 56, kInk};

    const TextLayout layout = text->layout({{"nhỏ ", body}, {"LỚN", large}, {" nhỏ", body}}, {});

    REQUIRE(layout.pieces.size() == 3);
    CHECK(layout.line_count == 1);
    CHECK(layout.size.height == 56);
    for (const auto& piece : layout.pieces) CHECK(piece.baseline == layout.pieces[0].baseline);
    CHECK(layout.size.width == layout.pieces[2].box.right());
}

TEST_CASE_FIXTURE(Fixture, "text: a word in two styles is not broken between them") {
    const TextStyle body = style_of(Face::Sans, 20), bold = style_of(Face::SansBold, 20);
    const int width = text->width("một hai babố", body);

    const TextLayout layout =
        text->layout({{"một hai ba", body}, {"bốn", bold}, {" năm", body}}, {width});

    REQUIRE(layout.line_count == 2);
    CHECK(line_text(layout, 0) == "một hai");
    CHECK(line_text(layout, 30) == "babốn năm");
}

TEST_CASE_FIXTURE(Fixture, "text: what does not fit ends in an ellipsis") {
    const TextStyle style = style_of(Face::Sans, 20);

    for (int width = 40; width <= 400; width += 9) {
        const TextLayout layout = text->layout(test::kParagraph, style, {width, 2});
        REQUIRE(layout.is_truncated);
        REQUIRE(layout.line_count == 2);
        REQUIRE(layout.size.width <= width);
        REQUIRE(layout.pieces.back().text.ends_with("…"));
    }
    CHECK_FALSE(text->layout("vừa đủ", style, {400, 2}).is_truncated);
}

TEST_CASE_FIXTURE(Fixture, "text: lines stand left, centred or right in the width") {
    const TextStyle style = style_of(Face::Sans, 20);
    const auto x_of = [&](Align align) {
        return text->layout("ngắn", style, {200, 0, align}).pieces.at(0).box.x;
    };
    const int spare = 200 - text->width("ngắn", style);

    CHECK(x_of(Align::Left) == 0);
    CHECK(x_of(Align::Centre) == spare / 2);
    CHECK(x_of(Align::Right) == spare);
}

TEST_CASE_FIXTURE(Fixture, "text: control characters and broken bytes are drawn as something") {
    const TextStyle style = style_of(Face::Sans, 20);

    const TextLayout layout = text->layout(std::string("a\tb\0c\xFF", 6), style, {});

    REQUIRE(layout.pieces.size() == 1);
    CHECK(layout.pieces[0].text == "a b c?");
}

TEST_CASE_FIXTURE(Fixture, "text: fading is lighter, and the same text draws the same bits") {
    const TextLayout layout = text->layout("Ấp Bắc", style_of(Face::Serif, 57), {});

    const Bitmap full = drawn(layout, {10, 10}), again = drawn(layout, {10, 10});
    const Bitmap faint = drawn(layout, {10, 10}, 128);

    const auto darkest = [](const Bitmap& bitmap) {
        return *std::min_element(bitmap.pixels.begin(), bitmap.pixels.end()) & 0xFF;
    };
    CHECK(full.pixels == again.pixels);
    CHECK(darkest(full) == 0);
    CHECK(darkest(faint) == doctest::Approx(127).epsilon(0.03));
}

TEST_CASE_FIXTURE(Fixture, "text: lines outside the clip are not made, and old ones are dropped") {
    const TextStyle style = style_of(Face::Sans, 20);
    const TextLayout layout = text->layout(test::kParagraph, style, {240});

    drawn(layout, {0, 0});
    const std::size_t visible = text->cache_bytes();
    for (int y = 0; y < layout.size.height; y += 200) drawn(layout, {0, -y});
    const std::size_t all = text->cache_bytes();
    drawn(text->layout("một dòng", style, {}), {0, 0});
    text->set_cache_limit(20'000);

    CHECK(visible > 0);
    CHECK(all > 2 * visible);
    CHECK(text->cache_bytes() <= 20'000);
}

TEST_CASE_FIXTURE(Fixture, "text: capitals grow with the size, and faces need fonts") {
    CHECK(text->cap_height(Face::Sans, 100) >= 71);
    CHECK(text->cap_height(Face::Sans, 100) <= 72);
    CHECK(text->cap_height(Face::Sans, 50) < text->cap_height(Face::Sans, 100));

    FontFiles files = test::noto_fonts();
    files.serif = {"no/such/font.ttf"};
    CHECK(TextEngine::create(*canvas, files).error().kind == ErrorKind::NotFound);
}

TEST_CASE("text: the letters that a font lacks are named in their order") {
    const auto fonts = test::noto_fonts();

    CHECK(missing_letters(fonts.sans.front(), U"ếữ").value().empty());
    CHECK(missing_letters(fonts.sans.front(), U"ế蓮ữ荷").value() == U"蓮荷");
    CHECK_FALSE(missing_letters("no-such-font.ttf", U"a"));
}

TEST_CASE("text: other fonts draw otherwise from then on, and unreadable ones leave the old") {
    const auto canvas = Canvas::create_offscreen({200, 60}).value();
    const auto text = TextEngine::create(*canvas, test::noto_fonts()).value();
    const TextStyle style{Face::Sans, 32, 48, {0, 0, 0, 255}};
    const auto shot = [&] {
        canvas->begin_frame({255, 255, 255});
        text->draw(text->layout("Sen", style, {}), {4, 4});
        canvas->present();
        return canvas->read_pixels().value().pixels;
    };
    const auto before = shot();
    FontFiles other = test::noto_fonts();
    std::swap(other.sans, other.serif);

    REQUIRE(text->set_fonts(other));
    const auto after = shot();
    other.sans = {"no-such-font.ttf"};
    const auto refused = text->set_fonts(other);

    CHECK(after != before);
    CHECK_FALSE(refused);
    CHECK(shot() == after);
}
