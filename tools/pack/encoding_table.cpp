// SPDX-License-Identifier: Apache-2.0
#include "encoding_table.h"

#include "base/utf8.h"
#include "language/letter.h"

namespace sen::pack {
namespace {

using language::Shape;
using language::Tone;

struct Vowel {
    char base;
    Shape shape;
};
constexpr std::array<Vowel, 12> kVowels{{{'a', Shape::Plain},
                                         {'a', Shape::Breve},
                                         {'a', Shape::Circumflex},
                                         {'e', Shape::Plain},
                                         {'e', Shape::Circumflex},
                                         {'i', Shape::Plain},
                                         {'o', Shape::Plain},
                                         {'o', Shape::Circumflex},
                                         {'o', Shape::Horn},
                                         {'u', Shape::Plain},
                                         {'u', Shape::Horn},
                                         {'y', Shape::Plain}}};
constexpr std::size_t kTones = 6;

/// A row for each of kVowels, in it the tones ngang, huyền, hỏi, ngã, sắc, nặng; at last đ. 0: the
/// letter is ASCII, or has no code.
using Codes = std::array<std::uint8_t, 73>;

constexpr Codes kTcvn3Small{
    0,    0xB5, 0xB6, 0xB7, 0xB8, 0xB9, 0xA8, 0xBB, 0xBC, 0xBD, 0xBE, 0xC6,  // a ă
    0xA9, 0xC7, 0xC8, 0xC9, 0xCA, 0xCB, 0,    0xCC, 0xCE, 0xCF, 0xD0, 0xD1,  // â e
    0xAA, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0,    0xD7, 0xD8, 0xDC, 0xDD, 0xDE,  // ê i
    0,    0xDF, 0xE1, 0xE2, 0xE3, 0xE4, 0xAB, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9,  // o ô
    0xAC, 0xEA, 0xEB, 0xEC, 0xED, 0xEE, 0,    0xEF, 0xF1, 0xF2, 0xF3, 0xF4,  // ơ u
    0xAD, 0xF5, 0xF6, 0xF7, 0xF8, 0xF9, 0,    0xFA, 0xFB, 0xFC, 0xFD, 0xFE,  // ư y
    0xAE};
constexpr Codes kTcvn3Capital{0,    0, 0, 0, 0, 0, 0xA1, 0, 0, 0, 0, 0,  // A Ă
                              0xA2, 0, 0, 0, 0, 0, 0,    0, 0, 0, 0, 0,  // Â E
                              0xA3, 0, 0, 0, 0, 0, 0,    0, 0, 0, 0, 0,  // Ê I
                              0,    0, 0, 0, 0, 0, 0xA4, 0, 0, 0, 0, 0,  // O Ô
                              0xA5, 0, 0, 0, 0, 0, 0,    0, 0, 0, 0, 0,  // Ơ U
                              0xA6, 0, 0, 0, 0, 0, 0,    0, 0, 0, 0, 0,  // Ư Y
                              0xA7};

constexpr Codes kVisciiSmall{
    0,    0xE0, 0xE4, 0xE3, 0xE1, 0xD5, 0xE5, 0xA2, 0xC6, 0xC7, 0xA1, 0xA3,  // a ă
    0xE2, 0xA5, 0xA6, 0xE7, 0xA4, 0xA7, 0,    0xE8, 0xEB, 0xA8, 0xE9, 0xA9,  // â e
    0xEA, 0xAB, 0xAC, 0xAD, 0xAA, 0xAE, 0,    0xEC, 0xEF, 0xEE, 0xED, 0xB8,  // ê i
    0,    0xF2, 0xF6, 0xF5, 0xF3, 0xF7, 0xF4, 0xB0, 0xB1, 0xB2, 0xAF, 0xB5,  // o ô
    0xBD, 0xB6, 0xB7, 0xDE, 0xBE, 0xFE, 0,    0xF9, 0xFC, 0xFB, 0xFA, 0xF8,  // ơ u
    0xDF, 0xD7, 0xD8, 0xE6, 0xD1, 0xF1, 0,    0xCF, 0xD6, 0xDB, 0xFD, 0xDC,  // ư y
    0xF0};
constexpr Codes kVisciiCapital{
    0,    0xC0, 0xC4, 0xC3, 0xC1, 0x80, 0xC5, 0x82, 0x02, 0x05, 0x81, 0x83,  // A Ă
    0xC2, 0x85, 0x86, 0x06, 0x84, 0x87, 0,    0xC8, 0xCB, 0x88, 0xC9, 0x89,  // Â E
    0xCA, 0x8B, 0x8C, 0x8D, 0x8A, 0x8E, 0,    0xCC, 0x9B, 0xCE, 0xCD, 0x98,  // Ê I
    0,    0xD2, 0x99, 0xA0, 0xD3, 0x9A, 0xD4, 0x90, 0x91, 0x92, 0x8F, 0x93,  // O Ô
    0xB4, 0x96, 0x97, 0xB3, 0x95, 0x94, 0,    0xD9, 0x9C, 0x9D, 0xDA, 0x9E,  // Ơ U
    0xBF, 0xBB, 0xBC, 0xFF, 0xBA, 0xB9, 0,    0x9F, 0x14, 0x19, 0xDD, 0x1E,  // Ư Y
    0xD0};

constexpr Codes kVpsSmall{
    0,    0xE0, 0xE4, 0xE3, 0xE1, 0xE5, 0xE6, 0xA2, 0xA3, 0xA4, 0xA1, 0xA5,  // a ă
    0xE2, 0xC0, 0xC4, 0xC5, 0xC3, 0xC6, 0,    0xE8, 0xC8, 0xEB, 0xE9, 0xCB,  // â e
    0xEA, 0x8A, 0x8B, 0xCD, 0x89, 0x8C, 0,    0xEC, 0xCC, 0xEF, 0xED, 0xCE,  // ê i
    0,    0xF2, 0xD5, 0xF5, 0xF3, 0x86, 0xF4, 0xD2, 0xB0, 0x87, 0xD3, 0xB6,  // o ô
    0xD6, 0xA9, 0xAA, 0xAB, 0xA7, 0xAE, 0,    0xF9, 0xFB, 0xDB, 0xFA, 0xF8,  // ơ u
    0xDC, 0xD8, 0xBA, 0xBB, 0xD9, 0xBF, 0,    0xFF, 0x9B, 0xCF, 0x9A, 0x9C,  // ư y
    0xC7};
constexpr Codes kVpsCapital{
    0,    0x80, 0x81, 0x82, 0xC1, 0x02, 0x88, 0x8E, 0x8F, 0xF0, 0x8D, 0x04,  // A Ă
    0xC2, 0x84, 0x85, 0x1C, 0x83, 0x03, 0,    0xD7, 0xDE, 0xFE, 0xC9, 0x05,  // Â E
    0xCA, 0x93, 0x94, 0x95, 0x90, 0x06, 0,    0xB5, 0xB7, 0xB8, 0xB4, 0x10,  // Ê I
    0,    0xBC, 0xBD, 0xBE, 0xB9, 0x11, 0xD4, 0x97, 0x98, 0x99, 0x96, 0x12,  // O Ô
    0xF7, 0x9E, 0x9F, 0xA6, 0x9D, 0x13, 0,    0xA8, 0xD1, 0xAC, 0xDA, 0x14,  // Ơ U
    0xD0, 0xAF, 0xB1, 0x1D, 0xAD, 0x15, 0,    0xB2, 0xFD, 0xB3, 0xDD, 0x19,  // Ư Y
    0xF1};

/// VNI writes most letters as a vowel and a mark of its own after it. Marks of the tones huyền to
/// nặng on a plain vowel, on one with a circumflex, and on ă; the first is the shape alone.
constexpr std::array<std::array<std::uint8_t, kTones>, 3> kVniMarks{
    {{0, 0xF8, 0xFB, 0xF5, 0xF9, 0xEF},
     {0xE2, 0xE0, 0xE5, 0xE3, 0xE1, 0xE4},
     {0xEA, 0xE8, 0xFA, 0xFC, 0xE9, 0xEB}}};
constexpr std::array<std::uint8_t, kTones> kVniI{0, 0xEC, 0xE6, 0xF3, 0xED, 0xF2};
constexpr std::uint8_t kVniO = 0xF4, kVniU = 0xF6, kVniYDot = 0xEE, kVniD = 0xF1;  // ơ ư ỵ đ
constexpr std::uint8_t kToCapital = 0x20;  // all of VNI's codes have their capital there

char32_t letter_at(std::size_t vowel, std::size_t tone, bool is_upper) {
    return language::join_letter(
        {kVowels[vowel].base, kVowels[vowel].shape, static_cast<Tone>(tone), is_upper});
}
char32_t letter_d(bool is_upper) {
    return language::join_letter({'d', Shape::Stroke, Tone::Ngang, is_upper});
}

void add_codes(std::vector<LetterCode>& letters, const Codes& codes, bool is_upper) {
    for (std::size_t at = 0; at < codes.size(); ++at) {
        if (codes[at] == 0) continue;
        const bool is_d = at == codes.size() - 1;
        letters.push_back(
            {is_d ? letter_d(is_upper) : letter_at(at / kTones, at % kTones, is_upper),
             std::string(1, static_cast<char>(codes[at])), false});
    }
}

std::string vni_bytes(std::size_t vowel, std::size_t tone) {
    const auto [base, shape] = kVowels[vowel];
    const auto byte = [](std::uint8_t code) { return std::string(1, static_cast<char>(code)); };
    if (base == 'i') return byte(kVniI[tone]);
    if (base == 'y' && static_cast<Tone>(tone) == Tone::Nang) return byte(kVniYDot);
    std::string bytes =
        shape != Shape::Horn ? std::string(1, base) : byte(base == 'o' ? kVniO : kVniU);
    const std::size_t row = shape == Shape::Circumflex ? 1 : shape == Shape::Breve ? 2 : 0;
    if (kVniMarks[row][tone] != 0) bytes += byte(kVniMarks[row][tone]);
    return bytes;
}

std::vector<LetterCode> vni_letters() {
    std::vector<LetterCode> letters;
    for (const bool is_upper : {false, true}) {
        const auto add = [&](char32_t letter, std::string bytes) {
            if (is_upper)
                for (char& c : bytes)
                    c = static_cast<char>(static_cast<std::uint8_t>(c) - kToCapital);
            letters.push_back({letter, std::move(bytes), false});
        };
        for (std::size_t vowel = 0; vowel < kVowels.size(); ++vowel)
            for (std::size_t tone = 0; tone < kTones; ++tone)
                if (const char32_t letter = letter_at(vowel, tone, is_upper); letter >= 0x80)
                    add(letter, vni_bytes(vowel, tone));
        add(letter_d(is_upper), std::string(1, static_cast<char>(kVniD)));
    }
    return letters;
}

std::vector<LetterCode> one_byte_letters(const Codes& small, const Codes& capital) {
    std::vector<LetterCode> letters;
    add_codes(letters, small, false);
    add_codes(letters, capital, true);
    return letters;
}

std::vector<LetterCode> tcvn3_letters() {
    std::vector<LetterCode> letters = one_byte_letters(kTcvn3Small, kTcvn3Capital);
    constexpr std::uint8_t kFirstToned = 0xB5;
    for (LetterCode& code : letters)
        code.is_caseless = static_cast<std::uint8_t>(code.bytes[0]) >= kFirstToned;
    return letters;
}

}  // namespace

const std::vector<LetterCode>& letter_codes(Encoding encoding) {
    static const std::vector<LetterCode> kTcvn3 = tcvn3_letters();
    static const std::vector<LetterCode> kVni = vni_letters();
    static const std::vector<LetterCode> kVps = one_byte_letters(kVpsSmall, kVpsCapital);
    static const std::vector<LetterCode> kViscii = one_byte_letters(kVisciiSmall, kVisciiCapital);
    static const std::vector<LetterCode> kNone;
    switch (encoding) {
        case Encoding::Tcvn3:
            return kTcvn3;
        case Encoding::VniWindows:
            return kVni;
        case Encoding::Vps:
            return kVps;
        case Encoding::Viscii:
            return kViscii;
        default:
            return kNone;
    }
}

const std::array<char32_t, 32> kWindows1252{
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

char32_t cp1258_code_point(std::uint8_t byte) {
    switch (byte) {
        case 0xC3:
            return 0x102;  // Ă
        case 0xE3:
            return 0x103;
        case 0xCC:
            return 0x300;  // huyền
        case 0xD2:
            return 0x309;  // hỏi
        case 0xDE:
            return 0x303;  // ngã
        case 0xEC:
            return 0x301;  // sắc
        case 0xF2:
            return 0x323;  // nặng
        case 0xD0:
            return 0x110;  // Đ
        case 0xF0:
            return 0x111;
        case 0xD5:
            return 0x1A0;  // Ơ
        case 0xF5:
            return 0x1A1;
        case 0xDD:
            return 0x1AF;  // Ư
        case 0xFD:
            return 0x1B0;
        case 0xFE:
            return 0x20AB;  // ₫
        default:
            break;
    }
    return byte >= 0x80 && byte < 0xA0 ? kWindows1252[byte - 0x80U] : byte;
}

}  // namespace sen::pack
