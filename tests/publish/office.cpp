// SPDX-License-Identifier: Apache-2.0
#include "publish/office.h"

#include <fstream>

#include "catalogue/writer.h"
#include "publish/signed_repository.h"
#include "signing.h"
#include "trust/held_files.h"
#include "trust/trust.h"

namespace sen::test {
namespace {

namespace fs = std::filesystem;

void write_into(const fs::path& file, const std::string& bytes) {
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
}

/// Adds an object and its entry to a pack that is being built.
catalogue::Asset add_object(const fs::path& folder, store::Manifest& manifest,
                            const std::string& path, const std::string& bytes,
                            const std::string& type, Size size, Milliseconds duration = {}) {
    const Digest digest = sha256(bytes);
    write_into(folder / pack::tree::object_file(digest), bytes);
    manifest.objects.push_back({path, digest, bytes.size(), type, size.width, size.height,
                                static_cast<std::uint64_t>(duration.count())});
    return {digest, type, bytes.size(), size, duration};
}

catalogue::Texts in_vietnamese(const std::string& text) {
    return {{"vi", text}};
}

Result<Seen> look(const fs::path& repository, pack::Day date, std::uint64_t root_version) {
    trust::HeldFiles files;
    FolderSource source(repository);
    SEN_TRY(const std::string root,
            source.fetch(std::to_string(root_version) + ".root.json", 1 << 20));
    SEN_CHECK(trust::Client::initialise(files, root));
    SEN_TRY(auto client, trust::Client::open(files, source, std::chrono::sys_seconds(date)));
    SEN_CHECK(client.refresh());
    SEN_TRY(const auto targets, client.list_targets());
    // A publisher that has signed nothing yet is listed nowhere; every other fault is one.
    for (const auto& skipped : client.skipped())
        if (skipped.fault != trust::TrustFault::NotListed)
            return fail(ErrorKind::Untrusted, "{} is not trusted", skipped.role);
    Seen seen;
    for (const auto& target : targets) {
        SEN_TRY(std::string bytes,
                read_file(repository / "targets" / trust::target_file_name(target, true), 1 << 22));
        SEN_TRY(const auto verified, trust::verify_target(target, std::move(bytes)));
        seen[target.path] = {target.role, sha256(verified.bytes()).hex()};
        if (!pack::is_manifest_target(target.path)) continue;
        SEN_TRY(const auto manifest, store::Manifest::parse(verified.bytes()));
        for (const auto& entry : manifest.objects) {
            SEN_TRY(const auto object,
                    read_file(repository / pack::tree::object_file(entry.object), entry.length));
            if (sha256(object) != entry.object)
                return fail(ErrorKind::Corrupt, "{} is damaged", entry.path);
        }
    }
    return seen;
}

}  // namespace

const trust::PrivateKey& key_of(const std::string& person) {
    static std::map<std::string, trust::PrivateKey> keys;
    const auto found = keys.find(person);
    return found != keys.end() ? found->second : keys.emplace(person, make_key()).first->second;
}

std::string picture_bytes(std::size_t index) {
    return "\xff\xd8 picture " + std::to_string(index);
}

void write_built_pack(const fs::path& folder, const BuiltPack& pack) {
    fs::remove_all(folder);
    fs::create_directories(folder);
    store::Manifest manifest{pack.id, pack.publisher, "2026-11-22", pack.version, {}, {}};
    catalogue::PackContent content;
    content.id = pack.id;
    content.publisher = pack.publisher;
    content.version = pack.version;
    content.issued = manifest.issued;
    content.languages = {"vi"};
    content.title = in_vietnamese("Chuyện cũ");
    content.cover = {"chuyen-0", 0};
    catalogue::CollectionContent collection{
        "tat-ca", in_vietnamese("Tất cả"), {}, {"chuyen-0", 0}, {}};
    for (std::size_t index = 0; index < pack.texts.size(); ++index) {
        catalogue::ExhibitContent exhibit;
        exhibit.id = "chuyen-" + std::to_string(index);
        exhibit.title = in_vietnamese("Chuyện " + std::to_string(index));
        exhibit.rights = in_vietnamese("CC BY 4.0");
        exhibit.text["vi"] = {{catalogue::BlockKind::Paragraph, pack.texts[index], {}}};
        using Blocks = std::vector<catalogue::Block>;
        const auto paragraph = [](const std::string& text) {
            return Blocks{{catalogue::BlockKind::Paragraph, text, {}}};
        };
        if (index == 0 && !pack.simple_text.empty())
            exhibit.simple_text["vi"] = paragraph(pack.simple_text);
        if (index == 0 && !pack.guide_note.empty())
            exhibit.notes["vi"] = paragraph(pack.guide_note);
        exhibit.sources = {{in_vietnamese("Sách"), ""}};
        catalogue::PictureContent picture;
        picture.thumbnail = picture.view =
            add_object(folder, manifest, exhibit.id + "/hinh.jpg", picture_bytes(index),
                       "image/jpeg", {320, 200});
        picture.caption = in_vietnamese("Hình <" + std::to_string(index) + ">");
        picture.alt = picture.caption;
        picture.source = in_vietnamese("Tranh");
        picture.rights = in_vietnamese("CC0");
        exhibit.pictures = {picture};
        if (index == 0 && !pack.film.empty()) {
            exhibit.kind = catalogue::ExhibitKind::Film;
            catalogue::FilmContent film;
            film.media = add_object(folder, manifest, "phim.mp4", pack.film, "video/mp4",
                                    {1280, 720}, Milliseconds(12'000));
            film.poster = film.first_frame = film.last_frame = picture.view;
            film.source = in_vietnamese("Phim");
            film.rights = in_vietnamese("CC0");
            exhibit.film = film;
        }
        collection.exhibits.push_back(exhibit.id);
        content.exhibits.push_back(exhibit);
    }
    content.collections = {collection};
    content.attract = {{"chuyen-0", 0}};
    const fs::path catalogue = folder / "catalogue.sqlite";
    must(catalogue::write_catalogue(catalogue, content));
    manifest.catalogue =
        add_object(folder, manifest, "catalogue.sqlite", read_file(catalogue, 1 << 24).value(),
                   "application/vnd.sqlite3", {})
            .object;
    fs::remove(catalogue);
    write_into(folder / "manifest.json", manifest.to_json());
}

Result<std::string> FolderSource::fetch(const std::string& name, std::uint64_t max_bytes) {
    return read_file(repository_ / "metadata" / name, max_bytes);
}

Seen seen_by_client(const fs::path& repository, pack::Day date, std::uint64_t root_version) {
    auto seen = look(repository, date, root_version);
    if (!seen) return {{"error", {seen.error().message, ""}}};
    return *seen;
}

std::map<std::string, std::string> tree_of(const fs::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        const std::string name = entry.path().lexically_relative(folder).string();
        if (entry.is_regular_file() && name != "lock" && !name.starts_with("staging"))
            files[name] = read_file(entry.path(), 1 << 24).value();
    }
    return files;
}

pack::KeyGroup group(const std::vector<std::string>& people, std::size_t threshold) {
    pack::KeyGroup group;
    group.threshold = threshold;
    for (const auto& person : people) group.keys.push_back(key_of(person).public_key());
    return group;
}

Office::Office() = default;

Result<pack::Desk> Office::try_desk(store::SystemCalls& calls) {
    return pack::Desk::open(repository(), date, calls, refusals);
}

Result<pack::Desk> Office::try_desk() {
    return try_desk(calls_);
}

pack::Desk Office::desk() {
    return must(try_desk());
}

std::string Office::refused() const {
    return refusals.last() ? refusals.last()->key : std::string();
}

Result<bool> Office::init() {
    pack::Desk open = desk();
    return pack::draft_repository(open,
                                  {group({"a", "b", "c"}, 2), group({"city"}), group({"release"})});
}

Result<std::vector<std::string>> Office::sign(const std::string& person,
                                              const std::set<std::string>& roles) {
    SEN_TRY(pack::Desk open, try_desk());
    return pack::sign_drafts(open, roles, key_of(person));
}

Result<pack::ReleaseReport> Office::release(const pack::ReleaseRequest& request,
                                            const std::string& person) {
    SEN_TRY(pack::Desk open, try_desk());
    std::vector<trust::PrivateKey> keys;
    const std::string pem = key_of(person).to_sealed_pem("mot mat khau dai", kQuickSealing).value();
    keys.push_back(trust::PrivateKey::from_sealed_pem(pem, "mot mat khau dai").value());
    return pack::release(open, request, keys);
}

void Office::found() {
    must(init());
    for (const char* person : {"a", "b", "city"}) must(sign(person));
    must(release());
}

void Office::delegate_ward() {
    {
        pack::Desk open = desk();
        must(pack::draft_delegation(open, "phuong-mau", group({"editor", "approver"})));
    }
    must(sign("city"));
    must(release());
}

Result<pack::PackDraftReport> Office::draft(const BuiltPack& pack) {
    write_built_pack(built(), pack);
    SEN_TRY(pack::Desk open, try_desk());
    return pack::draft_pack(open, built());
}

void Office::publish(const BuiltPack& pack) {
    must(draft(pack));
    for (const char* person : {"editor", "approver"}) must(sign(person));
    must(release());
}

}  // namespace sen::test
