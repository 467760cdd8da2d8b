// SPDX-License-Identifier: Apache-2.0
// TUF 5.4 and 5.5.
#include <doctest/doctest.h>

#include "base/digest.h"
#include "trust/repository.h"

using namespace sen;
using namespace sen::test;
using trust::TrustFault;

namespace {

/// A kiosk that has seen one publication, and its repository after a second one.
struct Updated : Kiosk {
    Updated() {
        REQUIRE(refresh());
        first = repository.files;
        repository.add_target("targets", "a.json", "a");
        repository.publish();
        repository.requests.clear();
    }
    /// The repository answers with the first publication's `name` again.
    void replay(const std::string& name) { repository.files[name] = first.at(name); }

    std::map<std::string, std::string> first;
};

}  // namespace

TEST_CASE("timestamp: nothing new costs one root that is not there and one timestamp") {
    Kiosk kiosk;
    REQUIRE(kiosk.refresh());
    kiosk.repository.requests.clear();
    kiosk.files.saved.clear();

    CHECK(kiosk.refresh());

    CHECK(kiosk.repository.requests == std::vector<std::string>{"2.root.json", "timestamp.json"});
    CHECK(kiosk.files.saved.empty());
}

TEST_CASE("timestamp: an update fetches what has changed, and nothing else") {
    Updated kiosk;

    CHECK(kiosk.refresh());

    CHECK(kiosk.repository.requests == std::vector<std::string>{"2.root.json", "timestamp.json",
                                                                "2.snapshot.json",
                                                                "2.targets.json"});
    CHECK(kiosk.fault.fault == TrustFault::None);
}

TEST_CASE("timestamp: an older one is a rollback, and what is trusted stays") {
    Updated kiosk;
    REQUIRE(kiosk.refresh());
    kiosk.replay("timestamp.json");

    CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::Rollback, "timestamp"));
    CHECK(kiosk.fault.trusted_version == 2);
    CHECK(kiosk.fault.offered_version == 1);
    CHECK(kiosk.files.version("timestamp") == 2);
}

TEST_CASE("timestamp: of the trusted version, another content is not even looked at") {
    Updated kiosk;
    kiosk.repository.content("timestamp")["version"] = 0;
    kiosk.repository.publish_timestamp();
    const auto before = kiosk.files.files;

    CHECK(kiosk.refresh());
    CHECK(kiosk.files.files == before);
}

TEST_CASE("timestamp: of the trusted version, but unsigned, it is refused") {
    Kiosk kiosk;
    REQUIRE(kiosk.refresh());
    kiosk.repository.write("timestamp", signed_file(kiosk.repository.content("timestamp"), {}));

    CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::BadSignature, "timestamp"));
}

TEST_CASE("timestamp: a stranger's is refused") {
    Kiosk kiosk;
    kiosk.repository.write(
        "timestamp", signed_file(kiosk.repository.content("timestamp"), {TestKey::ed25519()}));

    CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::BadSignature, "timestamp"));
    CHECK(kiosk.files.version("timestamp") == 0);
}

TEST_CASE("timestamp: another role's file in its place is refused") {
    Kiosk kiosk;
    kiosk.repository.files["timestamp.json"] = kiosk.repository.files["1.snapshot.json"];

    CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::Malformed, "timestamp"));
}

TEST_CASE("timestamp: it cannot name an older snapshot than the one before") {
    Updated kiosk;
    REQUIRE(kiosk.refresh());
    kiosk.repository.content("timestamp")["meta"]["snapshot.json"]["version"] = 1;
    kiosk.repository.publish_timestamp();

    CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::Rollback, "snapshot"));
    CHECK(kiosk.files.version("timestamp") == 2);
}

TEST_CASE("timestamp: it cannot name an older snapshot than the trusted one, were it lost itself") {
    Updated kiosk;
    REQUIRE(kiosk.refresh());
    kiosk.files.files.erase("timestamp.json");
    kiosk.replay("timestamp.json");

    CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::Rollback, "snapshot"));
}

TEST_CASE("timestamp: the snapshot it named last cannot be undercut before it has come, either") {
    Updated kiosk;
    kiosk.repository.failures["2.snapshot.json"] = ErrorKind::Io;
    REQUIRE_FALSE(kiosk.refresh());
    REQUIRE(kiosk.files.version("timestamp") == 2);
    kiosk.repository.content("timestamp")["meta"]["snapshot.json"]["version"] = 1;
    kiosk.repository.publish_timestamp();

    CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::Rollback, "snapshot"));
}

TEST_CASE("timestamp: what too few of the present root's keys have signed is trusted no longer") {
    for (const char* role : {"timestamp", "snapshot"}) {
        CAPTURE(role);
        Kiosk kiosk;
        auto& repository = kiosk.repository;
        const Keys both{TestKey::ed25519(), TestKey::ed25519()};
        repository.set_role(role, both);
        repository.publish_root();
        repository.publish();
        repository.has_hashes = false;
        for (const char* high : {"timestamp", "snapshot"})
            repository.content(high)["version"] = 900;
        repository.publish_snapshot();
        repository.write(role, signed_file(repository.content(role), {both[0]}));
        REQUIRE(kiosk.refresh());
        REQUIRE(kiosk.files.version(role) == 901);

        // No key is taken away; both must sign from now on.
        repository.set_role(role, both, 2);
        repository.publish_root();
        const bool is_timestamp = role == std::string("timestamp");
        repository.content("timestamp")["version"] = is_timestamp ? 3 : 902;
        if (!is_timestamp) {
            kiosk.files.files.erase("timestamp.json");
            repository.content("snapshot")["version"] = 3;
        }
        repository.publish_snapshot();

        CHECK(kiosk.refresh());
        CHECK(kiosk.files.version(role) == 4);
    }
}

TEST_CASE("timestamp: an expired one freezes nothing in") {
    SUBCASE("a new one that has expired is not kept") {
        Kiosk kiosk;
        kiosk.repository.content("timestamp")["expires"] = kBefore;
        kiosk.repository.publish_timestamp();

        CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::Expired, "timestamp"));
        CHECK(kiosk.files.version("timestamp") == 0);
    }
    SUBCASE("the trusted one, served again and again, stops the update when it expires") {
        Kiosk kiosk;
        REQUIRE(kiosk.refresh());
        kiosk.now = kNow + std::chrono::years{5};
        kiosk.repository.content("root")["expires"] = "2050-01-01T00:00:00Z";
        kiosk.repository.publish_root();

        CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::Expired, "timestamp"));
    }
}

TEST_CASE("timestamp: it expires with the very second") {
    Kiosk kiosk;
    const auto second = std::chrono::sys_days{std::chrono::year{2030} / 1 / 1};
    kiosk.now = second - std::chrono::seconds{1};
    CHECK(kiosk.refresh());

    kiosk.now = second;
    CHECK_FALSE(kiosk.refresh());
}

TEST_CASE("timestamp: an expired trusted one still stands against a rollback") {
    Updated kiosk;
    REQUIRE(kiosk.refresh());
    kiosk.now = kNow + std::chrono::years{5};
    for (const char* role : {"root", "timestamp", "snapshot", "targets"})
        kiosk.repository.content(role)["expires"] = "2050-01-01T00:00:00Z";
    kiosk.repository.publish_root();
    kiosk.repository.content("timestamp")["version"] = 0;
    kiosk.repository.publish_timestamp();

    CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::Rollback, "timestamp"));
}

TEST_CASE("timestamp: one of more than 16 KiB is refused") {
    Kiosk kiosk;
    kiosk.repository.content("timestamp")["x"] = std::string(16 << 10, 'x');
    kiosk.repository.publish_timestamp();

    CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::TooLong, "timestamp"));
}

TEST_CASE("timestamp: a source that gives more than it was asked for is not believed") {
    struct Generous : trust::MetadataSource {
        Result<std::string> fetch(const std::string& name, std::uint64_t) override {
            return repository.fetch(name, UINT64_MAX);
        }
        Repository repository;
    } source;
    source.repository.content("timestamp")["x"] = std::string(16 << 10, 'x');
    source.repository.publish_timestamp();
    MemoryFiles files;
    REQUIRE(trust::Client::initialise(files, source.repository.files["1.root.json"]));
    auto client = trust::Client::open(files, source, kNow).value();

    CHECK_FALSE(client.refresh());
    CHECK(client.fault().fault == TrustFault::TooLong);
}

TEST_CASE("timestamp: a source without one, or that stops answering, is told apart") {
    Kiosk kiosk;
    kiosk.repository.failures["timestamp.json"] = ErrorKind::NotFound;
    CHECK(kiosk.refresh().error().kind == ErrorKind::NotFound);

    kiosk.repository.failures["timestamp.json"] = ErrorKind::Io;
    CHECK(kiosk.refresh().error().kind == ErrorKind::Io);
    CHECK(kiosk.fault.fault == TrustFault::SourceFailed);
}

TEST_CASE("snapshot: other bytes than the timestamp names are refused before they are read") {
    Updated kiosk;
    auto& file = kiosk.repository.files["2.snapshot.json"];
    SUBCASE("of another content") {
        file[file.size() / 2] ^= 1;
    }
    SUBCASE("shorter by one") {
        file.pop_back();
    }
    SUBCASE("an older one, mixed in") {
        kiosk.repository.files["2.snapshot.json"] = kiosk.first["1.snapshot.json"];
    }
    CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::Mismatch, "snapshot"));
    CHECK(kiosk.files.version("snapshot") == 1);
}

TEST_CASE("snapshot: no more is read than the timestamp names") {
    Updated kiosk;
    kiosk.repository.files["2.snapshot.json"] += std::string(10, ' ');

    CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::TooLong, "snapshot"));
}

TEST_CASE("snapshot: an absurd length is refused without asking") {
    for (const std::uint64_t length :
         {1ull << 27, 1ull << 31, (1ull << 32) + 5, (1ull << 53) - 1}) {
        Updated kiosk;
        kiosk.repository.content("timestamp")["meta"]["snapshot.json"]["length"] = length;
        kiosk.repository.publish_timestamp();

        CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::TooLong, "snapshot"));
        CHECK(kiosk.repository.requests.back() == "timestamp.json");
    }
}

TEST_CASE("snapshot: without length and hashes the version and the limit speak") {
    Kiosk kiosk;
    kiosk.repository.has_hashes = false;
    kiosk.repository.publish();
    CHECK(kiosk.refresh());

    kiosk.repository.publish();
    kiosk.repository.files["3.snapshot.json"] = kiosk.repository.files["2.snapshot.json"];
    CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::WrongVersion, "snapshot"));

    kiosk.repository.files["3.snapshot.json"] = std::string(2'000'001, ' ');
    CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::TooLong, "snapshot"));
}

TEST_CASE("snapshot: hashes that nobody knows do not pass for a match") {
    Updated kiosk;
    auto& meta = kiosk.repository.content("timestamp")["meta"]["snapshot.json"];
    meta["hashes"] = {{"whirlpool", "00"}};
    kiosk.repository.publish_timestamp();

    CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::Mismatch, "snapshot"));
}

TEST_CASE("snapshot: a stranger's is refused") {
    Kiosk kiosk;
    auto& repository = kiosk.repository;
    repository.has_hashes = false;
    repository.publish();
    repository.write("snapshot",
                     signed_file(repository.content("snapshot"), repository.keys("timestamp")));

    CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::BadSignature, "snapshot"));
}

TEST_CASE("snapshot: no role in it may go back or vanish") {
    Kiosk kiosk;
    auto& repository = kiosk.repository;
    repository.delegate("targets", "ward", {"ward/*"});
    repository.publish();
    repository.content("ward")["x"] = 1;
    repository.publish();
    REQUIRE(kiosk.refresh());
    auto& meta = repository.content("snapshot")["meta"];
    SUBCASE("an older version") {
        meta["ward.json"]["version"] = 1;
        repository.publish_snapshot();
        CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::Rollback, "ward"));
        CHECK(kiosk.fault.trusted_version == 2);
        CHECK(kiosk.fault.offered_version == 1);
    }
    SUBCASE("not listed any more") {
        meta.erase("ward.json");
        repository.publish_snapshot();
        CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::Rollback, "ward"));
        CHECK(kiosk.fault.offered_version == 0);
    }
    SUBCASE("version 0 is no version") {
        meta["ward.json"]["version"] = 0;
        repository.publish_snapshot();
        CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::Malformed, "snapshot"));
    }
    SUBCASE("the top-level targets") {
        meta["targets.json"]["version"] = 1;
        repository.publish_snapshot();
        CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::Rollback, "targets"));
    }
    CHECK(kiosk.files.version("snapshot") == 3);
}

TEST_CASE("snapshot: an expired one is refused, and is a base against rollbacks all the same") {
    Updated kiosk;
    kiosk.repository.content("snapshot")["expires"] = kBefore;
    kiosk.repository.publish_snapshot();
    CHECK(failed_as(kiosk, kiosk.refresh(), TrustFault::Expired, "snapshot"));
    CHECK(kiosk.files.version("snapshot") == 1);

    // The timestamp that named it was good and stays; the next good snapshot goes on from it.
    CHECK(kiosk.files.version("timestamp") == 3);
    kiosk.repository.content("snapshot")["expires"] = kLater;
    kiosk.repository.publish_snapshot();
    CHECK(kiosk.refresh());
}

TEST_CASE("snapshot: a run that ended after the timestamp is finished by the next") {
    Updated kiosk;
    kiosk.repository.failures["2.snapshot.json"] = ErrorKind::Io;
    CHECK_FALSE(kiosk.refresh());
    REQUIRE(kiosk.files.version("timestamp") == 2);
    REQUIRE(kiosk.files.version("snapshot") == 1);
    kiosk.repository.failures.clear();

    CHECK(kiosk.refresh());
    CHECK(kiosk.files.version("targets") == 2);
}
