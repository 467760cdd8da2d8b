// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "base/file.h"
#include "catalogue/writer.h"
#include "store/pack_fixture.h"

namespace sen::test {

inline catalogue::Asset picture(const std::string& bytes, Size size) {
    return {sha256(bytes), "image/jpeg", bytes.size(), size, Milliseconds(0)};
}

/// The smallest pack that makes sense: one story with one picture.
inline catalogue::PackContent content_of(std::uint64_t version) {
    const catalogue::Texts words = {{"vi", "Cầu Bình Lợi"}, {"en", "Bình Lợi bridge"}};
    catalogue::PictureContent shown;
    shown.thumbnail = picture("a thumbnail", {320, 200});
    shown.view = picture("a picture", {1920, 1200});
    shown.average = {120, 110, 100, 255};
    shown.caption = shown.alt = shown.source = shown.rights = words;
    catalogue::ExhibitContent exhibit;
    exhibit.id = "cau-binh-loi";
    exhibit.year = "1902";
    exhibit.title = exhibit.place = exhibit.rights = words;
    for (const char* language : {"vi", "en"})
        exhibit.text[language] = {{catalogue::BlockKind::Paragraph, words.at(language), {}}};
    exhibit.pictures = {shown};
    exhibit.sources = {{words, ""}};
    catalogue::PackContent content;
    content.id = "gia-dinh";
    content.publisher = "mau";
    content.version = version;
    content.issued = "2026-11-22";
    content.languages = {"vi", "en"};
    content.title = content.summary = words;
    content.cover = {"cau-binh-loi", 0};
    content.collections = {{"cau", words, words, {"cau-binh-loi", 0}, {"cau-binh-loi"}}};
    content.exhibits = {exhibit};
    content.attract = {{"cau-binh-loi", 0}};
    return content;
}

/// A built pack with a true catalogue; `listed` is the version that the manifest says.
inline void write_real_pack(const std::filesystem::path& folder,
                            const catalogue::PackContent& content, std::uint64_t listed) {
    const auto directory = TemporaryDirectory::create().value();
    const auto file = directory.path() / "catalogue.db";
    const auto written = catalogue::write_catalogue(file, content);
    REQUIRE_MESSAGE(written, written.error().message);
    PackFixture pack;
    pack.version = listed;
    pack.files = {{"catalogue.db", read_file(file, 1 << 24).value()},
                  {"cau-binh-loi/thumbnail.jpg", "a thumbnail"},
                  {"cau-binh-loi/view.jpg", "a picture"}};
    write_pack(folder, pack);
}
inline void write_real_pack(const std::filesystem::path& folder, std::uint64_t version) {
    write_real_pack(folder, content_of(version), version);
}

}  // namespace sen::test
