// SPDX-License-Identifier: Apache-2.0
#include "pack/encoding.h"

#include <doctest/doctest.h>

#include <set>

#include "language/letter.h"
#include "language/letter_case.h"
#include "language/nfc.h"
#include "old_text.h"

using namespace sen;
using namespace sen::pack;

namespace {

/// The 134 letters that are not ASCII.
std::vector<char32_t> vietnamese_letters() {
    std::vector<char32_t> letters;
    for (char32_t c = 0x80; c < 0x1F00; ++c)
        if (language::split_letter(c)) letters.push_back(c);
    return letters;
}

std::string western(std::string_view bytes) {
    return western_text(bytes);
}

}  // namespace

TEST_CASE("encoding: the vectors of old documents") {
    CHECK(decode_western(Encoding::Tcvn3, "céng hßa x· héi … ®­êng") == "cộng hòa xã hội … đường");
    CHECK(decode_western(Encoding::VniWindows, "coäng hoøa xaõ hoäi … ñöôøng") ==
          "cộng hòa xã hội … đường");
    CHECK(decode_western(Encoding::Viscii, western("Vi\xAEt Nam \xF0\xDF\xB6ng")) ==
          "Việt Nam đường");
    CHECK(decode_western(Encoding::Vps, western("Vi\x8Ct Nam \xC7\xDC\xA9ng")) == "Việt Nam đường");
    CHECK(decode_western(Encoding::Cp1258, western("Vi\xEA\xF2t Nam \xF0\xFD\xF5\xCCng")) ==
          "Việt Nam đường");
}

TEST_CASE("encoding: every letter comes back out of VNI, VPS and VISCII") {
    const auto letters = vietnamese_letters();
    REQUIRE(letters.size() == 134);

    for (const Encoding encoding : {Encoding::VniWindows, Encoding::Vps, Encoding::Viscii}) {
        CHECK(letter_codes(encoding).size() == 134);
        std::set<std::string> codes;
        for (const LetterCode& code : letter_codes(encoding)) codes.insert(code.bytes);
        CHECK(codes.size() == 134);
        for (const char32_t letter : letters) {
            const std::string text = encode_utf8(letter);
            INFO(text << " in " << encoding_title(encoding));
            CHECK(decode_western(encoding, western(encode_by_table(encoding, text))) == text);
        }
    }
}

TEST_CASE("encoding: TCVN3 has 74 codes, and a font's name makes the capitals of the rest") {
    CHECK(letter_codes(Encoding::Tcvn3).size() == 74);

    for (const char32_t letter : vietnamese_letters()) {
        const std::string text = encode_utf8(letter);
        const std::string old = western(encode_by_table(Encoding::Tcvn3, text));
        const std::string read = decode_western(Encoding::Tcvn3, old);
        INFO(text);
        CHECK(language::to_upper(read) == language::to_upper(text));
        const auto found = encoding_of_font(".VnTimeH");
        REQUIRE(found);
        CHECK(found->is_capitals);
    }
}

TEST_CASE("encoding: the C library reads VISCII, TCVN 5712 and code page 1258 as we do") {
    for (const char32_t letter : vietnamese_letters()) {
        const std::string text = encode_utf8(letter);
        INFO(text);
        const std::string viscii = convert("UTF-8", "VISCII", text);
        REQUIRE(viscii.size() == 1);
        CHECK(encode_by_table(Encoding::Viscii, text) == viscii);
        CHECK(decode_western(Encoding::Viscii, western(viscii)) == text);

        // Code page 1258 has no ở: the vowel and its tone apart.
        const std::string cp1258 = convert("UTF-8", "CP1258", text);
        REQUIRE(!cp1258.empty());
        CHECK(decode_western(Encoding::Cp1258, western(cp1258)) == text);
    }
    for (const LetterCode& code : letter_codes(Encoding::Tcvn3))
        CHECK(convert("TCVN5712-1", "UTF-8", code.bytes) == encode_utf8(code.letter));
}

TEST_CASE("encoding: a text in Word's Western letters and one in bytes read alike") {
    const std::string text = "Đường Lê Văn Duyệt, phường Gia Định: xưa và nay";
    for (const Encoding encoding : {Encoding::Tcvn3, Encoding::VniWindows, Encoding::Vps}) {
        const std::string bytes = encode_by_table(encoding, text);
        std::string latin1, symbols;
        for (const char c : bytes) {
            const auto byte = static_cast<unsigned char>(c);
            latin1 += encode_utf8(byte);
            symbols += encode_utf8(byte < 0x20 ? byte : 0xF000U + byte);
        }
        CHECK(decode_western(encoding, western(bytes)) == text);
        CHECK(decode_western(encoding, latin1) == text);
        CHECK(decode_western(encoding, symbols) == text);
    }
}

TEST_CASE("encoding: TCVN3 capitals come back where their neighbours are capitals") {
    const auto read = [](std::string_view text) { return decode_western(Encoding::Tcvn3, text); };

    CHECK(read("VIÖT NAM") == "VIỆT NAM");
    CHECK(read("Hå CHÝ MINH") == "HỒ CHÍ MINH");
    CHECK(read("Hå Gia §Þnh") == "Hồ Gia Định");
    CHECK(read("LÞch sö §¶ng bé") == "Lịch sử Đảng bộ");
    CHECK(read("TR¦êNG\nª") == "TRƯỜNG\nê");
}

TEST_CASE("encoding: fonts name their encoding") {
    CHECK(encoding_of_font(".VnTime") == FontEncoding{Encoding::Tcvn3, false});
    CHECK(encoding_of_font(".VnArial NarrowH") == FontEncoding{Encoding::Tcvn3, true});
    CHECK(encoding_of_font("VNI-Times") == FontEncoding{Encoding::VniWindows, false});
    CHECK(encoding_of_font("VPS Times") == FontEncoding{Encoding::Vps, false});
    CHECK(!encoding_of_font("Times New Roman"));
    CHECK(!encoding_of_font("VNITED"));
    CHECK(!encoding_of_font("\xFF"));
    CHECK(!encoding_of_font(""));
}

TEST_CASE("encoding: UTF-16 of both ends; what is cut is refused") {
    const std::string text = "Bà Chiểu, \xF0\x9F\xAA\xB7";
    const std::string little = convert("UTF-8", "UTF-16LE", text);
    const std::string big = convert("UTF-8", "UTF-16BE", text);

    CHECK(decode_utf16(little, false) == text);
    CHECK(decode_utf16(big, true) == text);
    CHECK(!decode_utf16(little.substr(1), false));
    CHECK(!decode_utf16(little.substr(0, little.size() - 2), false));
    CHECK(!decode_utf16(std::string("\x00\xDC", 2), false));
    CHECK(decode_utf16("", true) == "");
}

TEST_CASE("encoding: what is decomposed is composed, what is Unicode stays") {
    CHECK(decode_western(Encoding::Unicode, "Tie\xCC\x82\xCC\x81ng Vie\xCC\xA3\xCC\x82t") ==
          "Tiếng Việt");
    for (const Encoding encoding : {Encoding::Tcvn3, Encoding::VniWindows})
        CHECK(decode_western(encoding, "ưđăơế Ấẫ 新 \xF0\x9F\xAA\xB7") ==
              "ưđăơế Ấẫ 新 \xF0\x9F\xAA\xB7");
}

TEST_CASE("encoding: options go there and back") {
    for (const Encoding encoding : kOldEncodings)
        CHECK(encoding_of_option(encoding_option(encoding)) == encoding);
    CHECK(encoding_of_option("utf-16be") == Encoding::Utf16Be);
    CHECK(!encoding_of_option("latin-9"));
}
