// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "publish/office.h"
#include "withdrawal.h"

using namespace sen;
using namespace sen::test;

namespace {

pack::Day expiry(Office& office, const std::string& role) {
    return office.desk().released().find(role)->expires().value();
}

std::uint64_t version(Office& office, const std::string& role) {
    return office.desk().released().find(role)->version();
}

}  // namespace

TEST_CASE("publish: each role has its own time to live, and a renewal begins it again") {
    Office office;
    office.found();
    office.delegate_ward();
    office.publish({});
    CHECK(pack::day_text(expiry(office, "root")) == "2031-11-25");
    CHECK(pack::day_text(expiry(office, "targets")) == "2028-11-25");
    CHECK(pack::day_text(expiry(office, "phuong-mau")) == "2027-11-25");
    CHECK(pack::day_text(expiry(office, "timestamp")) == "2026-12-25");

    office.date += std::chrono::days(10);
    {
        pack::Desk desk = office.desk();
        CHECK(must(pack::draft_renewal(desk, "phuong-mau")));
        CHECK(must(pack::draft_renewal(desk, "root")));
    }
    for (const char* person : {"editor", "approver", "a", "c"}) must(office.sign(person));
    must(office.release());

    CHECK(pack::day_text(expiry(office, "phuong-mau")) == "2027-12-05");
    CHECK(pack::day_text(expiry(office, "root")) == "2031-12-05");
    CHECK(pack::day_text(expiry(office, "timestamp")) == "2027-01-04");
    CHECK(seen_by_client(office.repository(), office.date).size() == 1);
}

TEST_CASE("publish: offline kiosks get 13 months, and the next release keeps to it") {
    Office office;
    office.found();

    must(office.release({.is_renewal = true, .has_offline_kiosks = true}));
    CHECK(pack::day_text(expiry(office, "timestamp")) == "2027-12-25");
    CHECK(pack::day_text(expiry(office, "snapshot")) == "2027-12-25");
    office.date += std::chrono::days(1);
    must(office.release({.is_renewal = true}));

    CHECK(pack::day_text(expiry(office, "timestamp")) == "2027-12-26");
    CHECK(version(office, "timestamp") == 3);
}

TEST_CASE("publish: keys of every role can be changed; a kiosk with the first root follows") {
    struct Case {
        const char* role;
        std::vector<std::string> fresh, signers;
        const char* release;
    };
    const Case cases[] = {
        {"root", {"d", "e", "f"}, {"a", "b", "d", "e", "f"}, "release"},
        {"targets", {"town"}, {"a", "b", "town"}, "release"},
        {"snapshot", {"machine"}, {"a", "b"}, "release+machine"},
        {"phuong-mau", {"new-editor"}, {"city", "new-editor"}, "release"},
    };
    for (const Case& one : cases) {
        CAPTURE(one.role);
        Office office;
        office.found();
        office.delegate_ward();
        office.publish({});
        {
            pack::Desk desk = office.desk();
            REQUIRE(must(pack::draft_rotation(desk, one.role, group(one.fresh))));
        }
        if (std::string_view(one.role) == "snapshot") {
            pack::Desk desk = office.desk();
            REQUIRE(must(pack::draft_rotation(desk, "timestamp", group(one.fresh))));
        }
        CHECK_FALSE(office.release());
        for (const auto& person : one.signers) must(office.sign(person));
        if (std::string_view(one.release) != "release") {
            CHECK_FALSE(office.release());
            CHECK(office.refused() == "publish_release_key");
            must(office.release({}, "machine"));
        } else {
            must(office.release());
        }

        CHECK(seen_by_client(office.repository(), office.date).size() == 1);
    }
}

TEST_CASE("publish: a root signed by new keys only is not published") {
    Office office;
    office.found();
    {
        pack::Desk desk = office.desk();
        must(pack::draft_rotation(desk, "root", group({"d", "e", "f"}, 2)));
    }
    for (const char* person : {"d", "e", "f", "a"}) must(office.sign(person));

    CHECK_FALSE(office.release());

    must(office.sign("b"));
    CHECK(office.release());
}

TEST_CASE("publish: what a revoked ward has signed is no longer seen; it can come back") {
    Office office;
    office.found();
    office.delegate_ward();
    office.publish({});
    {
        pack::Desk desk = office.desk();
        CHECK(must(pack::draft_revocation(desk, "phuong-mau")));
    }
    must(office.sign("city"));
    must(office.release());
    CHECK(seen_by_client(office.repository(), office.date).empty());

    {
        pack::Desk desk = office.desk();
        CHECK(must(pack::draft_delegation(desk, "phuong-mau", group({"new-editor"}))));
    }
    must(office.sign("city"));
    CHECK_FALSE(office.release({.roles = {"targets"}}));
    CHECK(office.refused() == "publish_role_unsigned");
    must(office.sign("new-editor"));
    must(office.release());

    CHECK(seen_by_client(office.repository(), office.date).size() == 1);
}

TEST_CASE("publish: withdrawing writes the list of the contract, lifting takes names out") {
    Office office;
    office.found();
    office.delegate_ward();
    office.publish({});
    const std::string object(64, 'a');
    const auto withdraw = [&](const pack::WithdrawalRequest& request) {
        pack::Desk desk = office.desk();
        return must(pack::draft_withdrawal(desk, request));
    };
    CHECK(withdraw({.publisher = "*", .objects = {object}}));
    CHECK(withdraw({.publisher = "phuong-mau", .exhibits = {"chuyen-cu/chuyen-0"}}));
    CHECK(withdraw({.list_of = "phuong-mau", .publisher = "phuong-mau", .packs = {"chuyen-cu"}}));
    CHECK_FALSE(withdraw({.publisher = "*", .objects = {object}}));
    for (const char* person : {"city", "editor", "approver"}) must(office.sign(person));
    must(office.release());
    const auto list = [&](const std::string& path) {
        const auto desk = office.desk();
        const auto fact = pack::find_target(desk.released(), path).value();
        return pack::read_target(office.repository(), path, fact).value();
    };

    CHECK(list("withdrawn.json") ==
          R"({"entries":[{"exhibits":[],"objects":[")" + object +
              R"("],"packs":[],"publisher":"*"},{"exhibits":["chuyen-cu/chuyen-0"],"objects":[],)" +
              R"("packs":[],"publisher":"phuong-mau"}],"format":1})");
    CHECK(list("phuong-mau/withdrawn.json") ==
          R"({"entries":[{"exhibits":[],"objects":[],"packs":["chuyen-cu"],)"
          R"("publisher":"phuong-mau"}],"format":1})");
    CHECK(seen_by_client(office.repository(), office.date).size() == 3);

    CHECK(withdraw({.publisher = "*", .objects = {object}, .is_lifted = true}));
    CHECK(withdraw(
        {.publisher = "phuong-mau", .exhibits = {"chuyen-cu/chuyen-0"}, .is_lifted = true}));
    must(office.sign("city"));
    must(office.release());
    CHECK(list("withdrawn.json") == R"({"entries":[],"format":1})");
}

TEST_CASE("publish: the city's own pack is signed by the city") {
    Office office;
    office.found();
    office.delegate_ward();

    CHECK(must(office.draft({.publisher = "thanh-pho"})).role == "targets");
    CHECK_FALSE(office.sign("editor"));
    CHECK(office.refused() == "publish_key_not_of_role");
    must(office.sign("city"));
    must(office.release());

    const Seen seen = seen_by_client(office.repository(), office.date);
    REQUIRE_MESSAGE(seen.contains("thanh-pho/chuyen-cu.json"), seen.begin()->second.first);
    CHECK(seen.at("thanh-pho/chuyen-cu.json").first == "targets");
}
