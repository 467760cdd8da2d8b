// SPDX-License-Identifier: Apache-2.0
#include "catalogue/catalogue.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/file.h"
#include "catalogue/sample.h"

using namespace sen;
using namespace sen::catalogue;

namespace {

/// A catalogue of the sample in a directory of its own.
struct Sample {
    explicit Sample(const PackContent& content = sample_content())
        : catalogue(Catalogue::open(write_sample(directory.path(), content)).value()) {}
    TemporaryDirectory directory = TemporaryDirectory::create().value();
    Catalogue catalogue;
};

template <class Card>
std::vector<std::string> ids_of(const std::vector<Card>& cards) {
    std::vector<std::string> ids;
    for (const auto& card : cards) ids.push_back(card.id);
    return ids;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("catalogue: the pack's card comes in the language asked for") {
    const Sample sample;

    const PackCard vi = sample.catalogue.pack("vi").value();
    const PackCard en = sample.catalogue.pack("en").value();

    CHECK(vi.id == "gia-dinh");
    CHECK(vi.publisher == "mau");
    CHECK(vi.version == 3);
    CHECK(vi.issued == "2026-11-22");
    CHECK(vi.title == "Đất Gia Định");
    CHECK(en.title == "The land of Gia Dinh");
    CHECK(vi.cover.view.object == sha256("ben-nha-rong-1-view"));
    CHECK(vi.cover.caption == "Chú thích ben-nha-rong-1");
}

TEST_CASE("catalogue: a language that the pack lacks becomes the pack's first") {
    const Sample sample;

    const PackCard card = sample.catalogue.pack("fr").value();

    CHECK(sample.catalogue.languages() == Ids{"vi", "en"});
    CHECK(card.title == "Đất Gia Định");
}

TEST_CASE("catalogue: collections stand in their order with their covers and counts") {
    const Sample sample;

    const auto cards = sample.catalogue.collections("en").value();

    REQUIRE(ids_of(cards) == Ids{"song-va-cau", "anh-va-phim"});
    CHECK(cards[0].title == "River and bridges");
    CHECK(cards[0].exhibit_count == 4);
    CHECK(cards[0].cover.view.object == sha256("cau-binh-loi-1-view"));
    CHECK(cards[1].summary.empty());
    CHECK(cards[1].cover.view.object == sha256("poster"));
}

TEST_CASE("catalogue: exhibits stand in their collection's order; a film shows its poster") {
    const Sample sample;

    const auto cards = sample.catalogue.exhibits("song-va-cau", "vi").value();

    REQUIRE(ids_of(cards) == Ids{"cau-binh-loi", "ben-nha-rong", "phim", "anh"});
    CHECK(cards[0].title == "Cầu Bình Lợi");
    CHECK(cards[0].year == "1902");
    CHECK(cards[2].kind == ExhibitKind::Film);
    CHECK(cards[2].cover.thumbnail.object == sha256("poster"));
    CHECK(cards[2].cover.alt.empty());
}

TEST_CASE("catalogue: a story has its text with runs, pictures, speech and sources") {
    const Sample sample;
    const PackContent content = sample_content();

    const Exhibit exhibit = sample.catalogue.exhibit("cau-binh-loi", "vi").value();

    CHECK(exhibit.text == content.exhibits[kBridge].text.at("vi"));
    CHECK(exhibit.word_count == 8);
    CHECK(exhibit.rights == "Lời: dự án");
    REQUIRE(exhibit.pictures.size() == 1);
    CHECK(exhibit.pictures[0].tall->size == Size{1440, 1920});
    CHECK(exhibit.pictures[0].tall_thumbnail->object == sha256("bridge-tall-thumbnail"));
    CHECK(exhibit.pictures[0].average == Colour{10, 20, 30, 255});
    REQUIRE(exhibit.speech);
    CHECK(exhibit.speech->sound.duration == Milliseconds(5000));
    CHECK(exhibit.speech->cues == content.exhibits[kBridge].speech.at("vi").cues);
    REQUIRE(exhibit.sources.size() == 1);
    CHECK(exhibit.sources[0].text == "Báo");
    CHECK(exhibit.sources[0].address == "example.vn");
    CHECK_FALSE(exhibit.film);
    CHECK_FALSE(sample.catalogue.exhibit("cau-binh-loi", "en").value().speech);
}

TEST_CASE("catalogue: a simple text, its voice and a guide's notes come where they were written") {
    const PackContent content = sample_content();
    const Sample sample(content);

    const Exhibit vi = sample.catalogue.exhibit("cau-binh-loi", "vi").value();
    const Exhibit en = sample.catalogue.exhibit("cau-binh-loi", "en").value();

    const ExhibitContent& bridge = content.exhibits[kBridge];
    CHECK(vi.simple_text == bridge.simple_text.at("vi"));
    REQUIRE(vi.simple_speech);
    CHECK(vi.simple_speech->cues == bridge.simple_speech.at("vi").cues);
    CHECK(vi.notes == bridge.notes.at("vi"));
    CHECK(vi.text == bridge.text.at("vi"));
    CHECK(en.simple_text.empty());
    CHECK_FALSE(en.simple_speech);
    CHECK(en.notes.empty());
    CHECK(sample.catalogue.has_simple_text("vi").value());
    CHECK_FALSE(sample.catalogue.has_simple_text("en").value());
    CHECK(sample.catalogue.has_simple_text("fr").value());  // the pack's own language
}

TEST_CASE("catalogue: a film has its facts and the captions of the language") {
    const Sample sample;

    const auto vi = sample.catalogue.exhibit("phim", "vi").value().film;
    const auto en = sample.catalogue.exhibit("phim", "en").value().film;

    REQUIRE(vi);
    CHECK(vi->media.size == Size{1280, 720});
    CHECK(vi->media.duration == Milliseconds(12'000));
    CHECK(vi->has_sound);
    REQUIRE(vi->captions.size() == 2);
    CHECK(vi->captions[1].text == "Sông Sài Gòn");
    CHECK(vi->captions[1].begin == Milliseconds(1500));
    REQUIRE(en);
    CHECK(en->captions.empty());
}

TEST_CASE("catalogue: the attract loop has pictures and films in order") {
    const Sample sample;

    const auto items = sample.catalogue.attract("vi").value();

    REQUIRE(items.size() == 3);
    CHECK(items[0].exhibit.id == "ben-nha-rong");
    CHECK_FALSE(items[0].film);
    REQUIRE(items[1].film);
    CHECK(items[1].film->media.object == sha256("film"));
    CHECK(items[2].picture.view.object == sha256("anh-2-view"));
}

TEST_CASE("catalogue: the two that follow wrap around in the first collection") {
    const Sample sample;

    CHECK(ids_of(sample.catalogue.next_exhibits("cau-binh-loi", "vi").value()) ==
          Ids{"ben-nha-rong", "phim"});
    CHECK(ids_of(sample.catalogue.next_exhibits("phim", "vi").value()) ==
          Ids{"anh", "cau-binh-loi"});
    CHECK(sample.catalogue.next_exhibits("none", "vi").value().empty());
}

TEST_CASE("catalogue: an exhibit alone in its collection is not followed by itself") {
    PackContent content = sample_content();
    content.collections = {content.collections[0]};
    content.collections[0].exhibits = {"cau-binh-loi"};
    const Sample sample(content);

    CHECK(sample.catalogue.next_exhibits("cau-binh-loi", "vi").value().empty());
}

TEST_CASE("catalogue: a name that it does not have is NotFound, not a statement") {
    const Sample sample;

    for (const char* name : {"none", "'; DROP TABLE exhibit; --", "%", ""}) {
        CHECK(sample.catalogue.exhibit(name, "vi").error().kind == ErrorKind::NotFound);
        CHECK(sample.catalogue.exhibits(name, "vi").error().kind == ErrorKind::NotFound);
    }
    CHECK(sample.catalogue.check());
}

TEST_CASE("catalogue: it names every object once, sorted") {
    const Sample sample;

    const auto objects = sample.catalogue.objects().value();

    // 4 pictures of 2 renditions (the album has two, the film none), a tall pair, film 4, speech.
    CHECK(objects.size() == 4 * 2 + 2 + 4 + 2);
    CHECK(std::is_sorted(objects.begin(), objects.end()));
    CHECK(std::adjacent_find(objects.begin(), objects.end()) == objects.end());
    CHECK(std::binary_search(objects.begin(), objects.end(), sha256("speech")));
}

TEST_CASE("catalogue: reading writes nothing beside the file") {
    const Sample sample;
    REQUIRE(sample.catalogue.check());

    const auto files =
        std::distance(std::filesystem::directory_iterator(sample.directory.path()), {});

    CHECK(files == 1);
}

TEST_CASE("catalogue: a directory with signs of a URI in its name is opened all the same") {
    const auto directory = TemporaryDirectory::create().value();
    const auto odd = directory.path() / "50% a?b#c ệ";
    std::filesystem::create_directory(odd);
    const auto file = write_sample(odd);

    CHECK(Catalogue::open(file));
}
