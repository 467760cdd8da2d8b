// SPDX-License-Identifier: Apache-2.0
#include "store/trusted_folder.h"

#include <doctest/doctest.h>

#include <cerrno>

#include "base/file.h"
#include "store/memory_directory.h"
#include "store/power_cut.h"

using namespace sen;
using store::TrustedFolder;

namespace fs = std::filesystem;

namespace {

struct TrustedScene {
    TemporaryDirectory directory = test::memory_directory();
    fs::path store = directory.path() / "store";

    /// Opens the folder and saves; an empty text removes.
    static Result<void> save(const fs::path& store, const std::string& bytes,
                             store::SystemCalls& calls) {
        SEN_TRY(const auto folder, TrustedFolder::open(store, "thanh-pho", calls));
        return bytes.empty() ? folder->remove("root.json") : folder->save("root.json", bytes);
    }
    static std::string content(const fs::path& store) {
        store::SystemCalls calls;
        const auto folder = TrustedFolder::open(store, "thanh-pho", calls).value();
        return folder->load("root.json").value_or(std::string());
    }
};

}  // namespace

TEST_CASE_FIXTURE(TrustedScene, "trusted folder: what is saved is loaded, replaced and removed") {
    store::SystemCalls calls;
    const auto folder = TrustedFolder::open(store, "thanh-pho", calls).value();
    CHECK(folder->load("root.json").error().kind == ErrorKind::NotFound);

    REQUIRE(folder->save("root.json", "one"));
    REQUIRE(folder->save("root.json", "two"));
    CHECK(folder->load("root.json").value() == "two");
    CHECK(read_file(store / "trusted/thanh-pho/root.json", 10).value() == "two");
    REQUIRE(folder->remove("root.json"));

    CHECK(folder->load("root.json").error().kind == ErrorKind::NotFound);
    CHECK(folder->remove("root.json"));
}

TEST_CASE_FIXTURE(TrustedScene, "trusted folder: no name leads out of it") {
    store::SystemCalls calls;
    const auto folder = TrustedFolder::open(store, "thanh-pho", calls).value();

    for (const std::string& name :
         {std::string(), std::string("."), std::string(".."), std::string("a/b"),
          std::string("../root.json"), std::string("lock"), std::string(251, 'a'),
          std::string("a\0b", 3)}) {
        CHECK(folder->save(name, "x").error().kind == ErrorKind::Invalid);
        CHECK(folder->load(name).error().kind == ErrorKind::Invalid);
        CHECK(folder->remove(name).error().kind == ErrorKind::Invalid);
    }
    for (const char* authority : {"", "..", "a/b", "A"})
        CHECK_FALSE(TrustedFolder::open(store, authority, calls));
    CHECK(folder->save(std::string(250, 'a'), "x"));
}

TEST_CASE_FIXTURE(TrustedScene, "trusted folder: two programs never have it at once") {
    store::SystemCalls calls;
    auto first = TrustedFolder::open(store, "thanh-pho", calls).value();

    CHECK_FALSE(TrustedFolder::open(store, "thanh-pho", calls));
    CHECK(TrustedFolder::open(store, "phuong", calls));
    first.reset();

    CHECK(TrustedFolder::open(store, "thanh-pho", calls));
}

TEST_CASE_FIXTURE(TrustedScene,
                  "trusted folder: whichever call fails, the old or the new is there") {
    for (const std::string fresh : {"new", ""}) {
        for (const int code : {ENOSPC, EIO, EROFS, EMFILE}) {
            for (int n = 1;; ++n) {
                fs::remove_all(store);
                test::FaultyCalls calls;
                REQUIRE(save(store, "old", calls));
                test::FaultyCalls faulty;
                faulty.before = [&](const char*, const std::string&) {
                    return faulty.calls == n ? -code : 0;
                };
                const bool is_done = save(store, fresh, faulty).has_value();
                if (faulty.calls < n) break;
                CHECK_FALSE(faulty.is_sync_repeated);
                const auto now = content(store);
                CHECK_MESSAGE((now == fresh || (!is_done && now == "old")), n, ": ", now);
                CHECK(save(store, "later", calls));
            }
        }
    }
}

TEST_CASE_FIXTURE(TrustedScene,
                  "trusted folder: a cut leaves the old or the new, and every flush counts") {
    fs::create_directory(store);
    test::PowerCutModel model(store);
    REQUIRE(save(store, "old", model));
    const auto first_cut = model.operation_count();
    REQUIRE(save(store, "new", model));
    std::size_t states = 0;
    const auto cut = directory.path() / "cut";
    const auto explore = [&](test::PowerCutModel::Search search) {
        return model.explore(
            search, cut,
            [&](bool is_after_all) -> std::optional<std::string> {
                const auto now = content(cut);
                if (now == "new" || (now == "old" && !is_after_all)) return std::nullopt;
                return "holds \"" + now + "\"";
            },
            states);
    };

    const auto fault = explore({first_cut, std::nullopt});

    CHECK_MESSAGE(!fault, *fault);
    for (const auto position : model.sync_positions())
        CHECK_MESSAGE(explore({std::max(first_cut, position + 1), position}),
                      "not missed: ", model.describe(position));
}
