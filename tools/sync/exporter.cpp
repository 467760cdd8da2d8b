// SPDX-License-Identifier: Apache-2.0
#include "exporter.h"

#include <fcntl.h>

#include <algorithm>
#include <system_error>

#include "authority.h"
#include "folder_repository.h"
#include "repository_sources.h"
#include "sentences.h"
#include "trust/client.h"
#include "trust/file_names.h"
#include "trust/held_files.h"
#include "trust/time_ratchet.h"

namespace sen::sync {

namespace {

constexpr const char* kTimestampFile = "metadata/timestamp.json";
constexpr std::uint64_t kMaxRootBytes = 512 << 10;
constexpr std::size_t kBufferBytes = 1 << 18;

/// What is trusted here as a source for a client that trusts the root alone; what that client takes
/// is what goes on the stick.
class TrustedSource final : public trust::MetadataSource {
  public:
    TrustedSource(trust::TrustedFiles& files, std::map<std::string, std::string>& given)
        : files_(files), given_(given) {}

    Result<std::string> fetch(const std::string& name, std::uint64_t max_bytes) override {
        const auto dot = name.find('.');
        const bool has_version =
            dot > 0 && std::all_of(name.begin(), name.begin() + static_cast<std::ptrdiff_t>(dot),
                                   [](char digit) { return digit >= '0' && digit <= '9'; });
        const std::string kept = has_version ? name.substr(dot + 1) : name;
        if (kept == "root.json") return fail(ErrorKind::NotFound, "no newer root");
        SEN_TRY(auto bytes, files_.load(kept));
        if (bytes.size() > max_bytes) return fail(ErrorKind::Invalid, "{} is too long", name);
        given_[RepositoryMetadata::path_of(name)] = bytes;
        return bytes;
    }

  private:
    trust::TrustedFiles& files_;
    std::map<std::string, std::string>& given_;
};

bool is_withdrawal(const std::string& target_path) {
    return target_path == "withdrawn.json" || target_path.ends_with("/withdrawn.json");
}

}  // namespace

tl::unexpected<Error> Exporter::refuse(Sentence sentence, Error error) {
    complaint_ = {std::move(sentence), error.message};
    return tl::unexpected<Error>(std::move(error));
}

tl::unexpected<Error> Exporter::target_failed(const std::filesystem::path& to, Error error) {
    using Kind = store::Trouble::Kind;
    const auto& trouble = troubles_.last();
    // A stick that is not mounted must not become a folder on the card.
    if (trouble.kind == Kind::NothingInstalled)
        return refuse({"source_missing", {{"from", to.string()}}}, std::move(error));
    std::string key = "export_failed";
    if (trouble.kind == Kind::NoSpace) key = "export_full";
    if (trouble.kind == Kind::StoreReadOnly) key = "export_read_only";
    if (trouble.kind == Kind::StoreNotPermitted) key = "export_not_permitted";
    return refuse({key, {{"to", to.string()}, {"file", trouble.file}}}, std::move(error));
}

Result<ExportReport> Exporter::run(const std::string& authority, const std::filesystem::path& to,
                                   std::chrono::sys_seconds built,
                                   const store::ProgressFunction& progress) {
    ExportReport report;
    SEN_CHECK(collect(authority, built, report));
    const auto write = [&]() -> Result<void> {
        SEN_TRY(const auto stick, disk_.open_root(to));
        SEN_TRY(auto ensured, disk_.ensure_folder(stick, kStickFolder));
        const auto& tree = ensured.folder;
        if (ensured.was_made) SEN_CHECK(disk_.sync(stick));
        SEN_CHECK(check_space(tree));
        SEN_CHECK(write_objects(tree, progress, report));
        const std::string last = cargo_.files.at(kTimestampFile);
        for (const auto& [path, bytes] : cargo_.files)
            if (path != kTimestampFile) SEN_CHECK(write_file(tree, path, bytes));
        return write_file(tree, kTimestampFile, last);
    };
    auto written = write();
    if (written) return report;
    if (!complaint_.sentence.key.empty()) return tl::unexpected(std::move(written).error());
    return target_failed(to, std::move(written).error());
}

Result<void> Exporter::collect(const std::string& authority, std::chrono::sys_seconds built,
                               ExportReport& report) {
    store::Trouble trouble;
    auto files = store::TrustedFolder::open(store_.directory(), authority, calls_, &trouble);
    if (!files)
        return refuse(trusted_unreadable(trouble, store_.directory(), authority),
                      std::move(files).error());
    trust::HeldFiles held;
    TrustedSource source(**files, cargo_.files);
    std::optional<trust::Client> client;
    const auto judge = [&]() -> Result<std::vector<trust::TargetFile>> {
        SEN_TRY(const auto root, (*files)->load("root.json"));
        SEN_CHECK(held.save("root.json", root));
        SEN_TRY(const auto ratchet, trust::TimeRatchet::open(**files, built));
        SEN_TRY(client, trust::Client::open(held, source, ratchet.reference_time()));
        SEN_CHECK(client->refresh());
        return client->list_targets();
    };
    auto targets = judge();
    if (!targets) {
        Sentence sentence{"export_nothing_trusted", {{"authority", authority}}};
        if (client && client->fault().fault == trust::TrustFault::Expired)
            sentence = sentence_of(client->fault(), authority, "");
        return refuse(std::move(sentence), std::move(targets).error());
    }
    SEN_CHECK(collect_roots(authority));
    for (const auto& target : *targets)
        SEN_CHECK(collect_target(authority, target, client->root().is_consistent_snapshot, report));
    return {};
}

Result<void> Exporter::collect_roots(const std::string& authority) {
    const auto folder = trusted::roots(store_.directory(), authority);
    std::error_code error;
    for (std::filesystem::directory_iterator entries(folder, error), end; !error && entries != end;
         entries.increment(error)) {
        auto root = read_file(entries->path(), kMaxRootBytes);
        if (!root)
            return refuse({"export_nothing_trusted", {{"authority", authority}}},
                          std::move(root).error());
        cargo_.files[RepositoryMetadata::path_of(entries->path().filename().string())] =
            std::move(*root);
    }
    return {};
}

Result<void> Exporter::collect_target(const std::string& authority, const trust::TargetFile& target,
                                      bool is_consistent_snapshot, ExportReport& report) {
    const auto hash = target.hashes.find("sha256");
    if (hash == target.hashes.end()) return {};
    const std::string path = "targets/" + trust::target_file_name(target, is_consistent_snapshot);
    if (is_withdrawal(target.path)) {
        auto list =
            read_file(trusted::lists(store_.directory(), authority) / hash->second, target.length);
        if (!list)
            return refuse({"export_update_first", {{"authority", authority}}},
                          std::move(list).error());
        cargo_.files[path] = std::move(*list);
        return {};
    }
    const auto collect_pack = [&]() -> Result<void> {
        SEN_TRY(const auto digest, Digest::from_hex(hash->second));
        SEN_TRY(const auto bytes, store_.read_object(digest, store::kMaxManifestBytes));
        SEN_TRY(const auto manifest, store::Manifest::parse(bytes));
        std::map<Digest, std::uint64_t> objects;
        for (const auto& entry : manifest.objects) {
            SEN_TRY(const auto file, store_.open_object(entry.object));
            SEN_TRY(const auto length, file_size(file));
            if (length != entry.length)
                return fail(ErrorKind::Corrupt, "{} has another length", entry.path);
            objects[entry.object] = entry.length;
        }
        cargo_.objects.merge(objects);
        cargo_.files[path] = bytes;
        ++report.packs;
        return {};
    };
    if (auto collected = collect_pack(); !collected)
        report.complaints.push_back(
            {{"export_left_out", {{"pack", target.path}}}, collected.error().message});
    return {};
}

Result<void> Exporter::check_space(const store::Folder& tree) {
    std::uint64_t need = 0;
    for (const auto& [object, length] : cargo_.objects) {
        struct stat facts {};
        const int answer =
            calls_.status_at(tree.fd.get(), store::layout::object_file(object), facts);
        if (answer < 0) need += length;
    }
    for (const auto& [path, bytes] : cargo_.files) need += bytes.size();
    struct statvfs facts {};
    const int answer = calls_.space(tree.fd.get(), facts);
    if (answer < 0) return troubles_.store_call(-answer, "measure", kStickFolder);
    const std::uint64_t has = std::uint64_t{facts.f_bavail} * facts.f_frsize;
    if (need <= has) return {};
    constexpr std::uint64_t kMegabyte = 1'000'000;
    return refuse({"export_no_space",
                   {{"need", std::to_string((need + kMegabyte - 1) / kMegabyte)},
                    {"has", std::to_string(has / kMegabyte)}}},
                  {ErrorKind::Full, fmt::format("{} bytes are needed, {} are free", need, has)});
}

Result<void> Exporter::write_objects(const store::Folder& tree,
                                     const store::ProgressFunction& progress,
                                     ExportReport& report) {
    store::Progress done;
    for (const auto& [object, length] : cargo_.objects) done.total += length;
    for (const auto& [object, length] : cargo_.objects) {
        const std::string path = store::layout::object_file(object);
        SEN_TRY(const auto folder, folder_in(tree, path));
        SEN_TRY(const bool is_good, is_there(folder, object, length));
        if (!is_good) {
            SEN_CHECK(copy(folder, object));
            ++report.objects;
            report.bytes += length;
        }
        done.done += length;
        if (progress) progress(done);
    }
    return {};
}

/// Read to its end: a file that a bad stick has spoilt is written again.
Result<bool> Exporter::is_there(const store::Folder& folder, const Digest& object,
                                std::uint64_t length) {
    const int fd = calls_.open(folder.fd.get(), object.hex(), O_RDONLY, 0);
    if (fd < 0) return false;
    const UniqueFd file(fd);
    struct stat facts {};
    if (calls_.status(fd, facts) < 0 || !S_ISREG(facts.st_mode) ||
        static_cast<std::uint64_t>(facts.st_size) != length)
        return false;
    const auto digest = digest_file(file);
    return digest && *digest == object;
}

Result<void> Exporter::copy(const store::Folder& folder, const Digest& object) {
    const std::string part = object.hex() + ".part";
    SEN_TRY(const auto source, store_.open_object(object));
    SEN_CHECK(disk_.remove_file(folder, part));
    {
        SEN_TRY(const auto file, disk_.create_file(folder, part));
        Sha256 hash;
        std::vector<std::byte> buffer(kBufferBytes);
        off_t offset = 0;
        while (true) {
            const ssize_t count = calls_.read(source.get(), buffer, offset);
            if (count < 0)
                return refuse({"export_store_damaged", {{"file", object.hex()}}},
                              error_from_errno(static_cast<int>(-count), "read " + object.hex()));
            if (count == 0) break;
            const auto piece = std::span(buffer).first(static_cast<std::size_t>(count));
            hash.update(piece);
            SEN_CHECK(disk_.write(file, {reinterpret_cast<const char*>(piece.data()), piece.size()},
                                  folder.at(part)));
            offset += count;
        }
        if (hash.finish() != object) {
            SEN_CHECK(disk_.remove_file(folder, part));
            return refuse({"export_store_damaged", {{"file", object.hex()}}},
                          {ErrorKind::Corrupt, object.hex() + " is damaged in the store"});
        }
        SEN_CHECK(disk_.sync(file, folder.at(part)));
    }
    SEN_CHECK(disk_.rename(folder, part, folder, object.hex(), store::Disk::IfThere::Replace));
    return disk_.sync(folder);
}

Result<store::Folder> Exporter::folder_in(const store::Folder& tree, const std::string& path) {
    std::optional<store::Folder> folder;
    std::size_t start = 0;
    for (auto slash = path.find('/'); slash != std::string::npos; slash = path.find('/', start)) {
        const store::Folder& above = folder ? *folder : tree;
        SEN_TRY(auto ensured, disk_.ensure_folder(above, path.substr(start, slash - start)));
        if (ensured.was_made) SEN_CHECK(disk_.sync(above));
        folder = std::move(ensured.folder);
        start = slash + 1;
    }
    return std::move(*folder);
}

Result<void> Exporter::write_file(const store::Folder& tree, const std::string& path,
                                  const std::string& bytes) {
    SEN_TRY(const auto folder, folder_in(tree, path));
    return disk_.write_whole(folder, path.substr(path.rfind('/') + 1), bytes);
}

}  // namespace sen::sync
