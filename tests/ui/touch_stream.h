// SPDX-License-Identifier: Apache-2.0
// What fingers reported, as a text: `time finger phase x y` a line, in ms and pixels of `mm` (else
// a quarter of a) millimetre, as sen-kiosk --record-touches writes it. By hand come `expect`, the
// gestures that it makes, repeated moves told once; the `speed` of the last drag; the `scale` of
// the last pinch.
#pragma once

#include <doctest/doctest.h>

#include <array>
#include <filesystem>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "base/file.h"
#include "ui/gesture.h"

namespace sen::ui::test {

inline std::optional<TouchPhase> phase_of(const std::string& word) {
    if (word == "down") return TouchPhase::Down;
    if (word == "move") return TouchPhase::Move;
    if (word == "up") return TouchPhase::Up;
    if (word == "lost") return TouchPhase::Cancel;
    return {};
}

struct Stream {
    std::string expected;
    std::optional<std::array<int, 4>> speed;     ///< least and most, across and down
    std::optional<std::array<double, 2>> scale;  ///< least and most
    double mm_per_px = 0.25;
    std::vector<TouchSample> samples;
};

inline Stream read_stream(const std::filesystem::path& file) {
    Stream stream;
    std::istringstream lines(read_file(file, 1u << 20).value());
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string first;
        words >> first;
        if (first == "#") continue;
        if (first == "expect") {
            std::getline(words >> std::ws, stream.expected);
        } else if (first == "mm") {
            words >> stream.mm_per_px;
        } else if (first == "speed") {
            auto& speed = stream.speed.emplace();
            for (int& bound : speed) words >> bound;
        } else if (first == "scale") {
            auto& scale = stream.scale.emplace();
            for (double& bound : scale) words >> bound;
        } else {
            TouchSample sample;
            std::string phase;
            sample.time = Milliseconds(std::stoll(first));
            words >> sample.finger >> phase >> sample.at.x >> sample.at.y;
            REQUIRE_MESSAGE(phase_of(phase), file.string(), ": ", line);
            sample.phase = *phase_of(phase);
            stream.samples.push_back(sample);
        }
        REQUIRE_MESSAGE(words, file.string(), ": ", line);
    }
    return stream;
}

}  // namespace sen::ui::test
