// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "language/letter.h"
#include "language/typing.h"

/// Which keys a keyboard on the glass has and where: without a screen, so that it can be looked at
/// as a table.
namespace sen::ui {

/// How a visitor types. Latin has no Vietnamese keys: for other languages.
enum class KeyboardMethod { Letters, Telex, Vni, Viqr, Latin };
inline constexpr int kKeyboardMethods = 5;

enum class KeyboardPage { Letters, Signs };

enum class KeyboardShape {
    Full,    ///< five rows of twelve columns, the methods in a row above them
    Low,     ///< four rows of twelve columns, for a panel of little height
    Narrow,  ///< seven rows of seven columns in the order of the alphabet, for one of little width
};

enum class KeyTask { Type, Tone, Erase, Clear, Page, Method, Search };

struct KeyPlan {
    KeyTask task = KeyTask::Type;
    char32_t letter = 0;                              ///< Type
    language::Tone tone = language::Tone::Ngang;      ///< Tone
    KeyboardMethod method = KeyboardMethod::Letters;  ///< Method: what it switches to
    double width = 1;                                 ///< columns
    double gap = 0;                                   ///< columns left free before it
    std::string hint;  ///< what the method makes of it, small in a corner: "◌́", "ơ"; may be empty
};
using KeyRow = std::vector<KeyPlan>;

/// `columns` wide; the keys of a row stand side by side from the left.
struct KeyboardPlan {
    int columns = 12;
    std::vector<KeyRow> rows;
};

KeyboardPlan plan_keyboard(KeyboardMethod method, KeyboardPage page, KeyboardShape shape);

language::TypingMethod typing_method(KeyboardMethod method);
/// "Telex"; what needs no translation.
std::string_view method_name(KeyboardMethod method);
/// A word typed that way: "tieengs = tiếng"; short: one letter of it. Empty for Latin.
std::string_view method_example(KeyboardMethod method, bool is_short);
KeyboardMethod next_method(KeyboardMethod method);

/// The tone's mark on a dotted circle.
std::string tone_sign(language::Tone tone);

}  // namespace sen::ui
