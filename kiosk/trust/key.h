// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/result.h"

struct evp_pkey_st;  // OpenSSL's EVP_PKEY

namespace sen::trust {

/// A public key of TUF metadata (TUF 4.2): ed25519, ecdsa on P-256 with SHA-256, or RSA of 2048 to
/// 16384 bits with SHA-256 and the padding of its scheme, PSS or PKCS #1 v1.5. Copies share the
/// key; it never changes, any thread may use it.
class PublicKey {
  public:
    /// Errors: Corrupt (no TUF key), Unsupported (an unknown `keytype` or `scheme`), Invalid (no
    /// key of that type can be made of its `public`).
    static Result<PublicKey> from_json(const nlohmann::json& key);

    /// As it was read, with the fields that nobody here knows.
    const nlohmann::json& json() const { return json_; }
    /// Hex SHA-256 of the canonical json(): the id that our own tools give (TUF 4.2 KEYID).
    std::string id() const;
    /// Whether `signature`, the raw bytes, is this key's over `message`.
    bool verify(std::string_view message, std::string_view signature) const;
    /// By the key itself: neither ids nor spelling nor unknown fields make two keys of one.
    bool is_same_key(const PublicKey& other) const;

  private:
    PublicKey(nlohmann::json json, std::shared_ptr<evp_pkey_st> key)
        : json_(std::move(json)), key_(std::move(key)) {}

    nlohmann::json json_;
    std::shared_ptr<evp_pkey_st> key_;
};

}  // namespace sen::trust
