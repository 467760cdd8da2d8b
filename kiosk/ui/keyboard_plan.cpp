// SPDX-License-Identifier: Apache-2.0
#include "ui/keyboard_plan.h"

#include <array>
#include <utility>

namespace sen::ui {

using language::Tone;

namespace {

constexpr std::array kTones{Tone::Sac, Tone::Huyen, Tone::Hoi, Tone::Nga, Tone::Nang};
constexpr std::u32string_view kMarkedLetters = U"ăâđêôơư";
constexpr std::u32string_view kDigits = U"1234567890-/";
constexpr std::u32string_view kViqrMarks = U"'`?~.0^(+*-/";

KeyPlan type_key(char32_t letter) {
    return {KeyTask::Type, letter, Tone::Ngang, KeyboardMethod::Letters, 1, 0, {}};
}

KeyPlan task_key(KeyTask task, double width, double gap = 0) {
    return {task, 0, Tone::Ngang, KeyboardMethod::Letters, width, gap, {}};
}

KeyPlan space_key(double width, double gap = 0) {
    return {KeyTask::Type, U' ', Tone::Ngang, KeyboardMethod::Letters, width, gap, {}};
}

void put(KeyRow& row, std::u32string_view letters) {
    for (const char32_t letter : letters) row.push_back(type_key(letter));
}

void put_tones(KeyRow& row) {
    for (const Tone tone : kTones)
        row.push_back({KeyTask::Tone, 0, tone, KeyboardMethod::Letters, 1, 0, {}});
}

KeyRow letters_row(std::u32string_view letters) {
    KeyRow row;
    put(row, letters);
    return row;
}

using Hint = std::pair<char32_t, std::string_view>;
constexpr std::array kTelexHints{Hint{U's', "◌́"}, Hint{U'f', "◌̀"}, Hint{U'r', "◌̉"}, Hint{U'x', "◌̃"},
                                 Hint{U'j', "◌̣"}, Hint{U'z', "◌"}, Hint{U'w', "ư"}, Hint{U'd', "đ"},
                                 Hint{U'a', "â"}, Hint{U'e', "ê"}, Hint{U'o', "ô"}};
constexpr std::array kVniHints{Hint{U'1', "◌́"}, Hint{U'2', "◌̀"}, Hint{U'3', "◌̉"}, Hint{U'4', "◌̃"},
                               Hint{U'5', "◌̣"}, Hint{U'6', "â"}, Hint{U'7', "ơ"}, Hint{U'8', "ă"},
                               Hint{U'9', "đ"}, Hint{U'0', "◌"}};
constexpr std::array kViqrHints{Hint{U'\'', "◌́"}, Hint{U'`', "◌̀"}, Hint{U'?', "◌̉"}, Hint{U'~', "◌̃"},
                                Hint{U'.', "◌̣"},  Hint{U'^', "â"}, Hint{U'+', "ơ"}, Hint{U'*', "ơ"},
                                Hint{U'(', "ă"},  Hint{U'd', "đ"}, Hint{U'0', "◌"}};

template <std::size_t N>
void hint(KeyboardPlan& plan, const std::array<Hint, N>& hints) {
    for (KeyRow& row : plan.rows)
        for (KeyPlan& key : row)
            for (const auto& [letter, text] : hints)
                if (key.task == KeyTask::Type && key.letter == letter) key.hint = text;
}

/// The row that a method has above the letters.
KeyRow top_row(KeyboardMethod method, KeyboardPage page) {
    if (page == KeyboardPage::Signs) return letters_row(kDigits);
    if (method == KeyboardMethod::Viqr) return letters_row(kViqrMarks);
    if (method != KeyboardMethod::Letters) return letters_row(kDigits);
    KeyRow row = letters_row(kMarkedLetters);
    put_tones(row);
    return row;
}

KeyRow method_row() {
    KeyRow row;
    constexpr std::array kWidths{1.6, 1.5, 1.3, 1.4, 1.7};
    for (int i = 0; i < kKeyboardMethods; ++i) {
        KeyPlan key = task_key(KeyTask::Method, kWidths[static_cast<std::size_t>(i)]);
        key.method = static_cast<KeyboardMethod>(i);
        row.push_back(std::move(key));
    }
    return row;
}

/// The one key that goes on to the next method, where there is no room for a row of them.
KeyPlan method_key(KeyboardMethod now, double width) {
    KeyPlan key = task_key(KeyTask::Method, width);
    key.method = now;
    return key;
}

KeyboardPlan plan_full(KeyboardMethod method, KeyboardPage page) {
    const bool is_letters = page == KeyboardPage::Letters;
    KeyboardPlan plan{12, {}};
    plan.rows.push_back(method_row());
    plan.rows.push_back(top_row(method, page));
    KeyRow upper = letters_row(is_letters ? U"qwertyuiop" : U".,:;?!'\"()");
    upper.push_back(task_key(KeyTask::Erase, 2));
    plan.rows.push_back(std::move(upper));
    KeyRow middle = letters_row(is_letters ? U"asdfghjkl" : U"&%+=@#*_–");
    middle.front().gap = 0.5;
    middle.push_back(task_key(KeyTask::Clear, 2.5));
    plan.rows.push_back(std::move(middle));
    KeyRow lower = letters_row(is_letters ? U"zxcvbnm,.'-" : U"«»“”‘’~^`°…");
    lower.front().gap = 1;
    plan.rows.push_back(std::move(lower));
    plan.rows.push_back({task_key(KeyTask::Page, 2), space_key(7), task_key(KeyTask::Search, 3)});
    return plan;
}

KeyboardPlan plan_low(KeyboardMethod method, KeyboardPage page) {
    const bool is_letters = page == KeyboardPage::Letters;
    KeyboardPlan plan{12, {}};
    plan.rows.push_back(top_row(method, page));
    KeyRow upper = letters_row(is_letters ? U"qwertyuiop" : U".,:;?!'\"()");
    upper.push_back(task_key(KeyTask::Erase, 2));
    plan.rows.push_back(std::move(upper));
    KeyRow middle = letters_row(is_letters ? U"asdfghjkl" : U"&%+=@#*_–");
    middle.push_back(method_key(method, 3));
    plan.rows.push_back(std::move(middle));
    KeyRow lower{task_key(KeyTask::Page, 1.5)};
    put(lower, is_letters ? U"zxcvbnm" : U"“”~^`°…");
    lower.push_back(space_key(2));
    lower.push_back(task_key(KeyTask::Search, 1.5));
    plan.rows.push_back(std::move(lower));
    return plan;
}

std::u32string narrow_letters(KeyboardMethod method, KeyboardPage page) {
    if (page == KeyboardPage::Signs) return U"1234567890-/.,:;?!'\"()&%+=@#*_–~^`°«»…";
    if (method == KeyboardMethod::Letters) return U"aăâbcdđeêghiklmnoôơpqrstuưvxyfjwz'-";
    const bool is_viqr = method == KeyboardMethod::Viqr;
    return U"abcdefghijklmnopqrstuvwxyz" + std::u32string(is_viqr ? kViqrMarks : kDigits);
}

KeyboardPlan plan_narrow(KeyboardMethod method, KeyboardPage page) {
    constexpr int kColumns = 7, kLetterRows = 6;
    KeyboardPlan plan{kColumns, {}};
    const std::u32string letters = narrow_letters(method, page);
    for (std::size_t at = 0; at < letters.size(); at += kColumns)
        plan.rows.push_back(letters_row(std::u32string_view(letters).substr(at, kColumns)));
    if (method == KeyboardMethod::Letters && page == KeyboardPage::Letters) {
        plan.rows.emplace_back();
        put_tones(plan.rows.back());
    }
    // Every method is as high as the highest one, so that nothing moves when it is switched.
    while (plan.rows.size() < kLetterRows) plan.rows.emplace_back();
    KeyRow& last = plan.rows.back();
    const double gap = kColumns - 2 - static_cast<double>(last.size());
    last.push_back(task_key(KeyTask::Erase, 2, gap));
    plan.rows.push_back({task_key(KeyTask::Page, 1.5), method_key(method, 2), space_key(2),
                         task_key(KeyTask::Search, 1.5)});
    return plan;
}

}  // namespace

KeyboardPlan plan_keyboard(KeyboardMethod method, KeyboardPage page, KeyboardShape shape) {
    KeyboardPlan plan = shape == KeyboardShape::Full  ? plan_full(method, page)
                        : shape == KeyboardShape::Low ? plan_low(method, page)
                                                      : plan_narrow(method, page);
    if (method == KeyboardMethod::Telex) hint(plan, kTelexHints);
    if (method == KeyboardMethod::Vni) hint(plan, kVniHints);
    if (method == KeyboardMethod::Viqr) hint(plan, kViqrHints);
    return plan;
}

language::TypingMethod typing_method(KeyboardMethod method) {
    switch (method) {
        case KeyboardMethod::Telex:
            return language::TypingMethod::Telex;
        case KeyboardMethod::Vni:
            return language::TypingMethod::Vni;
        case KeyboardMethod::Viqr:
            return language::TypingMethod::Viqr;
        case KeyboardMethod::Letters:
        case KeyboardMethod::Latin:
            break;
    }
    return language::TypingMethod::Direct;
}

std::string_view method_name(KeyboardMethod method) {
    constexpr std::array<std::string_view, kKeyboardMethods> kNames{"ă ơ ◌́", "Telex", "VNI", "VIQR",
                                                                    "English"};
    return kNames[static_cast<std::size_t>(method)];
}

std::string_view method_example(KeyboardMethod method, bool is_short) {
    constexpr std::array<std::string_view, kKeyboardMethods> kWords{
        "t i ê ◌́ = tiế", "tieengs = tiếng", "tie6ng1 = tiếng", "tie^ng' = tiếng", ""};
    constexpr std::array<std::string_view, kKeyboardMethods> kLetters{
        "ê ◌́ = ế", "ees = ế", "e61 = ế", "e^' = ế", "a b c"};
    return (is_short ? kLetters : kWords)[static_cast<std::size_t>(method)];
}

KeyboardMethod next_method(KeyboardMethod method) {
    return static_cast<KeyboardMethod>((static_cast<int>(method) + 1) % kKeyboardMethods);
}

std::string tone_sign(Tone tone) {
    switch (tone) {
        case Tone::Sac:
            return "◌́";
        case Tone::Huyen:
            return "◌̀";
        case Tone::Hoi:
            return "◌̉";
        case Tone::Nga:
            return "◌̃";
        case Tone::Nang:
            return "◌̣";
        case Tone::Ngang:
            break;
    }
    return "◌";
}

}  // namespace sen::ui
