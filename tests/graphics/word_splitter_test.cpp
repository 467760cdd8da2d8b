// SPDX-License-Identifier: Apache-2.0
#include "graphics/word_splitter.h"

#include <doctest/doctest.h>

#include <string>

using namespace sen::graphics;

namespace {

/// The text with "|" where a line may end, "~" where only in need, "¶" where it must.
std::string marked(const std::string& text) {
    std::string result;
    const auto words = split_words(text);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const Word& word = words[i];
        result += text.substr(word.begin, word.end - word.begin);
        if (word.after == BreakAfter::Newline) result += "¶";
        if (i + 1 == words.size() || word.after == BreakAfter::Newline) continue;
        result += word.after == BreakAfter::Bound ? "~" : "|";
    }
    return result;
}

struct Row {
    const char* text;
    const char* expected;
};

}  // namespace

TEST_CASE("word splitter: a line may end after a space, hyphen, en dash or slash") {
    for (const Row& row : {
             Row{"chợ Bà Chiểu", "chợ|Bà|Chiểu"},
             Row{"Latouche-Tréville", "Latouche-|Tréville"},
             Row{"Gia Định–Sài Gòn", "Gia|Định–|Sài|Gòn"},
             Row{"nam/nữ", "nam/|nữ"},
             Row{"  đầu dòng", "đầu|dòng"},
             Row{"hai  dấu cách ", "hai|dấu|cách"},
             Row{"", ""},
         })
        CHECK(marked(row.text) == row.expected);
}

TEST_CASE("word splitter: dates, spans of years and signs stay whole") {
    for (const Row& row : {
             Row{"5/6/1911", "5/6/1911"},
             Row{"1862–1864", "1862–1864"},
             Row{"19-5-1890", "19-5-1890"},
             Row{"Apache-2.0", "Apache-2.0"},
             Row{"Gia Định–2025", "Gia|Định–|2025"},
             Row{"từ -5 đến", "từ|-5|đến"},
             Row{"12.000,5", "12.000,5"},
             Row{"a\u00A0b", "a\u00A0b"},
         })
        CHECK(marked(row.text) == row.expected);
}

TEST_CASE("word splitter: no line begins with closing punctuation, a lone dash or dot") {
    for (const Row& row : {
             Row{"xưa , nay", "xưa ,|nay"},
             Row{"40 % là", "40 %|là"},
             Row{"20.000 ₫ một", "20.000 ₫|một"},
             Row{"thật ! Sao ?", "thật !|Sao ?"},
             Row{"« đây » rồi", "« đây »|rồi"},
             Row{"chờ … mãi", "chờ …|mãi"},
             Row{"xưa – nay", "xưa –|nay"},
             Row{"nam / nữ", "nam /|nữ"},
             Row{"tranh · sách", "tranh ·|sách"},
             Row{"(a-b)", "(a-|b)"},
             Row{"a-)", "a-)"},
         })
        CHECK(marked(row.text) == row.expected);
}

TEST_CASE("word splitter: French quotes stay with their words, spaced marks with what they end") {
    for (const Row& row : {
             Row{"Le pont « Binh Loi » est là", "Le|pont|« Binh|Loi »|est|là"},
             Row{"« \u201C mot \u201D », dit-il", "« \u201C mot \u201D »,|dit-|il"},
             Row{"«\u00A0deux mots\u00A0» ici", "«\u00A0deux|mots\u00A0»|ici"},
             Row{"«\u202Fdeux mots\u202F» ici", "«\u202Fdeux|mots\u202F»|ici"},
             Row{"là : oui ; non ! quoi ?", "là :|oui ;|non !|quoi ?"},
             Row{"là\u00A0: oui\u202F; non\u00A0!", "là\u00A0:|oui\u202F;|non\u00A0!"},
             Row{"long de « 276 m »", "long|de|« 276~m »"},
             Row{"( xưa ) nay", "( xưa )|nay"},
             Row{"« \nmot", "«¶mot"},
             Row{"mot «", "mot|«"},
         })
        CHECK(marked(row.text) == row.expected);
}

TEST_CASE("word splitter: numbers hold on to units, and names to their numbers") {
    for (const Row& row : {
             Row{"dài 12 km đường", "dài|12~km|đường"},
             Row{"gần 12.000 m² (khoảng", "gần|12.000~m²|(khoảng"},
             Row{"giá 20 triệu đồng một", "giá|20~triệu~đồng|một"},
             Row{"ngày 22 tháng 7 năm 2024", "ngày~22|tháng~7|năm~2024"},
             Row{"hành trình 30 năm bôn", "hành|trình|30~năm|bôn"},
             Row{"năm 1945, người", "năm~1945,|người"},
             Row{"thế kỷ XX đã", "thế|kỷ~XX|đã"},
             Row{"lúc 7 giờ 30 sáng", "lúc~7~giờ~30|sáng"},
             Row{"ở đội 12 có", "ở|đội~12|có"},
             Row{"hơn 500.000 lượt", "hơn|500.000|lượt"},
             Row{"điện thoại 028 38 41", "điện|thoại|028~38~41"},
             Row{"(ngày 5 và “5 km”)", "(ngày~5|và|“5~km”)"},
         })
        CHECK(marked(row.text) == row.expected);
}

TEST_CASE("word splitter: abbreviations hold on to the name behind them") {
    for (const Row& row : {
             Row{"ở TP. Hồ Chí Minh", "ở|TP.~Hồ|Chí|Minh"},
             Row{"PGS. TS. Nguyễn A", "PGS.~TS.~Nguyễn|A"},
             Row{"bà Th. Lan", "bà|Th.~Lan"},
             Row{"hết. Rồi", "hết.|Rồi"},
         })
        CHECK(marked(row.text) == row.expected);
}

TEST_CASE("word splitter: newlines end lines; an empty line is an empty word") {
    CHECK(marked("một\nhai") == "một¶hai");
    CHECK(marked("một \n hai") == "một¶hai");
    CHECK(marked("một\n\nhai") == "một¶¶hai");
    CHECK(marked("một\n") == "một¶");
}

TEST_CASE("word splitter: Chinese characters break anywhere but before their full stop") {
    CHECK(marked("嘉定省。城") == "嘉|定|省。|城");
}

TEST_CASE("word splitter: Chinese and Japanese break between characters, by kinsoku") {
    for (const Row& row : {
             Row{"触摸屏幕", "触|摸|屏|幕"},
             Row{"请稍后，再来。", "请|稍|后，|再|来。"},
             Row{"画面にふれて", "画|面|に|ふ|れ|て"},
             Row{"コントラスト", "コ|ン|ト|ラ|ス|ト"},
             Row{"「候補」を見る", "「候|補」|を|見|る"},
             Row{"ちょっと待って", "ちょっ|と|待っ|て"},
             Row{"データ", "デー|タ"},
             Row{"例：「ben nha」", "例：|「ben|nha」"},
             Row{"声調sắcの", "声|調|sắc|の"},
             Row{"5件", "5件"},
             Row{"화면을 눌러", "화면을|눌러"},
         })
        CHECK(marked(row.text) == row.expected);
}
