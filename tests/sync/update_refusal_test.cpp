// SPDX-License-Identifier: Apache-2.0
// Hostile, broken and unlucky sources: what is installed stays whole, and staff get a sentence.
#include <algorithm>
#include <utility>

#include "update_fixture.h"

using namespace sen;
using namespace sen::test;

namespace {

using Keys = std::vector<std::string>;
using Script = HostileServer::Script;

/// Version 1 is installed, version 2 is published; the server does what `script` says.
struct RefusalFixture : UpdateFixture {
    Script script = [this](const ServerRequest& request) { return honest(request); };
    HostileServer server{[this](const ServerRequest& request) { return script(request); }};

    RefusalFixture() {
        trust({server.url()});
        publish(pack_of(1));
        REQUIRE(update().is_good());
        publish(pack_of(2));
    }

    ServerReply honest(const ServerRequest& request) const {
        return serve_file(repository.directory, request);
    }
    void expect_unchanged() const {
        CHECK(version() == 1);
        CHECK(store::verify(store, *store.current(), {}).damaged.empty());
    }
    /// All is well again: the next update goes through by itself.
    void expect_recovery() {
        script = [this](const ServerRequest& request) { return honest(request); };
        const auto report = update();
        CHECK_MESSAGE(report.is_good(), details_of(report));
        CHECK(version() == 2);
        CHECK_FALSE(sync::UpdateRecord::read(store_path).authorities.at("city").error);
    }
};

ServerReply saying(std::string body, int status = 200) {
    ServerReply reply;
    reply.status = status;
    reply.body = std::move(body);
    return reply;
}

}  // namespace

TEST_CASE_FIXTURE(RefusalFixture, "update: a network that asks for a login changes nothing") {
    std::string page = "<html>Welcome</html>";
    int status = 200;
    SUBCASE("with a page") {}
    SUBCASE("with a page longer than the file may be") {
        page.resize(20'000, ' ');
    }
    SUBCASE("with the status that is made for it") {
        status = 511;
    }
    script = [=](const ServerRequest&) {
        auto reply = saying(page, status);
        reply.headers = {"Content-Type: text/html"};
        return reply;
    };

    const auto report = update();

    CHECK(complaints_of(report) == Keys{"update_web_page"});
    expect_unchanged();
    CHECK(sync::UpdateRecord::read(store_path).authorities.at("city").error->key ==
          "update_web_page");
    expect_recovery();
}

TEST_CASE_FIXTURE(RefusalFixture,
                  "update: caught between two states of a server, nothing is half") {
    const auto fresh =
        "/objects/" + store::layout::object_folder(sha256("the catalogue of version 2"));
    script = [&](const ServerRequest& request) {
        return request.path.starts_with(fresh) ? saying("", 404) : honest(request);
    };

    const auto report = update();

    CHECK(complaints_of(report) == Keys{"update_object_missing"});
    expect_unchanged();
    expect_recovery();
}

TEST_CASE_FIXTURE(RefusalFixture, "update: an edge that still has the old timestamp is no harm") {
    const auto old = serve_file(store_path / "trusted/city", {"GET", "/timestamp.json", {}}).body;
    script = [&](const ServerRequest& request) {
        return request.path.ends_with("timestamp.json") ? saying(old) : honest(request);
    };

    CHECK(update().is_good());
    expect_unchanged();
    expect_recovery();
}

TEST_CASE_FIXTURE(RefusalFixture, "update: bytes that were changed on the way are not installed") {
    Keys expected;
    SUBCASE("of an object") {
        script = [this](const ServerRequest& request) {
            auto reply = honest(request);
            if (request.path.starts_with("/objects")) reply.body[0] ^= 1;
            return reply;
        };
        expected = {"update_object_damaged"};
    }
    SUBCASE("of a manifest") {
        script = [this](const ServerRequest& request) {
            auto reply = honest(request);
            if (request.path.starts_with("/targets")) reply.body[0] ^= 1;
            return reply;
        };
        expected = {"update_no_manifest"};
    }
    SUBCASE("of signed metadata") {
        script = [this](const ServerRequest& request) {
            auto reply = honest(request);
            const auto at = reply.body.find("2036");
            if (request.path.ends_with("timestamp.json")) reply.body.replace(at, 4, "2037");
            return reply;
        };
        expected = {"update_bad_signature"};
    }

    CHECK(complaints_of(update()) == expected);
    expect_unchanged();
    expect_recovery();
}

TEST_CASE_FIXTURE(RefusalFixture, "update: a stranger's repository is refused") {
    SignedRepository stranger(directory.path() / "stranger");
    publish(stranger, pack_of(9, "a forged picture"));

    CHECK(complaints_of(update(stranger.directory.string())) == Keys{"update_bad_signature"});
    expect_unchanged();
    expect_recovery();
}

TEST_CASE_FIXTURE(RefusalFixture,
                  "update: expired metadata brings nothing, and takes nothing away") {
    repository.expires["timestamp"] = "2026-10-01T00:00:00Z";
    repository.write_next();

    const auto report = update();

    REQUIRE(complaints_of(report) == Keys{"update_expired"});
    CHECK(report.authorities.at(0).complaints.at(0).sentence.values.at("date") == "2026-10-01");
    expect_unchanged();
    // Not modified since the refusal is no reason to be content.
    CHECK(complaints_of(update()) == Keys{"update_expired"});
    repository.expires.clear();
    repository.write_next();
    expect_recovery();
}

TEST_CASE_FIXTURE(RefusalFixture, "update: a clock that is wrong makes nothing expire or valid") {
    for (const int year : {1970, 2000, 2038, 2099}) {
        clock = FakeClock(std::chrono::sys_days(std::chrono::year(year) / 6 / 1));
        publish(pack_of(static_cast<std::uint64_t>(year)));

        CHECK(update().is_good());
        CHECK(version() == static_cast<std::uint64_t>(year));
    }
}

TEST_CASE_FIXTURE(RefusalFixture, "update: a spoilt mirror is passed over for a good one") {
    HostileServer spoilt([this](const ServerRequest& request) {
        auto reply = honest(request);
        if (!reply.body.empty()) reply.body[reply.body.size() / 2] ^= 1;
        return reply;
    });
    trust({spoilt.url(), server.url()});

    const auto report = update();

    CHECK_MESSAGE(report.is_good(), details_of(report));
    CHECK(version() == 2);
}

TEST_CASE_FIXTURE(RefusalFixture, "update: many failing requests delay, and do not prevent") {
    unsigned dice = 7;
    script = [&](const ServerRequest& request) {
        dice = dice * 1'103'515'245 + 12'345;
        const auto number = dice >> 16;
        auto reply = honest(request);
        if (number % 4 == 0) return saying("", 500);
        if (number % 4 == 1) {
            reply.claimed_length = reply.body.size();
            reply.body.resize(reply.body.size() / 2);
            reply.end = ServerReply::End::Reset;
        }
        return reply;
    };
    auto wishes = this->wishes();
    wishes.retries.rounds = 12;

    for (std::uint64_t number = 3; number < 8; ++number) {
        publish(pack_of(number, "picture " + std::to_string(number)));
        const auto report = update(wishes);
        CHECK_MESSAGE(report.is_good(), details_of(report));
        CHECK(version() == number);
    }
}

TEST_CASE_FIXTURE(RefusalFixture, "update: a broken download goes on in the next run") {
    auto film = pack_of(3);
    film.files["cau/film.mp4"] = std::string(200'000, 'g');
    publish(film);
    const auto path = "/" + store::layout::object_file(sha256(film.files["cau/film.mp4"]));
    script = [&](const ServerRequest& request) {
        auto reply = honest(request);
        if (request.path != path) return reply;
        if (!request.header("range").empty()) return saying("", 500);
        reply.claimed_length = reply.body.size();
        reply.body.resize(150'000);
        reply.end = ServerReply::End::Close;
        return reply;
    };
    CHECK(complaints_of(update()) == Keys{"update_source_lost"});
    script = [this](const ServerRequest& request) { return honest(request); };
    server.forget();

    CHECK(update().is_good());

    CHECK(version() == 3);
    const auto requests = server.requests();
    const auto asked = std::find_if(requests.begin(), requests.end(),
                                    [&](const auto& request) { return request.path == path; });
    REQUIRE(asked != requests.end());
    CHECK(asked->header("range") == "bytes=150000-");
}

TEST_CASE_FIXTURE(RefusalFixture, "update: one pack that is not to be had does not keep others") {
    auto other = pack_of(5, "another picture");
    other.id = "cho-lon";
    publish(other);
    fs::remove(object_file(repository.directory, "the catalogue of version 2"));

    CHECK(complaints_of(update()) == Keys{"update_object_missing"});

    CHECK(version() == 1);
    CHECK(version("mau", "cho-lon") == 5);
}

TEST_CASE_FIXTURE(RefusalFixture, "update: an older version, though signed, replaces nothing") {
    REQUIRE(update().is_good());
    publish(pack_of(1));

    CHECK(complaints_of(update()) == Keys{"older"});
    CHECK(version() == 2);
}

TEST_CASE_FIXTURE(RefusalFixture, "update: two at a time are one too many") {
    const auto held = store::TrustedFolder::open(store_path, "city", calls).value();

    CHECK(complaints_of(update()) == Keys{"update_locked"});
    expect_unchanged();
}

TEST_CASE_FIXTURE(RefusalFixture, "update: what does not fit is refused with numbers") {
    struct SmallDisk : store::SystemCalls {
        int space(int, struct statvfs& facts) override {
            facts = {};
            facts.f_frsize = 4096;
            facts.f_blocks = 1'000'000;
            facts.f_bavail = 1;
            return 0;
        }
    } small;

    const auto report = sync::Updater(small, clock, patience).run(wishes());

    CHECK(complaints_of(report) == Keys{"no_space"});
    CHECK(report.complaint->sentence.values.at("need") == "1");
    expect_unchanged();
    CHECK(sync::UpdateRecord::read(store_path).error->key == "no_space");
}

TEST_CASE_FIXTURE(RefusalFixture, "update: damaged notes of the last update only cost a look") {
    write_file(store_path / "last-update.json", "{\"format\":1");

    CHECK(update().is_good());
    CHECK(version() == 2);
}
