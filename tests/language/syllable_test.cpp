// SPDX-License-Identifier: Apache-2.0
#include "language/syllable.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace sen::language;

TEST_CASE("syllable: is taken apart") {
    CHECK(parse_syllable("nghiêng") == Syllable{"ngh", "iê", "ng", Tone::Ngang});
    CHECK(parse_syllable("QUÝ") == Syllable{"qu", "y", "", Tone::Sac});
    CHECK(parse_syllable("giếng") == Syllable{"g", "iê", "ng", Tone::Sac});
    CHECK(parse_syllable("giờ") == Syllable{"gi", "ơ", "", Tone::Huyen});
    CHECK(parse_syllable("gì") == Syllable{"g", "i", "", Tone::Huyen});
    CHECK(parse_syllable("Khuya") == Syllable{"kh", "uya", "", Tone::Ngang});
    CHECK(parse_syllable("ươm") == Syllable{"", "ươ", "m", Tone::Ngang});
    CHECK(parse_syllable("Đắc") == Syllable{"đ", "ă", "c", Tone::Sac});
}

TEST_CASE("syllable: what the spelling does not know is none") {
    for (const auto* word :
         {"",     "b",    "ce",   "ci",     "ka",  "gê", "ngi", "tòc",     "hảp",  "âch", "iêm",
          "túan", "hoaf", "text", "museum", "quô", "a1", "an ", "việtnam", "\xff", "áá"})
        CHECK_MESSAGE(!is_syllable(word), word);
}

TEST_CASE("syllable: both places of the tone are right") {
    CHECK(parse_syllable("hòa") == parse_syllable("hoà"));
    CHECK(parse_syllable("thủy")->spell(ToneStyle::New) == "thuỷ");
    CHECK(parse_syllable("khoẻ")->spell(ToneStyle::Old) == "khỏe");
    CHECK_FALSE(is_syllable("qúy"));
}

TEST_CASE(
    "syllable: each that the spelling allows is read as it was spelt, and there is no second one") {
    std::set<std::string> spellings;
    for (const auto& syllable : all_syllables())
        for (const auto style : {ToneStyle::Old, ToneStyle::New}) {
            const auto word = syllable.spell(style);
            if (parse_syllable(word) != syllable) FAIL_CHECK(word);
            if (style == ToneStyle::Old && !spellings.insert(word).second) FAIL_CHECK(word);
        }

    CHECK(spellings.size() > 15'000);
    for (const auto* word : {"khuỷu", "xoong", "quốc", "quới", "quoắt", "giữa", "nguệch", "tuýp",
                             "khuya", "quạu", "hươu"})
        CHECK_MESSAGE(spellings.contains(word), word);
}

TEST_CASE("tone placement: where the school's spelling (1989/QĐ-BGDĐT) and the press put it") {
    struct Row {
        const char* school;
        const char* press;
    };
    for (const Row& row :
         {Row{"hoà", "hòa"}, Row{"quý", "quý"}, Row{"thuỷ", "thủy"}, Row{"khoẻ", "khỏe"},
          Row{"trí tuệ", "trí tuệ"}, Row{"bìa", "bìa"}, Row{"lúa", "lúa"}, Row{"lửa", "lửa"},
          Row{"tiến", "tiến"}, Row{"yếu", "yếu"}, Row{"cuống", "cuống"}, Row{"vượn", "vượn"},
          Row{"hoàn", "hoàn"}, Row{"quà", "quà"}, Row{"giá", "giá"}, Row{"khuỷu", "khuỷu"}}) {
        CHECK(with_tones_placed(row.press, ToneStyle::New) == row.school);
        CHECK(with_tones_placed(row.school, ToneStyle::Old) == row.press);
    }
}

TEST_CASE("tone placement: a text is rewritten in one style, the rest of it stays") {
    CHECK(with_tones_placed("Hòa bình, thủy thủ; Quý khỏe. Museum \xff hòaX", ToneStyle::New) ==
          "Hoà bình, thuỷ thủ; Quý khoẻ. Museum \xff hòaX");
    CHECK(with_tones_placed("HOÀ BÌNH", ToneStyle::Old) == "HÒA BÌNH");
    const std::string long_word(10'000, 'a');
    CHECK(with_tones_placed(long_word, ToneStyle::Old) == long_word);
}
