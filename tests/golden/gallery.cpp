// SPDX-License-Identifier: Apache-2.0
#include "golden/gallery.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "base/file.h"
#include "graphics/fixtures.h"

namespace sen::golden {

using graphics::Bitmap;

namespace {

const std::filesystem::path kExpected =
    std::filesystem::path(SEN_SOURCE_DIR) / "tests/golden/pictures";
const std::filesystem::path kBuild = std::filesystem::path(SEN_SOURCE_DIR) / "build";
/// What is left of a letter when a picture is looked at from afar: nothing but its greyness.
constexpr int kAfar = 16;
constexpr int kAfarTolerance = 40;

int channel_difference(std::uint32_t a, std::uint32_t b) {
    int largest = 0;
    for (int shift = 0; shift < 24; shift += 8)
        largest = std::max(largest, std::abs(static_cast<int>((a >> shift) & 255) -
                                             static_cast<int>((b >> shift) & 255)));
    return largest;
}

bool wants_update() {
    return std::getenv("SEN_UPDATE_GOLDENS") != nullptr;
}

/// Letters of each face as this machine draws them.
Bitmap letters() {
    auto canvas = graphics::Canvas::create_offscreen({360, 200}).value();
    auto text = graphics::TextEngine::create(*canvas, graphics::test::noto_fonts()).value();
    canvas->begin_frame({255, 255, 255});
    int y = 4;
    for (const auto face : {graphics::Face::Sans, graphics::Face::SansBold, graphics::Face::Serif,
                            graphics::Face::SerifBold}) {
        const graphics::TextStyle style{face, 28, 42, {0, 0, 0}};
        text->draw(text->layout("Ẫng Ộc ữỵ 1862", style, {}), {4, y});
        y += 48;
    }
    canvas->present();
    return canvas->read_pixels().value();
}

}  // namespace

Difference difference(const Bitmap& a, const Bitmap& b) {
    Difference found;
    found.map.size = a.size;
    found.map.pixels.resize(a.pixels.size());
    std::size_t count = 0;
    for (std::size_t i = 0; i < a.pixels.size(); ++i) {
        const int by = channel_difference(a.pixels[i], b.pixels[i]);
        found.largest = std::max(found.largest, by);
        count += by > kTolerance;
        const std::uint32_t grey = 192 + (a.pixels[i] >> 8 & 255) / 4;
        found.map.pixels[i] =
            by > kTolerance ? 0xFF8C1C1F : 0xFF000000 | grey << 16 | grey << 8 | grey;
    }
    found.share =
        static_cast<double>(count) / static_cast<double>(std::max<std::size_t>(1, a.pixels.size()));
    return found;
}

Gallery& Gallery::instance() {
    static Gallery gallery;
    return gallery;
}

Gallery::Gallery() {
    std::filesystem::create_directories(kBuild / "goldens");
    const Bitmap here = letters();
    if (wants_update()) {
        (void)graphics::write_png(kExpected / "letters.png", here);
        return;
    }
    const auto there = graphics::read_png(kExpected / "letters.png");
    has_same_letters_ =
        there && there->size == here.size && difference(*there, here).largest <= kTolerance;
}

std::string Gallery::judge(const std::string& name, const Bitmap& actual) {
    const std::string verdict = compare(name, actual);
    shown_.push_back({name, verdict});
    return verdict;
}

std::string Gallery::compare(const std::string& name, const Bitmap& actual) {
    const std::string file = name + ".png";
    if (!graphics::write_png(kBuild / "goldens" / file, actual)) return "cannot be written";
    if (wants_update()) return graphics::write_png(kExpected / file, actual) ? "" : "not updated";
    const auto expected = graphics::read_png(kExpected / file);
    if (!expected) return "there is no such picture; look at it in build/goldens.html";
    if (expected->size != actual.size) return "has another size";
    const Difference found = difference(*expected, actual);
    (void)graphics::write_png(kBuild / "goldens" / (name + ".difference.png"), found.map);
    if (found.largest <= kTolerance || (found.largest <= kFaint && found.share <= kFew)) return "";
    if (!has_same_letters_) {
        const Size small{actual.size.width / kAfar, actual.size.height / kAfar};
        const int afar =
            difference(graphics::resize(*expected, small), graphics::resize(actual, small)).largest;
        return afar <= kAfarTolerance
                   ? ""
                   : fmt::format("differs by {} even from afar (other letters)", afar);
    }
    return fmt::format("{:.2f} % of the pixels differ, by up to {}", found.share * 100,
                       found.largest);
}

Gallery::~Gallery() {
    std::string page =
        "<!doctype html><meta charset=\"utf-8\"><title>Goldens</title>\n"
        "<style>body{font:16px sans-serif;background:#F5EFE4;color:#231A16;margin:2em}"
        "figure{display:inline-block;width:31%;margin:0 1% 1em 0}img{width:100%;border:1px solid "
        "#A87B2D}h2 b{color:#8C1C1F}</style>\n<h1>Goldens</h1>\n";
    if (!has_same_letters_)
        page +=
            "<p>This machine's letters are others than the expected pictures': compared from "
            "afar.</p>\n";
    const auto figure = [](const std::filesystem::path& file, const char* caption) {
        return fmt::format("<figure><img src=\"{}\"><figcaption>{}</figcaption></figure>",
                           file.string(), caption);
    };
    for (const auto& [name, verdict] : shown_)
        page += fmt::format("<h2>{} <b>{}</b></h2>{}{}{}\n", name, verdict,
                            figure("../tests/golden/pictures/" + name + ".png", "expected"),
                            figure("goldens/" + name + ".png", "actual"),
                            figure("goldens/" + name + ".difference.png", "difference"));
    (void)write_file_atomically(kBuild / "goldens.html", page);
}

}  // namespace sen::golden
