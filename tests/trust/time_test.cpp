// SPDX-License-Identifier: Apache-2.0
#include "trust/time_ratchet.h"

#include <doctest/doctest.h>

#include "trust/repository.h"
#include "trust/utc_time.h"

using namespace sen;
using namespace sen::test;
using namespace std::chrono;
using trust::TimeRatchet;
using trust::TrustFault;

namespace {

sys_seconds utc(const char* text) {
    return trust::parse_utc(text).value();
}

const sys_seconds kBuilt = utc("2025-06-01T00:00:00Z");

/// Refreshes as sen-sync does: what is expired is a question of the ratchet, and what was signed
/// raises it afterwards.
Result<void> refresh_by_ratchet(Kiosk& kiosk) {
    SEN_TRY(auto ratchet, TimeRatchet::open(kiosk.files, kBuilt));
    kiosk.now = ratchet.reference_time();
    auto client = kiosk.open();
    auto result = client.refresh();
    kiosk.fault = client.fault();
    SEN_CHECK(result);
    if (const auto issued = client.issued()) SEN_CHECK(ratchet.raise(*issued));
    return {};
}

sys_seconds low_of(Kiosk& kiosk) {
    return TimeRatchet::open(kiosk.files, kBuilt)->reference_time();
}

}  // namespace

TEST_CASE("time: it never goes below when the program was built, and only forward") {
    MemoryFiles files;
    auto ratchet = TimeRatchet::open(files, kBuilt).value();
    CHECK(ratchet.reference_time() == kBuilt);

    REQUIRE(ratchet.raise(kNow));
    CHECK(ratchet.reference_time() == kNow);
    REQUIRE(ratchet.raise(kBuilt));
    REQUIRE(ratchet.raise(utc("1970-01-01T00:00:00Z")));
    CHECK(ratchet.reference_time() == kNow);

    CHECK(TimeRatchet::open(files, kBuilt)->reference_time() == kNow);
    CHECK(TimeRatchet::open(files, kNow + days{1})->reference_time() == kNow + days{1});
}

TEST_CASE("time: a damaged file counts as none, an unreadable one is an error") {
    MemoryFiles files;
    for (const char* damage : {"", "2026", "2026-01-01T00:00:00", "9999999999"}) {
        files.files[trust::kTimeFile] = damage;
        CHECK(TimeRatchet::open(files, kBuilt)->reference_time() == kBuilt);
    }
}

TEST_CASE("time: what cannot be kept is not believed in this run either") {
    MemoryFiles files;
    auto ratchet = TimeRatchet::open(files, kBuilt).value();
    files.writes_left = 0;

    CHECK_FALSE(ratchet.raise(kNow));
    CHECK(ratchet.reference_time() == kBuilt);
}

TEST_CASE("time: a time that proves itself counts for the question it came with") {
    MemoryFiles files;
    const auto ratchet = TimeRatchet::open(files, kBuilt).value();

    CHECK(ratchet.reference_time(kNow) == kNow);
    CHECK(ratchet.reference_time(kBuilt - days{1}) == kBuilt);
    CHECK(ratchet.reference_time() == kBuilt);
}

TEST_CASE("time: whatever the clock says, the same metadata is taken and refused") {
    for (const char* clock :
         {"1970-01-01T00:00:00Z", "2000-01-01T00:00:00Z", "2026-01-01T00:00:00Z",
          "2038-01-19T03:14:08Z", "2099-12-31T23:59:59Z"}) {
        CAPTURE(clock);
        const FakeClock wall(utc(clock));
        Kiosk kiosk;
        kiosk.repository.content("timestamp")["issued"] = "2026-01-01T00:00:00Z";
        kiosk.repository.content("timestamp")["expires"] = "2026-02-01T00:00:00Z";
        kiosk.repository.publish_timestamp();

        CHECK(refresh_by_ratchet(kiosk));
        CHECK(low_of(kiosk) == kNow);
        CHECK(TimeRatchet::open(kiosk.files, kBuilt)->is_wrong(wall) == (wall.wall() < kNow));

        // A month later; then someone plays the old timestamp again.
        const auto old = kiosk.repository.files["timestamp.json"];
        kiosk.repository.content("timestamp")["issued"] = "2026-03-01T00:00:00Z";
        kiosk.repository.content("timestamp")["expires"] = "2026-04-01T00:00:00Z";
        kiosk.repository.publish_timestamp();
        CHECK(refresh_by_ratchet(kiosk));
        kiosk.files.files.erase("timestamp.json");
        kiosk.repository.files["timestamp.json"] = old;
        CHECK(failed_as(kiosk, refresh_by_ratchet(kiosk), TrustFault::Expired, "timestamp"));
    }
}

TEST_CASE("time: a clock that jumps in the middle of an update changes nothing in it") {
    FakeClock wall(kNow);
    Kiosk kiosk;
    kiosk.repository.on_fetch = [&](const std::string&) { wall.advance(hours{24 * 365 * 30}); };
    kiosk.now = wall.wall();

    CHECK(kiosk.refresh());
    CHECK(wall.wall() > utc("2100-01-01T00:00:00Z"));
}

TEST_CASE("time: metadata is valid on both sides of 2038 and 2106") {
    for (const char* now :
         {"2038-01-19T03:14:07Z", "2038-01-19T03:14:08Z", "2106-02-07T06:28:16Z"}) {
        Kiosk kiosk;
        for (const char* role : {"root", "timestamp", "snapshot", "targets"})
            kiosk.repository.content(role)["expires"] = "2110-01-01T00:00:00Z";
        kiosk.repository.publish_root();
        kiosk.repository.content("targets")["x"] = 1;
        kiosk.repository.publish();
        kiosk.now = utc(now);

        CHECK(kiosk.refresh());
    }
}

TEST_CASE("time: nothing that is trusted can be outlived by what raises the time") {
    Kiosk kiosk;
    auto& timestamp = kiosk.repository.content("timestamp");
    timestamp["issued"] = "2029-12-31T23:59:59Z";
    timestamp["expires"] = "9999-01-01T00:00:00Z";
    kiosk.repository.publish_timestamp();
    CHECK(refresh_by_ratchet(kiosk));
    CHECK(low_of(kiosk) == utc("2029-12-31T23:59:59Z"));

    // Root, snapshot and targets expire with 2030: this issue time would end them all.
    timestamp["issued"] = "2030-01-01T00:00:00Z";
    kiosk.repository.publish_timestamp();
    CHECK(refresh_by_ratchet(kiosk));
    CHECK(low_of(kiosk) == utc("2029-12-31T23:59:59Z"));
}

TEST_CASE("time: a stolen timestamp key's time goes with the key") {
    Kiosk kiosk;
    auto& repository = kiosk.repository;
    repository.content("timestamp")["issued"] = "2029-12-31T00:00:00Z";
    repository.publish_timestamp();
    REQUIRE(refresh_by_ratchet(kiosk));

    repository.set_role("timestamp", {TestKey::ed25519()});
    repository.content("timestamp")["issued"] = "2026-01-02T00:00:00Z";
    repository.content("timestamp")["expires"] = "2026-02-02T00:00:00Z";
    repository.publish_root();
    repository.publish_timestamp();
    CHECK(failed_as(kiosk, refresh_by_ratchet(kiosk), TrustFault::Expired, "timestamp"));

    CHECK(refresh_by_ratchet(kiosk));
    CHECK(low_of(kiosk) == utc("2026-01-02T00:00:00Z"));
}
