// SPDX-License-Identifier: Apache-2.0
#include "trust/repository.h"

#include <utility>

#include "base/digest.h"
#include "base/hex.h"
#include "trust/canonical_json.h"
#include "trust/file_names.h"

namespace sen::test {

std::string signed_file(const json& content, const Keys& keys) {
    json signatures = json::array();
    const auto message = trust::canonical_json(content);
    for (const auto& key : keys)
        signatures.push_back({{"keyid", key.id()}, {"sig", to_hex(key.sign(message))}});
    return json{{"signatures", signatures}, {"signed", content}}.dump(1);
}

Result<std::string> MemoryFiles::load(const std::string& name) {
    const auto file = files.find(name);
    if (file == files.end()) return fail(ErrorKind::NotFound, "no {}", name);
    return file->second;
}

bool MemoryFiles::may_write() {
    if (writes_left == 0) return false;
    if (writes_left > 0) --writes_left;
    return true;
}

Result<void> MemoryFiles::save(const std::string& name, std::string_view bytes) {
    if (!may_write()) return fail(ErrorKind::Io, "the disk is gone");
    files[name] = bytes;
    saved.push_back(name);
    return {};
}

Result<void> MemoryFiles::remove(const std::string& name) {
    if (!may_write()) return fail(ErrorKind::Io, "the disk is gone");
    files.erase(name);
    return {};
}

std::uint64_t MemoryFiles::version(const std::string& role) const {
    const auto file = files.find(trust::trusted_file_name(role));
    if (file == files.end()) return 0;
    return json::parse(file->second)["signed"]["version"].get<std::uint64_t>();
}

Repository::Repository(std::string expires) : expires_(std::move(expires)) {
    for (const char* role : {"root", "timestamp", "snapshot", "targets"})
        contents_[role] = {
            {"_type", role}, {"spec_version", "1.0.31"}, {"version", 0}, {"expires", expires_}};
    contents_["root"]["consistent_snapshot"] = true;
    contents_["targets"]["targets"] = json::object();
    for (const char* role : {"root", "timestamp", "snapshot", "targets"})
        set_role(role, {TestKey::ed25519()});
    publish_root();
    publish();
}

Result<std::string> Repository::fetch(const std::string& name, std::uint64_t max_bytes) {
    requests.push_back(name);
    if (on_fetch) on_fetch(name);
    if (const auto failure = failures.find(name); failure != failures.end())
        return fail(failure->second, "no answer");
    const auto file = files.find(name);
    if (file == files.end()) return fail(ErrorKind::NotFound, "no {}", name);
    if (file->second.size() > max_bytes) return fail(ErrorKind::Invalid, "longer than wanted");
    return file->second;
}

void Repository::set_role(const std::string& role, const Keys& keys, int threshold) {
    keys_.insert_or_assign(role, keys);
    auto& root = contents_["root"];
    root["roles"][role] = {{"keyids", json::array()}, {"threshold", threshold}};
    for (const auto& key : keys) {
        root["roles"][role]["keyids"].push_back(key.id());
        root["keys"][key.id()] = key.public_json();
    }
}

void Repository::delegate(const std::string& parent, const std::string& name,
                          const std::vector<std::string>& paths, bool is_terminating,
                          std::optional<Keys> role_keys) {
    if (!contents_.contains(name))
        contents_[name] = {{"_type", "targets"},
                           {"spec_version", "1.0.31"},
                           {"version", 0},
                           {"expires", expires_},
                           {"targets", json::object()}};
    if (!role_keys) role_keys = keys_.contains(name) ? keys_.at(name) : Keys{TestKey::ed25519()};
    if (!keys_.contains(name)) keys_.insert_or_assign(name, *role_keys);
    auto& delegations = contents_[parent]["delegations"];
    if (delegations.is_null()) delegations = {{"keys", json::object()}, {"roles", json::array()}};
    json role = {{"name", name},
                 {"keyids", json::array()},
                 {"threshold", role_keys->size()},
                 {"paths", paths},
                 {"terminating", is_terminating}};
    for (const auto& key : *role_keys) {
        role["keyids"].push_back(key.id());
        delegations["keys"][key.id()] = key.public_json();
    }
    delegations["roles"].push_back(role);
}

void Repository::add_target(const std::string& role, const std::string& path,
                            const std::string& bytes) {
    contents_[role]["targets"][path] = {{"length", bytes.size()},
                                        {"hashes", {{"sha256", sha256(bytes).hex()}}}};
}

std::string Repository::name_of(const std::string& role) const {
    const bool is_versioned = role == "root" || (role != "timestamp" && is_consistent());
    std::optional<std::uint64_t> version;
    if (is_versioned) version = contents_.at(role)["version"].get<std::uint64_t>();
    return trust::metadata_file_name(role, version);
}

std::string Repository::file_of(const std::string& role) const {
    return signed_file(contents_.at(role), keys_.at(role));
}

void Repository::write(const std::string& role, const std::string& bytes) {
    files[name_of(role)] = bytes;
}

json Repository::meta_file(const std::string& role) const {
    json meta{{"version", contents_.at(role)["version"]}};
    if (!has_hashes) return meta;
    const auto& bytes = files.at(name_of(role));
    meta["length"] = bytes.size();
    meta["hashes"] = {{"sha256", sha256(bytes).hex()}};
    return meta;
}

void Repository::publish_root(const Keys& other_signers) {
    auto& root = contents_["root"];
    root["version"] = root["version"].get<std::uint64_t>() + 1;
    auto signers = keys_.at("root");
    signers.insert(signers.end(), other_signers.begin(), other_signers.end());
    write("root", signed_file(root, signers));
}

void Repository::publish() {
    for (auto& [role, content] : contents_) {
        const bool is_targets = content["_type"] == "targets";
        if (!is_targets || published_[role] == content) continue;
        content["version"] = content["version"].get<std::uint64_t>() + 1;
        published_[role] = content;
        write(role, file_of(role));
        contents_["snapshot"]["meta"][role + ".json"] = meta_file(role);
    }
    publish_snapshot();
}

void Repository::publish_snapshot() {
    auto& snapshot = contents_["snapshot"];
    snapshot["version"] = snapshot["version"].get<std::uint64_t>() + 1;
    write("snapshot", file_of("snapshot"));
    contents_["timestamp"]["meta"]["snapshot.json"] = meta_file("snapshot");
    publish_timestamp();
}

void Repository::publish_timestamp() {
    auto& timestamp = contents_["timestamp"];
    timestamp["version"] = timestamp["version"].get<std::uint64_t>() + 1;
    write("timestamp", file_of("timestamp"));
}

Kiosk::Kiosk() {
    if (!trust::Client::initialise(files, repository.files.at("1.root.json"))) std::abort();
    files.saved.clear();
}

Result<void> Kiosk::refresh() {
    auto client = open();
    auto result = client.refresh();
    fault = client.fault();
    return result;
}

Result<std::optional<trust::TargetFile>> Kiosk::find(const std::string& path) {
    auto client = open();
    SEN_CHECK(client.refresh());
    auto found = client.find_target(path);
    fault = client.fault();
    return found;
}

std::string Kiosk::signer_of(const std::string& path) {
    const auto found = find(path);
    if (!found) return "!";
    return *found ? (*found)->role : "";
}

bool failed_as(const Kiosk& kiosk, const Result<void>& result, trust::TrustFault fault,
               const std::string& role) {
    return !result && kiosk.fault.fault == fault && kiosk.fault.role == role;
}

std::vector<std::string> listed(trust::Client& client) {
    std::vector<std::string> names;
    const auto targets = client.list_targets().value();
    for (const auto& target : targets) names.push_back(target.path + ":" + target.role);
    return names;
}

}  // namespace sen::test
