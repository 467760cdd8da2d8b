// SPDX-License-Identifier: Apache-2.0
#include "base/digest.h"

#include <openssl/evp.h>

#include <cstdlib>
#include <cstring>

#include "base/hex.h"

namespace sen {

std::string Digest::hex() const {
    return to_hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

Result<Digest> Digest::from_hex(std::string_view text) {
    Digest digest;
    if (text.size() != 2 * digest.bytes.size())
        return fail(ErrorKind::Invalid, "a SHA-256 has 64 digits, not {}", text.size());
    const auto raw = sen::from_hex(text);
    if (raw) std::memcpy(digest.bytes.data(), raw->data(), digest.bytes.size());
    // One way to write a name: capital digits are not taken.
    if (!raw || digest.hex() != text)
        return fail(ErrorKind::Invalid, "a SHA-256 has only the digits 0-9 and a-f");
    return digest;
}

struct Sha256::State {
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(),
                                                                    &EVP_MD_CTX_free};
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
    // Without SHA-256 nothing can be trusted: there is no way on.
    if (EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr) != 1) std::abort();
}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(std::span<const std::byte> bytes) {
    if (EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) != 1) std::abort();
}

Digest Sha256::finish() {
    Digest digest;
    if (EVP_DigestFinal_ex(state_->context.get(), digest.bytes.data(), nullptr) != 1) std::abort();
    return digest;
}

Digest sha256(std::string_view bytes) {
    Sha256 hash;
    hash.update(std::as_bytes(std::span(bytes.data(), bytes.size())));
    return hash.finish();
}

}  // namespace sen
