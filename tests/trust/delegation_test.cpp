// SPDX-License-Identifier: Apache-2.0
// TUF 5.6.7.
#include <doctest/doctest.h>

#include <algorithm>

#include "base/digest.h"
#include "trust/file_names.h"
#include "trust/repository.h"

using namespace sen;
using namespace sen::test;
using trust::TrustFault;

TEST_CASE("delegation: each ward's own targets and no others are found") {
    Kiosk kiosk;
    auto& repository = kiosk.repository;
    for (const char* ward : {"ward-1", "ward-2"}) {
        repository.delegate("targets", ward, {std::string(ward) + "/*"}, true);
        repository.add_target(ward, std::string(ward) + "/pack.json", ward);
    }
    repository.add_target("ward-2", "ward-1/other.json", "not its own");
    repository.add_target("ward-2", "city/pack.json", "not its own");
    repository.add_target("ward-2", "ward-2/deep/er.json", "not matched by *");
    repository.publish();

    CHECK(kiosk.signer_of("ward-1/pack.json") == "ward-1");
    CHECK(kiosk.signer_of("ward-2/pack.json") == "ward-2");
    CHECK(kiosk.signer_of("ward-1/other.json").empty());
    CHECK(kiosk.signer_of("city/pack.json").empty());
    CHECK(kiosk.signer_of("ward-2/deep/er.json").empty());

    auto client = kiosk.open();
    REQUIRE(client.refresh());
    CHECK(listed(client) ==
          std::vector<std::string>{"ward-1/pack.json:ward-1", "ward-2/pack.json:ward-2"});
    REQUIRE(client.skipped().size() == 1);
    CHECK(client.skipped()[0].role == "ward-2");
    CHECK(client.skipped()[0].fault == TrustFault::NotDelegated);
}

TEST_CASE("delegation: roles that have no say about a target are not even fetched") {
    Kiosk kiosk;
    kiosk.repository.delegate("targets", "ward-1", {"ward-1/*"});
    kiosk.repository.delegate("targets", "ward-2", {"ward-2/*"});
    kiosk.repository.add_target("ward-2", "ward-2/a", "a");
    kiosk.repository.publish();

    CHECK(kiosk.signer_of("ward-2/a") == "ward-2");

    const auto& requests = kiosk.repository.requests;
    CHECK(std::count(requests.begin(), requests.end(), "1.ward-2.json") == 1);
    CHECK(std::count(requests.begin(), requests.end(), "1.ward-1.json") == 0);
}

TEST_CASE("delegation: the delegating role speaks before those it delegates to") {
    Kiosk kiosk;
    kiosk.repository.delegate("targets", "ward", {"*"});
    kiosk.repository.add_target("targets", "a", "the city's");
    kiosk.repository.add_target("ward", "a", "the ward's");
    kiosk.repository.publish();

    CHECK(kiosk.signer_of("a") == "targets");
}

TEST_CASE("delegation: the order of appearance decides, depth first") {
    // targets → first → below, targets → second; all may sign for everything.
    Kiosk kiosk;
    auto& repository = kiosk.repository;
    repository.delegate("targets", "zz-first", {"*"});
    repository.delegate("targets", "aa-second", {"*"});
    repository.delegate("zz-first", "below", {"*"});
    for (const char* role : {"zz-first", "aa-second", "below"})
        repository.add_target(role, std::string("only-") + role, role);
    for (const char* role : {"aa-second", "below"}) repository.add_target(role, "both", role);
    for (const char* role : {"zz-first", "aa-second", "below"})
        repository.add_target(role, "all", role);
    repository.publish();

    CHECK(kiosk.signer_of("all") == "zz-first");
    CHECK(kiosk.signer_of("both") == "below");
    CHECK(kiosk.signer_of("only-aa-second") == "aa-second");
    CHECK(kiosk.signer_of("only-below") == "below");
}

TEST_CASE("delegation: what a role's parents may not sign it may not either") {
    Kiosk kiosk;
    kiosk.repository.delegate("targets", "ward", {"ward/*"});
    kiosk.repository.delegate("ward", "school", {"school/*", "ward/*"});
    kiosk.repository.add_target("school", "school/a", "a");
    kiosk.repository.add_target("school", "ward/a", "a");
    kiosk.repository.publish();

    CHECK(kiosk.signer_of("school/a").empty());
    CHECK(kiosk.signer_of("ward/a") == "school");
}

TEST_CASE("delegation: a terminating one ends all that would come after it") {
    for (const bool is_terminating : {false, true}) {
        CAPTURE(is_terminating);
        Kiosk kiosk;
        auto& repository = kiosk.repository;
        repository.delegate("targets", "first", {"*"});
        repository.delegate("targets", "last", {"*"});
        repository.delegate("first", "inner", {"a*"}, is_terminating);
        repository.delegate("first", "inner-2", {"*"});
        repository.add_target("last", "a", "the ancestor's other child");
        repository.add_target("inner-2", "a2", "the sibling");
        repository.add_target("last", "b", "what does not match");
        repository.publish();

        CHECK(kiosk.signer_of("a") == (is_terminating ? "" : "last"));
        CHECK(kiosk.signer_of("a2") == (is_terminating ? "" : "inner-2"));
        CHECK(kiosk.signer_of("b") == "last");
    }
}

TEST_CASE("delegation: a terminating one still leads to those below it") {
    Kiosk kiosk;
    kiosk.repository.delegate("targets", "ward", {"ward/*"}, true);
    kiosk.repository.delegate("ward", "school", {"ward/*"}, true);
    kiosk.repository.add_target("school", "ward/a", "a");
    kiosk.repository.publish();

    CHECK(kiosk.signer_of("ward/a") == "school");
}

TEST_CASE("delegation: a circle ends where it began") {
    Kiosk kiosk;
    kiosk.repository.delegate("targets", "a", {"*"});
    kiosk.repository.delegate("a", "b", {"*"});
    kiosk.repository.delegate("b", "a", {"*"});
    kiosk.repository.delegate("b", "b", {"*"});
    kiosk.repository.delegate("targets", "c", {"*"});
    kiosk.repository.add_target("c", "x", "x");
    kiosk.repository.publish();

    CHECK(kiosk.signer_of("x") == "c");
    CHECK(kiosk.signer_of("y").empty());
    auto client = kiosk.open();
    REQUIRE(client.refresh());
    CHECK(listed(client) == std::vector<std::string>{"x:c"});
}

TEST_CASE("delegation: a chain is followed as far as the bound, and no farther") {
    Kiosk kiosk;
    auto& repository = kiosk.repository;
    std::string parent = "targets";
    for (int i = 1; i <= 64; ++i) {
        const auto role = "role-" + std::to_string(i);
        repository.delegate(parent, role, {"*"});
        repository.add_target(role, "in-" + role, role);
        parent = role;
    }
    repository.publish();

    CHECK(kiosk.signer_of("in-role-33") == "role-33");
    CHECK(kiosk.signer_of("in-role-63") == "role-63");  // the 64th with "targets"
    CHECK(kiosk.signer_of("in-role-64").empty());
    const auto& requests = kiosk.repository.requests;
    CHECK(std::count(requests.begin(), requests.end(), "1.role-64.json") == 0);
}

TEST_CASE("delegation: a role counts only as its delegator's keys have signed it") {
    // Two roles delegate to one name, each to keys of its own. The file is the good one's.
    const Keys good{TestKey::ed25519()}, evil{TestKey::ed25519()};
    Kiosk kiosk;
    auto& repository = kiosk.repository;
    repository.delegate("targets", "good-ward", {"good/*"});
    repository.delegate("targets", "evil-ward", {"evil/*"});
    repository.delegate("good-ward", "editor", {"good/*"}, false, good);
    repository.delegate("evil-ward", "editor", {"evil/*"}, false, evil);
    repository.add_target("editor", "good/a", "a");
    repository.add_target("editor", "evil/a", "a");
    repository.publish();
    auto client = kiosk.open();
    REQUIRE(client.refresh());

    CHECK(client.find_target("good/a").value());
    const auto refused = client.find_target("evil/a");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::Untrusted);
    CHECK(client.fault().fault == TrustFault::BadSignature);
    CHECK(listed(client) == std::vector<std::string>{"good/a:editor"});
    CHECK(client.skipped().size() == 1);

    // And the other way round: who asks for the evil one first gains nothing either.
    MemoryFiles fresh;
    REQUIRE(trust::Client::initialise(fresh, repository.files["1.root.json"]));
    auto other = trust::Client::open(fresh, repository, kNow).value();
    REQUIRE(other.refresh());
    CHECK_FALSE(other.find_target("evil/a"));
    CHECK(other.find_target("good/a").value());
}

TEST_CASE("delegation: a ward that is no longer delegated to is gone at once") {
    Kiosk kiosk;
    auto& repository = kiosk.repository;
    repository.delegate("targets", "ward", {"ward/*"});
    repository.add_target("ward", "ward/a", "a");
    repository.publish();
    REQUIRE(kiosk.signer_of("ward/a") == "ward");

    repository.content("targets").erase("delegations");
    repository.publish();

    CHECK(kiosk.signer_of("ward/a").empty());
}

TEST_CASE("delegation: a ward's stolen key is worth nothing once it is replaced") {
    Kiosk kiosk;
    auto& repository = kiosk.repository;
    repository.has_hashes = false;
    repository.delegate("targets", "ward", {"ward/*"});
    repository.add_target("ward", "ward/a", "a");
    repository.publish();
    REQUIRE(kiosk.signer_of("ward/a") == "ward");

    repository.content("targets").erase("delegations");
    repository.delegate("targets", "ward", {"ward/*"}, false, Keys{TestKey::ed25519()});
    repository.publish();

    CHECK(kiosk.signer_of("ward/a") == "!");
    CHECK(kiosk.fault.fault == TrustFault::BadSignature);
}

TEST_CASE("delegation: delegated metadata is kept and not fetched again while it is the same") {
    Kiosk kiosk;
    auto& repository = kiosk.repository;
    repository.delegate("targets", "ward", {"ward/*"});
    repository.add_target("ward", "ward/a", "a");
    repository.publish();
    REQUIRE(kiosk.signer_of("ward/a") == "ward");
    repository.requests.clear();

    CHECK(kiosk.signer_of("ward/a") == "ward");

    CHECK(repository.requests == std::vector<std::string>{"2.root.json", "timestamp.json"});
}

TEST_CASE("delegation: whatever a role is called, its files have harmless names") {
    using namespace std::string_literals;
    for (const auto& name : {"../../../etc/cron.d/x"s, "/etc/passwd"s, "%2e%2e/x"s, "a\\..\\b"s,
                             "a\0b"s, ".."s, "."s, "con"s, "\xE2\x80\xAEnosj.a"s, "1.root"s,
                             "role with spaces"s, std::string(300, 'a'), "a\xCC\x86"s, "time"s}) {
        CAPTURE(name);
        Kiosk kiosk;
        kiosk.repository.delegate("targets", name, {"*"});
        kiosk.repository.add_target(name, "a", "a");
        kiosk.repository.publish();

        CHECK(kiosk.signer_of("a") == name);
        CHECK(kiosk.repository.requests.back() == trust::metadata_file_name(name, 1));
        for (const auto& file : kiosk.files.files) {
            CHECK(file.first.find_first_of(std::string("/\\\0", 3)) == std::string::npos);
            CHECK(file.first.size() <= 250);
        }
        CHECK(kiosk.files.files.size() == 5);
    }
}

TEST_CASE("delegation: target paths may be anything; they stay names") {
    using namespace std::string_literals;
    Kiosk kiosk;
    const std::vector<std::string> paths{"../a"s, "/abs"s,         "%2e%2e/a"s,
                                         "a\0b"s, "\xE2\x80\xAE"s, "a//b"s,
                                         ""s,     "a/./b"s,        std::string(2000, 'x')};
    for (const auto& path : paths) kiosk.repository.add_target("targets", path, path);
    kiosk.repository.publish();
    auto client = kiosk.open();
    REQUIRE(client.refresh());

    for (const auto& path : paths) CHECK(client.find_target(path).value()->path == path);
    CHECK_FALSE(client.find_target("a").value());
    CHECK_FALSE(client.find_target("a/b").value());
    CHECK(client.list_targets()->size() == paths.size());
}

TEST_CASE("delegation: hash prefixes choose a role as well as patterns do") {
    Kiosk kiosk;
    auto& repository = kiosk.repository;
    for (const char* bin : {"bin-0", "bin-1"}) repository.delegate("targets", bin, {});
    auto& roles = repository.content("targets")["delegations"]["roles"];
    for (auto& role : roles) role.erase("paths");
    roles[0]["path_hash_prefixes"] = {"0", "1", "2", "3", "4", "5", "6", "7"};
    roles[1]["path_hash_prefixes"] = {"8", "9", "a", "b", "c", "d", "e", "f"};
    std::vector<std::string> expected;
    for (const char* path : {"a", "b", "c", "dir/d", "e"}) {
        const char* bin = sha256(path).hex() < "8" ? "bin-0" : "bin-1";
        repository.add_target(bin, path, path);
        expected.push_back(std::string(path) + ":" + bin);
    }
    repository.add_target("bin-0", "strays", "strays");
    repository.add_target("bin-1", "strays", "strays");
    repository.publish();
    auto client = kiosk.open();
    REQUIRE(client.refresh());

    for (const auto& target : expected) {
        const auto path = target.substr(0, target.find(':'));
        CHECK(path + ":" + client.find_target(path).value()->role == target);
    }
    CHECK(client.list_targets()->size() == expected.size() + 1);
}

TEST_CASE("delegation: without paths a role is asked about nothing") {
    Kiosk kiosk;
    kiosk.repository.delegate("targets", "ward", {});
    kiosk.repository.content("targets")["delegations"]["roles"][0].erase("paths");
    kiosk.repository.add_target("ward", "a", "a");
    kiosk.repository.publish();

    CHECK(kiosk.signer_of("a").empty());
}
