// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// The encodings that Vietnamese offices wrote in before Unicode (and after), read into UTF-8 in
/// normal form C. No files; any thread.
namespace sen::pack {

enum class Encoding {
    Unicode,  ///< UTF-8, or text that a document holds as Unicode: stays as it is
    Tcvn3,
    VniWindows,
    Vps,
    Viscii,
    Cp1258,
    Windows1252,
    Utf16Le,
    Utf16Be
};

/// Those in which a byte, or the Western letter that stands for it in a document, may be another
/// letter than it looks.
inline constexpr std::array kOldEncodings{Encoding::Tcvn3, Encoding::VniWindows, Encoding::Vps,
                                          Encoding::Viscii, Encoding::Cp1258};

/// As `--encoding` takes it: "tcvn3".
std::string_view encoding_option(Encoding encoding);
std::optional<Encoding> encoding_of_option(std::string_view option);
/// As people call it: "TCVN3 (ABC)".
std::string_view encoding_title(Encoding encoding);

/// What a font says of the text in it: `.VnTimeH` is TCVN3 in capitals, `VNI-Times` VNI.
struct FontEncoding {
    Encoding encoding = Encoding::Unicode;
    bool is_capitals = false;
    bool operator==(const FontEncoding&) const = default;
};
/// Nothing for a font that holds Unicode, as far as is known.
std::optional<FontEncoding> encoding_of_font(std::string_view font);

/// Bytes of any 8-bit encoding as a Western Windows shows them, one code point each: the form in
/// which they stand in a .docx as well.
std::string western_text(std::string_view bytes);

/// The byte that a code point stands for in such a text; nothing when it can be none.
std::optional<std::uint8_t> western_byte(char32_t code_point);

/// Reads `western` (UTF-8; Windows-1252 or Latin-1 letters, or symbols U+F020 to U+F0FF, in the
/// place of bytes) in an old encoding. What it has no letter for stays as it is; Unicode and
/// Windows-1252 change nothing but the normal form. TCVN3 has no toned capitals: a letter becomes
/// one where the other letters of its word, or the words beside it, are capitals.
std::string decode_western(Encoding encoding, std::string_view western);

/// UTF-16 without its byte order mark; nothing when a unit is cut or a surrogate alone.
std::optional<std::string> decode_utf16(std::string_view bytes, bool is_big_endian);

}  // namespace sen::pack
