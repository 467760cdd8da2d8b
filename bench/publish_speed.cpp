// SPDX-License-Identifier: Apache-2.0
#include "publish_speed.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <vector>

#include "base/file.h"
#include "catalogue/large_pack.h"
#include "catalogue/writer.h"
#include "process.h"
#include "statistics.h"
#include "store/manifest.h"
#include "store/store.h"

namespace sen::bench {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFiles = 5000;
constexpr int kExhibits = 1500;
constexpr std::uint64_t kBoundedBytes = 500'000'000, kFullBytes = 10'000'000'000;
constexpr int kEdits = 5;
constexpr Milliseconds kPatience{1'800'000};
constexpr double kReach = 5;  // s

/// A folder that goes with what is in it.
class Scratch {
  public:
    explicit Scratch(fs::path path) : path_(std::move(path)) {
        fs::remove_all(path_);
        fs::create_directories(path_);
    }
    ~Scratch() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    const fs::path& path() const { return path_; }

  private:
    fs::path path_;
};

/// A pack as `sen-pack build` leaves it. Its media are holes with a number in front: sen-pack reads
/// and writes every byte of them all the same.
class InventedPack {
  public:
    explicit InventedPack(fs::path folder)
        : folder_(std::move(folder)), content_(catalogue::large_content(kExhibits)) {
        manifest_.pack = content_.id;
        manifest_.publisher = content_.publisher;
        manifest_.issued = "2026-11-22";
    }
    const fs::path& folder() const { return folder_; }

    Result<void> make_media(std::size_t files, std::uint64_t bytes) {
        const std::uint64_t length = bytes / files;
        for (std::size_t i = 0; i < files; ++i) {
            const fs::path part = folder_ / "part";
            {
                std::ofstream file(part, std::ios::binary);
                file << fmt::format("{:08}", i);
            }
            fs::resize_file(part, length);
            SEN_CHECK(take(part, fmt::format("exhibits/muc-{}.jpg", i), "image/jpeg"));
        }
        return {};
    }
    /// The next version: one sentence of one text is another.
    Result<void> edit() {
        ++manifest_.version;
        auto& text = content_.exhibits[content_.exhibits.size() / 2].text["vi"].front();
        text.text = fmt::format("Câu chuyện được kể lại lần thứ {}.", manifest_.version);
        std::erase_if(manifest_.objects,
                      [&](const auto& entry) { return entry.object == manifest_.catalogue; });
        const fs::path part = folder_ / "part";
        fs::remove(part);
        SEN_CHECK(catalogue::write_catalogue(part, content_));
        SEN_CHECK(take(part, "catalogue.sqlite", "application/vnd.sqlite3"));
        manifest_.catalogue = manifest_.objects.back().object;
        return write_file_atomically(folder_ / "manifest.json", manifest_.to_json());
    }

  private:
    Result<void> take(const fs::path& part, std::string path, std::string type) {
        store::ManifestEntry entry;
        entry.path = std::move(path);
        entry.type = std::move(type);
        {
            SEN_TRY(const UniqueFd file, open_file(part));
            SEN_TRY(entry.object, digest_file(file));
            SEN_TRY(entry.length, file_size(file));
        }
        const auto object = store::Store(folder_).object_path(entry.object);
        fs::create_directories(object.parent_path());
        fs::rename(part, object);
        manifest_.objects.push_back(std::move(entry));
        return {};
    }

    fs::path folder_;
    catalogue::PackContent content_;
    store::Manifest manifest_;
};

/// The office: its keys, its repository, and sen-pack.
class Office {
  public:
    Office(fs::path program, fs::path folder)
        : program_(std::move(program)), folder_(std::move(folder)) {}

    /// A repository with a root, a city and a publishing computer of one key each.
    Result<void> found() {
        SEN_CHECK(write_file_atomically(folder_ / "passphrase", "mười hai chữ cái\n"));
        for (const char* key : {"root", "city", "machine"})
            SEN_CHECK(sen_pack({"key", "new", "--out", file(key)}));
        SEN_CHECK(sen_pack({"publish", "init", file("repository"), "--root-key", file("root.pub"),
                            "--root-threshold", "1", "--targets-key", file("city.pub"),
                            "--release-key", file("machine.pub")},
                           false));
        SEN_CHECK(sen_pack({"publish", "sign", file("repository"), "--key", file("root")}));
        return sen_pack({"publish", "sign", file("repository"), "--key", file("city"),
                         "--release-with", file("machine")});
    }
    /// Seconds until the pack is drafted, signed, checked and released.
    Result<double> publish(const fs::path& pack) const {
        const double begin = milliseconds(CLOCK_MONOTONIC);
        SEN_CHECK(sen_pack({"publish", "pack", file("repository"), pack.string(), "--sign-with",
                            file("city"), "--release-with", file("machine")}));
        return (milliseconds(CLOCK_MONOTONIC) - begin) / 1e3;
    }

  private:
    std::string file(const char* name) const { return (folder_ / name).string(); }
    Result<void> sen_pack(std::vector<std::string> words, bool uses_keys = true) const {
        words.insert(words.begin(), program_.string());
        if (uses_keys) words.insert(words.end(), {"--passphrase-file", file("passphrase")});
        return run(words, kPatience);
    }

    fs::path program_, folder_;
};

/// Nothing that was read or written is in memory any more. Io for who may not.
Result<void> empty_page_cache() {
    ::sync();
    const UniqueFd file(::open("/proc/sys/vm/drop_caches", O_WRONLY | O_CLOEXEC));
    if (!file || ::write(file.get(), "3", 1) != 1)
        return tl::unexpected(error_from_errno(errno, "empty the page cache"));
    return {};
}

std::string spread(const std::vector<double>& all) {
    return fmt::format("median of {}, {:.2f} to {:.2f}", all.size(), percentile(all, 0),
                       percentile(all, 1));
}

}  // namespace

Result<void> measure_publish(const fs::path& program, const fs::path& work, PackSize size,
                             Table& table) {
    const bool is_full = size == PackSize::Full;
    const std::uint64_t bytes = is_full ? kFullBytes : kBoundedBytes;
    const std::string group = fmt::format(
        "sen-pack publish, pack of {} files, {:.1f} GB: draft, two keys unsealed, signed, checked, "
        "released",
        kFiles, static_cast<double>(bytes) / 1e9);
    const Scratch scratch(work / "bench-publish");
    InventedPack pack(scratch.path() / "pack");
    Office office(program, scratch.path());
    fs::create_directories(pack.folder());
    SEN_CHECK(pack.make_media(kFiles - 1, bytes));
    SEN_CHECK(pack.edit());
    SEN_CHECK(office.found());
    SEN_TRY(const double first, office.publish(pack.folder()));
    table.add({group, "first time: every file is copied and flushed", first, "s", "once", {}});
    std::vector<double> warm, cold;
    for (int i = 0; i < kEdits; ++i) {
        SEN_CHECK(pack.edit());
        SEN_TRY(const double took, office.publish(pack.folder()));
        warm.push_back(took);
    }
    table.add({group, "again after one text edit, page cache warm", median(warm), "s", spread(warm),
               Reach{Reach::Side::AtMost, kReach}});
    if (!is_full) return {};
    for (int i = 0; i < kEdits; ++i) {
        SEN_CHECK(pack.edit());
        SEN_CHECK(empty_page_cache());
        SEN_TRY(const double took, office.publish(pack.folder()));
        cold.push_back(took);
    }
    table.add({group, "again after one text edit, page cache emptied", median(cold), "s",
               spread(cold), Reach{Reach::Side::AtMost, kReach}});
    return {};
}

}  // namespace sen::bench
