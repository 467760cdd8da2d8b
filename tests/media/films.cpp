// SPDX-License-Identifier: Apache-2.0
#include "films.h"

#include <doctest/doctest.h>

#include <cstdlib>

namespace sen::media {

namespace {
void ffmpeg(const std::string& arguments) {
    const std::string command = "ffmpeg -nostdin -v error -y " + arguments;
    REQUIRE_MESSAGE(std::system(command.c_str()) == 0, command);
}

std::string quoted(const std::filesystem::path& path) {
    return "'" + path.string() + "'";
}

PlayRequest request(const std::filesystem::path& path, Size size, Milliseconds duration) {
    PlayRequest made;
    made.file = open_file(path).value();
    made.size = size;
    made.duration = duration;
    return made;
}
}  // namespace

Films::Films(std::filesystem::path directory) : directory_(std::move(directory)) {
    const std::string h264 = " -c:v libx264 -preset ultrafast -pix_fmt yuv420p ";
    ffmpeg(
        "-f lavfi -i color=white:s=640x300:r=25:d=3 -f lavfi -i color=black:s=640x62:r=25:d=3 "
        "-f lavfi -i sine=d=3 -filter_complex '[0][1]vstack' -c:a aac" +
        h264 + quoted(directory_ / "bands.mp4"));
    ffmpeg(
        "-f lavfi -i testsrc=s=160x90:r=25:d=12 -f lavfi -i sine=d=12 -c:a aac -shortest "
        "-movflags +faststart -g 25" +
        h264 + quoted(directory_ / "longer.mp4"));
    const auto greys = [&](const char* name, int first, int count) {
        ffmpeg(fmt::format("-f lavfi -i \"nullsrc=s={0}x{0}:r=25,geq=lum='{1}+3*N':cb=128:cr=128\" "
                           "-frames:v {2} -qp 2 -bf 2 -g 12",
                           kClipSide, clip_grey(first), count) +
               " -c:v libx264 -pix_fmt yuv420p " + quoted(directory_ / name));
    };
    greys("clip.mp4", 0, kClipFrames);
    greys("other-clip.mp4", kClipFrames, kOtherClipFrames);
    ffmpeg("-f lavfi -i sine=d=3 -c:a aac " + quoted(directory_ / "sound.m4a"));
    ffmpeg("-f lavfi -i testsrc=s=160x90 -frames:v 1 " + quoted(directory_ / "picture.jpg"));
}

const Films& Films::all() {
    static const TemporaryDirectory directory = TemporaryDirectory::create().value();
    static const Films films(directory.path());
    return films;
}

PlayRequest Films::bands() const {
    return request(directory_ / "bands.mp4", {kBandsWidth, kBandsHeight}, Milliseconds(3000));
}

PlayRequest Films::longer() const {
    return request(directory_ / "longer.mp4", {160, 90}, Milliseconds(12000));
}

PlayRequest Films::clip() const {
    return request(directory_ / "clip.mp4", {kClipSide, kClipSide}, Milliseconds(kClipFrames * 40));
}

PlayRequest Films::other_clip() const {
    return request(directory_ / "other-clip.mp4", {kClipSide, kClipSide},
                   Milliseconds(kOtherClipFrames * 40));
}

PlayRequest Films::sound() const {
    return request(directory_ / "sound.m4a", {}, Milliseconds(3000));
}

PlayRequest Films::picture() const {
    return request(directory_ / "picture.jpg", {160, 90}, Milliseconds(12000));
}

PlayRequest Films::longer_cut_to(double part) const {
    const std::string whole = read_file(directory_ / "longer.mp4", 1 << 24).value();
    return longer_as(
        whole.substr(0, static_cast<std::size_t>(static_cast<double>(whole.size()) * part)));
}

PlayRequest Films::longer_as(const std::string& bytes) const {
    const auto path = directory_ / "other.bin";
    REQUIRE(write_file_atomically(path, bytes));
    return request(path, {160, 90}, Milliseconds(12000));
}

}  // namespace sen::media
