// SPDX-License-Identifier: Apache-2.0
#include "media_cache.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <map>
#include <utility>
#include <vector>

#include "base/json.h"

namespace sen::pack {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr int kFormat = 1;
constexpr std::uint64_t kMaxSidecarBytes = 8 << 20;
constexpr std::string_view kWork = "work-";
constexpr std::size_t kKeyDigits = 64;

Result<catalogue::Asset> facts_of(const fs::path& path, const MediaFacts& facts) {
    SEN_TRY(const UniqueFd file, open_file(path));
    catalogue::Asset asset;
    SEN_TRY(asset.length, file_size(file));
    SEN_TRY(asset.object, digest_file(file));
    asset.type = facts.type;
    asset.size = facts.size;
    asset.duration = facts.duration;
    return asset;
}

json to_json(const catalogue::Asset& asset) {
    return {{"object", asset.object.hex()}, {"length", asset.length},
            {"type", asset.type},           {"width", asset.size.width},
            {"height", asset.size.height},  {"duration_ms", asset.duration.count()}};
}

/// The sidecar is our own, but a disk may have torn it: any oddity is Corrupt.
Result<catalogue::Asset> asset_from_json(const json& value) {
    const auto number = [&](const char* key) -> std::int64_t {
        return value.contains(key) && value[key].is_number_integer()
                   ? value[key].get<std::int64_t>()
                   : -1;
    };
    const auto text = [&](const char* key) -> std::string {
        return value.contains(key) && value[key].is_string() ? value[key].get<std::string>() : "";
    };
    if (!value.is_object() || number("length") < 0 || number("width") < 0 || number("height") < 0 ||
        number("duration_ms") < 0 || text("type").empty())
        return fail(ErrorKind::Corrupt, "odd facts");
    catalogue::Asset asset;
    SEN_TRY(asset.object, Digest::from_hex(text("object")));
    asset.type = text("type");
    asset.length = static_cast<std::uint64_t>(number("length"));
    asset.size = {static_cast<int>(number("width")), static_cast<int>(number("height"))};
    asset.duration = Milliseconds(number("duration_ms"));
    return asset;
}

/// The files of one key.
struct Entry {
    std::vector<fs::path> files;
    fs::path sidecar;  ///< empty when there is none
    std::uint64_t bytes = 0;
    fs::file_time_type last_use{};
};

struct Inventory {
    std::map<Digest, Entry> entries;
    std::vector<fs::path> work;  ///< directories of runs that are over
};

Result<Inventory> take_inventory(const fs::path& directory) {
    Inventory inventory;
    std::error_code error;
    fs::directory_iterator files(directory, error);
    for (; !error && files != fs::directory_iterator(); files.increment(error)) {
        const fs::path& path = files->path();
        const std::string name = path.filename();
        if (name.starts_with(kWork) && fs::is_directory(files->symlink_status()))
            inventory.work.push_back(path);
        const auto key = Digest::from_hex(name.substr(0, name.find('.')));
        if (!key || name.size() <= kKeyDigits || !fs::is_regular_file(files->symlink_status()))
            continue;
        Entry& entry = inventory.entries[*key];
        entry.bytes += fs::file_size(path, error);
        if (name.substr(kKeyDigits) == ".json") {
            entry.sidecar = path;
            entry.last_use = fs::last_write_time(path, error);
        } else {
            entry.files.push_back(path);
        }
        if (error) break;
    }
    if (error)
        return fail(ErrorKind::Io, "look through {}: {}", directory.string(), error.message());
    return inventory;
}

Result<void> remove(const Entry& entry) {
    std::error_code error;
    if (!entry.sidecar.empty()) fs::remove(entry.sidecar, error);
    for (const auto& file : entry.files)
        if (!error) fs::remove(file, error);
    if (error) return fail(ErrorKind::Io, "remove from the cache: {}", error.message());
    return {};
}

}  // namespace

Result<MediaCache> MediaCache::open(const fs::path& directory) {
    std::error_code error;
    fs::create_directories(directory, error);
    if (error)
        return fail(ErrorKind::Io, "make the cache {}: {}", directory.string(), error.message());
    UniqueFd lock(::open((directory / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
    int locked = -1;
    // Waits for one that prunes, which takes no time to speak of.
    while (lock && (locked = ::flock(lock.get(), LOCK_SH)) != 0 && errno == EINTR) {
    }
    if (locked != 0)
        return tl::unexpected(error_from_errno(errno, "lock the cache " + directory.string()));
    return MediaCache(directory, std::move(lock));
}

Result<MediaCache::Pruned> MediaCache::prune(const Rule& rule, const std::set<Digest>& used,
                                             fs::file_time_type now) && {
    const UniqueFd lock = std::move(lock_);
    Pruned pruned;
    if (::flock(lock.get(), LOCK_EX | LOCK_NB) != 0) {
        pruned.is_busy = true;
        return pruned;
    }
    SEN_TRY(const Inventory inventory, take_inventory(directory_));
    std::vector<const Entry*> removable;
    for (const auto& [key, entry] : inventory.entries) {
        pruned.bytes_left += entry.bytes;
        if (!used.contains(key) || entry.sidecar.empty()) removable.push_back(&entry);
    }
    const auto order = [](const Entry* entry) {
        return std::pair(!entry->sidecar.empty(), entry->last_use);
    };
    std::stable_sort(removable.begin(), removable.end(),
                     [&](const Entry* a, const Entry* b) { return order(a) < order(b); });
    for (const Entry* entry : removable) {
        const bool is_old = now - entry->last_use > rule.max_age;
        if (!entry->sidecar.empty() && !is_old && pruned.bytes_left <= rule.max_bytes) break;
        SEN_CHECK(remove(*entry));
        ++pruned.entries;
        pruned.bytes += entry->bytes;
        pruned.bytes_left -= entry->bytes;
    }
    std::error_code ignored;  // the next run tries again
    for (const auto& work : inventory.work) fs::remove_all(work, ignored);
    return pruned;
}

fs::path MediaCache::sidecar(const Digest& key) const {
    return directory_ / (key.hex() + ".json");
}

fs::path MediaCache::file(const Digest& key, const std::string& name) const {
    return directory_ / (key.hex() + "." + name);
}

Result<Digest> MediaCache::key_of(const MediaJob& job) const {
    std::string text = fmt::format("{}\n{}\n", kFormat, job.recipe);
    if (!job.input.empty()) {
        SEN_TRY(const UniqueFd input, open_file(job.input));
        SEN_TRY(const Digest digest, digest_file(input));
        text += digest.hex();
    }
    return sha256(text);
}

std::optional<MediaResult> MediaCache::find(const Digest& key) const {
    auto result = read(key);
    // Without a note it merely counts as used earlier.
    if (result) (void)::utimensat(AT_FDCWD, sidecar(key).c_str(), nullptr, 0);
    return result ? std::move(*result) : std::nullopt;
}

Result<std::optional<MediaResult>> MediaCache::read(const Digest& key) const {
    SEN_TRY(const std::string bytes, read_file(sidecar(key), kMaxSidecarBytes));
    SEN_TRY(const json value, parse_json(bytes));
    if (!value.is_object() || !value.contains("files") || !value["files"].is_object() ||
        !value.contains("extra") || !value["extra"].is_object())
        return fail(ErrorKind::Corrupt, "odd sidecar");
    MediaResult result;
    result.extra = value["extra"];
    for (const auto& [name, facts] : value["files"].items()) {
        SEN_TRY(const catalogue::Asset asset, asset_from_json(facts));
        SEN_TRY(const catalogue::Asset now,
                facts_of(file(key, name), {asset.type, asset.size, asset.duration}));
        if (now.object != asset.object || now.length != asset.length)
            return fail(ErrorKind::Corrupt, "{} is damaged", name);
        result.files[name] = {asset, file(key, name)};
    }
    return std::optional<MediaResult>(std::move(result));
}

Result<MediaResult> MediaCache::make(const Digest& key, const MediaJob& job) const {
    SEN_TRY(const auto work, TemporaryDirectory::create_in(directory_, kWork));
    SEN_TRY(const MediaMade made, job.make(work.path()));
    return keep(key, made, work.path());
}

Result<MediaResult> MediaCache::keep(const Digest& key, const MediaMade& made,
                                     const fs::path& from) const {
    MediaResult result;
    result.extra = made.extra;
    json files = json::object();
    for (const auto& [name, facts] : made.files) {
        SEN_TRY(const catalogue::Asset asset, facts_of(from / name, facts));
        std::error_code error;
        fs::rename(from / name, file(key, name), error);
        if (error) return fail(ErrorKind::Io, "keep {}: {}", name, error.message());
        files[name] = to_json(asset);
        result.files[name] = {asset, file(key, name)};
    }
    // The sidecar comes last: without it there is no entry.
    const json value = {{"files", files}, {"extra", made.extra}};
    SEN_CHECK(write_file_atomically(sidecar(key), value.dump()));
    return result;
}

}  // namespace sen::pack
