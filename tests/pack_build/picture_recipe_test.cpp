// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "pack/jpeg_header.h"
#include "pack_build/workshop.h"

using namespace sen;
using namespace sen::pack;

namespace {

namespace fs = std::filesystem;

/// A picture job run in a directory of its own.
struct Made {
    explicit Made(const fs::path& file)
        : made(make(picture_job(file, "name", no_tools()), directory.path())) {}
    Size size(const char* name) const { return made.files.at(name).size; }
    fs::path path(const char* name) const { return directory.path() / name; }
    TemporaryDirectory directory = TemporaryDirectory::create().value();
    MediaMade made;
};

/// A JPEG of the sample picture with an EXIF orientation of 6: to be turned a quarter clockwise.
fs::path turned_picture() {
    const fs::path plain = media_directory() / "plain.jpg",
                   turned = media_directory() / "turned.jpg";
    run({"vips", "jpegsave", picture_file().string(), plain.string(), "--Q", "95", "--strip"});
    constexpr std::string_view kExif(
        "\xff\xe1\x00\x22"
        "Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0",
        36);
    std::string bytes = bytes_of(plain);
    bytes.insert(2, kExif);
    REQUIRE(write_file_atomically(turned, bytes));
    return turned;
}

}  // namespace

TEST_CASE("picture: a bitmap keeps its size, its thumbnail has 320 on the longest side") {
    const Made picture(picture_file());

    CHECK(picture.size(kView) == Size{640, 400});
    CHECK(picture.size(kThumbnail) == Size{320, 200});
    CHECK(is_near(pixel_of(picture.path(kView), 100, 200), {254, 0, 0}));
    CHECK(is_near(pixel_of(picture.path(kView), 500, 200), {0, 0, 254}));
    const int average = picture.made.extra["average"].get<int>();
    CHECK(is_near({average >> 16, average >> 8 & 0xff, average & 0xff}, {127, 0, 127}, 20));
}

TEST_CASE("picture: a large bitmap is made to fit 1920") {
    const fs::path large = media_directory() / "large.png";
    run({"vips", "resize", picture_file().string(), large.string(), "4"});

    const Made picture(large);

    CHECK(picture.size(kView) == Size{1920, 1200});
    CHECK(picture.size(kThumbnail) == Size{320, 200});
}

TEST_CASE(
    "picture: a drawing is drawn at 1920 whatever size it names, its grain the same each time") {
    const fs::path drawing = media_directory() / "drawing.svg";
    REQUIRE(write_file_atomically(
        drawing,
        R"svg(<svg xmlns="http://www.w3.org/2000/svg" width="120" height="160" viewBox="0 0 120 160">)svg"
        R"svg(<filter id="g"><feTurbulence baseFrequency="0.8" seed="7"/></filter>)svg"
        R"svg(<rect width="60" height="160" fill="red"/><rect x="60" width="60" height="80" )svg"
        R"svg(filter="url(#g)"/></svg>)svg"));

    const Made one(drawing), two(drawing);

    CHECK(one.size(kView) == Size{1440, 1920});
    CHECK(one.size(kThumbnail) == Size{240, 320});
    CHECK(is_near(pixel_of(one.path(kView), 300, 900), {254, 0, 0}));
    // Where nothing is drawn, paper shows.
    CHECK(is_near(pixel_of(one.path(kView), 1100, 1700), {245, 239, 228}, 3));
    CHECK(bytes_of(one.path(kView)) == bytes_of(two.path(kView)));
    // Grain: neighbours differ.
    CHECK_FALSE(
        is_near(pixel_of(one.path(kView), 900, 300), pixel_of(one.path(kView), 1200, 600), 0));
}

TEST_CASE("picture: the EXIF rotation is applied and gone") {
    const Made picture(turned_picture());

    CHECK(picture.size(kView) == Size{400, 640});
    CHECK(is_near(pixel_of(picture.path(kView), 200, 100), {254, 0, 0}));
    CHECK(is_near(pixel_of(picture.path(kView), 200, 500), {0, 0, 254}));
    CHECK(bytes_of(picture.path(kView)).find("Exif") == std::string::npos);
    CHECK(picture.size(kThumbnail) == Size{200, 320});
}

TEST_CASE("picture: CMYK becomes sRGB in three components") {
    const fs::path cmyk = media_directory() / "cmyk.jpg";
    run({"vips", "icc_transform", picture_file().string(), cmyk.string(), "cmyk", "--input-profile",
         "srgb"});

    const Made picture(cmyk);

    CHECK(picture.size(kView) == Size{640, 400});
    const auto red = pixel_of(picture.path(kView), 100, 200);
    REQUIRE(red.size() == 3);
    CHECK(red[0] > 200);
    CHECK(red[1] < 90);
    CHECK(bytes_of(picture.path(kView)).find("ICC_PROFILE") == std::string::npos);
}

TEST_CASE("picture: progressive, grey, transparent and 16-bit pictures become baseline colour") {
    const fs::path from = picture_file();
    const fs::path& folder = media_directory();
    run({"vips", "jpegsave", from.string(), (folder / "progressive.jpg").string(), "--interlace"});
    run({"vips", "colourspace", from.string(), (folder / "grey.png").string(), "b-w"});
    run({"vips", "colourspace", from.string(), (folder / "deep.png").string(), "rgb16"});
    run({"vips", "bandjoin_const", from.string(), (folder / "clear.png").string(), "0"});
    CHECK(read_baseline_jpeg_size(folder / "progressive.jpg").error().kind == ErrorKind::Invalid);

    for (const char* name : {"progressive.jpg", "grey.png", "deep.png", "clear.png"}) {
        const Made picture(folder / name);

        const Size size = read_baseline_jpeg_size(picture.path(kView)).value();
        CHECK_MESSAGE(size.width == 640, name);
        CHECK_MESSAGE(size.height == 400, name);
        if (std::string(name) == "clear.png")
            CHECK(is_near(pixel_of(picture.path(kView), 100, 200), {245, 239, 228}, 3));
        if (std::string(name) == "deep.png")
            CHECK(is_near(pixel_of(picture.path(kView), 100, 200), {254, 0, 0}));
    }
}

TEST_CASE("picture: a cut JPEG is an error, not a grey picture") {
    const fs::path cut = media_directory() / "cut.jpg";
    run({"vips", "jpegsave", picture_file().string(), cut.string(), "--Q", "95"});
    const std::string bytes = bytes_of(cut);
    REQUIRE(write_file_atomically(cut, bytes.substr(0, bytes.size() / 2)));
    const auto directory = TemporaryDirectory::create().value();

    const auto made = picture_job(cut, "cut", no_tools()).make(directory.path());

    CHECK_FALSE(made);
}

TEST_CASE("picture: a name with another ending is no JPEG header") {
    CHECK(read_baseline_jpeg_size(picture_file()).error().kind == ErrorKind::Corrupt);
}

TEST_CASE("picture: colours of a wide profile are turned into sRGB") {
    const fs::path wide = media_directory() / "wide.png";
    run({"vips", "icc_transform", picture_file().string(), wide.string(), "p3", "--input-profile",
         "srgb"});
    CHECK_FALSE(is_near(pixel_of(wide, 100, 200), {253, 0, 0}));

    const Made picture(wide);

    CHECK(is_near(pixel_of(picture.path(kView), 100, 200), {253, 0, 0}));
}
