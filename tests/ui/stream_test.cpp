// SPDX-License-Identifier: Apache-2.0
// Touches as panels report them, from streams/*.txt: `time finger phase x y` a line, in ms and
// pixels of a quarter of a millimetre; `expect` is the gestures that come, repeated moves told
// once.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "base/file.h"
#include "ui/gesture.h"

using namespace sen;
using namespace sen::ui;

namespace {

constexpr double kMmPerPx = 0.25;

std::string name_of(GestureKind kind) {
    switch (kind) {
        case GestureKind::Press:
            return "press";
        case GestureKind::PressCancel:
            return "cancel";
        case GestureKind::Tap:
            return "tap";
        case GestureKind::DoubleTap:
            return "double";
        case GestureKind::LongPress:
            return "long";
        case GestureKind::DragBegin:
            return "drag";
        case GestureKind::DragMove:
            return "move";
        case GestureKind::DragEnd:
            return "drop";
        case GestureKind::PinchBegin:
            return "pinch";
        case GestureKind::PinchMove:
            return "spread";
        case GestureKind::PinchEnd:
            return "open";
    }
    return "?";
}

std::optional<TouchPhase> phase_of(const std::string& word) {
    if (word == "down") return TouchPhase::Down;
    if (word == "move") return TouchPhase::Move;
    if (word == "up") return TouchPhase::Up;
    if (word == "lost") return TouchPhase::Cancel;
    return {};
}

struct Told {
    std::string gestures;
    Point velocity;    ///< of the last drag
    double scale = 1;  ///< of the last pinch
};

struct Stream {
    std::string expected;
    std::optional<std::array<int, 4>> speed;     ///< least and most, across and down
    std::optional<std::array<double, 2>> scale;  ///< least and most
    std::vector<TouchSample> samples;
};

Stream read(const std::filesystem::path& file) {
    Stream stream;
    std::istringstream lines(read_file(file, 1u << 20).value());
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string first;
        words >> first;
        if (first == "#") continue;
        if (first == "expect") {
            std::getline(words >> std::ws, stream.expected);
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

Told play(const Stream& stream) {
    GestureRecognizer recognizer(kMmPerPx);
    Told told;
    std::string last;
    const auto take = [&](const std::vector<Gesture>& gestures) {
        for (const Gesture& gesture : gestures) {
            const std::string name = name_of(gesture.kind);
            if (gesture.kind == GestureKind::DragEnd) told.velocity = gesture.velocity;
            if (gesture.kind == GestureKind::PinchMove) told.scale = gesture.scale;
            const bool is_movement = name == "move" || name == "spread";
            if (!is_movement || name != last)
                told.gestures += (told.gestures.empty() ? "" : " ") + name;
            last = name;
        }
    };
    for (const TouchSample& sample : stream.samples) {
        take(recognizer.tick(sample.time));
        take(recognizer.feed(sample));
    }
    CHECK_FALSE(recognizer.is_touched());
    return told;
}

}  // namespace

TEST_CASE("touch streams: each recorded hand makes the gestures that it means, and ends in rest") {
    std::vector<std::filesystem::path> files;
    for (const auto& entry :
         std::filesystem::directory_iterator(std::string(SEN_SOURCE_DIR) + "/tests/ui/streams"))
        files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    REQUIRE(files.size() >= 17);

    for (const auto& file : files) {
        CAPTURE(file.filename().string());
        const Stream stream = read(file);
        const Told told = play(stream);

        CHECK(told.gestures == stream.expected);
        if (stream.speed) {
            const auto& [left, right, up, down] = *stream.speed;
            CHECK(told.velocity.x >= left);
            CHECK(told.velocity.x <= right);
            CHECK(told.velocity.y >= up);
            CHECK(told.velocity.y <= down);
        }
        if (stream.scale) {
            CHECK(told.scale >= (*stream.scale)[0]);
            CHECK(told.scale <= (*stream.scale)[1]);
        }
    }
}
