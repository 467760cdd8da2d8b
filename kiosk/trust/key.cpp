// SPDX-License-Identifier: Apache-2.0
#include "trust/key.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <algorithm>
#include <array>

#include "base/digest.h"
#include "base/hex.h"
#include "trust/canonical_json.h"

namespace sen::trust {

namespace {

using nlohmann::json;
using KeyHandle = std::shared_ptr<EVP_PKEY>;

constexpr std::size_t kMaxPublicBytes = 16 << 10;
constexpr int kMinRsaBits = 2048;  // TUF 4.2
constexpr int kMaxRsaBits = 16384;

const unsigned char* octets(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

/// The y of the points of order 1, 2, 4 and 8, and the spellings of them that are not reduced; the
/// sign of x, the top bit, is left out. Under such a key a signature that says nothing can be made
/// for any message (RFC 8032, 5.1.7, leaves it to the verifier; OpenSSL takes them).
bool is_small_order(std::string_view point) {
    static constexpr std::array<std::string_view, 7> kSmallOrder{
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"};
    std::string y(point);
    y.back() = static_cast<char>(y.back() & 0x7f);
    return std::find(kSmallOrder.begin(), kSmallOrder.end(), to_hex(y)) != kSmallOrder.end();
}

KeyHandle ed25519_key(const std::string& digits) {
    const auto raw = from_hex(digits);
    if (!raw || raw->size() != 32 || is_small_order(*raw)) return nullptr;
    return {EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, octets(*raw), raw->size()),
            &EVP_PKEY_free};
}

KeyHandle pem_key(const std::string& pem) {
    const std::unique_ptr<BIO, decltype(&BIO_free)> bio(
        BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free);
    // Without a callback OpenSSL would ask the terminal for the pass phrase of a sealed key.
    const auto no_passphrase = [](char*, int, int, void*) { return 0; };
    KeyHandle key(PEM_read_bio_PUBKEY(bio.get(), nullptr, no_passphrase, nullptr), &EVP_PKEY_free);
    return key;
}

bool is_rsa(const EVP_PKEY* key) {
    return EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA;
}

KeyHandle rsa_key(const std::string& pem) {
    auto key = pem_key(pem);
    if (!key || !is_rsa(key.get())) return nullptr;
    const int bits = EVP_PKEY_get_bits(key.get());
    return bits >= kMinRsaBits && bits <= kMaxRsaBits ? key : nullptr;
}

KeyHandle p256_key(const std::string& pem) {
    auto key = pem_key(pem);
    if (!key || EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_EC) return nullptr;
    std::array<char, 32> curve{};
    std::size_t length = 0;
    if (EVP_PKEY_get_group_name(key.get(), curve.data(), curve.size(), &length) != 1)
        return nullptr;
    return std::string_view(curve.data(), length) == "prime256v1" ? key : nullptr;
}

struct Kind {
    std::string_view keytype, scheme;
    KeyHandle (*make)(const std::string& text);
};
/// What tokens that know no PSS sign with; other TUF tools write it so.
constexpr std::string_view kRsaPkcs1Scheme = "rsa-pkcs1v15-sha256";
/// TUF 4.2 and, as it leaves further schemes to the publisher, the one above. "ecdsa" is what other
/// tools write for the same thing.
constexpr Kind kKinds[] = {
    {"ed25519", "ed25519", ed25519_key},
    {"ecdsa", "ecdsa-sha2-nistp256", p256_key},
    {"ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256", p256_key},
    {"rsa", "rsassa-pss-sha256", rsa_key},
    {"rsa", kRsaPkcs1Scheme, rsa_key},
};

const std::string* text_field(const json& object, const char* name) {
    if (!object.is_object()) return nullptr;
    const auto found = object.find(name);
    if (found == object.end() || !found->is_string()) return nullptr;
    return found->get_ptr<const std::string*>();
}

bool is_ed25519(const EVP_PKEY* key) {
    return EVP_PKEY_get_base_id(key) == EVP_PKEY_ED25519;
}

/// The padding that the scheme asks for, never the other one; whatever length of salt the signer
/// chose is taken.
bool set_padding(const EVP_PKEY* key, std::string_view scheme, EVP_PKEY_CTX* context) {
    if (!is_rsa(key)) return true;
    if (scheme == kRsaPkcs1Scheme)
        return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1;
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
           EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_AUTO) == 1 &&
           EVP_PKEY_CTX_set_rsa_mgf1_md(context, EVP_sha256()) == 1;
}

}  // namespace

Result<PublicKey> PublicKey::from_json(const nlohmann::json& key) {
    const auto* keytype = text_field(key, "keytype");
    const auto* scheme = text_field(key, "scheme");
    if (keytype == nullptr || scheme == nullptr || !key.contains("keyval") ||
        !key["keyval"].is_object())
        return fail(ErrorKind::Corrupt, "a key needs keytype, scheme and keyval");
    for (const auto& kind : kKinds) {
        if (kind.keytype != *keytype || kind.scheme != *scheme) continue;
        const auto* text = text_field(key["keyval"], "public");
        if (text == nullptr) return fail(ErrorKind::Corrupt, "a key without its public part");
        if (text->size() > kMaxPublicBytes) return fail(ErrorKind::Invalid, "a key is too long");
        auto handle = kind.make(*text);
        ERR_clear_error();
        if (!handle) return fail(ErrorKind::Invalid, "no {} key can be made of it", *keytype);
        return PublicKey(key, std::move(handle));
    }
    return fail(ErrorKind::Unsupported, "the key type {} with {} is not known", *keytype, *scheme);
}

std::string PublicKey::id() const {
    return sha256(canonical_json(json_)).hex();
}

bool PublicKey::verify(std::string_view message, std::string_view signature) const {
    // RFC 8017 8.1.2: exactly as long as the modulus. OpenSSL takes it without its leading zeros,
    // too.
    const EVP_PKEY* key = key_.get();
    if (is_rsa(key) && signature.size() != static_cast<std::size_t>(EVP_PKEY_get_size(key)))
        return false;
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                          &EVP_MD_CTX_free);
    EVP_PKEY_CTX* parameters = nullptr;  // owned by `context`
    const EVP_MD* digest = is_ed25519(key_.get()) ? nullptr : EVP_sha256();
    const bool is_valid =
        context &&
        EVP_DigestVerifyInit(context.get(), &parameters, digest, nullptr, key_.get()) == 1 &&
        set_padding(key_.get(), *text_field(json_, "scheme"), parameters) &&
        EVP_DigestVerify(context.get(), octets(signature), signature.size(), octets(message),
                         message.size()) == 1;
    ERR_clear_error();
    return is_valid;
}

bool PublicKey::is_same_key(const PublicKey& other) const {
    return EVP_PKEY_eq(key_.get(), other.key_.get()) == 1;
}

}  // namespace sen::trust
