// SPDX-License-Identifier: Apache-2.0
// Publishing cut at each of its system calls: kiosks see the old state or the new one, whole, and
// the same command again finishes the work.
#include <doctest/doctest.h>

#include <cerrno>

#include "publish/office.h"
#include "publish/signed_repository.h"
#include "signing.h"
#include "store/faulty_calls.h"

using namespace sen;
using namespace sen::test;

namespace {

namespace fs = std::filesystem;

/// Puts the repository back to what it was.
void restore(const Office& office, const fs::path& saved) {
    fs::remove_all(office.repository());
    fs::copy(saved, office.repository(), fs::copy_options::recursive);
}

/// From the call numbered `last` on every one fails, as for a process that is gone.
FaultyCalls dying_at(int last) {
    FaultyCalls calls;
    calls.before = [last, count = 0](const char*, const std::string&) mutable {
        return ++count >= last ? -EIO : 0;
    };
    return calls;
}

std::vector<trust::PrivateKey> release_keys() {
    constexpr const char* kPassphrase = "mot mat khau dai";
    const auto pem = key_of("release").to_sealed_pem(kPassphrase, kQuickSealing).value();
    std::vector<trust::PrivateKey> keys;
    keys.push_back(trust::PrivateKey::from_sealed_pem(pem, kPassphrase).value());
    return keys;
}

/// Runs `act` with a death at each call in turn until one run needs fewer calls than that.
template <class Act, class Check>
int die_everywhere(Office& office, Act act, Check check) {
    const fs::path saved = office.path() / "saved";
    fs::copy(office.repository(), saved, fs::copy_options::recursive);
    for (int last = 1;; ++last) {
        CAPTURE(last);
        restore(office, saved);
        FaultyCalls calls = dying_at(last);
        const bool is_done = act(calls);
        CHECK_FALSE(calls.is_sync_repeated);
        if (is_done && calls.calls < last) return last;
        check();
    }
}

}  // namespace

TEST_CASE("publish: a release that dies anywhere leaves the old or the new, and goes on") {
    Office office;
    office.found();
    office.delegate_ward();
    office.publish({});
    const Seen old = seen_by_client(office.repository(), office.date);
    must(office.draft({.version = 2, .texts = {"một", "hai"}, .film = "a film"}));
    must(office.sign("editor"));
    must(office.sign("approver"));
    const auto keys = release_keys();
    Office twin;
    fs::copy(office.repository(), twin.repository(), fs::copy_options::recursive);
    must(twin.release());
    const auto finished = tree_of(twin.repository());
    const Seen fresh = seen_by_client(twin.repository(), twin.date);
    CHECK(fresh != old);
    bool was_old = false, was_new = false;

    const int runs = die_everywhere(
        office,
        [&](FaultyCalls& calls) {
            auto desk = office.try_desk(calls);
            return desk && pack::release(*desk, {}, keys);
        },
        [&] {
            const Seen seen = seen_by_client(office.repository(), office.date);
            CHECK((seen == old || seen == fresh));
            was_old = was_old || seen == old;
            was_new = was_new || seen == fresh;
            REQUIRE(office.release());
            CHECK(tree_of(office.repository()) == finished);
        });

    CHECK(runs > 100);
    CHECK(was_old);
    CHECK(was_new);
}

TEST_CASE("publish: drafting and signing that die anywhere change nothing published, and go on") {
    Office office;
    office.found();
    office.delegate_ward();
    office.publish({});
    const BuiltPack next{.version = 2, .texts = {"một", "hai"}};
    write_built_pack(office.built(), next);
    const Seen old = seen_by_client(office.repository(), office.date);
    Office twin;
    fs::copy(office.repository(), twin.repository(), fs::copy_options::recursive);
    must(twin.draft(next));
    must(twin.sign("editor"));
    const auto finished = tree_of(twin.repository());

    const int runs = die_everywhere(
        office,
        [&](FaultyCalls& calls) {
            auto desk = office.try_desk(calls);
            return desk && pack::draft_pack(*desk, office.built()) &&
                   pack::sign_drafts(*desk, {}, key_of("editor"));
        },
        [&] {
            CHECK(seen_by_client(office.repository(), office.date) == old);
            {
                pack::Desk desk = office.desk();
                REQUIRE(pack::draft_pack(desk, office.built()));
                REQUIRE(pack::sign_drafts(desk, {}, key_of("editor")));
            }
            CHECK(tree_of(office.repository()) == finished);
        });

    CHECK(runs > 50);
}

TEST_CASE("publish: a new root that died before its timestamp gets one in the next run") {
    Office office;
    office.found();
    {
        pack::Desk desk = office.desk();
        must(pack::draft_rotation(desk, "root", group({"a", "b", "d"}, 2)));
    }
    must(office.sign("a"));
    must(office.sign("b"));
    const auto keys = release_keys();

    die_everywhere(
        office,
        [&](FaultyCalls& calls) {
            auto desk = office.try_desk(calls);
            return desk && pack::release(*desk, {}, keys);
        },
        [&] {
            CHECK(seen_by_client(office.repository(), office.date) == Seen{});
            REQUIRE(office.release());
            const auto desk = office.desk();
            CHECK(desk.released().root->version() == 2);
            CHECK(desk.released().timestamp->version() == 2);
        });
}
