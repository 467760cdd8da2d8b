// SPDX-License-Identifier: Apache-2.0
#include "trust/signer.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "base/digest.h"
#include "base/utf8.h"

namespace sen::trust {
namespace {

constexpr int kRsaBits = 3072;
constexpr std::uint64_t kScryptR = 8;
constexpr int kSaltBytes = 16;

template <auto Free>
struct Freer {
    template <class T>
    void operator()(T* pointer) const {
        Free(pointer);
    }
};
template <class T, auto Free>
using Owned = std::unique_ptr<T, Freer<Free>>;
using KeyHandle = Owned<EVP_PKEY, EVP_PKEY_free>;
using Bio = Owned<BIO, BIO_free>;
using PlainKey = Owned<PKCS8_PRIV_KEY_INFO, PKCS8_PRIV_KEY_INFO_free>;
using SealedKey = Owned<X509_SIG, X509_SIG_free>;

/// What OpenSSL says of its last failure; its list is emptied, so that the next one is its own.
std::string openssl_reason() {
    std::array<char, 256> text{};
    ERR_error_string_n(ERR_peek_last_error(), text.data(), text.size());
    ERR_clear_error();
    return text.data();
}

std::string take_all(BIO* bio) {
    std::string bytes;
    std::array<char, 4096> piece;
    for (int count = 0; (count = BIO_read(bio, piece.data(), static_cast<int>(piece.size()))) > 0;)
        bytes.append(piece.data(), static_cast<std::size_t>(count));
    return bytes;
}

Bio reader_of(std::string_view bytes) {
    return Bio(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
}

std::size_t count_letters(std::string_view text) {
    std::size_t count = 0;
    while (const auto point = first_code_point(text)) {
        text.remove_prefix(point->length);
        ++count;
    }
    return count;
}

std::optional<KeyKind> kind_of(const EVP_PKEY* key) {
    if (EVP_PKEY_is_a(key, "ED25519") == 1) return KeyKind::Ed25519;
    if (EVP_PKEY_is_a(key, "RSA") == 1) return KeyKind::Rsa;
    std::array<char, 32> group{};
    std::size_t length = 0;
    const bool is_p256 = EVP_PKEY_is_a(key, "EC") == 1 &&
                         EVP_PKEY_get_group_name(key, group.data(), group.size(), &length) == 1 &&
                         std::string_view(group.data(), length) == "prime256v1";
    return is_p256 ? std::optional(KeyKind::Ecdsa) : std::nullopt;
}

Result<std::string> public_pem(EVP_PKEY* key) {
    const Bio bio(BIO_new(BIO_s_mem()));
    if (!bio || PEM_write_bio_PUBKEY(bio.get(), key) != 1)
        return fail(ErrorKind::Io, "write the public key: {}", openssl_reason());
    return take_all(bio.get());
}

Result<std::string> public_hex(const EVP_PKEY* key) {
    Digest bytes;  // an ed25519 public key is as long as a SHA-256
    std::size_t length = bytes.bytes.size();
    if (EVP_PKEY_get_raw_public_key(key, bytes.bytes.data(), &length) != 1)
        return fail(ErrorKind::Io, "write the public key: {}", openssl_reason());
    return bytes.hex();
}

/// The key as TUF metadata names it (specification 4.2).
Result<PublicKey> public_half(EVP_PKEY* key, KeyKind kind) {
    if (kind == KeyKind::Ed25519) {
        SEN_TRY(const std::string hex, public_hex(key));
        return PublicKey::from_json(
            {{"keytype", "ed25519"}, {"scheme", "ed25519"}, {"keyval", {{"public", hex}}}});
    }
    SEN_TRY(const std::string pem, public_pem(key));
    const bool is_rsa = kind == KeyKind::Rsa;
    return PublicKey::from_json({{"keytype", is_rsa ? "rsa" : "ecdsa"},
                                 {"scheme", is_rsa ? "rsassa-pss-sha256" : "ecdsa-sha2-nistp256"},
                                 {"keyval", {{"public", pem}}}});
}

}  // namespace

struct PrivateKey::State {
    KeyHandle key;
    KeyKind kind;
    std::optional<PublicKey> public_key = std::nullopt;
};

PrivateKey::PrivateKey(std::unique_ptr<State> state) : state_(std::move(state)) {}
PrivateKey::PrivateKey(PrivateKey&&) noexcept = default;
PrivateKey& PrivateKey::operator=(PrivateKey&&) noexcept = default;
PrivateKey::~PrivateKey() = default;

Result<PrivateKey> PrivateKey::wrap(std::unique_ptr<State> state) {
    SEN_TRY(state->public_key, public_half(state->key.get(), state->kind));
    return PrivateKey(std::move(state));
}

Result<PrivateKey> PrivateKey::generate(KeyKind kind) {
    KeyHandle key;
    switch (kind) {
        case KeyKind::Ed25519:
            key.reset(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
            break;
        case KeyKind::Ecdsa:
            key.reset(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
            break;
        case KeyKind::Rsa:
            key.reset(
                EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", static_cast<std::size_t>(kRsaBits)));
            break;
    }
    if (!key) return fail(ErrorKind::Io, "make a key: {}", openssl_reason());
    return wrap(std::make_unique<State>(State{std::move(key), kind}));
}

Result<PrivateKey> PrivateKey::from_sealed_pem(std::string_view pem, std::string_view passphrase) {
    const Bio bio = reader_of(pem);
    const SealedKey sealed(bio ? PEM_read_bio_PKCS8(bio.get(), nullptr, nullptr, nullptr)
                               : nullptr);
    if (!sealed) return fail(ErrorKind::Corrupt, "no sealed key (PKCS#8): {}", openssl_reason());
    const PlainKey plain(
        PKCS8_decrypt(sealed.get(), passphrase.data(), static_cast<int>(passphrase.size())));
    if (!plain)
        return fail(ErrorKind::Untrusted, "the passphrase does not open it: {}", openssl_reason());
    KeyHandle key(EVP_PKCS82PKEY(plain.get()));
    // A wrong passphrase passes the padding once in 256 times; what it opens is no key.
    if (!key) return fail(ErrorKind::Untrusted, "what it seals is no key: {}", openssl_reason());
    const auto kind = kind_of(key.get());
    if (!kind)
        return fail(ErrorKind::Unsupported, "a key that is neither ed25519, ECDSA P-256 nor RSA");
    return wrap(std::make_unique<State>(State{std::move(key), *kind}));
}

Result<std::string> PrivateKey::to_sealed_pem(std::string_view passphrase,
                                              const Sealing& sealing) const {
    if (find_invalid_utf8(passphrase))
        return fail(ErrorKind::Invalid, "the passphrase is not UTF-8");
    if (count_letters(passphrase) < kMinPassphraseLetters)
        return fail(ErrorKind::Invalid, "the passphrase has fewer than {} characters",
                    kMinPassphraseLetters);
    const PlainKey plain(EVP_PKEY2PKCS8(state_->key.get()));
    Owned<X509_ALGOR, X509_ALGOR_free> scheme(
        PKCS5_pbe2_set_scrypt(EVP_aes_256_cbc(), nullptr, kSaltBytes, nullptr, sealing.scrypt_n,
                              kScryptR, sealing.scrypt_p));
    if (!plain || !scheme) return fail(ErrorKind::Io, "seal the key: {}", openssl_reason());
    const SealedKey sealed(PKCS8_set0_pbe(passphrase.data(), static_cast<int>(passphrase.size()),
                                          plain.get(), scheme.get()));
    if (!sealed) return fail(ErrorKind::Io, "seal the key: {}", openssl_reason());
    (void)scheme.release();  // it is part of `sealed` now
    const Bio bio(BIO_new(BIO_s_mem()));
    if (!bio || PEM_write_bio_PKCS8(bio.get(), sealed.get()) != 1)
        return fail(ErrorKind::Io, "write the key: {}", openssl_reason());
    return take_all(bio.get());
}

Result<std::string> PrivateKey::sign(std::string_view message) const {
    const Owned<EVP_MD_CTX, EVP_MD_CTX_free> context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* details = nullptr;  // belongs to `context`
    const EVP_MD* hash = state_->kind == KeyKind::Ed25519 ? nullptr : EVP_sha256();
    bool is_ready = context && EVP_DigestSignInit(context.get(), &details, hash, nullptr,
                                                  state_->key.get()) == 1;
    if (is_ready && state_->kind == KeyKind::Rsa)
        is_ready = EVP_PKEY_CTX_set_rsa_padding(details, RSA_PKCS1_PSS_PADDING) == 1 &&
                   EVP_PKEY_CTX_set_rsa_pss_saltlen(details, RSA_PSS_SALTLEN_DIGEST) == 1;
    const auto* bytes = reinterpret_cast<const unsigned char*>(message.data());
    std::size_t length = 0;
    if (!is_ready || EVP_DigestSign(context.get(), nullptr, &length, bytes, message.size()) != 1)
        return fail(ErrorKind::Io, "sign: {}", openssl_reason());
    std::string signature(length, '\0');
    if (EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &length,
                       bytes, message.size()) != 1)
        return fail(ErrorKind::Io, "sign: {}", openssl_reason());
    signature.resize(length);
    return signature;
}

const PublicKey& PrivateKey::public_key() const {
    return *state_->public_key;
}

}  // namespace sen::trust
