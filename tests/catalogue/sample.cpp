// SPDX-License-Identifier: Apache-2.0
#include "catalogue/sample.h"

#include <doctest/doctest.h>

#include "catalogue/writer.h"

namespace sen::catalogue {
namespace {

Asset picture_asset(const std::string& name, Size size) {
    return {sha256(name), "image/jpeg", 1000 + name.size(), size, Milliseconds(0)};
}

PictureContent picture(const std::string& name) {
    PictureContent picture;
    picture.thumbnail = picture_asset(name + "-thumbnail", {320, 180});
    picture.view = picture_asset(name + "-view", {1920, 1080});
    picture.average = {10, 20, 30, 255};
    picture.caption = {{"vi", "Chú thích " + name}, {"en", "Caption " + name}};
    picture.alt = {{"vi", "Ảnh " + name}, {"en", "Picture " + name}};
    picture.source = {{"vi", "Tranh"}, {"en", "Drawing"}};
    picture.rights = {{"vi", "CC BY 4.0"}, {"en", "CC BY 4.0"}};
    return picture;
}

ExhibitContent story(const std::string& id, const std::string& vi, const std::string& en) {
    ExhibitContent exhibit;
    exhibit.id = id;
    exhibit.year = "1902";
    exhibit.title = {{"vi", vi}, {"en", en}};
    exhibit.place = {{"vi", "Bình Lợi"}, {"en", "Binh Loi"}};
    exhibit.rights = {{"vi", "Lời: dự án"}, {"en", "Text: the project"}};
    exhibit.text["vi"] = {{BlockKind::Heading, "Cầu quay", {}},
                          {BlockKind::Paragraph,
                           "Cầu được khánh thành năm 1902.",
                           {{0, 4, RunStyle::Strong}, {24, 28, RunStyle::Emphasis}}}};
    exhibit.text["en"] = {{BlockKind::Paragraph, "The bridge opened in 1902.", {}}};
    exhibit.pictures = {picture(id + "-1")};
    exhibit.sources = {{{{"vi", "Báo"}, {"en", "Newspaper"}}, "example.vn"}};
    return exhibit;
}

FilmContent film() {
    FilmContent film;
    film.media = {sha256("film"), "video/mp4", 5'000'000, {1280, 720}, Milliseconds(12'000)};
    film.poster = picture_asset("poster", {1280, 720});
    film.first_frame = picture_asset("first", {1280, 720});
    film.last_frame = picture_asset("last", {1280, 720});
    film.has_sound = true;
    film.captions["vi"] = {{Milliseconds(0), Milliseconds(1500), "Xin chào"},
                           {Milliseconds(1500), Milliseconds(4000), "Sông Sài Gòn"}};
    film.source = {{"vi", "Phim"}, {"en", "Film"}};
    film.rights = {{"vi", "CC0"}, {"en", "CC0"}};
    return film;
}

}  // namespace

PackContent sample_content() {
    PackContent pack;
    pack.id = "gia-dinh";
    pack.publisher = "mau";
    pack.version = 3;
    pack.issued = "2026-11-22";
    pack.languages = {"vi", "en"};
    pack.title = {{"vi", "Đất Gia Định"}, {"en", "The land of Gia Dinh"}};
    pack.summary = {{"vi", "Chuyện cũ"}, {"en", "Old stories"}};
    pack.cover = {"ben-nha-rong", 0};
    pack.exhibits = {story("cau-binh-loi", "Cầu Bình Lợi", "Binh Loi bridge"),
                     story("ben-nha-rong", "Bến Nhà Rồng", "Nha Rong wharf"),
                     story("phim", "Phim", "A film"), story("anh", "Ảnh", "Pictures")};
    ExhibitContent& bridge = pack.exhibits[kBridge];
    bridge.pictures[0].tall = picture_asset("bridge-tall", {1440, 1920});
    bridge.pictures[0].tall_thumbnail = picture_asset("bridge-tall-thumbnail", {240, 320});
    bridge.speech["vi"].sound = {sha256("speech"), "audio/mp4", 9000, {}, Milliseconds(5000)};
    bridge.speech["vi"].cues = {{Milliseconds(0), Milliseconds(900), -1, 0, 16},
                                {Milliseconds(1500), Milliseconds(4000), 1, 0, 37}};
    bridge.simple_text["vi"] = {
        {BlockKind::Paragraph, "Cầu có từ năm 1902.", {{0, 4, RunStyle::Strong}}}};
    bridge.simple_speech["vi"].sound = {
        sha256("simple-speech"), "audio/mp4", 5000, {}, Milliseconds(3000)};
    bridge.simple_speech["vi"].cues = {{Milliseconds(0), Milliseconds(900), -1, 0, 16},
                                       {Milliseconds(1500), Milliseconds(3000), 0, 0, 25}};
    bridge.notes["vi"] = {{BlockKind::Paragraph, "Hỏi nhóm: vì sao cầu phải quay?", {}},
                          {BlockKind::ListItem, "Chỉ vào nhịp giữa.", {{0, 5, RunStyle::Strong}}}};
    pack.exhibits[kFilm].kind = ExhibitKind::Film;
    pack.exhibits[kFilm].pictures.clear();
    pack.exhibits[kFilm].film = film();
    pack.exhibits[kAlbum].kind = ExhibitKind::Album;
    pack.exhibits[kAlbum].pictures.push_back(picture("anh-2"));
    pack.collections = {{"song-va-cau",
                         {{"vi", "Sông và cầu"}, {"en", "River and bridges"}},
                         {{"vi", "Một câu"}, {"en", "A sentence"}},
                         {"cau-binh-loi", 0},
                         {"cau-binh-loi", "ben-nha-rong", "phim", "anh"}},
                        {"anh-va-phim",
                         {{"vi", "Ảnh và phim"}, {"en", "Pictures and films"}},
                         {},
                         {"phim", -1},
                         {"anh", "phim"}}};
    pack.attract = {{"ben-nha-rong", 0}, {"phim", -1}, {"anh", 1}};
    return pack;
}

std::filesystem::path write_sample(const std::filesystem::path& directory,
                                   const PackContent& content) {
    const auto file = directory / "catalogue.sqlite";
    const auto written = write_catalogue(file, content);
    REQUIRE_MESSAGE(written, (written ? "" : written.error().message));
    return file;
}

}  // namespace sen::catalogue
