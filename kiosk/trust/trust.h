// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>

#include "base/result.h"

/// The one place that says whose bytes may be installed. No other code asks about signatures.
namespace sen::trust {

enum class Policy {
    RequireSignature,
    AllowUnsigned,  ///< only for content of one's own, on one's own kiosk
};

/// Bytes that a policy has let through. Only decide() makes them, so a function that takes them
/// cannot be handed anything else.
class VerifiedBytes {
  public:
    const std::string& bytes() const { return bytes_; }
    bool is_signed() const { return is_signed_; }

  private:
    friend Result<VerifiedBytes> decide(std::string bytes, Policy policy);
    VerifiedBytes(std::string bytes, bool is_signed)
        : bytes_(std::move(bytes)), is_signed_(is_signed) {}

    std::string bytes_;
    bool is_signed_;
};

/// Errors: Untrusted. This version knows no signature, so RequireSignature lets nothing through.
Result<VerifiedBytes> decide(std::string bytes, Policy policy);

}  // namespace sen::trust
