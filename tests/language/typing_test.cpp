// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/utf8.h"
#include "language/canonical_keys.h"
#include "language/letter_case.h"
#include "language/syllable.h"
#include "language/typing.h"

using namespace sen;
using namespace sen::language;
using namespace sen::test;

namespace {

struct Vector {
    std::u32string keys;
    std::string text;
};

/// '<' is the key that erases.
std::string type_erasing(const Typing& typing, std::u32string_view keys) {
    std::string text;
    for (const auto key : keys)
        text =
            language::apply_edit(text, key == U'<' ? typing.erase(text) : typing.press(text, key));
    return text;
}

void check_vectors(const Typing& typing, const std::vector<Vector>& vectors) {
    for (const auto& vector : vectors) {
        CAPTURE(vector.text);
        CHECK(type_erasing(typing, vector.keys) == vector.text);
    }
}

const Typing kTelex(TypingMethod::Telex);

}  // namespace

TEST_CASE("typing: a mark acts anywhere in the syllable when that stays possible") {
    check_vectors(kTelex, {{U"giamaf", "giầm"},
                           {U"acha", "acha"},
                           {U"catr", "catr"},
                           {U"dad", "đa"},
                           {U"chuaarn", "chuẩn"},
                           {U"ddafi", "đài"},
                           {U"mootj", "một"},
                           {U"aloo", "alô"},
                           {U"ddawks", "đắk"},
                           {U"bieecs", "biếc"},
                           {U"uese", "uế"},
                           {U"nhueej", "nhuệ"},
                           {U"quawcj", "quặc"},
                           {U"giengse", "giếng"},
                           {U"tiengse", "tiếng"},
                           {U"nguyeenx", "nguyễn"}});
}

TEST_CASE("typing: one w makes ươ of uo") {
    check_vectors(kTelex, {{U"cuongw", "cương"},
                           {U"NGUOIW", "NGƯƠI"},
                           {U"duwoi", "dươi"},
                           {U"Thuow", "Thuơ"},
                           {U"thuowr", "thuở"},
                           {U"thuowng", "thương"},
                           {U"uwow", "ươ"},
                           {U"huouw", "hươu"},
                           {U"muaw", "mưa"},
                           {U"huuw", "hưu"},
                           {U"hoawcj", "hoặc"}});
}

TEST_CASE("typing: full Telex makes ư of a lone w") {
    const Typing full(TypingMethod::Telex, ToneStyle::Old, TelexReach::Full);

    check_vectors(full, {{U"wowfi", "ười"},
                         {U"tw", "tư"},
                         {U"TW", "TƯ"},
                         {U"c[", "cơ"},
                         {U"th]", "thư"},
                         {U"ww", "w"}});
    check_vectors(kTelex, {{U"w", "w"}, {U"[", "["}});
}

TEST_CASE("typing: a later mark replaces an earlier one") {
    check_vectors(kTelex, {{U"oow", "ơ"},
                           {U"toowi", "tơi"},
                           {U"buwoo", "buô"},
                           {U"cuoiwo", "cuôi"},
                           {U"awa", "â"},
                           {U"muonwo", "muôn"}});
}

TEST_CASE("typing: the last tone wins, stops take two tones only, z takes it away") {
    check_vectors(kTelex, {{U"ofs", "ó"},
                           {U"losz", "lo"},
                           {U"loz", "loz"},
                           {U"tôifs", "tối"},
                           {U"tốiz", "tôi"},
                           {U"chuyểnz", "chuyên"},
                           {U"capf", "capf"},
                           {U"caps", "cáp"},
                           {U"sachj", "sạch"}});
}

TEST_CASE("typing: the same key again takes its effect back and is a letter") {
    check_vectors(kTelex, {{U"tooss", "tôs"},
                           {U"tosos", "tôs"},
                           {U"noww", "now"},
                           {U"reff", "ref"},
                           {U"duwongwj", "duongwj"},
                           {U"ddd", "dd"},
                           {U"dddd", "ddd"},
                           {U"aaa", "aa"},
                           {U"aaaa", "aaa"},
                           {U"tosss", "toss"},
                           {U"linuxx", "linux"},
                           {U"xooong", "xoong"},
                           {U"oddp", "ođp"},
                           {U"kimso", "kímo"}});
    check_vectors(Typing(TypingMethod::Vni), {{U"o55", "o5"}, {U"d99", "d9"}, {U"a666", "a66"}});
    check_vectors(Typing(TypingMethod::Viqr), {{U"a^^", "a^"}, {U"a??", "a?"}, {U"ddd", "dd"}});
}

TEST_CASE("typing: VNI and VIQR have a key for each mark, and 0 takes the tone away") {
    check_vectors(Typing(TypingMethod::Vni), {{U"tra6n1", "trấn"},
                                              {U"d9a8k1", "đắk"},
                                              {U"cuong7", "cương"},
                                              {U"thuo73", "thuở"},
                                              {U"to6i10", "tôi"},
                                              {U"to0", "to0"}});
    check_vectors(Typing(TypingMethod::Viqr), {{U"tra^n'", "trấn"},
                                               {U"dda(k'", "đắk"},
                                               {U"cuong+", "cương"},
                                               {U"ho*~", "hỡ"},
                                               {U"tu*", "tư"},
                                               {U"to^i'0", "tôi"},
                                               {U"xong.", "xọng"},
                                               {U"a, b.", "a, b."}});
}

TEST_CASE("typing: the tone goes home after every key, in both styles") {
    check_vectors(kTelex, {{U"gisa", "giá"},
                           {U"chuyrene", "chuyển"},
                           {U"hoaf", "hòa"},
                           {U"hoafn", "hoàn"},
                           {U"quys", "quý"},
                           {U"thuyr", "thủy"},
                           {U"khoer", "khỏe"},
                           {U"ngoaif", "ngoài"},
                           {U"khuyur", "khuỷu"},
                           {U"muas", "múa"},
                           {U"giuwax", "giữa"},
                           {U"tuwowng", "tương"},
                           {U"nguwowif", "người"},
                           {U"yeeus", "yếu"}});
    check_vectors(Typing(TypingMethod::Telex, ToneStyle::New), {{U"chuyr", "chuỷ"},
                                                                {U"hoaf", "hoà"},
                                                                {U"chuyrene", "chuyển"},
                                                                {U"khoer", "khoẻ"},
                                                                {U"muas", "múa"}});
}

TEST_CASE("typing: erasing takes a letter with its marks, and the tone finds a home") {
    check_vectors(kTelex, {{U"loanj<", "lọa"},
                           {U"hanhj<", "hạn"},
                           {U"turyn<<", "tủ"},
                           {U"Thuow<", "Thu"},
                           {U"as<", ""},
                           {U"tieengs<<<", "tí"},
                           {U"a b<<<<", ""}});
    CHECK(kTelex.erase("\xE1\xBB") == Edit{1, ""});
    CHECK(kTelex.erase("") == Edit{0, ""});
}

TEST_CASE("typing: case follows the base letter") {
    check_vectors(
        kTelex,
        {{U"VIEETJ", "VIỆT"}, {U"Vieetj", "Việt"}, {U"DDoong", "Đông"}, {U"Ddoong", "Đông"}});
    check_vectors(Typing(TypingMethod::Vni), {{U"VIE65T", "VIỆT"}});
}

TEST_CASE("typing: space, digits and punctuation end the word") {
    check_vectors(kTelex, {{U"nguyeenx asi quoocs", "nguyễn ái quốc"},
                           {U"ba s", "ba s"},
                           {U"toi, s", "toi, s"},
                           {U"a1s", "a1s"}});
    check_vectors(Typing(TypingMethod::Vni),
                  {{U"nguye64n a1i quo61c 1890", "nguyễn ái quốc 1890"}});
    check_vectors(Typing(TypingMethod::Viqr), {{U"nguye^~n a'i quo^'c", "nguyễn ái quốc"}});
}

TEST_CASE("typing: the kiosk's own keys use the same rules") {
    const Typing direct;

    CHECK(type(direct, U"sfrxjw") == "sfrxjw");
    CHECK(type(direct, U"dưong") == "dương");
    CHECK(language::apply_edit("hoan", direct.press_tone("hoan", Tone::Huyen)) == "hoàn");
    CHECK(language::apply_edit("hoàn", direct.press_tone("hoàn", Tone::Huyen)) == "hoan");
    CHECK(language::apply_edit("hoàn", direct.press_tone("hoàn", Tone::Ngang)) == "hoan");
    CHECK(language::apply_edit("hoàn", direct.press_tone("hoàn", Tone::Sac)) == "hoán");
    CHECK(direct.press_tone("cat", Tone::Huyen) == Edit{});
    CHECK(direct.press_tone("ba ", Tone::Huyen) == Edit{});
    CHECK(direct.press_tone("", Tone::Huyen) == Edit{});
}

TEST_CASE("typing: an edit touches only what changes") {
    CHECK(kTelex.press("xin chao", U'f') == Edit{2, "ào"});
    CHECK(kTelex.press("xin", U' ') == Edit{0, " "});
}

TEST_CASE("typing: every syllable comes out of its canonical keys, in every method") {
    for (const auto method : {TypingMethod::Telex, TypingMethod::Vni, TypingMethod::Viqr})
        for (const auto style : {ToneStyle::Old, ToneStyle::New}) {
            const Typing typing(method, style);
            for (const auto& syllable : all_syllables()) {
                const auto word = syllable.spell(style);
                if (type(typing, canonical_keys(word, method)) != word) FAIL_CHECK(word);
            }
        }
}

TEST_CASE("typing: in capitals, or with the first letter a capital, the rules are the same") {
    for (const auto method : {TypingMethod::Telex, TypingMethod::Vni, TypingMethod::Viqr}) {
        const Typing typing(method);
        for (const auto& syllable : all_syllables()) {
            const auto word = syllable.spell(ToneStyle::Old);
            auto keys = canonical_keys(word, method);
            keys[0] = keys[0] >= U'a' && keys[0] <= U'z' ? keys[0] - U'a' + U'A' : keys[0];
            if (type(typing, keys) != capitalise(word)) FAIL_CHECK(capitalise(word));
            for (char32_t& key : keys)
                if (key >= U'a' && key <= U'z') key = key - U'a' + U'A';
            if (type(typing, keys) != to_upper(word)) FAIL_CHECK(to_upper(word));
        }
    }
}

TEST_CASE("typing: every syllable comes out of its letters and a key of the tone row") {
    const Typing direct;
    for (const auto& syllable : all_syllables()) {
        const auto word = syllable.spell(ToneStyle::Old);
        const auto plain =
            type(direct,
                 canonical_keys(
                     Syllable{syllable.onset, syllable.nucleus, syllable.coda, Tone::Ngang}.spell(
                         ToneStyle::Old),
                     TypingMethod::Direct));
        const bool has_tone = syllable.tone != Tone::Ngang;
        const auto typed =
            has_tone ? language::apply_edit(plain, direct.press_tone(plain, syllable.tone)) : plain;
        if (typed != word) FAIL_CHECK(word);
    }
}

TEST_CASE("typing: erasing always comes to a text that typing can reach") {
    for (const auto& syllable : all_syllables()) {
        auto text = syllable.spell(ToneStyle::Old);
        while (!text.empty()) {
            const auto shorter = language::apply_edit(text, kTelex.erase(text));
            REQUIRE(shorter.size() < text.size());
            text = shorter;
            if (type(kTelex, canonical_keys(text, TypingMethod::Telex)) != text) FAIL_CHECK(text);
        }
    }
}

TEST_CASE("typing: any bytes are taken, and only their end is read") {
    const std::string long_text(10'000, 'a');

    for (const auto& text : {std::string("\xff\xfe\xe1\xbb"), long_text, std::string("a\0b", 3)})
        for (const char32_t key : std::u32string(U"asw<1 đ\U0001F600")) {
            const auto edit = kTelex.press(text, key);
            CHECK(edit.removed <= 64);
            CHECK(edit.added.size() <= 64);
            CHECK_FALSE(find_invalid_utf8(edit.added));
        }
}
