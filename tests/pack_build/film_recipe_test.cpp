// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "pack/film_profile.h"
#include "pack/probe.h"
#include "pack_build/workshop.h"

using namespace sen;
using namespace sen::pack;

namespace {

namespace fs = std::filesystem;

struct Made {
    explicit Made(const fs::path& file)
        : made(make(film_job(file, "name", no_tools()), directory.path())) {}
    fs::path path(const char* name) const { return directory.path() / name; }
    TemporaryDirectory directory = TemporaryDirectory::create().value();
    MediaMade made;
};

/// A moving test picture of 320x180 with these options after the input, as `name`.
fs::path film(const std::string& name, const std::string& source,
              const std::vector<std::string>& options) {
    const fs::path file = media_directory() / name;
    std::vector<std::string> command{"ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", source};
    command.insert(command.end(), options.begin(), options.end());
    command.push_back(file.string());
    run(command);
    return file;
}

std::string why_unsafe(const fs::path& file) {
    const auto reason =
        find_unsafe(file, probe_film(file).value(), read_frame_points(file).value()).value();
    return reason.value_or("");
}

const std::vector<std::string> kSafe{"-c:v",      "libx264",      "-pix_fmt",
                                     "yuv420p",   "-x264-params", "keyint=25:open-gop=0",
                                     "-movflags", "+faststart"};

std::vector<std::string> safe_but(const std::vector<std::string>& more) {
    std::vector<std::string> options = kSafe;
    options.insert(options.end(), more.begin(), more.end());
    return options;
}

}  // namespace

TEST_CASE("film: a safe one is taken byte for byte, with its frames as pictures of its size") {
    const Made film(safe_film_file());

    CHECK(bytes_of(film.path(kFilmMedia)) == bytes_of(safe_film_file()));
    CHECK(film.made.files.at(kFilmMedia).size == Size{320, 180});
    CHECK(film.made.files.at(kFilmMedia).duration >= Milliseconds(1600));
    CHECK(film.made.files.at(kFilmMedia).duration < Milliseconds(1700));
    CHECK(film.made.extra["has_sound"] == 1);
    for (const char* name : {kPoster, kFirstFrame, kLastFrame})
        CHECK(film.made.files.at(name).size == Size{320, 180});
    CHECK(is_near(pixel_of(film.path(kFirstFrame), 100, 100), {0, 0, 254}));
    CHECK(is_near(pixel_of(film.path(kPoster), 100, 100), {0, 0, 254}));
    CHECK(is_near(pixel_of(film.path(kLastFrame), 100, 100), {254, 0, 0}));
}

TEST_CASE("film: MPEG-4 at 60 frames a second becomes H.264 at 30 that the kiosk plays") {
    const Made made(film("old.avi", "testsrc=s=321x181:r=60:d=1", {"-c:v", "mpeg4"}));

    const auto facts = probe_film(made.path(kFilmMedia)).value();

    CHECK(facts.video_codec == "h264");
    CHECK(facts.frames_per_second == doctest::Approx(30));
    CHECK(facts.size == Size{320, 180});
    CHECK(why_unsafe(made.path(kFilmMedia)) == "");
    CHECK(made.made.extra["has_sound"] == 0);
    CHECK(made.made.files.at(kLastFrame).size == Size{320, 180});
}

TEST_CASE("film: transcoding the same film twice gives the same bytes") {
    const fs::path file = film("twice.avi", "testsrc=s=320x180:r=25:d=1", {"-c:v", "mpeg4"});

    const Made one(file), two(file);

    CHECK(bytes_of(one.path(kFilmMedia)) == bytes_of(two.path(kFilmMedia)));
    CHECK(bytes_of(one.path(kLastFrame)) == bytes_of(two.path(kLastFrame)));
}

TEST_CASE("film: what a board could not play is found, each for its reason") {
    const std::string source = "testsrc=s=320x180:r=25:d=1",
                      long_source = "testsrc=s=64x64:r=5:d=12";

    CHECK(why_unsafe(film("good.mp4", source, kSafe)) == "");
    CHECK(why_unsafe(film("good.mkv", source, kSafe)) == "no MP4");
    CHECK(why_unsafe(film("fast.mp4", "testsrc=s=320x180:r=50:d=1", kSafe)) == "frames per second");
    CHECK(why_unsafe(film("late.mp4", source, {"-c:v", "libx264", "-pix_fmt", "yuv420p"})) ==
          "index at the end");
    CHECK(why_unsafe(film("444.mp4", source, {"-c:v", "libx264", "-pix_fmt", "yuv444p"})) ==
          "profile High 4:4:4 Predictive");
    CHECK(why_unsafe(film("sar.mp4", source, safe_but({"-vf", "setsar=2"}))) ==
          "pixels are not square");
    CHECK(why_unsafe(film("gap.mp4", long_source, safe_but({"-x264-params", "keyint=250"}))) ==
          "key frames far apart");
    CHECK(why_unsafe(film("open.mp4", "testsrc2=s=320x180:r=25:d=4",
                          safe_but({"-x264-params",
                                    "keyint=20:min-keyint=20:scenecut=0:open-gop=1:bframes=3:"
                                    "b-adapt=0"}))) == "open group of pictures");
    CHECK(why_unsafe(
              film("place.mp4", source, safe_but({"-metadata", "location=+10.8000+106.7000/"}))) ==
          "tells where it was filmed");
}

TEST_CASE("film: not square pixels become square ones") {
    const Made made(
        film("wide.mp4", "testsrc=s=320x180:r=25:d=1", safe_but({"-vf", "setsar=4/3"})));

    CHECK(made.made.files.at(kFilmMedia).size == Size{426, 180});
    CHECK(why_unsafe(made.path(kFilmMedia)) == "");
}

TEST_CASE("film: a recording becomes AAC unless it is") {
    const fs::path mp3 = film("doc.mp3", "sine=d=1", {});
    const fs::path m4a = film("doc.m4a", "sine=d=1", {"-c:a", "aac"});
    const auto directory = TemporaryDirectory::create().value();

    const auto made = make(recording_job(mp3, "doc.mp3", no_tools()), directory.path());
    const auto facts = probe_film(directory.path() / kSpeechSound).value();

    CHECK(facts.audio_codec == "aac");
    CHECK(made.files.at(kSpeechSound).duration >= Milliseconds(990));
    CHECK(made.files.at(kSpeechSound).duration < Milliseconds(1200));
    const auto other = TemporaryDirectory::create().value();
    make(recording_job(m4a, "doc.m4a", no_tools()), other.path());
    CHECK(bytes_of(other.path() / kSpeechSound) == bytes_of(m4a));
}
