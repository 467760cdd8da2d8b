// SPDX-License-Identifier: Apache-2.0
#include "trust/hashes.h"

#include <openssl/evp.h>

#include <array>
#include <cstdlib>

#include "base/hex.h"

namespace sen::trust {

namespace {

std::string digest_of(const EVP_MD* algorithm, std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    // Without the hash nothing can be trusted: there is no way on.
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, algorithm, nullptr) != 1)
        std::abort();
    return to_hex({reinterpret_cast<const char*>(digest.data()), size});
}

const EVP_MD* find_algorithm(std::string_view name) {
    if (name == "sha256") return EVP_sha256();
    if (name == "sha512") return EVP_sha512();
    return nullptr;
}

}  // namespace

Result<std::map<std::string, std::string>> parse_hashes(const nlohmann::json& json) {
    if (!json.is_object() || json.empty()) return fail(ErrorKind::Corrupt, "no list of hashes");
    std::map<std::string, std::string> hashes;
    for (const auto& [algorithm, digest] : json.items()) {
        const auto raw =
            digest.is_string() ? from_hex(digest.get_ref<const std::string&>()) : std::nullopt;
        if (!raw || raw->empty())
            return fail(ErrorKind::Corrupt, "the hash {} is not hexadecimal", algorithm);
        hashes[algorithm] = to_hex(*raw);
    }
    return hashes;
}

Result<void> check_hashes(const std::map<std::string, std::string>& hashes,
                          std::string_view bytes) {
    bool is_known = false;
    for (const auto& [name, digest] : hashes) {
        const auto* algorithm = find_algorithm(name);
        if (algorithm == nullptr) continue;
        is_known = true;
        if (digest_of(algorithm, bytes) != digest)
            return fail(ErrorKind::Untrusted, "the {} is not the one that was signed for", name);
    }
    if (!is_known) return fail(ErrorKind::Unsupported, "no hash is a sha256 or sha512");
    return {};
}

}  // namespace sen::trust
