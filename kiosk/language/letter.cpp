// SPDX-License-Identifier: Apache-2.0
#include "language/letter.h"

#include <array>
#include <map>

#include "base/utf8.h"

namespace sen::language {

namespace {

struct Row {
    char base;
    Shape shape;
    std::u32string_view lower;  // by tone
    std::u32string_view upper;
};

constexpr std::array<Row, 13> kRows{{
    {'a', Shape::Plain, U"aàảãáạ", U"AÀẢÃÁẠ"},
    {'a', Shape::Breve, U"ăằẳẵắặ", U"ĂẰẲẴẮẶ"},
    {'a', Shape::Circumflex, U"âầẩẫấậ", U"ÂẦẨẪẤẬ"},
    {'d', Shape::Stroke, U"đ", U"Đ"},
    {'e', Shape::Plain, U"eèẻẽéẹ", U"EÈẺẼÉẸ"},
    {'e', Shape::Circumflex, U"êềểễếệ", U"ÊỀỂỄẾỆ"},
    {'i', Shape::Plain, U"iìỉĩíị", U"IÌỈĨÍỊ"},
    {'o', Shape::Plain, U"oòỏõóọ", U"OÒỎÕÓỌ"},
    {'o', Shape::Circumflex, U"ôồổỗốộ", U"ÔỒỔỖỐỘ"},
    {'o', Shape::Horn, U"ơờởỡớợ", U"ƠỜỞỠỚỢ"},
    {'u', Shape::Plain, U"uùủũúụ", U"UÙỦŨÚỤ"},
    {'u', Shape::Horn, U"ưừửữứự", U"ƯỪỬỮỨỰ"},
    {'y', Shape::Plain, U"yỳỷỹýỵ", U"YỲỶỸÝỴ"},
}};

std::map<char32_t, Letter> make_table() {
    std::map<char32_t, Letter> table;
    for (char base = 'a'; base <= 'z'; ++base) {
        table[static_cast<char32_t>(base)] = {base, Shape::Plain, Tone::Ngang, false};
        table[static_cast<char32_t>(base - 'a' + 'A')] = {base, Shape::Plain, Tone::Ngang, true};
    }
    for (const auto& row : kRows)
        for (std::size_t tone = 0; tone < row.lower.size(); ++tone) {
            table[row.lower[tone]] = {row.base, row.shape, static_cast<Tone>(tone), false};
            table[row.upper[tone]] = {row.base, row.shape, static_cast<Tone>(tone), true};
        }
    return table;
}

}  // namespace

bool Letter::is_vowel() const {
    return std::string_view("aeiouy").find(base) != std::string::npos;
}

std::optional<Letter> split_letter(char32_t code_point) {
    static const auto table = make_table();
    const auto found = table.find(code_point);
    if (found == table.end()) return std::nullopt;
    return found->second;
}

char32_t join_letter(const Letter& letter) {
    char32_t plain = static_cast<char32_t>(letter.is_upper ? letter.base - 'a' + 'A' : letter.base);
    for (const auto& row : kRows) {
        if (row.base != letter.base) continue;
        const auto& forms = letter.is_upper ? row.upper : row.lower;
        const auto tone = static_cast<std::size_t>(letter.tone);
        if (row.shape == letter.shape) return forms[tone < forms.size() ? tone : 0];
        if (row.shape == Shape::Plain && tone < forms.size()) plain = forms[tone];
    }
    return plain;
}

std::string to_text(const Letters& letters) {
    std::string text;
    for (const auto& letter : letters) text += encode_utf8(join_letter(letter));
    return text;
}

std::optional<Letters> split_word(std::string_view word) {
    Letters letters;
    while (!word.empty()) {
        const auto code_point = first_code_point(word);
        if (!code_point) return std::nullopt;
        const auto letter = split_letter(code_point->value);
        if (!letter) return std::nullopt;
        letters.push_back(*letter);
        word.remove_prefix(code_point->length);
    }
    return letters;
}

}  // namespace sen::language
