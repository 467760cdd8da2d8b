// SPDX-License-Identifier: Apache-2.0
#include "language/fold.h"

#include <doctest/doctest.h>

#include <string>

#include "base/utf8.h"
#include "language/nfc.h"
#include "language/twins.h"

using namespace sen;
using namespace sen::language;

namespace {

/// What would be highlighted in `source` for a hit on `wanted` in its folded text.
std::string highlight(const std::string& source, const std::string& wanted) {
    const auto folded = fold(source);
    const auto at = folded.text.find(wanted);
    REQUIRE(at != std::string::npos);
    const auto range = folded.source_range({at, at + wanted.size()});
    return source.substr(range.begin, range.end - range.begin);
}

}  // namespace

TEST_CASE("fold: marks, capitals and đ go") {
    CHECK(fold_text("Đường Đinh Tiên Hoàng") == "duong dinh tien hoang");
    CHECK(fold_text("hòa") == fold_text("hoà"));
    CHECK(fold_text("NGUYỄN ÁI QUỐC") == "nguyen ai quoc");
    CHECK(fold_text("aăâbcdđeêghiklmnoôơpqrstuưvxy") == "aaabcddeeghiklmnooopqrstuuvxy");
    CHECK(fold_text("Ð") == "d");
    CHECK(fold_text("Café Straße Ærø Ångström") == "cafe strasse aero angstrom");
}

TEST_CASE("fold: normal form D folds like C") {
    const std::string nfd = "Vie\xCC\xA3\xCC\x82t Nam";

    CHECK(fold_text(nfd) == fold_text("Việt Nam"));
    CHECK(highlight(nfd, "viet") == "Vie\xCC\xA3\xCC\x82t");
    CHECK(highlight(nfd, "e") == "e\xCC\xA3\xCC\x82");
}

TEST_CASE("fold: invisible characters vanish and other scripts keep their marks") {
    CHECK(fold_text("ph\xC2\xADố\xE2\x80\x8B cổ\xEF\xBB\xBF") == "pho co");
    CHECK(fold_text("がギ") == "がギ");
    CHECK(fold_text("한국") == "한국");
    CHECK(fold_text("й Ё") == "и е");
}

TEST_CASE("fold: a hit is found again in the source with its marks") {
    CHECK(highlight("Chợ Bà Chiểu", "ba chieu") == "Bà Chiểu");
    CHECK(highlight("Chợ Bà Chiểu", "chieu") == "Chiểu");
    CHECK(highlight("Ærø", "a") == "Æ");
    CHECK(fold("Bà").source_range({1, 900}) == ByteRange{1, 3});
    CHECK(fold("").source_range({3, 4}) == ByteRange{0, 0});
}

TEST_CASE("fold: any bytes are taken") {
    CHECK(fold_text("a\xff\xc3") == "a\xEF\xBF\xBD\xEF\xBF\xBD");
    const auto folded = fold(std::string(10'000, '\xff'));
    CHECK_FALSE(find_invalid_utf8(folded.text));
    CHECK(folded.source.size() == folded.text.size() + 1);
}

TEST_CASE("twins: a word with i is also written with y, and back") {
    CHECK(twin_of("quý") == "quí");
    CHECK(twin_of("Mĩ") == "Mỹ");
    CHECK(twin_of("lý") == "lí");
    CHECK(twin_of("ly") == "li");
    CHECK(twin_of("QUÝT") == "QUÍT");
    CHECK(twin_of("y") == "i");
}

TEST_CASE("twins: other words have none") {
    for (const auto* word : {"tai", "tay", "thuỷ", "thui", "in", "gia", "Nguyễn", "ba", "", "x",
                             "quy hoach", "\xff", "mississippi", "my1"})
        CHECK_MESSAGE(!twin_of(word), word);
}
