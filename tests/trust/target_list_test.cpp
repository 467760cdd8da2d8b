// SPDX-License-Identifier: Apache-2.0
// All that find_target would give.
#include <doctest/doctest.h>

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
