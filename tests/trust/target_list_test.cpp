// SPDX-License-Identifier: Apache-2.0
// All that find_target would give.
#include <doctest/doctest.h>

#include <algorithm>

#include "trust/repository.h"

using namespace sen;
using namespace sen::test;
using trust::TrustFault;

TEST_CASE("list: a city with three hundred wards lists them all") {
    Kiosk kiosk;
    auto& repository = kiosk.repository;
    const Keys shared{TestKey::ed25519()};
    for (int i = 0; i < 300; ++i) {
        const auto ward = "ward-" + std::to_string(i);
        repository.delegate("targets", ward, {ward + "/*"}, true, shared);
        repository.add_target(ward, ward + "/pack.json", ward);
    }
    repository.publish();
    auto client = kiosk.open();
    REQUIRE(client.refresh());

    CHECK(client.list_targets()->size() == 300);
    CHECK(client.find_target("ward-299/pack.json").value());
}

TEST_CASE("list: one ward's broken metadata takes only its own targets along") {
    Kiosk kiosk;
    auto& repository = kiosk.repository;
    for (const char* ward : {"ward-1", "ward-2", "ward-3"}) {
        repository.delegate("targets", ward, {std::string(ward) + "/*"});
        repository.add_target(ward, std::string(ward) + "/a", ward);
    }
    TrustFault expected = TrustFault::None;
    SUBCASE("expired") {
        repository.content("ward-2")["expires"] = kBefore;
        expected = TrustFault::Expired;
    }
    SUBCASE("malformed") {
        repository.content("ward-2")["targets"] = 7;
        expected = TrustFault::Malformed;
    }
    SUBCASE("of a later TUF") {
        repository.content("ward-2")["spec_version"] = "2.0.0";
        expected = TrustFault::Unsupported;
    }
    SUBCASE("not there") {
        repository.failures["1.ward-2.json"] = ErrorKind::NotFound;
        expected = TrustFault::SourceFailed;
    }
    repository.publish();
    auto client = kiosk.open();
    REQUIRE(client.refresh());

    CHECK(listed(client) == std::vector<std::string>{"ward-1/a:ward-1", "ward-3/a:ward-3"});

    REQUIRE(client.skipped().size() == 1);
    CHECK(client.skipped()[0].role == "ward-2");
    CHECK(client.skipped()[0].fault == expected);
    CHECK_FALSE(client.find_target("ward-2/a"));
    CHECK(client.fault().fault == expected);
    CHECK(client.find_target("ward-3/a").value());
    CHECK(client.fault().fault == TrustFault::None);
}

TEST_CASE("list: a ward that signs what is another's brings only its own, and is named") {
    Kiosk kiosk;
    auto& repository = kiosk.repository;
    repository.delegate("targets", "ward", {"ward/*"});
    repository.delegate("targets", "other", {"other/*"});
    repository.add_target("targets", "city/a", "the city's");
    repository.add_target("other", "other/a", "the other ward's");
    repository.add_target("ward", "ward/a", "its own");
    SUBCASE("in place of the city's") {
        repository.add_target("ward", "city/a", "forged");
    }
    SUBCASE("beside the city's") {
        repository.add_target("ward", "city/b", "forged");
    }
    SUBCASE("in place of another ward's") {
        repository.add_target("ward", "other/a", "forged");
    }
    SUBCASE("beside another ward's") {
        repository.add_target("ward", "other/b", "forged");
    }
    repository.publish();
    auto client = kiosk.open();
    REQUIRE(client.refresh());

    CHECK(listed(client) ==
          std::vector<std::string>{"city/a:targets", "other/a:other", "ward/a:ward"});

    REQUIRE(client.skipped().size() == 1);
    CHECK(client.skipped()[0].role == "ward");
    CHECK(client.skipped()[0].fault == TrustFault::NotDelegated);
}

TEST_CASE("list: what one ward gives another to sign is the other's too") {
    Kiosk kiosk;
    auto& repository = kiosk.repository;
    repository.delegate("targets", "ward", {"ward/*"});
    repository.delegate("targets", "other", {"other/*"});
    repository.delegate("other", "ward", {"other/*"}, true, {});
    repository.add_target("ward", "other/a", "as it was asked to");
    repository.publish();
    auto client = kiosk.open();
    REQUIRE(client.refresh());

    CHECK(client.list_targets());

    for (const auto& skipped : client.skipped()) CHECK(skipped.fault != TrustFault::NotDelegated);
}

TEST_CASE("list: a source that dies while listing is an error, not a shorter list") {
    Kiosk kiosk;
    kiosk.repository.delegate("targets", "ward", {"ward/*"});
    kiosk.repository.add_target("targets", "a", "a");
    kiosk.repository.publish();
    kiosk.repository.failures["1.ward.json"] = ErrorKind::Io;
    auto client = kiosk.open();
    REQUIRE(client.refresh());

    CHECK(client.list_targets().error().kind == ErrorKind::Io);
}

TEST_CASE("list: a ward that floods the list loses its own place in it only") {
    Kiosk kiosk;
    kiosk.limits.listed_targets = 10;
    kiosk.limits.listed_roles = 4;
    auto& repository = kiosk.repository;
    repository.delegate("targets", "flood", {"flood/*"});
    repository.delegate("targets", "ward", {"ward/*"});
    for (int i = 0; i < 11; ++i) repository.add_target("flood", "flood/" + std::to_string(i), "x");
    for (int i = 0; i < 5; ++i)
        repository.delegate("flood", "sub-" + std::to_string(i), {"flood/*"});
    repository.add_target("ward", "ward/a", "a");
    // Nor do its targets come in by way of a role that stands behind it.
    repository.delegate("targets", "behind", {"flood/*"});
    repository.add_target("behind", "flood/0", "x");
    repository.publish();
    auto client = kiosk.open();
    REQUIRE(client.refresh());

    CHECK(listed(client) == std::vector<std::string>{"ward/a:ward"});
    REQUIRE_FALSE(client.skipped().empty());
    for (const auto& skipped : client.skipped()) CHECK(skipped.fault == TrustFault::TooMany);
    for (const auto& name : repository.requests) CHECK(name.find("sub-") == std::string::npos);
}

namespace {

/// A kiosk of two honest wards, with one between them that writes `paths` for a role of its own.
struct SlowWard : Kiosk {
    explicit SlowWard(const std::vector<std::string>& paths) {
        for (const char* ward : {"ward-1", "slow", "ward-2"}) {
            repository.delegate("targets", ward, {std::string(ward) + "/*"});
            repository.add_target(ward, std::string(ward) + "/a", ward);
        }
        repository.delegate("slow", "below", paths);
        for (int i = 0; i < 200; ++i)
            repository.add_target("below", "slow/" + std::to_string(i), "x");
        repository.publish();
    }
    std::vector<std::string> list() {
        auto client = open();
        REQUIRE(client.refresh());
        auto all = listed(client);
        skipped = client.skipped();
        return all;
    }
    std::vector<trust::FaultReport> skipped;
};

const std::vector<std::string> kHonest{"slow/a:slow", "ward-1/a:ward-1", "ward-2/a:ward-2"};

}  // namespace

TEST_CASE("list: a ward whose patterns are slow to compare loses what is below it, nobody else") {
    std::vector<std::string> paths(1000, "*" + std::string(900, '?') + "/x");
    paths.emplace_back("slow/*");
    SlowWard kiosk(paths);
    kiosk.limits.search_steps = 2'000'000;

    auto all = kiosk.list();

    CHECK(all.size() > kHonest.size());  // what came before the end of the budget
    CHECK(all.size() < 200);
    std::erase_if(all, [](const std::string& target) { return target.ends_with(":below"); });
    CHECK(all == kHonest);

    REQUIRE(kiosk.skipped.size() == 1);
    CHECK(kiosk.skipped[0].role == "slow");
    CHECK(kiosk.skipped[0].fault == TrustFault::TooMany);
    // The searches for one target end at the same bound, with the same word.
    kiosk.limits.search_steps = 1'000;
    CHECK(kiosk.signer_of("slow/a") == "slow");
    CHECK(kiosk.signer_of("slow/1") == "!");
    CHECK(kiosk.fault.fault == TrustFault::TooMany);
    CHECK(kiosk.fault.role == "slow");
    CHECK(kiosk.signer_of("ward-2/a") == "ward-2");
}

TEST_CASE("list: a thousand patterns as offices write them are far from the bound") {
    std::vector<std::string> paths(999, "phuong-gia-dinh/*");
    paths.emplace_back("slow/*");
    SlowWard kiosk(paths);
    kiosk.limits.search_steps = 1'000'000;

    CHECK(kiosk.list().size() == 203);
    CHECK(kiosk.skipped.empty());
}

TEST_CASE("list: a ward with targets without end pays for being looked for among its neighbours") {
    Kiosk kiosk;
    auto& repository = kiosk.repository;
    for (int i = 0; i < 50; ++i) {
        const auto ward = "ward-" + std::to_string(i);
        repository.delegate("targets", ward, {ward + "/*"});
        repository.add_target(ward, ward + "/a", ward);
    }
    for (int i = 0; i < 1'000; ++i)
        repository.add_target("ward-7", "ward-7/" + std::to_string(i), "x");
    repository.publish();
    kiosk.limits.search_steps = 300'000;
    auto client = kiosk.open();
    REQUIRE(client.refresh());

    const auto all = listed(client);

    CHECK(std::count_if(all.begin(), all.end(), [](const std::string& target) {
              return target.ends_with("/a:" + target.substr(0, target.find('/')));
          }) >= 49);
    CHECK(all.size() < 600);
    REQUIRE(client.skipped().size() == 1);
    CHECK(client.skipped()[0].role == "ward-7");
}

TEST_CASE("list: a ward with roles without end is not followed farther than its budget") {
    Kiosk kiosk;
    auto& repository = kiosk.repository;
    const Keys shared{TestKey::ed25519()};
    repository.delegate("targets", "flood", {"flood/*"});
    repository.delegate("targets", "ward", {"ward/*"});
    repository.add_target("ward", "ward/a", "a");
    for (int i = 0; i < 50; ++i)
        repository.delegate("flood", "sub-" + std::to_string(i), {"flood/*"}, false, shared);
    repository.publish();
    kiosk.limits.search_steps = 100'000;
    auto client = kiosk.open();
    REQUIRE(client.refresh());

    CHECK(listed(client) == std::vector<std::string>{"ward/a:ward"});

    CHECK(std::count_if(repository.requests.begin(), repository.requests.end(),
                        [](const std::string& name) { return name.starts_with("1.sub-"); }) < 10);
    REQUIRE(client.skipped().size() == 1);
    CHECK(client.skipped()[0].role == "flood");
    CHECK(client.skipped()[0].fault == TrustFault::TooMany);
}
