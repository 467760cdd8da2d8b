// SPDX-License-Identifier: Apache-2.0
// sen-sync update in this process: what comes, what does not, and how little is asked for.
#include <algorithm>

#include "delta_fixture.h"
#include "store/delta.h"
#include "update_fixture.h"

using namespace sen;
using namespace sen::test;
using Outcome = sync::AuthorityLook::Outcome;

namespace {

using Keys = std::vector<std::string>;

/// The repository on an honest web server.
struct WebFixture : UpdateFixture {
    HostileServer server{
        [this](const ServerRequest& request) { return serve_file(repository.directory, request); }};

    /// Trusts the server, publishes version 1 and installs it.
    void begin(const PackFixture& pack = pack_of(1)) {
        trust({server.url()});
        publish(pack);
        const auto report = update();
        REQUIRE_MESSAGE(report.is_good(), details_of(report));
        REQUIRE(version() == pack.version);
        server.forget();
    }
};

}  // namespace

TEST_CASE_FIXTURE(WebFixture, "update: what is signed and published comes over the web") {
    trust({server.url()});
    publish(pack_of(3));

    const auto report = update();

    REQUIRE_MESSAGE(report.is_good(), details_of(report));
    CHECK(version() == 3);
    const auto pack = store.current()->packs.at(0);
    CHECK(pack.authority == "city");
    CHECK(pack.signers == "targets");
    CHECK(report.install->objects == 4);
}

TEST_CASE_FIXTURE(WebFixture, "update: nothing new costs one request and less than 1.5 KB") {
    begin();

    const auto report = update();

    CHECK(report.is_good());
    CHECK(report.authorities.at(0).outcome == Outcome::Unchanged);
    CHECK(server.paths() == Keys{"/metadata/timestamp.json"});
    CHECK(report.bytes < 1000);
    CHECK_FALSE(report.install);
}

TEST_CASE_FIXTURE(WebFixture, "update: once a day it looks whole all the same") {
    begin();
    clock.advance(std::chrono::hours(25));

    const auto report = update();

    CHECK(report.authorities.at(0).outcome == Outcome::Looked);
    CHECK(server.paths().size() > 1);
    CHECK(report.install->outcome == store::InstallReport::Outcome::NothingToDo);
}

TEST_CASE_FIXTURE(WebFixture, "update: only what is new is fetched") {
    begin();
    publish(pack_of(2));

    const auto report = update();

    REQUIRE_MESSAGE(report.is_good(), details_of(report));
    CHECK(version() == 2);
    CHECK(report.install->objects == 2);  // the catalogue and the manifest
}

TEST_CASE_FIXTURE(WebFixture,
                  "update: catalogue and manifest come as deltas where there are some") {
    auto first = pack_of(1), second = pack_of(2);
    first.files["catalogue.db"] = noise(100'000, 1);
    second.files["catalogue.db"] = first.files["catalogue.db"] + "one more sentence";
    begin(first);
    publish(second);
    const auto add_delta = [&](const std::string& fresh, const std::string& old) {
        write_file(repository.directory / store::delta_file(sha256(fresh), sha256(old)),
                   make_delta(fresh, old));
    };
    add_delta(second.files["catalogue.db"], first.files["catalogue.db"]);
    add_delta(second.manifest().to_json(), first.manifest().to_json());

    const auto report = update();

    REQUIRE_MESSAGE(report.is_good(), details_of(report));
    CHECK(version() == 2);
    CHECK(report.bytes < 10'000);
    for (const auto& path : server.paths()) CHECK_FALSE(path.starts_with("/objects"));
    CHECK(store::verify(store, *store.current(), {}).damaged.empty());
}

TEST_CASE_FIXTURE(WebFixture, "update: a delta that is wrong costs only its bytes") {
    auto first = pack_of(1), second = pack_of(2);
    first.files["catalogue.db"] = noise(100'000, 1);
    second.files["catalogue.db"] = noise(100'000, 2);
    begin(first);
    publish(second);
    const auto file = repository.directory / store::delta_file(sha256(second.files["catalogue.db"]),
                                                               sha256(first.files["catalogue.db"]));
    SUBCASE("nonsense") {
        write_file(file, "nonsense");
    }
    SUBCASE("of another file") {
        write_file(file, make_delta(noise(100'000, 3), ""));
    }
    SUBCASE("longer than half the file") {
        write_file(file, noise(60'000, 4));
    }

    const auto report = update();

    REQUIRE_MESSAGE(report.is_good(), details_of(report));
    CHECK(version() == 2);
}

TEST_CASE_FIXTURE(WebFixture, "update: a version that somebody went back from stays away") {
    begin();
    publish(pack_of(2));
    REQUIRE(update().is_good());
    REQUIRE(store::StoreWriter(store_path, calls).roll_back());
    auto record = sync::UpdateRecord::read(store_path);
    record.decline({"mau", "gia-dinh", 2});
    record.authorities.at("city").taken.clear();
    REQUIRE(record.write(store_path, calls));

    const auto again = update();

    CHECK(again.is_good());
    CHECK(version() == 1);
    REQUIRE(again.authorities.at(0).notices.size() == 1);
    CHECK(again.authorities.at(0).notices.at(0).key == "update_declined");

    SUBCASE("until a newer one is published") {
        publish(pack_of(3));
        const auto newer = update();
        CHECK_MESSAGE(newer.is_good(), details_of(newer));
        CHECK(version() == 3);
        CHECK(sync::UpdateRecord::read(store_path).declined.empty());
    }
    SUBCASE("unless it is asked for") {
        auto wishes = this->wishes();
        wishes.is_again = true;
        const auto asked = update(wishes);
        CHECK_MESSAGE(asked.is_good(), details_of(asked));
        CHECK(version() == 2);
    }
}

TEST_CASE_FIXTURE(WebFixture, "update: withdrawal lists count, and the last known ones stay") {
    begin();
    const std::string list =
        R"({"entries":[{"exhibits":[],"objects":[],"packs":["gia-dinh"],"publisher":"mau"}],"format":1})";
    repository.targets["withdrawn.json"] = list;
    repository.write_next();

    const auto report = update();

    REQUIRE_MESSAGE(report.is_good(), details_of(report));
    CHECK(report.install->has_new_withdrawals);
    CHECK(store.withdrawals().lists.hides_pack(store.current()->packs.at(0)));

    repository.write_next();
    fs::remove_all(repository.directory / "targets" / (sha256(list).hex() + ".withdrawn.json"));
    server.forget();
    CHECK(update().is_good());
    for (const auto& path : server.paths()) CHECK(path.find("withdrawn") == std::string::npos);
    CHECK(store.withdrawals().lists.hides_pack(store.current()->packs.at(0)));
}

TEST_CASE_FIXTURE(WebFixture, "update: two packs of two publishers become one generation") {
    repository.delegate("phuong");
    auto other = pack_of(7, "another picture");
    other.publisher = "phuong";
    other.id = "cho-lon";
    trust({server.url()});
    repository.add_pack(build(other));
    publish(pack_of(1));

    const auto report = update();

    REQUIRE_MESSAGE(report.is_good(), details_of(report));
    CHECK(store.current()->number == 1);
    CHECK(version() == 1);
    CHECK(version("phuong", "cho-lon") == 7);
    CHECK(store.current()->find("phuong", "cho-lon")->signers == "phuong");
}

TEST_CASE_FIXTURE(WebFixture, "update: it knows which role expires first, a publisher's too") {
    repository.delegate("phuong");
    repository.expires["phuong"] = "2027-01-31T00:00:00Z";
    auto other = pack_of(7, "another picture");
    other.publisher = "phuong";
    trust({server.url()});
    publish(other);

    REQUIRE(update().is_good());

    const auto record = sync::UpdateRecord::read(store_path);
    CHECK(record.authorities.at("city").expires == 1801353600);  // that day
}

TEST_CASE_FIXTURE(WebFixture, "update: a publisher belongs to one authority") {
    SignedRepository ward(directory.path() / "ward");
    auto usurper = pack_of(9, "another picture");
    auto own = pack_of(2, "a third picture");
    own.publisher = "phuong";
    ward.add_pack(build(own));
    publish(ward, usurper);
    HostileServer ward_server(
        [&](const ServerRequest& request) { return serve_file(ward.directory, request); });
    trust({server.url()});
    trust(ward, {"ward", 2, {ward_server.url()}, {}});
    publish(pack_of(1));

    const auto report = update();

    CHECK(report.is_good());
    CHECK(version() == 1);
    CHECK(store.current()->find("mau", "gia-dinh")->authority == "city");
    CHECK(version("phuong", "gia-dinh") == 2);
    REQUIRE(report.authorities.at(1).notices.size() == 1);
    CHECK(report.authorities.at(1).notices.at(0).key == "update_not_its_publisher");
}

TEST_CASE_FIXTURE(WebFixture, "update: one authority's failure does not keep the other's news") {
    SignedRepository ward(directory.path() / "ward");
    auto own = pack_of(2);
    own.publisher = "phuong";
    publish(ward, own);
    trust({"http://127.0.0.1:1"});
    trust(ward, {"ward", 2, {server.url()}, {}});
    fs::rename(ward.directory, repository.directory);

    const auto report = update();

    CHECK(complaints_of(report) == Keys{"update_unreachable"});
    CHECK(version("phuong", "gia-dinh") == 2);
    CHECK(sync::UpdateRecord::read(store_path).authorities.at("city").error->key ==
          "update_unreachable");
}

TEST_CASE_FIXTURE(WebFixture, "update: a stick finds its authority among several") {
    SignedRepository ward(directory.path() / "ward");
    auto own = pack_of(2);
    own.publisher = "phuong";
    publish(ward, own);
    trust();
    trust(ward, {"ward", 2, {}, {}});

    const auto report = update(ward.directory.string());

    REQUIRE_MESSAGE(report.is_good(), details_of(report));
    CHECK(version("phuong", "gia-dinh") == 2);
    CHECK(report.authorities.size() == 1);
    CHECK(report.authorities.at(0).id == "ward");
}

TEST_CASE_FIXTURE(WebFixture, "update: stick and web in either order, the older one is refused") {
    begin();
    const auto stick = directory.path() / "stick";
    fs::create_directories(stick);
    fs::copy(repository.directory, stick / "SEN", fs::copy_options::recursive);
    publish(pack_of(2));
    REQUIRE(update().is_good());

    const auto report = update(stick.string());

    CHECK(complaints_of(report) == Keys{"update_older"});
    CHECK(version() == 2);
    fs::remove_all(stick / "SEN");
    publish(pack_of(3));
    fs::copy(repository.directory, stick / "SEN", fs::copy_options::recursive);
    CHECK(update(stick.string()).is_good());
    CHECK(version() == 3);
    CHECK(update().authorities.at(0).complaints.empty());
}

TEST_CASE_FIXTURE(WebFixture, "update: nobody trusted, or nowhere to ask, is said") {
    CHECK(complaints_of(update()) == Keys{"update_trusts_nobody"});
    trust();
    CHECK(complaints_of(update()) == Keys{"update_no_source"});
    auto wishes = this->wishes();
    wishes.authority = "phuong";
    CHECK(complaints_of(update(wishes)) == Keys{"no_such_authority"});
    CHECK(complaints_of(update("/nowhere")) == Keys{"source_missing"});
}
