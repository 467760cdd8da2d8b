// SPDX-License-Identifier: Apache-2.0
// One kiosk's stick feeds another.
#include <utility>

#include "sync/exporter.h"
#include "update_fixture.h"

using namespace sen;
using namespace sen::test;

namespace {

using Keys = std::vector<std::string>;

struct ExportFixture : UpdateFixture {
    fs::path stick = directory.path() / "stick";
    std::string root = repository.root_bytes();

    ExportFixture() {
        trust();
        fs::create_directories(stick);
    }
    Result<sync::ExportReport> write(store::SystemCalls& by, sync::Complaint* why = nullptr) {
        sync::Exporter exporter(store_path, by);
        auto report = exporter.run("city", stick, wishes().built, {});
        if (why != nullptr) *why = exporter.complaint();
        return report;
    }
    /// A second kiosk that trusts the first root, updated from the stick.
    sync::UpdateReport update_neighbour() {
        const auto first = std::exchange(store_path, directory.path() / "neighbour");
        REQUIRE(trust::Client::initialise(
            *store::TrustedFolder::open(store_path, "city", calls).value(), root));
        REQUIRE(sync::write_authority(store_path, {"city", 1, {}, {}}, calls));
        auto report = update(stick.string());
        store_path = first;
        return report;
    }
};

std::uint64_t version_in(const fs::path& store_path) {
    const auto current = store::Store(store_path).current();
    return current && !current->packs.empty() ? current->packs.at(0).version : 0;
}

}  // namespace

TEST_CASE_FIXTURE(ExportFixture, "export: another kiosk takes what this one wrote") {
    repository.delegate("phuong");
    auto other = pack_of(4, "a picture of the ward");
    other.publisher = "phuong";
    repository.add_pack(build(other));
    repository.targets["withdrawn.json"] =
        R"({"entries":[{"exhibits":["gia-dinh/cau"],"objects":[],"packs":[],"publisher":"mau"}],"format":1})";
    publish(pack_of(3));
    REQUIRE(update_from_folder().is_good());

    const auto report = write(calls);

    REQUIRE_MESSAGE(report, report.error().message);
    CHECK(report->packs == 2);
    CHECK(report->complaints.empty());
    const auto taken = update_neighbour();
    CHECK_MESSAGE(taken.is_good(), details_of(taken));
    const store::Store neighbour(directory.path() / "neighbour");
    CHECK(neighbour.current()->packs == store.current()->packs);
    CHECK(neighbour.withdrawals().lists == store.withdrawals().lists);
    CHECK(store::verify(neighbour, *neighbour.current(), {}).damaged.empty());
}

TEST_CASE_FIXTURE(ExportFixture, "export: a kiosk that is some roots behind catches up by it") {
    publish(pack_of(1));
    REQUIRE(update_from_folder().is_good());
    for (int i = 0; i < 3; ++i) {
        ++repository.versions["root"];
        publish(pack_of(static_cast<std::uint64_t>(2 + i)));
    }
    REQUIRE(update_from_folder().is_good());

    REQUIRE(write(calls));

    for (const char* name : {"1.root.json", "2.root.json", "3.root.json", "4.root.json"})
        CHECK(fs::exists(stick / "SEN/metadata" / name));
    CHECK(update_neighbour().is_good());
    CHECK(version_in(directory.path() / "neighbour") == 4);
}

TEST_CASE_FIXTURE(ExportFixture,
                  "export: what is there already is not written again, unless spoilt") {
    publish(pack_of(1));
    REQUIRE(update_from_folder().is_good());
    CHECK(write(calls)->objects == 3);
    CHECK(write(calls)->objects == 0);
    write_file(stick / "SEN" / store::layout::object_file(sha256("a picture")), "a pictuRe");

    CHECK(write(calls)->objects == 1);

    CHECK(update_neighbour().is_good());
}

TEST_CASE_FIXTURE(ExportFixture, "export: a full, locked or failing stick is named, and no harm") {
    publish(pack_of(1));
    REQUIRE(update_from_folder().is_good());
    struct Case {
        const char* call;
        int code;
        const char* key;
    };
    for (const auto& one :
         {Case{"write", -ENOSPC, "export_full"}, Case{"make_directory", -EROFS, "export_read_only"},
          Case{"rename", -EIO, "export_failed"}, Case{"sync", -EIO, "export_failed"},
          Case{"make_directory", -EACCES, "export_not_permitted"}}) {
        fs::remove_all(stick);
        fs::create_directories(stick);
        FaultyCalls failing;
        failing.before = [&](const char* call, const std::string& name) {
            const bool is_of_store = name == "trusted" || name == "city";
            return std::string_view(call) == one.call && !is_of_store ? one.code : 0;
        };
        sync::Complaint why;

        CHECK_FALSE(write(failing, &why));

        CHECK_MESSAGE(why.sentence.key == one.key, why.details);
        CHECK_FALSE(fs::exists(stick / "SEN/metadata/timestamp.json"));
    }
    CHECK(write(calls));
}

TEST_CASE_FIXTURE(ExportFixture, "export: a stick that is not there does not become a folder") {
    publish(pack_of(1));
    REQUIRE(update_from_folder().is_good());
    fs::remove_all(stick);
    sync::Complaint why;

    CHECK_FALSE(write(calls, &why));

    CHECK(why.sentence.key == "source_missing");
    CHECK_FALSE(fs::exists(stick));
}

TEST_CASE_FIXTURE(ExportFixture, "export: too small a stick is refused with numbers beforehand") {
    publish(pack_of(1));
    REQUIRE(update_from_folder().is_good());
    struct SmallStick : FaultyCalls {
        int space(int, struct statvfs& facts) override {
            facts = {};
            facts.f_frsize = 1;
            facts.f_bavail = 1000;
            return 0;
        }
    } small;
    sync::Complaint why;

    CHECK_FALSE(write(small, &why));

    CHECK(why.sentence.key == "export_no_space");
    CHECK(why.sentence.values.at("need") == "1");
    CHECK_FALSE(fs::exists(stick / "SEN/objects"));
}

TEST_CASE_FIXTURE(ExportFixture,
                  "export: nothing, or nothing whole, is not passed off as content") {
    sync::Complaint why;
    CHECK_FALSE(write(calls, &why));
    CHECK(why.sentence.key == "export_nothing_trusted");
    publish(pack_of(1));
    REQUIRE(update_from_folder().is_good());
    fs::remove(store.object_path(sha256("a picture")));

    const auto report = write(calls);

    REQUIRE(report);
    CHECK(report->packs == 0);
    REQUIRE(report->complaints.size() == 1);
    CHECK(report->complaints.at(0).sentence.key == "export_left_out");
}

TEST_CASE_FIXTURE(ExportFixture, "export: a link on the stick is not written through") {
    publish(pack_of(1));
    REQUIRE(update_from_folder().is_good());
    fs::create_directories(directory.path() / "elsewhere");
    fs::create_symlink(directory.path() / "elsewhere", stick / "SEN");

    CHECK_FALSE(write(calls));
    CHECK(fs::is_empty(directory.path() / "elsewhere"));
}
