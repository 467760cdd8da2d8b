// SPDX-License-Identifier: Apache-2.0
#include "encoding.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "encoding_table.h"
#include "language/letter_case.h"
#include "language/nfc.h"

namespace sen::pack {
namespace {

struct Name {
    Encoding encoding;
    std::string_view option, title;
};
constexpr std::array<Name, 9> kNames{{{Encoding::Unicode, "utf-8", "Unicode"},
                                      {Encoding::Tcvn3, "tcvn3", "TCVN3 (ABC)"},
                                      {Encoding::VniWindows, "vni", "VNI"},
                                      {Encoding::Vps, "vps", "VPS"},
                                      {Encoding::Viscii, "viscii", "VISCII"},
                                      {Encoding::Cp1258, "cp1258", "Windows-1258"},
                                      {Encoding::Windows1252, "windows-1252", "Windows-1252"},
                                      {Encoding::Utf16Le, "utf-16le", "UTF-16"},
                                      {Encoding::Utf16Be, "utf-16be", "UTF-16 (big-endian)"}}};

const Name& name_of(Encoding encoding) {
    return *std::find_if(kNames.begin(), kNames.end(),
                         [&](const Name& name) { return name.encoding == encoding; });
}

/// A letter out of a text in an old encoding.
struct Decoded {
    char32_t value = 0;
    bool is_caseless = false;
};
using DecodedText = std::vector<Decoded>;

/// The letters of one encoding by their first byte, and by both where there are two.
class CodeMap {
  public:
    explicit CodeMap(Encoding encoding) {
        const auto byte = [](char c) { return static_cast<std::uint8_t>(c); };
        for (const LetterCode& code : letter_codes(encoding)) {
            const Decoded letter{code.letter, code.is_caseless};
            if (code.bytes.size() == 1) {
                single_[byte(code.bytes[0])] = letter;
                continue;
            }
            const std::uint8_t base = byte(code.bytes[0]), mark = byte(code.bytes[1]);
            pairs_[{base, mark}] = letter;
            // A mark of the other case is drawn alike and is met after a capital: "Aù" for "AÙ".
            pairs_.emplace(std::pair(base, static_cast<std::uint8_t>(mark ^ 0x20U)), letter);
        }
    }

    const Decoded& single(std::uint8_t byte) const { return single_[byte]; }
    const Decoded* pair(std::uint8_t base, std::uint8_t mark) const {
        const auto found = pairs_.find({base, mark});
        return found == pairs_.end() ? nullptr : &found->second;
    }
    static const CodeMap& of(Encoding encoding) {
        static const CodeMap kTcvn3(Encoding::Tcvn3), kVni(Encoding::VniWindows),
            kVps(Encoding::Vps), kViscii(Encoding::Viscii);
        if (encoding == Encoding::Tcvn3) return kTcvn3;
        if (encoding == Encoding::VniWindows) return kVni;
        return encoding == Encoding::Vps ? kVps : kViscii;
    }

  private:
    std::array<Decoded, 256> single_{};
    std::map<std::pair<std::uint8_t, std::uint8_t>, Decoded> pairs_;
};

std::vector<char32_t> code_points(std::string_view text) {
    std::vector<char32_t> points;
    points.reserve(text.size());
    while (const auto point = first_code_point(text)) {
        points.push_back(point->value);
        text.remove_prefix(point->length);
    }
    return points;
}

DecodedText decode_letters(const CodeMap& map, std::string_view western) {
    const std::vector<char32_t> points = code_points(western);
    DecodedText text;
    text.reserve(points.size());
    for (std::size_t at = 0; at < points.size(); ++at) {
        const auto byte = western_byte(points[at]);
        const auto next =
            byte && at + 1 < points.size() ? western_byte(points[at + 1]) : std::nullopt;
        if (const Decoded* pair = next ? map.pair(*byte, *next) : nullptr) {
            text.push_back(*pair);
            ++at;
        } else if (byte && map.single(*byte).value != 0) {
            text.push_back(map.single(*byte));
        } else {
            const bool is_symbol = byte && points[at] >= 0xF020 && points[at] <= 0xF0FF;
            text.push_back({is_symbol ? char32_t{*byte} : points[at], false});
        }
    }
    return text;
}

bool is_upper(char32_t c) {
    return utf8proc_category(static_cast<utf8proc_int32_t>(c)) == UTF8PROC_CATEGORY_LU;
}
bool is_letter(char32_t c) {
    const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}
char32_t to_upper(char32_t c) {
    return static_cast<char32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(c)));
}

/// Makes capitals of the letters whose code does not tell their case.
class CapitalRepair {
  public:
    explicit CapitalRepair(DecodedText& text) : text_(text) {}

    void run() {
        find_words();
        for (std::size_t at = 0; at < words_.size(); ++at)
            if (words_[at].is_certain || (words_[at].may_be && has_capitals_beside(at)))
                for (std::size_t i = words_[at].begin; i < words_[at].end; ++i)
                    if (text_[i].is_caseless) text_[i].value = to_upper(text_[i].value);
    }

  private:
    struct Word {
        std::size_t begin = 0, end = 0;
        int line = 0;
        bool is_certain = false;  ///< two capitals, nothing small
        bool may_be = false;      ///< one capital, or none: "Hå" is Hồ or HỒ
    };

    void find_words() {
        int line = 0;
        for (std::size_t at = 0; at < text_.size();) {
            if (text_[at].value == '\n') ++line;
            if (!is_letter(text_[at].value)) {
                ++at;
                continue;
            }
            Word word{at, at, line, false, false};
            int capitals = 0, small = 0;
            for (; at < text_.size() && is_letter(text_[at].value); ++at) {
                if (text_[at].is_caseless) continue;
                is_upper(text_[at].value) ? ++capitals : ++small;
            }
            word.end = at;
            word.is_certain = capitals >= 2 && small == 0;
            word.may_be = small == 0;
            words_.push_back(word);
        }
    }

    bool has_capitals_beside(std::size_t at) const {
        const auto is_certain_at = [&](std::size_t other) {
            return words_[other].is_certain && words_[other].line == words_[at].line;
        };
        return (at > 0 && is_certain_at(at - 1)) ||
               (at + 1 < words_.size() && is_certain_at(at + 1));
    }

    DecodedText& text_;
    std::vector<Word> words_;
};

std::string normal_form(const std::string& text) {
    auto normal = language::to_nfc(text);
    return normal ? std::move(*normal) : text;
}

}  // namespace

std::string_view encoding_option(Encoding encoding) {
    return name_of(encoding).option;
}

std::string_view encoding_title(Encoding encoding) {
    return name_of(encoding).title;
}

std::optional<Encoding> encoding_of_option(std::string_view option) {
    for (const Name& name : kNames)
        if (name.option == option) return name.encoding;
    return std::nullopt;
}

std::optional<FontEncoding> encoding_of_font(std::string_view font) {
    const std::string lower = language::to_lower(font);
    if (lower.starts_with(".vn")) return FontEncoding{Encoding::Tcvn3, font.ends_with('H')};
    if (lower.starts_with("vni-") || lower.starts_with("vni "))
        return FontEncoding{Encoding::VniWindows, false};
    if (lower.starts_with("vps ") || lower.starts_with("vps-"))
        return FontEncoding{Encoding::Vps, false};
    if (lower.starts_with("viscii")) return FontEncoding{Encoding::Viscii, false};
    return std::nullopt;
}

std::string western_text(std::string_view bytes) {
    std::string text;
    text.reserve(bytes.size() + bytes.size() / 2);
    for (const char c : bytes) {
        const auto byte = static_cast<std::uint8_t>(c);
        const bool is_western = byte >= 0x80 && byte < 0xA0;
        text += encode_utf8(is_western ? kWindows1252[byte - 0x80U] : char32_t{byte});
    }
    return text;
}

std::optional<std::uint8_t> western_byte(char32_t code_point) {
    if (code_point < 0x100) return static_cast<std::uint8_t>(code_point);
    // Word keeps the letters of a font that calls itself a symbol font here.
    if (code_point >= 0xF020 && code_point <= 0xF0FF)
        return static_cast<std::uint8_t>(code_point - 0xF000);
    const auto at = std::find(kWindows1252.begin(), kWindows1252.end(), code_point);
    if (at == kWindows1252.end()) return std::nullopt;
    return static_cast<std::uint8_t>(0x80 + (at - kWindows1252.begin()));
}

std::string decode_western(Encoding encoding, std::string_view western) {
    std::string text;
    text.reserve(western.size());
    if (encoding == Encoding::Cp1258) {
        for (const char32_t c : code_points(western)) {
            const auto byte = western_byte(c);
            text += encode_utf8(byte ? cp1258_code_point(*byte) : c);
        }
        return normal_form(text);
    }
    if (letter_codes(encoding).empty()) return normal_form(std::string(western));
    DecodedText letters = decode_letters(CodeMap::of(encoding), western);
    if (encoding == Encoding::Tcvn3) CapitalRepair(letters).run();
    for (const Decoded& letter : letters) text += encode_utf8(letter.value);
    return normal_form(text);
}

std::optional<std::string> decode_utf16(std::string_view bytes, bool is_big_endian) {
    if (bytes.size() % 2 != 0) return std::nullopt;
    const auto unit = [&](std::size_t at) -> char32_t {
        const auto first = static_cast<std::uint8_t>(bytes[at]);
        const auto second = static_cast<std::uint8_t>(bytes[at + 1]);
        return is_big_endian ? static_cast<char32_t>(first << 8U | second)
                             : static_cast<char32_t>(second << 8U | first);
    };
    const auto is_high = [](char32_t c) { return c >= 0xD800 && c < 0xDC00; };
    const auto is_low = [](char32_t c) { return c >= 0xDC00 && c < 0xE000; };
    std::string text;
    text.reserve(bytes.size());
    for (std::size_t at = 0; at < bytes.size(); at += 2) {
        char32_t c = unit(at);
        if (is_low(c)) return std::nullopt;
        if (is_high(c)) {
            at += 2;
            if (at >= bytes.size() || !is_low(unit(at))) return std::nullopt;
            c = 0x10000 + ((c - 0xD800) << 10U) + (unit(at) - 0xDC00);
        }
        text += encode_utf8(c);
    }
    return normal_form(text);
}

}  // namespace sen::pack
