// SPDX-License-Identifier: Apache-2.0
#include "language/typing_keys.h"

#include <array>
#include <string_view>

namespace sen::language {

namespace {

constexpr std::array<Tone, 6> kTones{Tone::Sac, Tone::Huyen, Tone::Hoi,
                                     Tone::Nga, Tone::Nang,  Tone::Ngang};

/// The keys stand in the order of kTones.
std::optional<Tone> find_tone(std::u32string_view keys, char32_t key) {
    const auto at = keys.find(key);
    if (at == std::u32string_view::npos) return std::nullopt;
    return kTones[at];
}

KeyMeaning telex(TelexReach reach, char32_t key) {
    const bool is_upper = key >= 'A' && key <= 'Z';
    const char32_t lower = is_upper ? key - 'A' + 'a' : key;
    KeyMeaning meaning{find_tone(U"sfrxjz", lower), {}, {}};
    switch (lower) {
        case 'a':
        case 'e':
        case 'o':
            meaning.targets = {{static_cast<char>(lower), Shape::Circumflex}};
            break;
        case 'd':
            meaning.targets = {{'d', Shape::Stroke}};
            break;
        case 'w':
            meaning.targets = {{'a', Shape::Breve}, {'o', Shape::Horn}, {'u', Shape::Horn}};
            break;
        default:
            break;
    }
    if (reach == TelexReach::Simple) return meaning;
    if (lower == 'w') meaning.letter = is_upper ? U'Ư' : U'ư';
    if (key == '[' || key == '{') meaning.letter = key == '[' ? U'ơ' : U'Ơ';
    if (key == ']' || key == '}') meaning.letter = key == ']' ? U'ư' : U'Ư';
    return meaning;
}

KeyMeaning vni(char32_t key) {
    KeyMeaning meaning{find_tone(U"123450", key), {}, {}};
    if (key == '6')
        meaning.targets = {
            {'a', Shape::Circumflex}, {'e', Shape::Circumflex}, {'o', Shape::Circumflex}};
    if (key == '7') meaning.targets = {{'o', Shape::Horn}, {'u', Shape::Horn}};
    if (key == '8') meaning.targets = {{'a', Shape::Breve}};
    if (key == '9') meaning.targets = {{'d', Shape::Stroke}};
    return meaning;
}

KeyMeaning viqr(char32_t key) {
    KeyMeaning meaning{find_tone(U"'`?~.0", key), {}, {}};
    if (key == '^')
        meaning.targets = {
            {'a', Shape::Circumflex}, {'e', Shape::Circumflex}, {'o', Shape::Circumflex}};
    if (key == '+' || key == '*') meaning.targets = {{'o', Shape::Horn}, {'u', Shape::Horn}};
    if (key == '(') meaning.targets = {{'a', Shape::Breve}};
    if (key == 'd' || key == 'D') meaning.targets = {{'d', Shape::Stroke}};
    return meaning;
}

}  // namespace

KeyMeaning meaning_of(TypingMethod method, TelexReach reach, char32_t key) {
    switch (method) {
        case TypingMethod::Telex:
            return telex(reach, key);
        case TypingMethod::Vni:
            return vni(key);
        case TypingMethod::Viqr:
            return viqr(key);
        case TypingMethod::Direct:
            break;
    }
    return {};
}

}  // namespace sen::language
