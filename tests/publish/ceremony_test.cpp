// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "publish/office.h"
#include "signing.h"

using namespace sen;
using namespace sen::test;

TEST_CASE("publish: a root of 2 of 3 is published only when two have signed") {
    Office office;
    CHECK(must(office.init()));
    CHECK_FALSE(must(office.init()));
    must(office.sign("city"));

    must(office.sign("a"));
    must(office.sign("a"));
    CHECK_FALSE(office.release());
    CHECK(office.refused() == "publish_role_unsigned");
    CHECK_FALSE(std::filesystem::exists(office.repository() / "metadata"));
    must(office.sign("c"));
    const auto report = must(office.release());

    CHECK(report.is_new);
    CHECK(report.released == std::vector<std::string>{"root", "targets"});
    CHECK(seen_by_client(office.repository(), office.date) == Seen{});
    CHECK_FALSE(std::filesystem::exists(office.repository() / "pending/root"));
}

TEST_CASE("publish: a pack of a ward needs its two people, and our client accepts it") {
    Office office;
    office.found();
    office.delegate_ward();

    const auto report = must(office.draft({}));
    CHECK(report.is_new);
    CHECK(report.role == "phuong-mau");
    must(office.sign("editor"));
    CHECK_FALSE(office.release());
    CHECK(office.refused() == "publish_unsigned");
    CHECK(seen_by_client(office.repository(), office.date).empty());
    must(office.sign("approver"));
    must(office.release());

    const Seen seen = seen_by_client(office.repository(), office.date);
    REQUIRE(seen.size() == 1);
    CHECK(seen.begin()->first == "phuong-mau/chuyen-cu.json");
    CHECK(seen.begin()->second.first == "phuong-mau");
    CHECK(seen.begin()->second.second ==
          sha256(read_file(office.built() / "manifest.json", 1 << 20).value()).hex());
}

TEST_CASE("publish: the same pack and the same renewal again are nothing to do") {
    Office office;
    office.found();
    office.delegate_ward();
    office.publish({});
    const auto before = tree_of(office.repository());

    CHECK_FALSE(must(office.draft({})).is_new);
    CHECK_FALSE(must(office.release()).is_new);
    {
        pack::Desk desk = office.desk();
        CHECK_FALSE(must(pack::draft_renewal(desk, "phuong-mau")));
        CHECK_FALSE(
            must(pack::draft_delegation(desk, "phuong-mau", group({"editor", "approver"}))));
        CHECK_FALSE(must(pack::draft_rotation(desk, "root", group({"a", "b", "c"}, 2))));
    }

    CHECK(tree_of(office.repository()) == before);
}

TEST_CASE("publish: the same acts on the same day give the same bytes") {
    Office one, other;
    for (Office* office : {&one, &other}) {
        office->found();
        office->delegate_ward();
        office->publish({});
        office->publish({.version = 2, .texts = {"Cầu được khánh thành năm 1903."}});
    }

    CHECK(tree_of(one.repository()) == tree_of(other.repository()));
}

TEST_CASE("publish: a draft folder that travelled alone is signed and brought back") {
    Office office;
    office.found();
    office.delegate_ward();
    must(office.draft({}));
    const auto draft = office.repository() / "pending/phuong-mau", away = office.path() / "away";
    std::filesystem::copy(draft, away, std::filesystem::copy_options::recursive);

    for (const char* person : {"editor", "approver"})
        CHECK(must(pack::sign_draft_folder(away, key_of(person), office.refusals)) ==
              std::vector<std::string>{"phuong-mau"});
    CHECK_FALSE(pack::sign_draft_folder(away, key_of("city"), office.refusals));
    CHECK(office.refused() == "publish_key_not_of_role");
    std::filesystem::remove_all(draft);
    std::filesystem::copy(away, draft, std::filesystem::copy_options::recursive);
    must(office.release());

    CHECK(seen_by_client(office.repository(), office.date).size() == 1);
}

TEST_CASE("publish: changing a draft drops the signatures that it had") {
    Office office;
    office.found();
    office.delegate_ward();
    must(office.draft({}));
    must(office.sign("editor"));
    must(office.sign("approver"));

    must(office.draft({.version = 2}));

    CHECK_FALSE(office.release());
    CHECK(office.refused() == "publish_unsigned");
}

TEST_CASE("publish: what was drafted first and then replaced is never served") {
    Office office;
    office.found();
    office.delegate_ward();
    must(office.draft({.texts = {"một", "hai"}}));

    office.publish({.version = 2, .texts = {"một"}});

    const auto second = pack::tree::object_file(sha256(picture_bytes(1)));
    CHECK_FALSE(std::filesystem::exists(office.repository() / second));
}

TEST_CASE("publish: two editors at once: the second one is told to wait") {
    Office office;
    office.found();
    const pack::Desk first = office.desk();

    CHECK_FALSE(office.try_desk());

    CHECK(office.refused() == "publish_locked");
}
