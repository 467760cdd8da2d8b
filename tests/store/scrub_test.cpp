// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cerrno>

#include "store/memory_directory.h"
#include "store/power_cut.h"
#include "store/signed_fixture.h"

using namespace sen;
using store::ObjectFault;
using store::ScrubOptions;
using store::ScrubReport;
using store::Trouble;
using test::PackFixture;

namespace fs = std::filesystem;

namespace {

struct ScrubFixture : test::SignedFixture {
    ScrubFixture() { REQUIRE(install(PackFixture{})); }

    void damage(const std::string& bytes, const std::string& with) {
        const auto file = store.object_path(sha256(bytes));
        fs::permissions(file, fs::perms::owner_all);
        test::write_file(file, with);
    }
    Result<ScrubReport> scrub(ScrubOptions options = {}) {
        store::StoreWriter writer(store_path, calls);
        auto report = writer.scrub(options);
        trouble = writer.trouble();
        return report;
    }
    /// Heals from the folder that the pack was installed from.
    ScrubOptions from_folder() {
        sources.push_back(std::make_unique<store::DirectorySource>(
            store::DirectorySource::open(from, calls).value()));
        ScrubOptions options;
        options.source_of = [source = sources.back().get()](const store::InstalledPack&) {
            return source;
        };
        return options;
    }
    bool is_whole() const { return !test::fault_of(store, {store.current()->packs}); }
    fs::path quarantined(const std::string& bytes) const {
        return store_path / "quarantine" / sha256(bytes).hex();
    }
};

}  // namespace

TEST_CASE_FIXTURE(ScrubFixture, "scrub: a whole store is read to its end and nothing is moved") {
    const auto report = scrub();

    REQUIRE_MESSAGE(report, report.error().message);
    CHECK(report->objects == 4);
    CHECK(report->bytes == PackFixture{}.manifest().total_length());
    CHECK(report->is_finished);
    CHECK(report->damaged.empty());
    CHECK_FALSE(fs::exists(store_path / "quarantine"));
}

TEST_CASE_FIXTURE(ScrubFixture, "scrub: what is damaged is set aside and fetched again") {
    damage("a picture", "a pictuRe");
    fs::remove(store.object_path(sha256("the catalogue")));

    const auto report = scrub(from_folder());

    REQUIRE(report);
    REQUIRE(report->damaged.size() == 2);
    for (const auto& damage : report->damaged) CHECK(damage.is_healed);
    CHECK(read_file(quarantined("a picture"), 100).value() == "a pictuRe");
    CHECK(is_whole());
    CHECK(scrub()->damaged.empty());
}

TEST_CASE_FIXTURE(ScrubFixture, "scrub: without a source the next install brings it back") {
    damage("a picture", "a pictuRe");

    const auto report = scrub();

    REQUIRE(report);
    REQUIRE(report->damaged.size() == 1);
    CHECK(report->damaged[0].what.path == "cau/view.jpg");
    CHECK(report->damaged[0].what.pack == "mau/gia-dinh");
    CHECK(report->damaged[0].what.fault == ObjectFault::WrongBytes);
    CHECK_FALSE(report->damaged[0].is_healed);
    CHECK_FALSE(fs::exists(store.object_path(sha256("a picture"))));
    CHECK(install()->outcome == store::InstallReport::Outcome::Repaired);
    CHECK(is_whole());
    CHECK_FALSE(fs::exists(quarantined("a picture")));
}

TEST_CASE_FIXTURE(ScrubFixture, "scrub: a source that lacks one object heals the others") {
    damage("a picture", "a pictuRe");
    damage("the catalogue", "the catalogUe");
    fs::remove(test::object_file(from, "a picture"));

    const auto report = scrub(from_folder());

    REQUIRE(report);
    int healed = 0;
    for (const auto& damage : report->damaged) {
        CHECK(damage.is_healed == (damage.what.path == "catalogue.db"));
        healed += damage.is_healed ? 1 : 0;
    }
    CHECK(healed == 1);
}

TEST_CASE_FIXTURE(ScrubFixture, "scrub: a source that gives other bytes heals nothing") {
    damage("a picture", "a pictuRe");
    test::write_file(test::object_file(from, "a picture"), "A picture");

    const auto report = scrub(from_folder());

    REQUIRE(report);
    CHECK_FALSE(report->damaged.at(0).is_healed);
    CHECK_FALSE(fs::exists(store.object_path(sha256("a picture"))));
}

TEST_CASE_FIXTURE(ScrubFixture, "scrub: a damaged manifest comes back with its pack") {
    const auto manifest = PackFixture{}.manifest().to_json();
    damage(manifest, "{}");

    const auto report = scrub(from_folder());

    REQUIRE(report);
    REQUIRE(report->damaged.size() == 1);
    CHECK(report->damaged[0].what.path == "manifest.json");
    REQUIRE(install());
    CHECK(is_whole());
}

TEST_CASE_FIXTURE(ScrubFixture,
                  "scrub: with a budget it goes on where it stopped, round and round") {
    ScrubOptions options;
    options.budget = 1;
    std::uint64_t objects = 0;
    int acts = 0;
    do {
        const auto report = scrub(options);
        REQUIRE(report);
        CHECK(report->objects >= 1);
        objects += report->objects;
        REQUIRE(++acts <= 4);
        if (report->is_finished) break;
    } while (true);
    CHECK(objects == 4);
    CHECK(acts >= 3);

    CHECK_FALSE(scrub(options)->is_finished);
    options.start = ScrubOptions::Start::AtTheBeginning;
    options.budget = 1'000'000;

    CHECK(scrub(options)->objects == 4);
}

TEST_CASE_FIXTURE(ScrubFixture, "scrub: the generation to go back to is looked at too") {
    PackFixture second;
    second.version = 2;
    second.files["cau/view.jpg"] = "a better picture";
    REQUIRE(install(second));
    damage("a picture", "a pictuRe");

    const auto report = scrub();

    REQUIRE(report);
    CHECK(report->damaged.size() == 1);
    CHECK(report->objects == 6);
}

TEST_CASE_FIXTURE(ScrubFixture, "scrub: the quarantine holds a few small files, not a disk full") {
    PackFixture large;
    large.id = "lon";
    for (int i = 0; i < 70; ++i) large.files["p/" + std::to_string(i)] = std::to_string(i);
    REQUIRE(install(large));
    for (int i = 0; i < 70; ++i) damage(std::to_string(i), "x");

    REQUIRE(scrub());

    int count = 0;
    for (const auto& entry : fs::directory_iterator(store_path / "quarantine"))
        count += entry.is_regular_file() ? 1 : 0;
    CHECK(count == 64);
}

TEST_CASE("scrub: with nothing installed it says so") {
    test::InstallFixture fixture;
    store::StoreWriter writer(fixture.store_path, fixture.calls);

    CHECK_FALSE(writer.scrub({}));
    CHECK(writer.trouble().kind == Trouble::Kind::NothingInstalled);
}

TEST_CASE("scrub: whichever call fails or the power, the next scrub finds what it was to find") {
    const auto directory = test::memory_directory();
    const auto from = directory.path() / "from";
    const auto prepared = directory.path() / "prepared";
    const auto tried = directory.path() / "tried";
    test::FaultyCalls honest;
    test::write_pack(from, PackFixture{});
    REQUIRE(test::install_from(from, prepared, honest));
    const auto file = store::Store(prepared).object_path(sha256("a picture"));
    fs::permissions(file, fs::perms::owner_all);
    test::write_file(file, "a pictuRe");
    const auto heal = [&](const fs::path& path, store::SystemCalls& calls) {
        auto source = store::DirectorySource::open(from, calls);
        if (!source) return false;
        ScrubOptions options;
        options.start = ScrubOptions::Start::AtTheBeginning;
        options.source_of = [&](const store::InstalledPack&) { return &*source; };
        const auto report = store::StoreWriter(path, calls).scrub(options);
        return report && (report->damaged.empty() || report->damaged[0].is_healed);
    };
    const auto reset = [&] {
        fs::remove_all(tried);
        fs::copy(prepared, tried, fs::copy_options::recursive | fs::copy_options::copy_symlinks);
    };
    const auto is_whole = [](const fs::path& path) {
        const store::Store store(path);
        return store::verify(store, store.current().value(), {}).damaged.empty();
    };
    for (int n = 1;; ++n) {
        reset();
        test::FaultyCalls calls;
        calls.before = [&](const char*, const std::string&) { return calls.calls == n ? -EIO : 0; };
        const bool is_done = heal(tried, calls);
        CHECK_FALSE(calls.is_sync_repeated);
        CHECK((!is_done || is_whole(tried)));
        if (calls.calls < n) break;
        CHECK_MESSAGE(heal(tried, honest), n);
        CHECK_MESSAGE(is_whole(tried), n);
    }
    reset();
    test::PowerCutModel model(tried);
    REQUIRE(heal(tried, model));
    std::size_t states = 0;

    const auto fault = model.explore(
        {}, directory.path() / "cut",
        [&](bool is_after_all) -> std::optional<std::string> {
            const auto cut = directory.path() / "cut";
            if (is_after_all && !is_whole(cut)) return "healed, and then not";
            if (!heal(cut, honest) || !is_whole(cut)) return "not healed by the next scrub";
            return std::nullopt;
        },
        states);

    CHECK_MESSAGE(!fault, *fault);
}
