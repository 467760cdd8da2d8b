// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "encoding.h"

namespace sen::pack {

/// A Vietnamese letter in normal form C and the bytes that spell it in an old encoding, one or two.
struct LetterCode {
    char32_t letter = 0;
    std::string bytes;
    bool is_caseless = false;  ///< the code stands for the capital as well: only the font tells
};

/// The letters that an encoding of the four with tables (TCVN3, VNI, VPS, VISCII) has codes for,
/// without those of ASCII: 134, in TCVN3 74. Empty for the others. Made on the first call.
///
/// The codes are facts of public standards: TCVN 5712:1993 (VN3) for TCVN3, RFC 1456 for VISCII;
/// VNI and VPS after their fonts, as the tables of bamboo-core, xvnkb and GNU recode agree on them.
const std::vector<LetterCode>& letter_codes(Encoding encoding);

/// Code points of the bytes 0x80 to 0x9F in Windows-1252; the five that it leaves out stay
/// controls.
extern const std::array<char32_t, 32> kWindows1252;

/// A byte of Microsoft's code page 1258; its tones are combining marks that follow the vowel.
char32_t cp1258_code_point(std::uint8_t byte);

}  // namespace sen::pack
