// SPDX-License-Identifier: Apache-2.0
// What a broken download leaves, and the plan of what the disk must hold.
#include <doctest/doctest.h>

#include <algorithm>

#include "store/signed_fixture.h"

using namespace sen;
using store::DiskPlan;
using store::Trouble;
using test::PackFixture;
using test::SignedFixture;

namespace fs = std::filesystem;

namespace {

/// Gives objects of a pack, breaks off after `budget` bytes, and notes where it was asked to begin.
class BrittleSource final : public store::ObjectSource {
  public:
    BrittleSource(const PackFixture& pack, std::uint64_t budget) : left(budget) {
        for (const auto& [path, bytes] : pack.files) files[sha256(bytes)] = bytes;
    }
    Result<std::unique_ptr<store::ObjectStream>> open(const Digest& object,
                                                      std::uint64_t offset) override {
        offsets[object].push_back(offset);
        return std::unique_ptr<store::ObjectStream>(
            std::make_unique<Stream>(files.at(object).substr(offset), left));
    }
    bool can_resume() const override { return is_resumable; }

    std::map<Digest, std::string> files;
    std::map<Digest, std::vector<std::uint64_t>> offsets;
    std::uint64_t left;
    bool is_resumable = true;

  private:
    class Stream final : public store::ObjectStream {
      public:
        Stream(std::string bytes, std::uint64_t& left) : bytes_(std::move(bytes)), left_(left) {}
        Result<std::size_t> read(std::span<std::byte> buffer) override {
            const auto count = std::min({buffer.size(), bytes_.size() - at_, std::size_t{1000}});
            if (count > left_) return fail(ErrorKind::Io, "the line is dead");
            const auto piece = std::as_bytes(std::span(bytes_).subspan(at_, count));
            std::copy(piece.begin(), piece.end(), buffer.begin());
            at_ += count;
            left_ -= count;
            return count;
        }

      private:
        std::string bytes_;
        std::uint64_t& left_;
        std::size_t at_ = 0;
    };
};

struct ResumeFixture : SignedFixture {
    PackFixture pack;
    const Digest film = sha256(pack.files.at("cau/film.mp4"));

    store::Change change(store::ObjectSource& source) const {
        store::Change change;
        change.packs.push_back({test::signed_as("mau/gia-dinh.json", pack.manifest().to_json()),
                                "thanh-pho", &source});
        return change;
    }
    /// A download that broke, seen by the next act.
    void break_off(std::uint64_t budget, bool is_resumable = true) {
        BrittleSource source(pack, budget);
        source.is_resumable = is_resumable;
        REQUIRE_FALSE(apply(change(source)));
        CHECK(trouble.kind == Trouble::Kind::SourceUnreadable);
    }
    /// Where the writer leaves it; the next act puts it into staging/partial/.
    fs::path part() const { return store_path / "staging" / (film.hex() + ".part"); }
};

}  // namespace

TEST_CASE_FIXTURE(ResumeFixture, "resume: a broken download goes on where it stopped") {
    break_off(200'000);
    BrittleSource source(pack, 1 << 20);
    DiskPlan plan;
    store::InstallOptions options;
    options.show_plan = [&](const DiskPlan& shown) { plan = shown; };

    const auto report = apply(change(source), options);

    REQUIRE_MESSAGE(report, report.error().message);
    REQUIRE(source.offsets.at(film).size() == 1);
    CHECK(source.offsets.at(film)[0] > 190'000);
    CHECK(plan.kept >= source.offsets.at(film)[0]);
    CHECK(source.left < (1 << 20) - 100'000 + 22);
    CHECK_FALSE(test::fault_of(store, {report->generation.packs}));
    CHECK(fs::is_empty(store_path / "staging"));
}

TEST_CASE_FIXTURE(ResumeFixture, "resume: it survives any number of breaks") {
    BrittleSource source(pack, 0);
    int tries = 0;
    while (!apply(change(source))) {
        REQUIRE(++tries < 30);
        source.left = 20'000;
    }

    CHECK(tries > 10);
    CHECK_FALSE(test::fault_of(store, {store.current()->packs}));
}

TEST_CASE_FIXTURE(ResumeFixture, "resume: a part that is not of this object is dropped") {
    break_off(200'000);
    for (const std::string& wrong :
         {std::string(200'000, 'x'), std::string(300'000, 'x'), std::string(400'000, 'f')}) {
        test::write_file(part(), wrong);
        BrittleSource source(pack, 1 << 20);

        const auto report = apply(change(source));

        REQUIRE_MESSAGE(report, report.error().message);
        CHECK(source.offsets.at(film).back() == 0);
        CHECK_FALSE(test::fault_of(store, {report->generation.packs}));
        fs::remove_all(store_path);
        break_off(200'000);
    }
}

TEST_CASE_FIXTURE(ResumeFixture, "resume: from a source that cannot, nothing half-done is kept") {
    break_off(200'000, false);

    CHECK(fs::is_empty(store_path / "staging"));
    BrittleSource source(pack, 1 << 20);
    REQUIRE(apply(change(source)));
    CHECK(source.offsets.at(film)[0] == 0);
}

TEST_CASE_FIXTURE(ResumeFixture, "resume: a whole object whose last flush was cut is not fetched") {
    break_off(200'000);
    test::write_file(part(), pack.files.at("cau/film.mp4"));
    fs::permissions(part(), fs::perms::owner_read);
    BrittleSource source(pack, 1 << 20);

    REQUIRE(apply(change(source)));

    CHECK_FALSE(source.offsets.contains(film));
}

TEST_CASE_FIXTURE(ResumeFixture, "resume: parts that nothing wants any more go") {
    break_off(200'000);
    PackFixture other;
    other.id = "ben-nghe";
    other.files = {{"catalogue.db", "another"}};

    REQUIRE(install(other));

    CHECK(fs::is_empty(store_path / "staging"));
}

namespace {

/// A disk that has room for `blocks` more than its reserve.
struct SmallDisk final : store::SystemCalls {
    std::uint64_t blocks = 0;
    int space(int, struct statvfs& facts) override {
        facts = {};
        facts.f_frsize = 4096;
        facts.f_blocks = 1'000'000;
        facts.f_bavail = 50'000 + blocks;
        return 0;
    }
};

PackFixture version(std::uint64_t number) {
    PackFixture pack;
    pack.version = number;
    pack.files["cau/film.mp4"] = std::string(400'000, static_cast<char>('a' + number));
    return pack;
}

}  // namespace

TEST_CASE_FIXTURE(SignedFixture, "plan: what is needed, there and cleaned is known before a byte") {
    REQUIRE(install(version(1)));
    REQUIRE(install(version(2)));
    test::write_file(store_path / "objects/zz/rubbish", std::string(50'000, 'r'));
    test::write_pack(from, version(3));
    SmallDisk disk;
    disk.blocks = 200;
    DiskPlan plan;
    auto options = test::unsigned_content();
    options.show_plan = [&](const DiskPlan& shown) {
        plan = shown;
        CHECK(fs::exists(store_path / "objects/zz/rubbish"));
    };

    const auto report = test::install_from(from, store_path, disk, options);

    REQUIRE(report);
    CHECK(plan.needs == (98 + 1) * 4096);  // the film and the manifest
    CHECK(plan.objects == 2);
    CHECK(plan.present == 2);
    CHECK(plan.has == 200 * 4096);
    CHECK(plan.cleaned >= 50'000);
    CHECK(plan.cleaned_objects == 1);
    CHECK_FALSE(plan.drops_previous);
    CHECK(report->plan.needs == plan.needs);
}

TEST_CASE_FIXTURE(SignedFixture,
                  "plan: the previous generation makes room, the current one never") {
    REQUIRE(install(version(1)));
    REQUIRE(install(version(2)));
    test::write_pack(from, version(3));
    SmallDisk disk;
    disk.blocks = 10;

    const auto report = test::install_from(from, store_path, disk);

    REQUIRE_MESSAGE(report, report.error().message);
    CHECK(report->plan.drops_previous);
    CHECK(report->plan.cleaned > 400'000);
    CHECK(store.generation_numbers().value() == std::vector<std::uint64_t>{2, 3});
    CHECK_FALSE(test::fault_of(store, {report->generation.packs}));
}

TEST_CASE_FIXTURE(SignedFixture, "plan: what does not fit even so is refused, and all stays") {
    REQUIRE(install(version(1)));
    REQUIRE(install(version(2)));
    auto large = version(3);
    large.files["cau/second.mp4"] = std::string(900'000, 's');
    test::write_pack(from, large);
    SmallDisk disk;
    disk.blocks = 10;

    CHECK_FALSE(test::install_from(from, store_path, disk, test::unsigned_content(), &trouble));

    CHECK(trouble.kind == Trouble::Kind::NoSpace);
    CHECK(trouble.need > trouble.has);
    CHECK(store.generation_numbers().value() == std::vector<std::uint64_t>{1, 2});
    CHECK(store.previous()->number == 1);
}

TEST_CASE_FIXTURE(SignedFixture,
                  "plan: a previous generation that made room never comes back whole") {
    REQUIRE(install(version(1)));
    REQUIRE(install(version(2)));
    test::write_pack(from, version(3));
    fs::remove(test::object_file(from, version(3).files.at("cau/film.mp4")));
    SmallDisk disk;
    disk.blocks = 10;

    CHECK_FALSE(test::install_from(from, store_path, disk));

    CHECK(store.current()->number == 2);
    CHECK(store.previous().error().kind == ErrorKind::NotFound);
    store::StoreWriter writer(store_path, calls);
    CHECK_FALSE(writer.roll_back());
    CHECK(writer.trouble().kind == Trouble::Kind::NoPrevious);
    CHECK_FALSE(test::fault_of(store, {store.current()->packs}));
}
