// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "language/letter.h"
#include "language/tone_placement.h"

namespace sen::language {

enum class TypingMethod {
    Direct,  ///< every key is a letter; ă â đ ê ô ơ ư and the tones have keys of their own
    Telex,   ///< aa ee oo aw ow uw dd, s f r x j, z takes the tone away
    Vni,     ///< a6 e6 o6 a8 o7 u7 d9, 1 to 5, 0 takes the tone away
    Viqr,    ///< a^ e^ o^ a( o+ u+ (or *) dd, ' ` ? ~ . and 0 takes the tone away
};

/// Telex only: in Full a lone w is ư, [ is ơ and ] is ư.
enum class TelexReach { Simple, Full };

/// What a key does to the text before the caret: this many bytes go, then these come.
struct Edit {
    std::size_t removed = 0;
    std::string added;

    bool operator==(const Edit&) const = default;
};

/// Turns keys into Vietnamese text, in normal form C. It remembers nothing: what a key does follows
/// from the last word before the caret as it can be seen, and so an erased or a pasted word goes on
/// like a typed one. Rules: marks act anywhere in the last syllable if it stays a possible one,
/// else the key is a letter; the same key again takes its effect back and is a letter (tooss →
/// tôs); a later mark replaces an earlier one; the tone moves to its home after every key. What
/// ends a word (space, punctuation, digits) is simply added. All functions take any bytes as text
/// and read no more than its last 64; they never fail.
class Typing {
  public:
    explicit Typing(TypingMethod method = TypingMethod::Direct, ToneStyle style = ToneStyle::Old,
                    TelexReach reach = TelexReach::Simple)
        : method_(method), style_(style), reach_(reach) {}

    /// A key with a character on it: letters (ơ too, in every method), digits, punctuation, space.
    Edit press(std::string_view before_caret, char32_t key) const;
    /// A key of the tone row. The tone that is there already is taken away, as Ngang takes any;
    /// where a tone cannot be, nothing happens.
    Edit press_tone(std::string_view before_caret, Tone tone) const;
    /// Takes the last letter with its marks; the tone stays in the syllable while a vowel does.
    Edit erase(std::string_view before_caret) const;

    TypingMethod method() const { return method_; }

  private:
    TypingMethod method_;
    ToneStyle style_;
    TelexReach reach_;
};

/// The text after an edit at its end.
std::string apply_edit(std::string_view before_caret, const Edit& edit);

}  // namespace sen::language
