// SPDX-License-Identifier: Apache-2.0
#include "store/manifest.h"

#include <doctest/doctest.h>

#include <functional>

#include "store/generation.h"
#include "store/pack_fixture.h"

using namespace sen;
using store::Manifest;

namespace {

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    const auto at = text.find(what);
    REQUIRE_MESSAGE(at != std::string::npos, what);
    return text.replace(at, what.size(), with);
}

store::ManifestEntry entry(const std::string& path, const std::string& bytes) {
    return {path, sha256(bytes), bytes.size(), "image/jpeg", 320, 200, 0};
}

}  // namespace

TEST_CASE("manifest: what is written is read back, and the same list gives the same bytes") {
    Manifest manifest = test::PackFixture{}.manifest();
    manifest.objects.push_back(entry("z/last.jpg", "z"));
    manifest.objects.insert(manifest.objects.begin(), entry("b.jpg", "b"));

    const auto bytes = manifest.to_json();
    const auto again = Manifest::parse(bytes);

    REQUIRE(again);
    CHECK(again->to_json() == bytes);
    CHECK(again->pack == "gia-dinh");
    CHECK(again->objects.front().path == "b.jpg");
    CHECK(again->objects.back().width == 320);
    CHECK(again->total_length() == manifest.total_length());
    CHECK(bytes.find(' ') == std::string::npos);
}

TEST_CASE("manifest: bytes that to_json would not have written are corrupt") {
    const auto good = test::PackFixture{}.manifest().to_json();
    REQUIRE(Manifest::parse(good));
    const std::string hex = sha256("the catalogue").hex();
    const std::string quoted_path = "\"cau/view.jpg\"";

    for (const auto& bad : {
             std::string(),
             std::string("{}"),
             std::string("[]"),
             "\xef\xbb\xbf" + good,
             good + "\n",
             good + good,
             replaced(good, "\"pack\"", "\"extra\":1,\"pack\""),
             replaced(good, "\"version\":1", "\"version\":1,\"version\":1"),
             replaced(good, "\"version\":1", "\"version\":0"),
             replaced(good, "\"version\":1", "\"version\":-1"),
             replaced(good, "\"version\":1", "\"version\":1.0"),
             replaced(good, "\"version\":1", "\"version\":9007199254740992"),
             replaced(good, "\"version\":1", "\"version\":\"1\""),
             replaced(good, "\"gia-dinh\"", "\"Gia-Dinh\""),
             replaced(good, "\"gia-dinh\"", "\"gia--dinh\""),
             replaced(good, "\"gia-dinh\"", "\"../dinh\""),
             replaced(good, "\"gia-dinh\"", "\"\xff\""),
             replaced(good, "2026-11-22", "2026-02-30"),
             replaced(good, "2026-11-22", "2026-1-022"),
             replaced(good, hex, sha256("not in the list").hex()),
             replaced(good, hex, hex.substr(1)),
             replaced(good, quoted_path, "\"../view.jpg\""),
             replaced(good, quoted_path, "\"cau/../view.jpg\""),
             replaced(good, quoted_path, "\"/view.jpg\""),
             replaced(good, quoted_path, "\"cau//view.jpg\""),
             replaced(good, quoted_path, "\"cau/./view.jpg\""),
             replaced(good, quoted_path, "\"cau/View.jpg\""),
             replaced(good, quoted_path, "\"cau/view.jpg/\""),
             replaced(good, quoted_path, "\"cau/film.mp4\""),
             replaced(good, quoted_path, "\"a.jpg\""),
             replaced(good, quoted_path, "\"" + std::string(201, 'd') + "\""),
             replaced(good, quoted_path, "\"c\\u0000\""),
             replaced(good, "\"length\":9", "\"length\":4294967296"),
             replaced(good, "\"length\":9", "\"length\":-9"),
             replaced(good, "\"type\":\"application/octet-stream\"", "\"type\":\"picture\""),
             replaced(good, "\"type\":\"app", "\"type\":\"App"),
             replaced(good, "\"length\":9", "\"height\":0,\"length\":9"),
             replaced(good, "\"length\":9", "\"height\":70000,\"length\":9"),
         }) {
        const auto parsed = Manifest::parse(bad);
        CHECK_MESSAGE(!parsed, bad);
        if (!parsed) CHECK_MESSAGE(parsed.error().kind == ErrorKind::Corrupt, bad);
    }
}

TEST_CASE("manifest: every cut of a good one is corrupt") {
    const auto good = test::PackFixture{}.manifest().to_json();

    for (std::size_t length = 0; length < good.size(); ++length)
        CHECK_MESSAGE(!Manifest::parse(good.substr(0, length)), length);
}

TEST_CASE("manifest: another format number is unsupported, not corrupt") {
    const auto newer =
        replaced(test::PackFixture{}.manifest().to_json(), "\"format\":1", "\"format\":2");

    const auto parsed = Manifest::parse(newer);

    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().kind == ErrorKind::Unsupported);
}

TEST_CASE("manifest: one object under two paths is fine, with two lengths it is not") {
    Manifest manifest = test::PackFixture{}.manifest();
    manifest.objects.push_back(entry("d.jpg", "same"));
    manifest.objects.push_back(entry("e.jpg", "same"));
    CHECK(Manifest::parse(manifest.to_json()));

    manifest.objects.back().length = 5;

    CHECK_FALSE(Manifest::parse(manifest.to_json()));
}

TEST_CASE("manifest: 20,000 objects are the most") {
    Manifest manifest = test::PackFixture{}.manifest();
    while (manifest.objects.size() < store::kMaxManifestObjects)
        manifest.objects.push_back(entry("x" + std::to_string(manifest.objects.size()), "x"));
    CHECK(Manifest::parse(manifest.to_json()));

    manifest.objects.push_back(entry("y", "x"));

    CHECK_FALSE(Manifest::parse(manifest.to_json()));
}

TEST_CASE("generation: only its one form is read") {
    const auto manifest = test::PackFixture{}.manifest();
    const auto hash = sha256(manifest.to_json());
    const store::Generation generation{
        7,
        6,
        {{"ben-nghe", "mau", "2026-11-22", 1, hash, manifest.catalogue, "", ""},
         {"gia-dinh", "mau", "2026-11-22", 1, hash, manifest.catalogue, "thanh-pho", "phuong-7"}}};

    const auto bytes = generation.to_json();
    const auto again = store::Generation::parse(bytes);

    REQUIRE(again);
    CHECK(again->packs == generation.packs);
    CHECK(again->number == 7);
    CHECK(again->previous == 6);
    for (const auto& bad :
         {std::string(), bytes + " ", replaced(bytes, "\"number\":7", "\"number\":0"),
          replaced(bytes, "\"thanh-pho\"", "\"\""), replaced(bytes, "\"thanh-pho\"", "\"../x\""),
          replaced(bytes, "\"phuong-7\"", "\"\""), replaced(bytes, "\"phuong-7\"", "false"),
          replaced(bytes, "\"mau\"", "\"M\u00e2u\""), replaced(bytes, "[{", "[{\"a\":1,")})
        CHECK_MESSAGE(!store::Generation::parse(bad), bad);
    const auto newer = store::Generation::parse(replaced(bytes, "\"format\":2", "\"format\":3"));
    CHECK(newer.error().kind == ErrorKind::Unsupported);
}

TEST_CASE("generation: format 1, which knew no signatures, is still read") {
    const std::string hex(64, 'a');
    const std::string bytes = "{\"format\":1,\"number\":3,\"packs\":[{\"catalogue\":\"" + hex +
                              "\",\"id\":\"gia-dinh\",\"issued\":\"2026-11-22\",\"manifest\":\"" +
                              hex + "\",\"publisher\":\"mau\",\"signed\":false,\"version\":4}]" +
                              ",\"previous\":2}";

    const auto generation = store::Generation::parse(bytes);

    REQUIRE_MESSAGE(generation, generation.error().message);
    REQUIRE(generation->packs.size() == 1);
    CHECK(generation->packs[0].version == 4);
    CHECK_FALSE(generation->packs[0].is_signed());
    CHECK(generation->to_json().find("\"format\":2") != std::string::npos);
    CHECK_FALSE(store::Generation::parse(replaced(bytes, "false", "true")));
    CHECK_FALSE(store::Generation::parse(replaced(bytes, "\"format\":1", "\"format\":2")));
}
