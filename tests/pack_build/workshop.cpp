// SPDX-License-Identifier: Apache-2.0
#include "pack_build/workshop.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <sstream>

#include "pack/program.h"

namespace sen::pack {
namespace {

namespace fs = std::filesystem;

SourcePicture picture(const fs::path& file) {
    SourcePicture picture;
    picture.file = file;
    picture.caption = {{"vi", "Cầu"}, {"en", "Bridge"}};
    picture.alt = {{"vi", "Một cây cầu"}, {"en", "A bridge"}};
    return picture;
}

SourceExhibit story(const std::string& id, const std::string& vi, const std::string& en) {
    SourceExhibit exhibit;
    exhibit.id = id;
    exhibit.year = "1902";
    exhibit.title = {{"vi", vi}, {"en", en}};
    exhibit.text["vi"] = {{catalogue::BlockKind::Paragraph, vi + " rất cũ.", {}}};
    exhibit.text["en"] = {{catalogue::BlockKind::Paragraph, en + " is old. It stands.", {}}};
    exhibit.sources = {{{{"vi", "Báo"}, {"en", "Newspaper"}}, "example.vn"}};
    return exhibit;
}

}  // namespace

std::string run(const std::vector<std::string>& command) {
    const auto output = run_program(command);
    REQUIRE_MESSAGE(output, (output ? "" : output.error().message));
    return *output;
}

const fs::path& media_directory() {
    static const TemporaryDirectory directory = TemporaryDirectory::create().value();
    return directory.path();
}

fs::path picture_file() {
    const fs::path file = media_directory() / "half.png";
    if (!fs::exists(file))
        run({"ffmpeg", "-v", "error", "-f", "lavfi", "-i", "color=red:s=320x400", "-f", "lavfi",
             "-i", "color=blue:s=320x400", "-filter_complex", "hstack,format=rgb24", "-frames:v",
             "1", file.string()});
    return file;
}

fs::path safe_film_file() {
    const fs::path file = media_directory() / "safe.mp4";
    if (!fs::exists(file))
        run({"ffmpeg",
             "-v",
             "error",
             "-f",
             "lavfi",
             "-i",
             "color=blue:s=320x180:r=25:d=0.8",
             "-f",
             "lavfi",
             "-i",
             "color=red:s=320x180:r=25:d=0.8",
             "-f",
             "lavfi",
             "-i",
             "sine=d=1.6",
             "-filter_complex",
             "[0][1]concat=n=2,format=yuv420p",
             "-map",
             "2:a",
             "-c:v",
             "libx264",
             "-profile:v",
             "high",
             "-x264-params",
             "keyint=25:open-gop=0",
             "-c:a",
             "aac",
             "-movflags",
             "+faststart",
             file.string()});
    return file;
}

PackSource sample_source() {
    PackSource source;
    source.folder = media_directory();
    source.id = "mau";
    source.publisher = "phuong";
    source.issued = "2026-11-22";
    source.version = 1;
    source.languages = {"vi", "en"};
    source.title = {{"vi", "Gói mẫu"}, {"en", "Sample"}};
    source.summary = {{"vi", "Một câu"}, {"en", "A sentence"}};
    source.cover = {"ben", 0};
    source.narration = Narration::Machine;
    source.exhibits = {story("ben", "Bến Nhà Rồng", "Nha Rong wharf"),
                       story("cau", "Cầu Bình Lợi", "Binh Loi bridge"),
                       story("phim", "Phim", "A film")};
    source.exhibits[0].pictures = {picture(picture_file())};
    source.exhibits[1].pictures = {picture(picture_file())};
    source.exhibits[1].pictures[0].tall = picture_file();
    source.exhibits[1].simple_text["en"] = {
        {catalogue::BlockKind::Paragraph, "The bridge is old.", {}}};
    source.exhibits[1].notes["en"] = {{catalogue::BlockKind::Paragraph, "Ask who crossed it.", {}}};
    source.exhibits[2].kind = catalogue::ExhibitKind::Film;
    source.exhibits[2].film = SourceFilm{safe_film_file(), {}, {}, {}};
    source.exhibits[2].film->captions["vi"] = {{Milliseconds(0), Milliseconds(900), "Xin chào"}};
    source.collections = {{"mot",
                           {{"vi", "Một"}, {"en", "One"}},
                           {{"vi", "Câu"}, {"en", "Sentence"}},
                           {"phim", -1},
                           {"cau", "ben", "phim"}}};
    source.attract = {{"ben", 0}, {"phim", -1}};
    return source;
}

ToolVersions no_tools() {
    return {};
}

MediaMade make(const MediaJob& job, const fs::path& directory) {
    const auto made = job.make(directory);
    REQUIRE_MESSAGE(made, (made ? "" : made.error().message));
    return *made;
}

std::vector<int> pixel_of(const fs::path& picture, int x, int y) {
    std::istringstream text(
        run({"vips", "getpoint", picture.string(), std::to_string(x), std::to_string(y)}));
    std::vector<int> colour;
    for (double value = 0; text >> value;) colour.push_back(static_cast<int>(value));
    return colour;
}

bool is_near(const std::vector<int>& colour, const std::vector<int>& expected, int tolerance) {
    if (colour.size() != expected.size()) return false;
    for (std::size_t i = 0; i < colour.size(); ++i)
        if (std::abs(colour[i] - expected[i]) > tolerance) return false;
    return true;
}

std::string bytes_of(const fs::path& file) {
    return read_file(file, 64 << 20).value();
}

}  // namespace sen::pack
