// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <filesystem>

#include "base/file.h"
#include "pack/picture_header.h"
#include "pack/probe.h"
#include "pack/program.h"
#include "pack/svg.h"

using namespace sen;
using namespace sen::pack;

namespace {

const std::filesystem::path kFixtures =
    std::filesystem::path(SEN_SOURCE_DIR) / "tests/pack/fixtures";

std::string svg(const std::string& inside) {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100\" height=\"50\">" + inside +
           "</svg>";
}

}  // namespace

TEST_CASE("program: standard output comes back, without a shell") {
    CHECK(run_program({"printf", "%s|%s", "a b", "$HOME"}).value() == "a b|$HOME");
    CHECK(run_program({"printenv", "LC_ALL"}).value() == "C.UTF-8\n");
}

TEST_CASE("program: standard input is empty") {
    CHECK(run_program({"cat"}).value().empty());
}

TEST_CASE("program: a failure brings the end of standard error") {
    const auto result = run_program({"ls", "/no/such/folder"});

    REQUIRE_FALSE(result);
    CHECK(result.error().kind == ErrorKind::Io);
    CHECK(result.error().message.find("/no/such/folder") != std::string::npos);
}

TEST_CASE("program: one that is missing is an error") {
    CHECK(run_program({"no-such-program-of-sen"}).error().kind == ErrorKind::Io);
}

TEST_CASE("program: both streams are read to the end") {
    const auto result =
        run_program({"sh", "-c", "head -c 300000 /dev/zero >&2; head -c 300000 /dev/zero"});

    CHECK(result.value().size() == 300'000);
}

TEST_CASE("program: too much output is refused") {
    const auto result = run_program({"head", "-c", "80000000", "/dev/zero"});

    REQUIRE_FALSE(result);
    CHECK(result.error().message.find("more than") != std::string::npos);
}

TEST_CASE("program: one that never ends is stopped") {
    const auto result = run_program({"cat", "/dev/zero"}, std::chrono::seconds(0));

    REQUIRE_FALSE(result);
}

TEST_CASE("picture: every kind tells its size") {
    const auto good = kFixtures / "good/exhibits";
    struct Case {
        std::filesystem::path file;
        Size size;
        std::string loader;
    };
    const std::vector<Case> cases{
        {good / "gieng-lang/gieng.jpg", {640, 360}, "jpeg"},
        {good / "tap-anh/mot-tall.png", {480, 640}, "png"},
        {good / "tap-anh/hai.webp", {640, 360}, "webp"},
        {good / "phim-sen/sen.svg", {640, 360}, "svg"},
    };
    for (const Case& c : cases) {
        const auto facts = probe_picture(c.file);

        CAPTURE(c.file.string());
        REQUIRE(facts);
        CHECK(facts->size == c.size);
        CHECK(facts->loader == c.loader);
        CHECK_FALSE(facts->is_cmyk);
    }
}

TEST_CASE(
    "picture: TIFF in both byte orders and the three kinds of WebP tell the size vips tells") {
    const auto directory = TemporaryDirectory::create().value();
    const std::string source = (kFixtures / "good/exhibits/gieng-lang/gieng.jpg").string();
    const auto make = [&](const std::string& name, std::vector<std::string> options) {
        const auto file = directory.path() / name;
        std::vector<std::string> command{"convert", source};
        command.insert(command.end(), options.begin(), options.end());
        command.push_back(file.string());
        REQUIRE(run_program(command));
        return file;
    };
    const std::vector<std::filesystem::path> files{
        make("msb.tif", {"-endian", "MSB"}),
        make("lsb.tif", {"-endian", "LSB"}),
        make("lossless.webp", {"-define", "webp:lossless=true"}),
        make("alpha.webp", {"-alpha", "set", "-channel", "A", "-evaluate", "set", "50%"}),
        make("with [brackets], and commas.jpg", {}),
    };
    for (const auto& file : files) {
        const auto facts = probe_picture(file);

        CAPTURE(file.string());
        REQUIRE(facts);
        CHECK(facts->size == Size{640, 360});
    }
}

TEST_CASE("picture: CMYK is known and accepted") {
    const auto facts = probe_picture(kFixtures / "cmyk-jpeg/exhibits/gieng-lang/gieng.jpg");

    REQUIRE(facts);
    CHECK(facts->is_cmyk);
}

TEST_CASE("picture: a bad file is refused by its kind of fault") {
    struct Case {
        const char* file;
        ErrorKind kind;
    };
    const std::vector<Case> cases{
        {"picture-of-65535-squared/exhibits/tap-anh/mot.png", ErrorKind::Invalid},
        {"truncated-jpeg/exhibits/gieng-lang/gieng.jpg", ErrorKind::Corrupt},
        {"heic-picture/exhibits/gieng-lang/gieng.jpg", ErrorKind::Unsupported},
        {"picture-outside/exhibits/phim-sen/sen.svg", ErrorKind::Untrusted},
        {"good/pack.toml", ErrorKind::Unsupported},
    };
    for (const Case& c : cases) {
        const auto facts = probe_picture(kFixtures / c.file);

        CAPTURE(c.file);
        REQUIRE_FALSE(facts);
        CHECK(facts.error().kind == c.kind);
    }
}

TEST_CASE("picture: every header cut short is an error, not a crash") {
    const auto directory = TemporaryDirectory::create().value();
    const auto file = directory.path() / "cut";
    for (const char* name :
         {"gieng-lang/gieng.jpg", "tap-anh/mot.png", "tap-anh/hai.webp", "phim-sen/sen.svg"}) {
        const auto bytes = read_file(kFixtures / "good/exhibits" / name, 1 << 20).value();
        for (std::size_t length = 0; length < std::min<std::size_t>(bytes.size(), 30); ++length) {
            REQUIRE(write_file_atomically(file, std::string_view(bytes).substr(0, length)));

            CAPTURE(name);
            CAPTURE(length);
            if (std::string_view(name).ends_with(".png") && length >= 24)
                continue;  // IHDR is whole
            CHECK_FALSE(read_picture_header(file));
        }
    }
}

TEST_CASE("svg: sizes") {
    CHECK(check_svg(svg("")).value() == Size{100, 50});
    CHECK(check_svg("<svg viewBox='0 0 30,20'/>").value() == Size{30, 20});
    CHECK(check_svg("<svg width='100%' height='100%' viewBox='0 0 30 20'/>").value() ==
          Size{30, 20});
    CHECK(check_svg("<svg width='1in' height='72pt'/>").value() == Size{96, 96});
    CHECK(check_svg("<?xml version='1.0'?><!DOCTYPE svg><!-- x --><s:svg width='2px' height='3'/>")
              .value() == Size{2, 3});
    CHECK(check_svg("<svg/>").error().kind == ErrorKind::Unsupported);
    CHECK(check_svg("<svg width='0' height='5'/>").error().kind == ErrorKind::Unsupported);
    CHECK(check_svg("<svg width='nan' height='1e300'/>").error().kind == ErrorKind::Unsupported);
}

TEST_CASE("svg: references stay inside the drawing") {
    for (const char* good : {"<use href=\"#a\"/>", "<use xlink:href='#a'/>", "<g fill='url(#a)'/>",
                             "<style>.a{fill:url('#b')}</style>", "<text>url in words</text>"})
        CHECK(check_svg(svg(good)));
    for (const char* bad :
         {"<script>x</script>", "<s:script/>", "<image href='a.png'/>",
          "<image xlink:href='http://a/b'/>", "<image href='data:image/png;base64,AA'/>",
          "<use href='&#35;a'/>", "<g onclick='x'/>", "<g style='fill:url(http://a)'/>",
          "<style>@import 'a.css';</style>",
          "<style><![CDATA[ .a{fill:URL( \"a.svg#b\")} ]]></style>",
          "<?xml-stylesheet href='a.css'?>"}) {
        CAPTURE(bad);
        REQUIRE_FALSE(check_svg(svg(bad)));
        CHECK(check_svg(svg(bad)).error().kind == ErrorKind::Untrusted);
    }
    CHECK(check_svg("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg width='1' height='1'/>").error().kind ==
          ErrorKind::Untrusted);
}

TEST_CASE("svg: what is not well-formed is broken") {
    for (const char* bad :
         {"", "x", "<svg", "<svg width='1' height='1'>", "<svg width=1 height='1'/>",
          "<svg width='1' height='1'></g>", "<html/>", "<svg width='1' height='1'/><svg/>",
          "<svg width='1' height='1'><!-- </svg>", "<svg width='1' height='1'/>x", "<svg a/>"}) {
        CAPTURE(bad);
        REQUIRE_FALSE(check_svg(bad));
        CHECK(check_svg(bad).error().kind == ErrorKind::Corrupt);
    }
}

TEST_CASE("film: ffprobe tells its facts") {
    const auto facts = probe_film(kFixtures / "good/exhibits/phim-sen/film.mp4");

    REQUIRE(facts);
    CHECK(facts->size == Size{320, 180});
    CHECK(facts->duration >= Milliseconds(1990));
    CHECK(facts->duration <= Milliseconds(2200));
    CHECK(facts->frames_per_second == doctest::Approx(10));
    CHECK(facts->video_codec == "h264");
    CHECK(facts->pixel_format == "yuv420p");
    CHECK(facts->audio_codec == "aac");
    CHECK(facts->has_video);
    CHECK(facts->has_audio);
    CHECK(facts->rotation == 0);
    CHECK(facts->level > 0);
}

TEST_CASE("film: a turned film tells the size that is shown") {
    // Written into the file itself: each version of ffmpeg has another option for it. The matrix
    // stands 40 octets after the type of the first track's header (ISO/IEC 14496-12, 8.3.2); its
    // first four numbers turn by a quarter.
    std::string film = read_file(kFixtures / "good/exhibits/phim-sen/film.mp4", 1 << 24).value();
    const std::size_t matrix = film.find("tkhd") + 4 + 40;
    REQUIRE(matrix + 36 < film.size());
    constexpr std::string_view kQuarter("\0\0\0\0\0\1\0\0\0\0\0\0\xFF\xFF\0\0", 16);
    film.replace(matrix, kQuarter.size(), kQuarter);
    const auto directory = TemporaryDirectory::create().value();
    const auto turned = directory.path() / "turned.mp4";
    REQUIRE(write_file_atomically(turned, film));

    const auto facts = probe_film(turned);

    REQUIRE(facts);
    CHECK(facts->rotation % 180 == 90);
    CHECK(facts->size == Size{180, 320});
}

TEST_CASE("film: sound has no video, and the picture of an album cover is none") {
    const auto facts = probe_film(kFixtures / "film-without-video/exhibits/phim-sen/film.mp4");

    REQUIRE(facts);
    CHECK_FALSE(facts->has_video);
    CHECK(facts->has_audio);
    CHECK(facts->size == Size{0, 0});
}

TEST_CASE("film: a play list that names other files is not opened") {
    const auto directory = TemporaryDirectory::create().value();
    const auto list = directory.path() / "film.mp4";
    const auto film = kFixtures / "good/exhibits/phim-sen/film.mp4";
    REQUIRE(write_file_atomically(list, "ffconcat version 1.0\nfile '" + film.string() + "'\n"));

    CHECK_FALSE(probe_film(list));
}
