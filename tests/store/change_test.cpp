// SPDX-License-Identifier: Apache-2.0
// A change of several packs as one generation, and who may replace what.
#include <doctest/doctest.h>

#include "store/signed_fixture.h"

using namespace sen;
using store::Change;
using store::InstallReport;
using store::Trouble;
using test::PackFixture;
using test::SignedFixture;

namespace fs = std::filesystem;

namespace {

PackFixture pack(const std::string& id, std::uint64_t version = 1,
                 const std::string& publisher = "mau") {
    PackFixture pack;
    pack.id = id;
    pack.publisher = publisher;
    pack.version = version;
    pack.files["cau/view.jpg"] = id + " " + std::to_string(version);
    return pack;
}

Change change_of(std::vector<store::PackOffer> packs) {
    return {std::move(packs), {}, {}};
}

}  // namespace

TEST_CASE_FIXTURE(SignedFixture, "change: several packs come as one generation") {
    const auto report = apply(change_of({offer(pack("gia-dinh")), offer(pack("ben-nghe"))}));

    REQUIRE_MESSAGE(report, report.error().message);
    CHECK(report->generation.number == 1);
    REQUIRE(report->generation.packs.size() == 2);
    const auto* installed = report->generation.find("mau", "ben-nghe");
    REQUIRE(installed != nullptr);
    CHECK(installed->authority == "thanh-pho");
    CHECK(installed->signers == "mau");
    CHECK(report->packs[0].is_new);
    CHECK_FALSE(test::fault_of(store, {report->generation.packs}));
    CHECK(store.current()->packs == report->generation.packs);
}

TEST_CASE_FIXTURE(SignedFixture, "change: one bad object among several packs changes nothing") {
    REQUIRE(apply(change_of({offer(pack("gia-dinh")), offer(pack("ben-nghe"))})));
    const auto before = store.current().value();
    auto change = change_of({offer(pack("gia-dinh", 2)), offer(pack("ben-nghe", 2))});
    fs::remove(test::object_file(directory.path() / "offer-3", "ben-nghe 2"));

    const auto report = apply(change);

    REQUIRE_FALSE(report);
    CHECK(trouble.kind == Trouble::Kind::ObjectMissing);
    CHECK(trouble.pack == "mau/ben-nghe");
    CHECK(store.current()->packs == before.packs);
}

TEST_CASE_FIXTURE(SignedFixture, "change: a pack is removed with the same act, and is reported") {
    REQUIRE(apply(change_of({offer(pack("gia-dinh")), offer(pack("ben-nghe"))})));
    auto change = change_of({offer(pack("gia-dinh", 2))});
    change.removed = {{"thanh-pho", "mau", "ben-nghe"}, {"thanh-pho", "mau", "khong-co"}};

    const auto report = apply(change);

    REQUIRE(report);
    CHECK(report->generation.number == 2);
    CHECK(report->generation.packs.size() == 1);
    REQUIRE(report->removed.size() == 1);
    CHECK(report->removed[0].id == "ben-nghe");
    CHECK(apply(change)->outcome == InstallReport::Outcome::NothingToDo);
}

TEST_CASE_FIXTURE(SignedFixture, "change: no authority replaces or removes what another signed") {
    REQUIRE(apply(change_of({offer(pack("gia-dinh"))})));
    const auto before = store.current()->packs;

    CHECK_FALSE(apply(change_of({offer(pack("gia-dinh", 2), "phuong")})));
    CHECK(trouble.kind == Trouble::Kind::OtherAuthority);
    CHECK_FALSE(apply(change_of({offer(pack("pack-moi"), "phuong")})));
    CHECK(trouble.kind == Trouble::Kind::OtherAuthority);
    Change removal;
    removal.removed = {{"phuong", "mau", "gia-dinh"}};
    CHECK_FALSE(apply(removal));
    CHECK(trouble.kind == Trouble::Kind::OtherAuthority);
    removal.removed = {{"", "mau", "gia-dinh"}};
    CHECK_FALSE(apply(removal));

    CHECK(store.current()->packs == before);
    CHECK(apply(change_of({offer(pack("gia-dinh", 1, "phuong-7"), "phuong")})));
}

TEST_CASE_FIXTURE(SignedFixture, "change: a publisher moves when its old authority lets go") {
    REQUIRE(apply(change_of({offer(pack("gia-dinh"))})));
    auto change = change_of({offer(pack("gia-dinh", 2), "phuong")});
    change.removed = {{"thanh-pho", "mau", "gia-dinh"}};

    REQUIRE(apply(change));

    CHECK(store.current()->packs[0].authority == "phuong");
}

TEST_CASE_FIXTURE(SignedFixture, "change: a signed pack replaces a draft of any version") {
    REQUIRE(install(pack("gia-dinh", 9)));

    REQUIRE(apply(change_of({offer(pack("gia-dinh", 2))})));

    CHECK(store.current()->packs[0].version == 2);
    CHECK_FALSE(install(pack("gia-dinh", 9)));
    CHECK(trouble.kind == Trouble::Kind::UnsignedOverSigned);
}

TEST_CASE_FIXTURE(SignedFixture, "change: a signed version is what it is, and never goes back") {
    REQUIRE(apply(change_of({offer(pack("gia-dinh", 2))})));
    auto other = pack("gia-dinh", 2);
    other.files["cau/view.jpg"] = "another picture";

    CHECK_FALSE(apply(change_of({offer(other)})));
    CHECK(trouble.kind == Trouble::Kind::OtherContent);
    CHECK_FALSE(apply(change_of({offer(pack("gia-dinh", 1))})));
    CHECK(trouble.kind == Trouble::Kind::Older);

    CHECK(apply(change_of({offer(pack("gia-dinh", 2))}))->outcome ==
          InstallReport::Outcome::NothingToDo);
}

TEST_CASE_FIXTURE(SignedFixture, "change: a manifest signed under another pack's name is refused") {
    auto change = change_of({offer(pack("gia-dinh"))});
    const auto bytes = pack("gia-dinh").manifest().to_json();

    for (const char* path : {"mau/ben-nghe.json", "khac/gia-dinh.json", "gia-dinh.json",
                             "mau/gia-dinh", "x/mau/gia-dinh.json"}) {
        change.packs[0].manifest = test::signed_as(path, bytes);
        CHECK_FALSE(apply(change));
        CHECK_MESSAGE(trouble.kind == Trouble::Kind::WrongTarget, path);
    }

    CHECK_FALSE(fs::exists(store_path));
}

TEST_CASE_FIXTURE(SignedFixture, "change: a pack may not take the name of a withdrawal list") {
    CHECK_FALSE(apply(change_of({offer(pack("withdrawn"))})));

    CHECK(trouble.kind == Trouble::Kind::WrongTarget);
}

TEST_CASE_FIXTURE(SignedFixture, "change: two offers of one pack, or an offer and its removal") {
    CHECK_FALSE(apply(change_of({offer(pack("gia-dinh")), offer(pack("gia-dinh", 2))})));
    CHECK(trouble.kind == Trouble::Kind::OfferedTwice);
    auto change = change_of({offer(pack("gia-dinh"))});
    change.removed = {{"thanh-pho", "mau", "gia-dinh"}};
    CHECK_FALSE(apply(change));
    CHECK(trouble.kind == Trouble::Kind::OfferedTwice);
}

TEST_CASE_FIXTURE(SignedFixture,
                  "change: bytes that nobody signed under an authority are refused") {
    auto change = change_of({offer(pack("gia-dinh"))});
    change.packs[0].authority = "";
    CHECK_FALSE(apply(change));
    CHECK(trouble.kind == Trouble::Kind::Untrusted);
    change.packs[0].manifest = trust::allow_unsigned(pack("gia-dinh").manifest().to_json());
    CHECK_FALSE(apply(change));
    CHECK(trouble.kind == Trouble::Kind::Untrusted);
    change.packs[0].authority = "thanh-pho";
    CHECK_FALSE(apply(change, test::unsigned_content()));
    CHECK(trouble.kind == Trouble::Kind::Untrusted);
}

TEST_CASE_FIXTURE(SignedFixture, "change: of more packs than a store holds nothing is taken") {
    Change change;
    for (std::size_t i = 0; i <= store::kMaxPacks; ++i) {
        PackFixture one = pack("p-" + std::to_string(i));
        one.files = {{"catalogue.db", "the catalogue"}};
        change.packs.push_back(offer(one));
    }

    CHECK_FALSE(apply(change));
    CHECK(trouble.kind == Trouble::Kind::TooManyPacks);
    change.packs.pop_back();

    CHECK(apply(change));
}
