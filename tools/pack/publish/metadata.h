// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "calendar.h"
#include "trust/key.h"
#include "trust/signer.h"

namespace sen::pack {

using Json = nlohmann::json;

inline constexpr std::uint64_t kMaxMetadataBytes = 16 << 20;
inline constexpr int kMaxMetadataDepth = 32;

/// The keys that may sign a role, and how many of them must. Keys that this program cannot read
/// (another kind) are counted only.
struct RoleKeys {
    struct Named {
        std::string id;  ///< as the metadata calls it; need not be the key's hash
        trust::PublicKey key;
    };
    std::vector<Named> keys;
    std::size_t unreadable = 0;
    std::size_t threshold = 0;

    /// The name under which `key` stands here; nothing when it does not.
    std::optional<std::string> name_of(const trust::PublicKey& key) const;
};

/// One file of TUF metadata (specification 4.1) as the publishing side handles it: what it does not
/// know is kept, also when something is changed. It is written in canonical JSON, so the same
/// content has the same bytes.
class Metadata {
  public:
    /// Errors: Corrupt. Signatures are not looked at.
    static Result<Metadata> parse(std::string_view bytes);
    /// Version 1 of a role, "root", "targets", "snapshot" or "timestamp".
    static Metadata create(std::string_view type);

    std::string type() const;
    std::uint64_t version() const;
    /// Nothing when the field is missing or no moment.
    std::optional<Day> expires() const;
    /// The day it was made; nothing in metadata of other tools.
    std::optional<Day> issued() const;

    const Json& content() const { return document_.at("signed"); }
    /// To change the content; every signature is dropped, because none would be right any more.
    Json& edit();
    void set_version(std::uint64_t version);
    /// Sets both days.
    void set_days(Day issued, Day expires);

    std::string bytes() const;
    /// The bytes that are signed.
    std::string signed_bytes() const;
    bool has_same_content(const Metadata& other) const { return content() == other.content(); }

    /// Adds the signature under the name `id`; one that is there and good stays as it is, so that
    /// signing twice changes nothing.
    Result<void> sign(const trust::PrivateKey& key, const std::string& id);
    /// The keys of `allowed` whose signature is here and good, each key once (by its material).
    std::vector<RoleKeys::Named> signers(const RoleKeys& allowed) const;
    bool is_signed_by(const RoleKeys& allowed) const;
    bool has_signatures() const;

    /// The keys of a top-level role that this root names, or of a role that these targets delegate
    /// to. A threshold of 0 or a missing role gives threshold 0, which nothing can meet.
    RoleKeys keys_of(const std::string& role) const;

  private:
    explicit Metadata(Json document) : document_(std::move(document)) {}
    Json document_;
};

/// RoleKeys of a list of key ids out of a map from ids to keys.
RoleKeys read_role_keys(const Json& keys, const Json& role);

}  // namespace sen::pack
