// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "trust/signer.h"

namespace sen::test {

/// A TUF repository written by hand, so that tests can serve good ones and every sort of bad one:
/// no code of the publishing side is used. One ed25519 key for each role; a role in `delegated`
/// signs
/// `<role>/*`. Change what is public, then call write(): it signs all and writes the tree.
class SignedRepository {
  public:
    /// Makes keys; writes nothing yet.
    explicit SignedRepository(std::filesystem::path directory);

    std::filesystem::path directory;
    std::map<std::string, std::uint64_t> versions{
        {"root", 1}, {"targets", 1}, {"snapshot", 1}, {"timestamp", 1}};
    std::string issued = "2026-11-25T00:00:00Z";
    std::map<std::string, std::string> expires;  ///< by role; absent: 2036
    std::vector<std::string> delegated;          ///< made by delegate()
    /// Target path → bytes; a path `<role>/…` of a delegated role is signed by it, others by
    /// "targets".
    std::map<std::string, std::string> targets;

    /// A role with a key of its own and `<role>/*`, terminating.
    void delegate(const std::string& role);
    /// The same role with another key, as after a theft.
    void replace_key(const std::string& role);
    const trust::PrivateKey& key(const std::string& role) const { return keys_.at(role); }

    /// Adds a built pack (manifest.json and objects/) under `<publisher>/<pack>.json` and copies
    /// its objects.
    void add_pack(const std::filesystem::path& built);
    /// Signs everything with the versions given and writes the whole tree, timestamp.json last.
    void write() const;
    /// The same with each version but the root's one higher.
    void write_next();
    /// The bytes of metadata/<version>.root.json, for Client::initialise.
    std::string root_bytes() const;

    /// {"signed": content, "signatures": [that of the role's key]}, for metadata made by hand.
    std::string sign(const std::string& role, const nlohmann::json& content) const;

  private:
    nlohmann::json head(const std::string& type, const std::string& role) const;
    nlohmann::json root() const;
    nlohmann::json targets_of(const std::string& role) const;
    std::string signer_of(const std::string& target_path) const;

    std::map<std::string, trust::PrivateKey> keys_;
};

/// A key made for tests; the shipped cost of sealing would make them slow.
trust::PrivateKey make_key(trust::KeyKind kind = trust::KeyKind::Ed25519);
inline constexpr trust::Sealing kQuickSealing{1 << 4, 1};

}  // namespace sen::test
