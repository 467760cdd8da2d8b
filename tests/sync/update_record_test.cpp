// SPDX-License-Identifier: Apache-2.0
// last-update.json: what the last update left for the next one and for `status`.
#include "sync/update_record.h"

#include <doctest/doctest.h>

#include <cerrno>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "store/faulty_calls.h"

using namespace sen;
using namespace sen::test;
using sync::UpdateRecord;

namespace fs = std::filesystem;

namespace {

UpdateRecord full_record() {
    UpdateRecord record;
    auto& city = record.authorities["city"];
    city.confirmed = 1'790'000'000;
    city.looked = 1'780'000'000;
    city.issued = 1'770'000'000;
    city.expires = 1'800'000'000;
    city.source = "https://a.example/sen";
    city.taken = std::string(64, 'a');
    city.withdrawn = std::string(64, 'b');
    city.validators = {"https://a.example/sen", "\"tag\"", "Wed, 25 Nov 2026 00:00:00 GMT"};
    city.error = sync::Sentence{"trust_expired", {{"role", "targets"}, {"day", "25/11/2026"}}};
    record.authorities["ward"].source = "/media/SEN";
    record.declined = {{"phuong-a", "chuyen-cu", 3}};
    record.tried = 1'790'000'001;
    record.error = sync::Sentence{"no_space", {{"needs", "7"}}};
    return record;
}

struct Folder {
    TemporaryDirectory directory = TemporaryDirectory::create().value();
    fs::path file = directory.path() / "last-update.json";
    FaultyCalls calls;

    void write(const std::string& bytes) const { std::ofstream(file, std::ios::binary) << bytes; }
    UpdateRecord read() const { return UpdateRecord::read(directory.path()); }
};

/// The full record's JSON after `change`.
template <class Change>
std::string changed(Change change) {
    auto json = nlohmann::json::parse(full_record().to_json());
    change(json);
    return json.dump();
}

}  // namespace

TEST_CASE("update record: all of it is read as it was written") {
    CHECK(UpdateRecord::parse(full_record().to_json()) == full_record());
    CHECK(UpdateRecord::parse(UpdateRecord{}.to_json()) == UpdateRecord{});
}

TEST_CASE("update record: names that are no UTF-8 do not keep it from being written") {
    auto record = full_record();
    record.authorities["city"].source = "/media/\xFFstick";

    const auto read = UpdateRecord::parse(record.to_json());

    REQUIRE(read);
    CHECK(read->authorities.at("city").source == "/media/\uFFFDstick");
}

TEST_CASE("update record: what is of another form is refused") {
    using Json = nlohmann::json;
    const auto is_refused = [](const std::string& bytes) {
        const auto parsed = UpdateRecord::parse(bytes);
        return !parsed && parsed.error().kind == ErrorKind::Corrupt;
    };
    REQUIRE(UpdateRecord::parse(changed([](Json&) {})));

    CHECK(is_refused(""));
    CHECK(is_refused("[]"));
    CHECK(is_refused("{}"));
    CHECK(is_refused(full_record().to_json() + "x"));
    CHECK(is_refused(changed([](Json& json) { json["authorities"] = Json::array(); })));
    CHECK(is_refused(changed([](Json& json) { json["authorities"]["city"] = 7; })));
    CHECK(is_refused(changed([](Json& json) { json["authorities"]["city"].erase("taken"); })));
    CHECK(is_refused(changed([](Json& json) { json["authorities"]["city"]["looked"] = -1; })));
    CHECK(is_refused(changed([](Json& json) { json["authorities"]["city"]["etag"] = 7; })));
    CHECK(is_refused(changed([](Json& json) { json["authorities"]["city"]["error"] = "no"; })));
    CHECK(is_refused(changed([](Json& json) { json["declined"][0]["version"] = 0; })));
    CHECK(is_refused(changed([](Json& json) { json["declined"][0]["publisher"] = "../x"; })));
    CHECK(is_refused(changed([](Json& json) { json["declined"] = 7; })));
    CHECK(is_refused(changed([](Json& json) { json["tried"] = "now"; })));
    CHECK(is_refused(changed([](Json& json) { json["error"] = {{"key", "x"}}; })));
    CHECK(is_refused(changed([](Json& json) { json["error"]["values"]["needs"] = 7; })));
    CHECK(UpdateRecord::parse(changed([](Json& json) { json["format"] = 2; })).error().kind ==
          ErrorKind::Unsupported);
}

TEST_CASE("update record: who went back from a version is not given it again, nor an older one") {
    UpdateRecord record;
    record.decline({"phuong-a", "chuyen-cu", 3});
    CHECK(record.is_declined("phuong-a", "chuyen-cu", 3));
    CHECK(record.is_declined("phuong-a", "chuyen-cu", 2));
    CHECK_FALSE(record.is_declined("phuong-a", "chuyen-cu", 4));
    CHECK_FALSE(record.is_declined("phuong-b", "chuyen-cu", 3));
    CHECK_FALSE(record.is_declined("phuong-a", "chuyen-moi", 3));

    record.decline({"phuong-a", "chuyen-cu", 5});
    record.decline({"phuong-a", "chuyen-moi", 1});
    CHECK(record.declined.size() == 2);
    CHECK(record.is_declined("phuong-a", "chuyen-cu", 4));

    record.forget_declined("phuong-a", "chuyen-cu");
    CHECK_FALSE(record.is_declined("phuong-a", "chuyen-cu", 3));
    CHECK(record.is_declined("phuong-a", "chuyen-moi", 1));
}

TEST_CASE_FIXTURE(Folder,
                  "update record: one that is damaged, too long or no file counts as none") {
    CHECK(read() == UpdateRecord{});
    REQUIRE(full_record().write(directory.path(), calls));
    CHECK(read() == full_record());

    for (const auto& bytes : {std::string("{"), full_record().to_json().substr(0, 100),
                              std::string(), std::string(sync::kMaxUpdateRecordBytes + 1, ' ')}) {
        write(bytes);
        CHECK(read() == UpdateRecord{});
    }
    fs::remove(file);
    fs::create_symlink("/dev/zero", file);
    CHECK(read() == UpdateRecord{});
}

TEST_CASE_FIXTURE(Folder,
                  "update record: a write that fails leaves the one before or the new one") {
    UpdateRecord other;
    other.tried = 7;
    int faults = 0;
    for (int at = 1;; ++at) {
        REQUIRE(full_record().write(directory.path(), calls));
        FaultyCalls failing;
        failing.before = [&](const char*, const std::string&) {
            return failing.calls >= at ? -EIO : 0;
        };
        const bool is_written = other.write(directory.path(), failing).has_value();
        if (failing.calls < at) break;
        faults += is_written ? 0 : 1;
        CHECK((read() == full_record() || read() == other));
    }

    CHECK(faults >= 3);
    CHECK(read() == other);
}
