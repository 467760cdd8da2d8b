// SPDX-License-Identifier: Apache-2.0
// The commit protocol under power cuts: every moment, with what was not flushed lost, kept or
// mixed. And the proof that the test has teeth: each flush left out is found out.
#include "store/power_cut.h"

#include <doctest/doctest.h>

#include "store/install_fixture.h"
#include "store/memory_directory.h"
#include "store/signed_fixture.h"

using namespace sen;
using test::PackFixture;
using test::PowerCutModel;

namespace fs = std::filesystem;

namespace {

using Packs = std::vector<store::InstalledPack>;

PackFixture version(std::uint64_t number) {
    PackFixture pack;
    pack.version = number;
    pack.files["cau/film.mp4"] = "a film";
    for (const char* path : {"cau/view.jpg", "cau/thumbnail.jpg", "cau/poster.jpg", "cau/tall.jpg"})
        pack.files[path] = path + std::to_string(number);
    return pack;
}

/// A store in memory, the pack to install, and the check of one state after a cut.
struct CutScene {
    TemporaryDirectory directory = test::memory_directory();
    fs::path store_path = directory.path() / "store";
    fs::path cut_path = directory.path() / "cut";
    fs::path from = directory.path() / "from";
    Packs before, after;
    std::size_t states = 0;
    int extra_objects = 0;

    CutScene() { fs::create_directory(store_path); }

    void install(std::uint64_t number, test::FaultyCalls& calls) {
        before = packs();
        prepare(number);
        REQUIRE(test::install_from(from, store_path, calls));
        after = packs();
    }
    void prepare(std::uint64_t number) const {
        fs::remove_all(from);
        PackFixture pack = version(number);
        for (int i = 0; i < extra_objects; ++i)
            pack.files["extra-" + std::to_string(i)] =
                std::to_string(number) + " " + std::to_string(i);
        test::write_pack(from, pack);
    }
    /// What was current before an update stays the way back, whichever of the two is current.
    std::optional<std::string> fault_of_way_back(const store::Store& store) const {
        const auto current = store.current();
        if (!current || current->previous == 0) return std::nullopt;
        const auto previous = store.previous();
        if (!previous) return "the way back: " + previous.error().message;
        const auto report = store::verify(store, *previous, {});
        if (report.damaged.empty()) return std::nullopt;
        return "the way back lacks " + report.damaged.front().path;
    }
    Packs packs() const {
        const auto current = store::Store(store_path).current();
        return current ? current->packs : Packs{};
    }
    std::optional<std::string> explore(const PowerCutModel& model, PowerCutModel::Search search) {
        return model.explore(
            search, cut_path,
            [&](bool is_after_all) -> std::optional<std::string> {
                const store::Store store(cut_path);
                // What was reported as installed must be there.
                const auto allowed =
                    is_after_all ? std::vector<Packs>{after} : std::vector<Packs>{before, after};
                if (auto fault = test::fault_of(store, allowed)) return fault;
                if (auto fault = fault_of_way_back(store)) return fault;
                test::FaultyCalls calls;
                if (const auto next = test::install_from(from, cut_path, calls); !next)
                    return "a later install failed: " + next.error().message;
                return test::fault_of(store, {after});
            },
            states);
    }
};

/// From the `first`-th sync on: without it some later cut must be found to do harm. One at the end
/// is left to tests/crash: it makes a clean-up last, before the room that became free is given to
/// others, and this model knows of no room.
void expect_every_sync_is_needed(CutScene& scene, const PowerCutModel& model,
                                 std::size_t first = 0) {
    const auto positions = model.sync_positions();
    const auto step = static_cast<std::size_t>(test::kSweepStep);
    for (std::size_t i = first; i < positions.size(); i += step) {
        const auto position = positions[i];
        if (model.is_of_all(position) && position + 1 == model.operation_count()) continue;
        const auto fault = scene.explore(model, {position + 1, position});
        CHECK_MESSAGE(fault, "not missed: sync at ", model.describe(position));
    }
}

}  // namespace

TEST_CASE("power cut: at any moment of the first install nothing or all of it is there") {
    CutScene scene;
    PowerCutModel model(scene.store_path);
    scene.install(1, model);

    const auto fault = scene.explore(model, {});

    CHECK_MESSAGE(!fault, *fault);
    CHECK(scene.states > 100U / static_cast<unsigned>(test::kSweepStep));
    MESSAGE(scene.states, " different states of the disk");
    expect_every_sync_is_needed(scene, model);
}

TEST_CASE("power cut: at any moment of an update the old or the new version is whole") {
    CutScene scene;
    test::FaultyCalls calls;
    scene.install(1, calls);
    scene.install(2, calls);
    PowerCutModel model(scene.store_path);
    scene.install(3, model);

    const auto fault = scene.explore(model, {});

    CHECK_MESSAGE(!fault, *fault);
    CHECK(scene.states > 100U / static_cast<unsigned>(test::kSweepStep));
    MESSAGE(scene.states, " different states of the disk");
    expect_every_sync_is_needed(scene, model);
}

TEST_CASE("power cut: so it is when many folders are flushed at once") {
    CutScene scene;
    scene.extra_objects = 5;
    test::FaultyCalls calls;
    scene.install(1, calls);
    PowerCutModel model(scene.store_path);
    scene.install(2, model);

    const auto fault = scene.explore(model, {});

    CHECK_MESSAGE(!fault, *fault);
    MESSAGE(scene.states, " different states of the disk");
    // The files' own syncs are those of the update above: nine new objects, catalogue, manifest.
    expect_every_sync_is_needed(scene, model, 10);
}

TEST_CASE("power cut: a previous generation that makes room is whole or gone") {
    struct Full final : PowerCutModel {
        using PowerCutModel::PowerCutModel;
        int space(int, struct statvfs& facts) override {
            facts = {};
            facts.f_frsize = 4096;
            facts.f_blocks = 1'000'000;
            facts.f_bavail = 50'004;  // four blocks may be used, five are needed
            return 0;
        }
    };
    CutScene scene;
    test::FaultyCalls calls;
    scene.install(1, calls);
    scene.install(2, calls);
    Full model(scene.store_path);
    scene.install(3, model);
    REQUIRE_FALSE(fs::exists(scene.store_path / "generations/1"));
    const auto explore = [&](PowerCutModel::Search search) {
        return model.explore(
            search, scene.cut_path,
            [&](bool) -> std::optional<std::string> {
                const store::Store store(scene.cut_path);
                if (auto fault = test::fault_of(store, {scene.before, scene.after})) return fault;
                const auto previous = store.previous();
                if (!previous) return std::nullopt;
                const auto report = store::verify(store, *previous, {});
                if (report.damaged.empty()) return std::nullopt;
                return "the previous generation lacks " + report.damaged.front().path;
            },
            scene.states);
    };

    const auto fault = explore({});

    CHECK_MESSAGE(!fault, *fault);
    const auto first = model.sync_positions().front();
    CHECK_MESSAGE(explore({first + 1, first}), "not missed: ", model.describe(first));
}

TEST_CASE("power cut: a change of several packs is all there or not at all, and so is its list") {
    CutScene scene;
    const test::ChangeSeries series{scene.directory.path()};
    test::FaultyCalls calls;
    REQUIRE(series.apply(1, scene.store_path, calls));
    const auto before = scene.packs();
    std::set<fs::path> names;
    for (const auto& entry : fs::recursive_directory_iterator(scene.store_path / "objects"))
        names.insert(entry.path().filename());
    PowerCutModel model(scene.store_path);
    REQUIRE(series.apply(2, scene.store_path, model));
    const auto after = scene.packs();
    const auto has_begun = [&] {
        for (const auto* folder : {"objects", "staging"})
            for (const auto& entry : fs::recursive_directory_iterator(scene.cut_path / folder))
                if (entry.is_regular_file() && !names.contains(entry.path().filename()))
                    return true;
        return false;
    };
    const auto explore = [&](PowerCutModel::Search search) {
        return model.explore(
            search, scene.cut_path,
            [&](bool is_after_all) -> std::optional<std::string> {
                const store::Store store(scene.cut_path);
                const auto allowed =
                    is_after_all ? std::vector<Packs>{after} : std::vector<Packs>{before, after};
                if (auto fault = test::fault_of(store, allowed)) return fault;
                if (auto fault = test::ChangeSeries::fault_of_lists(store, has_begun()))
                    return fault;
                test::FaultyCalls later;
                if (const auto next = series.apply(2, scene.cut_path, later); !next)
                    return "a later change failed: " + next.error().message;
                return test::fault_of(store, {after});
            },
            scene.states);
    };

    const auto fault = explore({});

    CHECK_MESSAGE(!fault, *fault);
    const auto positions = model.sync_positions();
    for (std::size_t i = 0; i < positions.size(); i += static_cast<std::size_t>(test::kSweepStep))
        CHECK_MESSAGE(explore({positions[i] + 1, positions[i]}),
                      "not missed: ", model.describe(positions[i]));
}

TEST_CASE("power cut: at any moment of a rollback one of the two versions is whole") {
    CutScene scene;
    test::FaultyCalls calls;
    scene.install(1, calls);
    scene.install(2, calls);
    PowerCutModel model(scene.store_path);
    scene.before = scene.packs();
    store::StoreWriter writer(scene.store_path, model);
    REQUIRE(writer.roll_back());
    const auto older = scene.packs();

    const auto fault = model.explore(
        {}, scene.cut_path,
        [&](bool is_after_all) {
            return test::fault_of(
                store::Store(scene.cut_path),
                is_after_all ? std::vector<Packs>{older} : std::vector<Packs>{scene.before, older});
        },
        scene.states);

    CHECK_MESSAGE(!fault, *fault);
}

TEST_CASE("power cut: an install that goes on where a dead one stopped trusts nothing unflushed") {
    CutScene scene;
    test::FaultyCalls honest;
    scene.install(1, honest);
    const auto before = scene.packs();
    const auto kept = scene.directory.path() / "kept";
    fs::copy(scene.store_path, kept, fs::copy_options::recursive | fs::copy_options::copy_symlinks);
    scene.prepare(2);
    for (int n = 20;; n += 17 * test::kSweepStep) {
        fs::remove_all(scene.store_path);
        fs::copy(kept, scene.store_path,
                 fs::copy_options::recursive | fs::copy_options::copy_symlinks);
        PowerCutModel model(scene.store_path);
        // Whatever it does after its n-th call no longer reaches the disk.
        model.before = [&](const char*, const std::string&) { return model.calls > n ? -EIO : 0; };
        if (test::install_from(scene.from, scene.store_path, model)) break;
        model.before = nullptr;
        const auto first_cut = model.operation_count();
        scene.install(2, model);
        scene.before = before;

        const auto fault = scene.explore(model, {first_cut, std::nullopt});

        CHECK_MESSAGE(!fault, n, ": ", *fault);
    }
}
