// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace sen {

/// A SHA-256, the name of an object.
struct Digest {
    std::array<unsigned char, 32> bytes{};
    auto operator<=>(const Digest&) const = default;

    /// 64 lower-case hexadecimal digits.
    std::string hex() const;
    /// Only 64 lower-case hexadecimal digits are taken.
    static Result<Digest> from_hex(std::string_view text);
};

/// Streams bytes into a SHA-256 (OpenSSL libcrypto).
class Sha256 {
  public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    void update(std::span<const std::byte> bytes);
    /// Ends the stream; the object may not be used after.
    Digest finish();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

Digest sha256(std::string_view bytes);

}  // namespace sen
