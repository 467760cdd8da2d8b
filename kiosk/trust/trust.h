// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>

#include "base/result.h"
#include "trust/target.h"

/// The one place that says whose bytes may be installed. No other code asks about signatures.
namespace sen::trust {

enum class Policy {
    RequireSignature,
    AllowUnsigned,  ///< only for content of one's own, on one's own kiosk
};

/// Bytes that may be installed. Only the functions below make them, so a function that takes them
/// cannot be handed anything else.
class VerifiedBytes {
  public:
    const std::string& bytes() const { return bytes_; }
    bool is_signed() const { return is_signed_; }
    /// What the bytes are signed as, and by whom (TargetFile::path, role); empty for unsigned ones.
    const std::string& target_path() const { return target_path_; }
    const std::string& role() const { return role_; }

  private:
    friend Result<VerifiedBytes> verify_target(const TargetFile& target, std::string bytes);
    friend VerifiedBytes allow_unsigned(std::string bytes);
    explicit VerifiedBytes(std::string bytes) : bytes_(std::move(bytes)) {}

    std::string bytes_, target_path_, role_;
    bool is_signed_ = false;
};

/// The bytes of a target that Client::find_target or list_targets gave: the length and every hash
/// of a known algorithm (sha256, sha512; one at least) must be as signed (TUF 5.7.3).
/// Errors: Untrusted; Unsupported (no hash of a known algorithm).
Result<VerifiedBytes> verify_target(const TargetFile& target, std::string bytes);

/// Content of one's own, which nobody signed: the person at the kiosk answers for it.
VerifiedBytes allow_unsigned(std::string bytes);

}  // namespace sen::trust
