// SPDX-License-Identifier: Apache-2.0
#include "language/canonical_keys.h"

#include "language/letter.h"

namespace sen::test {

using namespace language;

namespace {

char32_t mark_key(const Letter& letter, TypingMethod method) {
    const auto base = static_cast<char32_t>(letter.base);
    switch (letter.shape) {
        case Shape::Breve:
            return method == TypingMethod::Telex ? U'w' : method == TypingMethod::Vni ? U'8' : U'(';
        case Shape::Circumflex:
            return method == TypingMethod::Telex ? base : method == TypingMethod::Vni ? U'6' : U'^';
        case Shape::Horn:
            return method == TypingMethod::Telex ? U'w' : method == TypingMethod::Vni ? U'7' : U'+';
        case Shape::Stroke:
            return method == TypingMethod::Vni ? U'9' : U'd';
        case Shape::Plain:
            break;
    }
    return 0;
}

char32_t tone_key(Tone tone, TypingMethod method) {
    const std::u32string_view keys = method == TypingMethod::Telex ? U"-frxsj"
                                     : method == TypingMethod::Vni ? U"-23415"
                                                                   : U"-`?~'.";
    return keys[static_cast<std::size_t>(tone)];
}

}  // namespace

std::u32string canonical_keys(std::string_view word, TypingMethod method) {
    const auto letters = split_word(word).value();
    std::u32string keys;
    Tone tone = Tone::Ngang;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        const auto& letter = letters[i];
        const bool is_direct = method == TypingMethod::Direct;
        keys += is_direct ? join_letter({letter.base, letter.shape})
                          : static_cast<char32_t>(letter.base);
        if (letter.shape != Shape::Plain && !is_direct) keys += mark_key(letter, method);
        // In Telex a second o would be a mark; a third takes it back.
        const bool is_double = i > 0 && letter.shape == Shape::Plain &&
                               letters[i - 1].base == 'o' && letters[i - 1].shape == Shape::Plain &&
                               letter.base == 'o';
        if (is_double && method == TypingMethod::Telex) keys += U'o';
        if (letter.tone != Tone::Ngang) tone = letter.tone;
    }
    if (tone != Tone::Ngang) keys += tone_key(tone, method);
    return keys;
}

std::string type(const Typing& typing, std::u32string_view keys, std::string_view text) {
    std::string typed(text);
    for (const auto key : keys) typed = language::apply_edit(typed, typing.press(typed, key));
    return typed;
}

}  // namespace sen::test
