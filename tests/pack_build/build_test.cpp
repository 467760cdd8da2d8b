// SPDX-License-Identifier: Apache-2.0
#include "pack/build.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "catalogue/catalogue.h"
#include "pack_build/workshop.h"
#include "store/manifest.h"

using namespace sen;
using namespace sen::pack;

namespace {

namespace fs = std::filesystem;

// 2 pictures and a tall one are the same file and the same work; a film; 2 languages of 3 exhibits,
// and a simple text.
constexpr int kSpoken = 6 + 1, kJobs = 1 + 1 + kSpoken;

/// A cache that has the whole sample pack, made once.
const fs::path& warm_cache() {
    static const TemporaryDirectory directory = TemporaryDirectory::create().value();
    static const auto built = [] {
        BuildOptions options;
        options.out = directory.path() / "out";
        options.cache = directory.path() / "cache";
        return build_pack(sample_source(), options);
    }();
    REQUIRE_MESSAGE(built, (built ? "" : built.error().message));
    static const fs::path cache = directory.path() / "cache";
    return cache;
}

/// A place to build in, with a copy of the warm cache.
struct Place {
    Place() {
        options.out = directory.path() / "out";
        options.cache = directory.path() / "cache";
        fs::copy(warm_cache(), options.cache);
    }
    BuildReport build(const PackSource& source) const {
        const auto report = build_pack(source, options);
        REQUIRE_MESSAGE(report, (report ? "" : report.error().message));
        return *report;
    }
    std::string manifest() const { return bytes_of(options.out / "manifest.json"); }
    fs::path object(const Digest& digest) const {
        return options.out / "objects" / digest.hex().substr(0, 2) / digest.hex();
    }
    /// What lies beside `out`; a build leaves nothing there.
    std::vector<std::string> names() const {
        std::vector<std::string> names;
        for (const auto& entry : fs::directory_iterator(directory.path()))
            names.push_back(entry.path().filename());
        std::sort(names.begin(), names.end());
        return names;
    }
    TemporaryDirectory directory = TemporaryDirectory::create().value();
    BuildOptions options;
};

}  // namespace

TEST_CASE(
    "build: a second build with nothing changed does no media work and gives the same bytes") {
    const Place place;
    CHECK(place.build(sample_source()).media_jobs == kJobs);
    const std::string before = place.manifest();

    const BuildReport second = place.build(sample_source());

    CHECK(second.media_jobs_run == 0);
    CHECK(place.manifest() == before);
    CHECK(place.names() == std::vector<std::string>{"cache", "out"});
}

TEST_CASE("build: an empty cache and another count of threads give the same bytes") {
    const Place warm;
    warm.build(sample_source());
    Place cold;
    fs::remove_all(cold.options.cache);
    cold.options.jobs = 3;

    const BuildReport report = cold.build(sample_source());

    CHECK(report.media_jobs_run == kJobs);
    CHECK(cold.manifest() == warm.manifest());
}

TEST_CASE("build: the cache keeps what the pack needs, and of the rest what the rule allows") {
    Place place;
    place.options.cache_rule.max_bytes = 0;
    PackSource silent = sample_source();
    silent.narration = Narration::None;

    const BuildReport pruning = place.build(silent);

    REQUIRE(pruning.pruned);
    CHECK(pruning.pruned->entries == kSpoken);
    CHECK(pruning.pruned->bytes_left > 0);
    const BuildReport again = place.build(silent);
    CHECK(again.media_jobs_run == 0);
    CHECK(again.pruned->entries == 0);
    place.options.cache_rule = {};
    CHECK(place.build(sample_source()).media_jobs_run == kSpoken);
    CHECK(place.build(silent).pruned->entries == 0);
}

TEST_CASE(
    "build: the manifest lists the objects of the catalogue and itself, each as it lies there") {
    const Place place;
    const BuildReport report = place.build(sample_source());

    const auto manifest = store::Manifest::parse(place.manifest()).value();
    const auto catalogue = catalogue::Catalogue::open(place.object(manifest.catalogue)).value();

    CHECK(catalogue.check());
    std::vector<Digest> expected = catalogue.objects().value();
    expected.push_back(manifest.catalogue);
    std::vector<Digest> listed;
    for (const auto& entry : manifest.objects) {
        listed.push_back(entry.object);
        const auto file = open_file(place.object(entry.object)).value();
        CHECK(digest_file(file).value() == entry.object);
        CHECK(file_size(file).value() == entry.length);
    }
    std::sort(expected.begin(), expected.end());
    std::sort(listed.begin(), listed.end());
    CHECK(listed == expected);
    CHECK(report.objects == listed.size());
    CHECK(report.bytes == manifest.total_length());
}

TEST_CASE("build: the catalogue has the words, the facts of the media and the spoken sentences") {
    const Place place;
    place.build(sample_source());
    const auto manifest = store::Manifest::parse(place.manifest()).value();
    const auto catalogue = catalogue::Catalogue::open(place.object(manifest.catalogue)).value();

    const auto bridge = catalogue.exhibit("cau", "en").value();
    const auto film = catalogue.exhibit("phim", "vi").value().film;

    CHECK(bridge.card.title == "Binh Loi bridge");
    REQUIRE(bridge.pictures.size() == 1);
    CHECK(bridge.pictures[0].view.size == Size{640, 400});
    CHECK(bridge.pictures[0].thumbnail.size == Size{320, 200});
    CHECK(bridge.pictures[0].tall);
    REQUIRE(bridge.speech);
    REQUIRE(bridge.speech->cues.size() == 3);
    CHECK(bridge.speech->cues[0].block == -1);
    CHECK(bridge.speech->cues[2].text_begin == std::string("Binh Loi bridge is old. ").size());
    CHECK(bridge.simple_text.size() == 1);
    REQUIRE(bridge.simple_speech);
    CHECK(bridge.simple_speech->is_machine_voice);
    REQUIRE(bridge.simple_speech->cues.size() == 2);
    CHECK(bridge.simple_speech->cues[1].text_end == std::string("The bridge is old.").size());
    CHECK(bridge.simple_speech->sound.object != bridge.speech->sound.object);
    CHECK(bridge.notes.front().text == "Ask who crossed it.");
    CHECK_FALSE(catalogue.exhibit("cau", "vi").value().simple_speech);
    REQUIRE(film);
    CHECK(film->has_sound);
    CHECK(film->media.object == sha256(bytes_of(safe_film_file())));
    CHECK(film->first_frame.size == Size{320, 180});
    CHECK(film->captions.size() == 1);
}

TEST_CASE("build: a changed text is spoken anew, and nothing else is done") {
    const Place place;
    const BuildReport before = place.build(sample_source());
    PackSource changed = sample_source();
    changed.exhibits[0].text["vi"][0].text = "Bến này đông vui.";

    const BuildReport after = place.build(changed);

    CHECK(before.media_jobs_run == 0);
    CHECK(after.media_jobs_run == 1);
    CHECK(after.media_jobs == kJobs);
}

TEST_CASE("build: without narration nothing is spoken") {
    const Place place;
    PackSource silent = sample_source();
    silent.narration = Narration::None;

    const BuildReport report = place.build(silent);

    CHECK(report.media_jobs == 2);
}

TEST_CASE("build: a medium that no program can read names its file and leaves the old build") {
    const Place place;
    place.build(sample_source());
    const std::string before = place.manifest();
    const fs::path broken = place.directory.path() / "vo.png";
    REQUIRE(write_file_atomically(broken, "no picture"));
    PackSource source = sample_source();
    source.folder = place.directory.path();
    source.exhibits[0].pictures[0].file = broken;

    const auto report = build_pack(source, place.options);

    REQUIRE_FALSE(report);
    CHECK(report.error().message.find("vo.png: ") == 0);
    CHECK(place.manifest() == before);
    CHECK(place.names() == std::vector<std::string>{"cache", "out", "vo.png"});
}

TEST_CASE("build: content that the catalogue refuses leaves the old build") {
    const Place place;
    place.build(sample_source());
    const std::string before = place.manifest();
    PackSource source = sample_source();
    source.cover = {"none", 0};

    const auto report = build_pack(source, place.options);

    CHECK_FALSE(report);
    CHECK(place.manifest() == before);
    CHECK(place.names() == std::vector<std::string>{"cache", "out"});
}

TEST_CASE("build: progress counts up to all and ends with nothing left") {
    Place place;
    fs::remove_all(place.options.cache);
    PackSource source = sample_source();
    source.narration = Narration::None;
    place.options.jobs = 1;  // the heaviest first, so the film
    std::vector<BuildProgress> told;
    place.options.progress = [&](const BuildProgress& progress) { told.push_back(progress); };

    place.build(source);

    REQUIRE(told.size() == 2);
    CHECK(told[0].done == 1);
    CHECK(told[0].left > Milliseconds(0));
    CHECK(told[1].done == 2);
    CHECK(told[1].total == 2);
    CHECK(told[1].left == Milliseconds(0));
    CHECK(told[0].now == "safe.mp4");
}
