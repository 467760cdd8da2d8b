// SPDX-License-Identifier: Apache-2.0
#include "trust/role_keys.h"

#include <algorithm>
#include <set>

#include "trust/members.h"

namespace sen::trust {

namespace {

constexpr std::size_t kMaxKeys = 1024;  // each may cost a check of a signature

bool has_key(const RoleKeys& role, const KeyTable& keys, const PublicKey& wanted) {
    return std::any_of(role.keyids.begin(), role.keyids.end(), [&](const std::string& keyid) {
        const auto key = keys.find(keyid);
        return key != keys.end() && key->second.is_same_key(wanted);
    });
}

}  // namespace

Result<KeyTable> parse_key_table(const nlohmann::json& keys) {
    KeyTable table;
    for (const auto& [keyid, key] : keys.items()) {
        auto read = PublicKey::from_json(key);
        if (read)
            table.emplace(keyid, std::move(*read));
        else if (read.error().kind == ErrorKind::Corrupt)
            return add_context(read.error(), "the key {}", keyid);
    }
    return table;
}

Result<RoleKeys> parse_role_keys(const nlohmann::json& role) {
    RoleKeys keys;
    SEN_CHECK(list_member(role, "keyids"));
    SEN_TRY(keys.keyids, optional_texts(role, "keyids"));
    if (keys.keyids.size() > kMaxKeys) return fail(ErrorKind::Corrupt, "too many keys");
    if (std::set(keys.keyids.begin(), keys.keyids.end()).size() != keys.keyids.size())
        return fail(ErrorKind::Corrupt, "a key id stands twice in one role");
    // With 0 nobody would have to sign: other clients have taken it.
    SEN_TRY(keys.threshold, number_member(role, "threshold", 1));
    return keys;
}

Result<std::vector<std::string>> check_threshold(const RoleKeys& role, const KeyTable& keys,
                                                 const Envelope& envelope) {
    std::vector<std::string> signers;
    std::vector<const PublicKey*> counted;
    for (const auto& signature : envelope.signatures) {
        const auto key = keys.find(signature.keyid);
        if (key == keys.end() || signature.bytes.empty() ||
            std::find(role.keyids.begin(), role.keyids.end(), signature.keyid) == role.keyids.end())
            continue;
        const bool is_counted =
            std::any_of(counted.begin(), counted.end(),
                        [&](const PublicKey* other) { return other->is_same_key(key->second); });
        if (is_counted || !key->second.verify(envelope.signed_bytes, signature.bytes)) continue;
        counted.push_back(&key->second);
        signers.push_back(signature.keyid);
    }
    if (signers.size() < role.threshold)
        return fail(ErrorKind::Untrusted, "signed by {} of its keys, {} are needed", signers.size(),
                    role.threshold);
    return signers;
}

bool has_lost_a_key(const RoleKeys& before, const KeyTable& keys_before, const RoleKeys& after,
                    const KeyTable& keys_after) {
    return std::any_of(before.keyids.begin(), before.keyids.end(), [&](const std::string& keyid) {
        const auto key = keys_before.find(keyid);
        return key != keys_before.end() && !has_key(after, keys_after, key->second);
    });
}

}  // namespace sen::trust
