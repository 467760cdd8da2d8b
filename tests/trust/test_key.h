// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

struct evp_pkey_st;

namespace sen::test {

/// A key pair made on the spot, with which the tests sign as any publisher's tool would.
class TestKey {
  public:
    static TestKey ed25519();
    static TestKey p256();
    static TestKey rsa(unsigned bits = 2048);
    /// Of the scheme with the older padding.
    static TestKey rsa_pkcs1();

    /// In TUF's form.
    const nlohmann::json& public_json() const { return public_json_; }
    /// What our tools give; a test may call the key anything else.
    std::string id() const;
    /// `salt_bytes`: of an RSA signature (-1: as long as the digest).
    std::string sign(std::string_view message, int salt_bytes = -1) const;

  private:
    TestKey(evp_pkey_st* key, const char* keytype, const char* scheme);

    std::shared_ptr<evp_pkey_st> key_;
    nlohmann::json public_json_;
};

}  // namespace sen::test
