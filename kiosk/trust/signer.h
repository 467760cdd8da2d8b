// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "trust/key.h"

namespace sen::trust {

enum class KeyKind { Ed25519, Ecdsa, Rsa };

/// How much work it is to try one passphrase: scrypt (RFC 7914) with r = 8. The default takes a few
/// tenths of a second and 16 MB; less is for tests only.
struct Sealing {
    std::uint64_t scrypt_n = 1 << 14;
    std::uint64_t scrypt_p = 5;
};

/// Shorter passphrases are refused: in code points, as a person counts letters.
inline constexpr std::size_t kMinPassphraseLetters = 12;

/// The private half of a key, in memory only while somebody signs. Linked by the author's tools
/// only (target sen_trust_writer). Not thread-safe.
class PrivateKey {
  public:
    /// ed25519, ECDSA on P-256, or RSA of 3072 bits. Io: the machine has no randomness to give.
    static Result<PrivateKey> generate(KeyKind kind);
    /// An encrypted PKCS#8 in PEM ("ENCRYPTED PRIVATE KEY"). Errors: Untrusted (the passphrase does
    /// not open it), Corrupt (no such file; a key that is not sealed is none either), Unsupported
    /// (a kind of key that TUF repositories of ours do not use).
    static Result<PrivateKey> from_sealed_pem(std::string_view pem, std::string_view passphrase);

    PrivateKey(PrivateKey&&) noexcept;
    PrivateKey& operator=(PrivateKey&&) noexcept;
    ~PrivateKey();

    /// PKCS#8 sealed by PBES2 with scrypt and AES-256-CBC (RFC 8018, RFC 7914), a fresh salt each
    /// time. Invalid: the passphrase is shorter than kMinPassphraseLetters or no UTF-8.
    Result<std::string> to_sealed_pem(std::string_view passphrase,
                                      const Sealing& sealing = {}) const;
    /// Raw bytes of the signature. ed25519 gives the same bytes each time, the others do not.
    Result<std::string> sign(std::string_view message) const;
    const PublicKey& public_key() const;

  private:
    struct State;
    explicit PrivateKey(std::unique_ptr<State> state);
    static Result<PrivateKey> wrap(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace sen::trust
