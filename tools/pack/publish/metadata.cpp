// SPDX-License-Identifier: Apache-2.0
#include "metadata.h"

#include <algorithm>
#include <set>

#include "base/json.h"
#include "trust/canonical_json.h"

namespace sen::pack {
namespace {

std::string to_hex(std::string_view bytes) {
    std::string text;
    for (const char byte : bytes) text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
    return text;
}

std::optional<std::string> from_hex(std::string_view text) {
    const auto value = [](char c) {
        if (c >= '0' && c <= '9') return c - '0';
        if (c >= 'a' && c <= 'f') return c - 'a' + 10;
        if (c >= 'A' && c <= 'F') return c - 'A' + 10;
        return -1;
    };
    if (text.size() % 2 != 0) return std::nullopt;
    std::string bytes;
    for (std::size_t at = 0; at < text.size(); at += 2) {
        const int high = value(text[at]), low = value(text[at + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        bytes += static_cast<char>(high * 16 + low);
    }
    return bytes;
}

std::string text_of(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool is_good(const Json& signature, const RoleKeys::Named& named, std::string_view message) {
    if (text_of(signature, "keyid") != named.id) return false;
    const auto bytes = from_hex(text_of(signature, "sig"));
    return bytes && named.key.verify(message, *bytes);
}

}  // namespace

std::optional<std::string> RoleKeys::name_of(const trust::PublicKey& key) const {
    for (const auto& named : keys)
        if (named.key.is_same_key(key)) return named.id;
    return std::nullopt;
}

RoleKeys read_role_keys(const Json& keys, const Json& role) {
    RoleKeys read;
    const auto threshold = role.find("threshold");
    if (threshold != role.end() && threshold->is_number_unsigned())
        read.threshold = threshold->get<std::size_t>();
    const auto ids = role.find("keyids");
    if (ids == role.end() || !ids->is_array() || !keys.is_object()) return read;
    for (const Json& id : *ids) {
        if (!id.is_string()) continue;
        const auto found = keys.find(id.get<std::string>());
        if (found == keys.end()) continue;
        if (auto key = trust::PublicKey::from_json(*found))
            read.keys.push_back({id.get<std::string>(), *std::move(key)});
        else
            ++read.unreadable;
    }
    return read;
}

Result<Metadata> Metadata::parse(std::string_view bytes) {
    SEN_TRY(Json document, parse_json(bytes, kMaxMetadataDepth));
    const bool is_metadata =
        document.is_object() && document.contains("signed") && document["signed"].is_object() &&
        document.contains("signatures") && document["signatures"].is_array() &&
        std::all_of(document["signatures"].begin(), document["signatures"].end(),
                    [](const Json& signature) { return signature.is_object(); });
    if (!is_metadata) return fail(ErrorKind::Corrupt, "no TUF metadata");
    Metadata metadata(std::move(document));
    if (metadata.version() == 0) return fail(ErrorKind::Corrupt, "no version");
    return metadata;
}

Metadata Metadata::create(std::string_view type) {
    return Metadata(
        {{"signed", {{"_type", type}, {"spec_version", "1.0.31"}, {"version", std::uint64_t{1}}}},
         {"signatures", Json::array()}});
}

std::string Metadata::type() const {
    return text_of(content(), "_type");
}

std::uint64_t Metadata::version() const {
    const auto found = content().find("version");
    return found != content().end() && found->is_number_unsigned() ? found->get<std::uint64_t>()
                                                                   : 0;
}

std::optional<Day> Metadata::expires() const {
    return day_of_moment(text_of(content(), "expires"));
}

std::optional<Day> Metadata::issued() const {
    return day_of_moment(text_of(content(), "issued"));
}

Json& Metadata::edit() {
    document_["signatures"] = Json::array();
    return document_["signed"];
}

void Metadata::set_version(std::uint64_t version) {
    edit()["version"] = version;
}

void Metadata::set_days(Day issued, Day expires) {
    Json& content = edit();
    content["issued"] = moment_text(issued);
    content["expires"] = moment_text(expires);
}

std::string Metadata::bytes() const {
    return trust::canonical_json(document_);
}

std::string Metadata::signed_bytes() const {
    return trust::canonical_json(content());
}

Result<void> Metadata::sign(const trust::PrivateKey& key, const std::string& id) {
    const std::string message = signed_bytes();
    const RoleKeys::Named named{id, key.public_key()};
    std::vector<Json> kept;
    for (const Json& signature : document_["signatures"]) {
        if (is_good(signature, named, message)) return {};
        if (text_of(signature, "keyid") != id) kept.push_back(signature);
    }
    SEN_TRY(const std::string bytes, key.sign(message));
    kept.push_back({{"keyid", id}, {"sig", to_hex(bytes)}});
    // In the order of their names, so that it does not matter who signed first.
    std::sort(kept.begin(), kept.end(), [](const Json& a, const Json& b) {
        return text_of(a, "keyid") < text_of(b, "keyid");
    });
    document_["signatures"] = kept;
    return {};
}

std::vector<RoleKeys::Named> Metadata::signers(const RoleKeys& allowed) const {
    const std::string message = signed_bytes();
    std::vector<RoleKeys::Named> found;
    for (const Json& signature : document_.at("signatures"))
        for (const auto& named : allowed.keys) {
            const bool is_counted = std::any_of(found.begin(), found.end(), [&](const auto& other) {
                return other.key.is_same_key(named.key);
            });
            if (!is_counted && is_good(signature, named, message)) found.push_back(named);
        }
    return found;
}

bool Metadata::is_signed_by(const RoleKeys& allowed) const {
    return allowed.threshold > 0 && signers(allowed).size() >= allowed.threshold;
}

bool Metadata::has_signatures() const {
    return !document_.at("signatures").empty();
}

RoleKeys Metadata::keys_of(const std::string& role) const {
    static const Json kNothing = Json::object();
    const auto member = [](const Json& object, const char* key) -> const Json& {
        const auto found = object.find(key);
        return found == object.end() ? kNothing : *found;
    };
    if (type() == "root") {
        const Json& roles = member(content(), "roles");
        return roles.is_object() && roles.contains(role)
                   ? read_role_keys(member(content(), "keys"), roles.at(role))
                   : RoleKeys{};
    }
    const Json& delegations = member(content(), "delegations");
    for (const Json& one : member(delegations, "roles"))
        if (one.is_object() && text_of(one, "name") == role)
            return read_role_keys(member(delegations, "keys"), one);
    return {};
}

}  // namespace sen::pack
