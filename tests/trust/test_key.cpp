// SPDX-License-Identifier: Apache-2.0
#include "trust/test_key.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <cstdlib>

#include "base/digest.h"
#include "base/hex.h"
#include "trust/canonical_json.h"

namespace sen::test {

namespace {

void require(bool is_well) {
    if (!is_well) std::abort();
}

std::string public_text(EVP_PKEY* key) {
    std::string raw(32, '\0');
    std::size_t size = raw.size();
    if (EVP_PKEY_get_base_id(key) == EVP_PKEY_ED25519) {
        require(EVP_PKEY_get_raw_public_key(key, reinterpret_cast<unsigned char*>(raw.data()),
                                            &size) == 1);
        return to_hex(raw);
    }
    const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new(BIO_s_mem()), &BIO_free);
    require(PEM_write_bio_PUBKEY(bio.get(), key) == 1);
    char* text = nullptr;
    const long length = BIO_get_mem_data(bio.get(), &text);
    return {text, static_cast<std::size_t>(length)};
}

}  // namespace

TestKey::TestKey(EVP_PKEY* key, const char* keytype, const char* scheme)
    : key_(key, &EVP_PKEY_free) {
    require(key != nullptr);
    public_json_ = {
        {"keytype", keytype}, {"scheme", scheme}, {"keyval", {{"public", public_text(key)}}}};
}

TestKey TestKey::ed25519() {
    return {EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"), "ed25519", "ed25519"};
}

TestKey TestKey::p256() {
    return {EVP_EC_gen("P-256"), "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256"};
}

TestKey TestKey::rsa(unsigned bits) {
    return {EVP_RSA_gen(bits), "rsa", "rsassa-pss-sha256"};
}

TestKey TestKey::rsa_pkcs1() {
    return {EVP_RSA_gen(2048), "rsa", "rsa-pkcs1v15-sha256"};
}

std::string TestKey::id() const {
    return sha256(trust::canonical_json(public_json_)).hex();
}

std::string TestKey::sign(std::string_view message, int salt_bytes) const {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                          &EVP_MD_CTX_free);
    const int kind = EVP_PKEY_get_base_id(key_.get());
    EVP_PKEY_CTX* parameters = nullptr;
    require(EVP_DigestSignInit(context.get(), &parameters,
                               kind == EVP_PKEY_ED25519 ? nullptr : EVP_sha256(), nullptr,
                               key_.get()) == 1);
    if (public_json_["scheme"] == "rsassa-pss-sha256")
        require(EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) == 1 &&
                EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, salt_bytes) == 1);
    const auto* data = reinterpret_cast<const unsigned char*>(message.data());
    std::string signature(2048, '\0');
    std::size_t size = signature.size();
    require(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                           data, message.size()) == 1);
    signature.resize(size);
    return signature;
}

}  // namespace sen::test
