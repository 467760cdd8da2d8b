// SPDX-License-Identifier: Apache-2.0
// Touches as panels report them, from streams/*.txt (ui/touch_stream.h).
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "ui/gesture.h"
#include "ui/touch_stream.h"

using namespace sen;
using namespace sen::ui;
using sen::ui::test::Stream;

namespace {

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

struct Told {
    std::string gestures;
    Point velocity;    ///< of the last drag
    double scale = 1;  ///< of the last pinch
};

Told play(const Stream& stream) {
    GestureRecognizer recognizer(stream.mm_per_px);
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
    REQUIRE(files.size() >= 18);

    for (const auto& file : files) {
        CAPTURE(file.filename().string());
        const Stream stream = test::read_stream(file);
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
