// SPDX-License-Identifier: Apache-2.0
#include "publish/signed_repository.h"

#include <algorithm>
#include <fstream>
#include <utility>

#include "base/digest.h"
#include "base/file.h"
#include "store/manifest.h"
#include "trust/canonical_json.h"

namespace sen::test {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

void write_into(const fs::path& file, const std::string& bytes) {
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
}

std::string hex(const std::string& bytes) {
    std::string text;
    for (const char byte : bytes) text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
    return text;
}

}  // namespace

trust::PrivateKey make_key(trust::KeyKind kind) {
    return trust::PrivateKey::generate(kind).value();
}

SignedRepository::SignedRepository(fs::path where) : directory(std::move(where)) {
    for (const auto& role : versions) keys_.emplace(role.first, make_key());
}

void SignedRepository::delegate(const std::string& role) {
    delegated.push_back(role);
    versions[role] = 1;
    replace_key(role);
}

void SignedRepository::replace_key(const std::string& role) {
    keys_.insert_or_assign(role, make_key());
}

void SignedRepository::add_pack(const fs::path& built) {
    const std::string bytes = read_file(built / "manifest.json", store::kMaxManifestBytes).value();
    const auto manifest = store::Manifest::parse(bytes).value();
    targets[manifest.publisher + "/" + manifest.pack + ".json"] = bytes;
    fs::create_directories(directory);
    fs::copy(built / "objects", directory / "objects",
             fs::copy_options::recursive | fs::copy_options::skip_existing);
}

Json SignedRepository::head(const std::string& type, const std::string& role) const {
    const auto end = expires.find(role);
    return {{"_type", type},
            {"spec_version", "1.0.31"},
            {"version", versions.at(role)},
            {"issued", issued},
            {"expires", end == expires.end() ? "2036-01-01T00:00:00Z" : end->second}};
}

Json SignedRepository::root() const {
    Json content = head("root", "root");
    content["consistent_snapshot"] = true;
    for (const char* role : {"root", "targets", "snapshot", "timestamp"}) {
        const auto& public_key = keys_.at(role).public_key();
        content["keys"][public_key.id()] = public_key.json();
        content["roles"][role] = {{"keyids", Json::array({public_key.id()})}, {"threshold", 1}};
    }
    return content;
}

std::string SignedRepository::signer_of(const std::string& target_path) const {
    const std::string first = target_path.substr(0, target_path.find('/'));
    const bool is_delegated =
        target_path.find('/') != std::string::npos &&
        std::find(delegated.begin(), delegated.end(), first) != delegated.end();
    return is_delegated ? first : "targets";
}

Json SignedRepository::targets_of(const std::string& role) const {
    Json content = head("targets", role);
    content["targets"] = Json::object();
    for (const auto& [path, bytes] : targets)
        if (signer_of(path) == role)
            content["targets"][path] = {{"length", bytes.size()},
                                        {"hashes", {{"sha256", sha256(bytes).hex()}}}};
    if (role != "targets" || delegated.empty()) return content;
    content["delegations"] = {{"keys", Json::object()}, {"roles", Json::array()}};
    for (const auto& name : delegated) {
        const auto& public_key = keys_.at(name).public_key();
        content["delegations"]["keys"][public_key.id()] = public_key.json();
        content["delegations"]["roles"].push_back({{"name", name},
                                                   {"keyids", Json::array({public_key.id()})},
                                                   {"threshold", 1},
                                                   {"terminating", true},
                                                   {"paths", Json::array({name + "/*"})}});
    }
    return content;
}

std::string SignedRepository::sign(const std::string& role, const Json& content) const {
    const auto& signer = keys_.at(role);
    const std::string signature = signer.sign(trust::canonical_json(content)).value();
    const Json entry{{"keyid", signer.public_key().id()}, {"sig", hex(signature)}};
    return trust::canonical_json({{"signed", content}, {"signatures", Json::array({entry})}});
}

std::string SignedRepository::root_bytes() const {
    return sign("root", root());
}

void SignedRepository::write() const {
    const fs::path metadata = directory / "metadata";
    for (const auto& [path, bytes] : targets) {
        const fs::path name(path);
        write_into(directory / "targets" / name.parent_path() /
                       (sha256(bytes).hex() + "." + name.filename().string()),
                   bytes);
    }
    const auto numbered = [&](const std::string& role) {
        return metadata / fmt::format("{}.{}.json", versions.at(role), role);
    };
    Json snapshot = head("snapshot", "snapshot");
    std::vector<std::string> listed = delegated;
    listed.emplace_back("targets");
    for (const auto& role : listed) {
        write_into(numbered(role), sign(role, targets_of(role)));
        snapshot["meta"][role + ".json"] = {{"version", versions.at(role)}};
    }
    write_into(numbered("snapshot"), sign("snapshot", snapshot));
    write_into(numbered("root"), root_bytes());
    Json timestamp = head("timestamp", "timestamp");
    timestamp["meta"]["snapshot.json"] = {{"version", versions.at("snapshot")}};
    write_into(metadata / "timestamp.json", sign("timestamp", timestamp));
}

void SignedRepository::write_next() {
    for (auto& [role, version] : versions)
        if (role != "root") ++version;
    write();
}

}  // namespace sen::test
