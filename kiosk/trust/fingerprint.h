// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/digest.h"

namespace sen::trust {

/// No I, O, 0 and 1, which look alike on paper.
inline constexpr std::string_view kFingerprintLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
inline constexpr std::size_t kFingerprintGroups = 8;
inline constexpr std::size_t kFingerprintGroupLetters = 4;

/// The first 160 bits of a SHA-256 in eight groups of four letters, "K7QM-2XAD-…": what two people
/// read to each other over the telephone. Of a key it is that of its id, of a root that of the
/// file's bytes. 160 bits are more than anybody can search for a second key with the same letters.
inline std::string fingerprint(const Digest& digest) {
    constexpr unsigned kBits = 5;
    static_assert(kFingerprintLetters.size() == 1u << kBits);
    std::string text;
    unsigned held = 0, held_bits = 0;
    std::size_t next = 0;
    for (std::size_t letter = 0; letter < kFingerprintGroups * kFingerprintGroupLetters; ++letter) {
        if (held_bits < kBits) {
            held = (held << 8 | digest.bytes[next++]) & 0xFFFF;
            held_bits += 8;
        }
        held_bits -= kBits;
        if (letter > 0 && letter % kFingerprintGroupLetters == 0) text += '-';
        text += kFingerprintLetters[held >> held_bits & ((1u << kBits) - 1)];
    }
    return text;
}

}  // namespace sen::trust
