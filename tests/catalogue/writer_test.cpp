// SPDX-License-Identifier: Apache-2.0
#include "catalogue/writer.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>

#include "base/file.h"
#include "catalogue/catalogue.h"
#include "catalogue/sample.h"

using namespace sen;
using namespace sen::catalogue;

TEST_CASE("writer: the same content gives the same bytes, in whatever order exhibits come") {
    const auto directory = TemporaryDirectory::create().value();
    PackContent turned = sample_content();
    std::reverse(turned.exhibits.begin(), turned.exhibits.end());

    REQUIRE(write_catalogue(directory.path() / "a", sample_content()));
    REQUIRE(write_catalogue(directory.path() / "b", sample_content()));
    REQUIRE(write_catalogue(directory.path() / "c", turned));

    const auto bytes = read_file(directory.path() / "a", 1 << 20).value();
    CHECK(bytes == read_file(directory.path() / "b", 1 << 20).value());
    CHECK(bytes == read_file(directory.path() / "c", 1 << 20).value());
    CHECK(Catalogue::open(directory.path() / "a").value().check());
}

TEST_CASE("writer: another text gives other bytes and replaces the file") {
    const auto directory = TemporaryDirectory::create().value();
    const auto file = write_sample(directory.path());
    PackContent changed = sample_content();
    changed.title["vi"] = "Gia Định xưa";

    REQUIRE(write_catalogue(file, changed));

    CHECK(Catalogue::open(file).value().pack("vi").value().title == "Gia Định xưa");
    CHECK(std::distance(std::filesystem::directory_iterator(directory.path()), {}) == 1);
}

TEST_CASE("writer: content that a kiosk would refuse is refused and the old file stays") {
    const auto directory = TemporaryDirectory::create().value();
    const auto file = write_sample(directory.path());
    const auto before = read_file(file, 1 << 20).value();
    const std::pair<std::string, std::function<void(PackContent&)>> faults[] = {
        {"a cover of no exhibit",
         [](PackContent& pack) {
             pack.cover = {"none", 0};
         }},
        {"a cover of no picture",
         [](PackContent& pack) {
             pack.cover = {"anh", 7};
         }},
        {"a film that is none",
         [](PackContent& pack) {
             pack.attract[0] = {"anh", -1};
         }},
        {"a collection of no exhibit",
         [](PackContent& pack) { pack.collections[0].exhibits.push_back("none"); }},
        {"an exhibit twice in a collection",
         [](PackContent& pack) { pack.collections[0].exhibits.push_back("anh"); }},
        {"an empty collection", [](PackContent& pack) { pack.collections[0].exhibits.clear(); }},
        {"two exhibits of a name", [](PackContent& pack) { pack.exhibits[1].id = "phim"; }},
        {"an exhibit without a title in a language",
         [](PackContent& pack) { pack.exhibits[0].title.erase("en"); }},
        {"an exhibit without a picture or a film",
         [](PackContent& pack) { pack.exhibits[1].pictures.clear(); }},
        {"no language", [](PackContent& pack) { pack.languages.clear(); }},
        {"speech in a language of none",
         [](PackContent& pack) { pack.exhibits[0].speech["fr"] = pack.exhibits[0].speech["vi"]; }},
        {"a text in NFD", [](PackContent& pack) { pack.title["vi"] = "Cau\xCC\x80"; }},
        {"a text that is not UTF-8", [](PackContent& pack) { pack.title["vi"] = "\xC0\xAF"; }},
        {"a run beyond its text",
         [](PackContent& pack) {
             pack.exhibits[0].text["en"][0].runs = {{20, 27, {}}};
         }},
        {"a run that cuts a character",
         [](PackContent& pack) {
             pack.exhibits[0].text["vi"][0].runs = {{0, 2, {}}};
         }},
        {"runs that overlap",
         [](PackContent& pack) {
             pack.exhibits[0].text["en"][0].runs = {{0, 5, {}}, {4, 6, {}}};
         }},
        {"a sentence of a block that is not there",
         [](PackContent& pack) { pack.exhibits[0].speech["vi"].cues[1].block = 2; }},
        {"a simple text's run beyond its text",
         [](PackContent& pack) {
             pack.exhibits[0].simple_text["vi"][0].runs = {{0, 4000, {}}};
         }},
        {"a voice of a simple text that is not there",
         [](PackContent& pack) { pack.exhibits[0].simple_text.clear(); }},
        {"a note in NFD",
         [](PackContent& pack) { pack.exhibits[0].notes["vi"][0].text = "Cau\xCC\x80"; }},
        {"a caption that ends before it begins",
         [](PackContent& pack) {
             pack.exhibits[kFilm].film->captions["vi"][0].end = Milliseconds(-1);
         }},
        {"a picture that is no JPEG",
         [](PackContent& pack) { pack.exhibits[0].pictures[0].view.type = "image/png"; }},
        {"a picture without a size",
         [](PackContent& pack) { pack.exhibits[0].pictures[0].view.size = {}; }},
        {"an object with two sets of facts",
         [](PackContent& pack) { pack.exhibits[0].pictures[0].view.object = sha256("film"); }},
        {"a date that is none", [](PackContent& pack) { pack.issued = "22/11/2026"; }}};

    for (const auto& [name, spoil] : faults) {
        PackContent pack = sample_content();
        spoil(pack);
        const auto written = write_catalogue(file, pack);
        const std::string what = name;
        CHECK_MESSAGE(!written, what);
        if (!written) CHECK_MESSAGE(written.error().kind == ErrorKind::Invalid, what);
    }

    CHECK(read_file(file, 1 << 20).value() == before);
    CHECK(std::distance(std::filesystem::directory_iterator(directory.path()), {}) == 1);
}

TEST_CASE("writer: a picture in two exhibits is one object") {
    const auto directory = TemporaryDirectory::create().value();
    PackContent content = sample_content();
    content.exhibits[kWharf].pictures.push_back(content.exhibits[kBridge].pictures[0]);

    const auto file = write_sample(directory.path(), content);

    const auto before = Catalogue::open(write_sample(directory.path())).value().objects().value();
    write_sample(directory.path(), content);
    CHECK(Catalogue::open(file).value().objects().value() == before);
}

TEST_CASE("writer: a directory that is not there is an error") {
    const auto directory = TemporaryDirectory::create().value();

    const auto written = write_catalogue(directory.path() / "none" / "c", sample_content());

    CHECK_FALSE(written);
    CHECK(written.error().kind == ErrorKind::Io);
}
