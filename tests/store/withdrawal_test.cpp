// SPDX-License-Identifier: Apache-2.0
#include "store/withdrawal.h"

#include <doctest/doctest.h>

#include "store/signed_fixture.h"

using namespace sen;
using store::Change;
using store::InstalledPack;
using store::Trouble;
using store::WithdrawalList;
using store::Withdrawals;
using test::SignedFixture;

namespace fs = std::filesystem;

namespace {

const Digest kPicture = sha256("a picture");

InstalledPack pack_of(const std::string& publisher, const std::string& id,
                      const std::string& authority) {
    InstalledPack pack;
    pack.publisher = publisher;
    pack.id = id;
    pack.authority = pack.signers = authority;
    pack.catalogue = sha256("the catalogue");
    return pack;
}

Withdrawals lists(const std::string& authority, WithdrawalList list) {
    Withdrawals result;
    result.add(authority, std::move(list));
    return result;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    return text.replace(text.find(from), from.size(), to);
}

Change withdraw(std::vector<store::WithdrawalOffer> offers) {
    Change change;
    change.withdrawals = std::move(offers);
    return change;
}

}  // namespace

TEST_CASE("withdrawal: a list has one form, and nothing else is read") {
    const WithdrawalList list{{{"mau", {sha256("b"), kPicture, kPicture}, {"a/c", "a/b"}, {}},
                               {"*", {}, {}, {"cu"}},
                               {"mau", {}, {"a/b"}, {"a"}},
                               {"khong", {}, {}, {}}}};
    const auto bytes = list.to_json();

    const auto again = WithdrawalList::parse(bytes);

    REQUIRE_MESSAGE(again, again.error().message);
    REQUIRE(again->entries.size() == 2);
    CHECK(again->entries[0].publisher == "*");
    CHECK(again->entries[1].objects.size() == 2);
    CHECK(again->entries[1].exhibits == std::vector<std::string>{"a/b", "a/c"});
    CHECK(again->to_json() == bytes);
    for (const auto& bad :
         {std::string(), bytes + " ", replaced(bytes, "\"mau\"", "\"Mau\""),
          replaced(bytes, "\"a/b\"", "\"../b\""), replaced(bytes, "\"a/b\"", "\"ab\""),
          replaced(bytes, "\"cu\"", "\"cu/x\""), replaced(bytes, "\"cu\"", "1"),
          replaced(bytes, kPicture.hex(), "00"),
          replaced(bytes, "\"a/b\",\"a/c\"", "\"a/c\",\"a/b\""),
          replaced(bytes, "\"entries\":[",
                   "\"entries\":[{\"exhibits\":[],\"objects\":[],\"packs\":[],"
                   "\"publisher\":\"a\"},"),
          replaced(bytes, "{\"entries\"", "{\"also\":1,\"entries\"")})
        CHECK_MESSAGE(WithdrawalList::parse(bad).error().kind == ErrorKind::Corrupt, bad);
    CHECK(WithdrawalList::parse(replaced(bytes, "\"format\":1", "\"format\":2")).error().kind ==
          ErrorKind::Unsupported);
    CHECK(WithdrawalList::parse("{\"entries\":[],\"format\":1}"));
}

TEST_CASE("withdrawal: a list of too many names is refused") {
    WithdrawalList list{{{"mau", {}, {}, {}}}};
    for (std::size_t i = 0; i < store::kMaxWithdrawnNames; ++i)
        list.entries[0].packs.push_back("p-" + std::to_string(i));
    CHECK(WithdrawalList::parse(list.to_json()));

    list.entries[0].packs.push_back("one-more");

    CHECK_FALSE(WithdrawalList::parse(list.to_json()));
}

TEST_CASE("withdrawal: a publisher's entry reaches its own packs only") {
    const auto found = lists("thanh-pho", {{{"mau", {kPicture}, {"gia-dinh/cau"}, {"ben-nghe"}}}});
    const auto own = pack_of("mau", "gia-dinh", "thanh-pho");
    const auto other = pack_of("khac", "gia-dinh", "thanh-pho");

    CHECK(found.hides_object(own, kPicture));
    CHECK(found.hides_exhibit(own, "cau"));
    CHECK_FALSE(found.hides_exhibit(own, "cho"));
    CHECK_FALSE(found.hides_pack(own));
    CHECK(found.hides_pack(pack_of("mau", "ben-nghe", "thanh-pho")));
    CHECK_FALSE(found.hides_object(other, kPicture));
    CHECK_FALSE(found.hides_exhibit(other, "cau"));
}

TEST_CASE("withdrawal: a list reaches what its authority signed and what nobody signed") {
    const auto found = lists("thanh-pho", {{{"*", {kPicture, sha256("the catalogue")}, {}, {}}}});

    CHECK(found.hides_object(pack_of("mau", "a", "thanh-pho"), kPicture));
    CHECK(found.hides_object(pack_of("khac", "b", ""), kPicture));
    CHECK_FALSE(found.hides_object(pack_of("mau", "a", "phuong"), kPicture));
    CHECK(found.hides_pack(pack_of("mau", "a", "thanh-pho")));  // by its catalogue
}

TEST_CASE_FIXTURE(SignedFixture, "withdrawal: the lists of an authority are merged and kept") {
    const WithdrawalList of_city{{{"mau", {}, {}, {"ben-nghe"}}}};
    const WithdrawalList of_ward{{{"mau", {kPicture}, {}, {}}}};

    const auto report = apply(withdraw({test::withdrawal("withdrawn.json", of_city),
                                        test::withdrawal("mau/withdrawn.json", of_ward)}));

    REQUIRE_MESSAGE(report, report.error().message);
    CHECK(report->has_new_withdrawals);
    CHECK(report->generation.number == 0);
    const auto found = store.withdrawals();
    CHECK(found.faults.empty());
    CHECK(found.lists == lists("thanh-pho", {{{"mau", {kPicture}, {}, {"ben-nghe"}}}}));
    CHECK_FALSE(apply(withdraw({test::withdrawal("withdrawn.json", of_city),
                                test::withdrawal("mau/withdrawn.json", of_ward)}))
                    ->has_new_withdrawals);
    CHECK(apply(withdraw({test::withdrawal("withdrawn.json", WithdrawalList{})}))
              ->has_new_withdrawals);
    CHECK(store.withdrawals().lists.is_empty());
}

TEST_CASE_FIXTURE(SignedFixture, "withdrawal: a list that says what it may not is refused") {
    const WithdrawalList of_mau{{{"mau", {kPicture}, {}, {}}}};
    const WithdrawalList of_all{{{"*", {kPicture}, {}, {}}}};
    auto unsigned_list = test::withdrawal("mau/withdrawn.json", of_mau);
    unsigned_list.list = trust::allow_unsigned(of_mau.to_json());
    auto damaged = test::withdrawal("mau/withdrawn.json", of_mau);
    damaged.list = test::signed_as("mau/withdrawn.json", "{}");

    for (const auto& offer :
         {test::withdrawal("khac/withdrawn.json", of_mau),
          test::withdrawal("mau/withdrawn.json", of_all), test::withdrawal("mau/list.json", of_mau),
          test::withdrawal("../withdrawn.json", of_all), unsigned_list, damaged}) {
        CHECK_FALSE(apply(withdraw({offer}), test::unsigned_content()));
        CHECK(trouble.kind == Trouble::Kind::WithdrawalRefused);
    }

    CHECK(store.withdrawals().lists.is_empty());
}

TEST_CASE_FIXTURE(SignedFixture, "withdrawal: a list counts although its packs cannot be had") {
    test::PackFixture pack;
    auto change = withdraw(
        {test::withdrawal("withdrawn.json", WithdrawalList{{{"mau", {kPicture}, {}, {}}}})});
    change.packs.push_back(offer(pack));
    fs::remove(test::object_file(directory.path() / "offer-0", "a picture"));

    CHECK_FALSE(apply(change));

    CHECK(store.current().error().kind == ErrorKind::NotFound);
    CHECK_FALSE(store.withdrawals().lists.is_empty());
}

TEST_CASE_FIXTURE(SignedFixture, "withdrawal: a damaged list is told, and the others count") {
    const WithdrawalList list{{{"mau", {kPicture}, {}, {}}}};
    REQUIRE(apply(withdraw({test::withdrawal("withdrawn.json", list, "thanh-pho"),
                            test::withdrawal("withdrawn.json", list, "phuong")})));
    test::write_file(store_path / "withdrawn/phuong.json", "{");
    test::write_file(store_path / "withdrawn/thanh-pho.json.new", "{");

    const auto found = store.withdrawals();

    CHECK(found.faults.size() == 1);
    CHECK(found.lists == lists("thanh-pho", list));
}
