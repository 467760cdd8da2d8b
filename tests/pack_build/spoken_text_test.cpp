// SPDX-License-Identifier: Apache-2.0
#include "pack/spoken_text.h"

#include <doctest/doctest.h>

using namespace sen::pack;

TEST_CASE("spoken text: what a Vietnamese voice would swallow is said in words") {
    const auto spoken = [](const char* sentence) { return spoken_text(sentence, "vi"); };

    CHECK(spoken("Tàu rời bến 5/6/1911.") == "Tàu rời bến ngày 5 tháng 6 năm 1911.");
    CHECK(spoken("Ngày 5/6/1911, tàu") == "Ngày 5 tháng 6 năm 1911, tàu");
    CHECK(spoken("Tháng 8/1945, ngày 2/9") == "Tháng 8 năm 1945, ngày 2 tháng 9");
    CHECK(spoken("Xây năm 1862–1863.") == "Xây năm 1862 đến 1863.");
    CHECK(spoken("Dài 3,5 km, 93,4%") == "Dài ba phẩy năm km, chín mươi ba phẩy bốn%");
    CHECK(spoken("Rộng 1.234,05 m") == "Rộng một ngàn hai trăm ba mươi tư phẩy không năm m");
    CHECK(spoken("Giá 12.000 ₫") == "Giá 12.000 đồng");
}

TEST_CASE("spoken text: an English voice is told days and spans of years") {
    CHECK(spoken_text("It left on 5/6/1911, 3.5 km", "en") == "It left on 5 June 1911, 3.5 km");
    CHECK(spoken_text("1862–1863", "en") == "1862 to 1863");
}

TEST_CASE("spoken text: all else is left as it is written") {
    for (const char* sentence :
         {"", "Năm 1911", "số 31/4/1911", "nhà 12/3/4", "2/3 dân số", "Nghị quyết số 12/2020",
          "số 5/6/1911/QĐ", "1.234", "10, 20", "2020-2025", "a–b", "5/", "1–2",
          "Bến Nhà Rồng – 1863", "3,5,7", "\xFF/1"})
        CHECK_MESSAGE(spoken_text(sentence, "vi") == sentence, sentence);
    CHECK(spoken_text("5/6/1911", "fr") == "5/6/1911");
}
