// SPDX-License-Identifier: Apache-2.0
#include "app/options.h"

#include <doctest/doctest.h>

#include <vector>

#include "app/parts.h"

using namespace sen;
using namespace sen::app;

namespace {

std::variant<Options, int> parse(std::vector<std::string> words) {
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    return parse_options(static_cast<int>(arguments.size()), arguments.data());
}

}  // namespace

TEST_CASE("options: what is asked for is read") {
    const auto parsed = parse({"sen-kiosk", "--store", "here", "--window", "800x480"});

    REQUIRE(std::holds_alternative<Options>(parsed));
    CHECK(std::get<Options>(parsed).store == "here");
    CHECK(std::get<Options>(parsed).window == Size{800, 480});
    CHECK(std::get<Options>(parsed).record_touches.empty());
}

TEST_CASE("options: the tour can be made as a visitor sees it who has set something") {
    const auto parsed = parse({"sen-kiosk", "--store", "here", "--window", "800x480", "--tour",
                               "there", "--text-size", "160", "--contrast", "--lowered"});

    REQUIRE(std::holds_alternative<Options>(parsed));
    screens::Comfort wanted;
    wanted.text_percent = 160;
    wanted.has_contrast = wanted.is_lowered = true;
    CHECK(std::get<Options>(parsed).tour_comfort == wanted);
}

TEST_CASE("options: wrong usage ends with 2") {
    CHECK(std::get<int>(parse({"sen-kiosk"})) == 2);
    CHECK(std::get<int>(parse({"sen-kiosk", "--store", "here", "--unknown"})) == 2);
    CHECK(std::get<int>(parse({"sen-kiosk", "--store", "here", "--window", "big"})) == 2);
    CHECK(std::get<int>(parse({"sen-kiosk", "--store", "here", "--tour", "there"})) == 2);
    CHECK(std::get<int>(parse({"sen-kiosk", "--store", "here", "--text-size", "160"})) == 2);
    CHECK(std::get<int>(parse({"sen-kiosk", "--store", "here", "--window", "800x480", "--tour",
                               "there", "--text-size", "150"})) == 2);
    CHECK(std::get<int>(parse(
              {"sen-kiosk", "--store", "here", "--calibrate", "--record-touches", "there"})) == 2);
}

TEST_CASE("options: every language says what is wrong and what to do") {
    const auto tables = load_strings().value();

    for (const auto& entry : tables) {
        const auto& table = entry.second;
        CHECK(table.format("usage_wrong", {{"error", "--unknown"}}).find(": --unknown") !=
              std::string::npos);
        CHECK(table["usage_hint"].find("sen-kiosk --help") != std::string::npos);
    }
}
