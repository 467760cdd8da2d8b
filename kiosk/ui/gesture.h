// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "base/clock.h"
#include "base/geometry.h"

namespace sen::ui {

enum class TouchPhase { Down, Move, Up, Cancel };

/// One report of one finger, in pixels.
struct TouchSample {
    std::int64_t finger = 0;
    TouchPhase phase = TouchPhase::Down;
    Point at;
    Milliseconds time{0};
};

enum class GestureKind {
    Press,        ///< a finger came down
    PressCancel,  ///< it turned into something else, or left: no tap will come
    Tap,          ///< it came up where it went down
    DragBegin,    ///< it moved more than the slop; `at` is where it went down
    DragMove,
    DragEnd,  ///< `velocity` is how it was thrown, pixels a second
    PinchBegin,
    PinchMove,  ///< `scale` since PinchBegin, `at` the point between the fingers
    PinchEnd,
};

struct Gesture {
    GestureKind kind = GestureKind::Press;
    Point at;
    Point origin;    ///< where the gesture began
    Point velocity;  ///< DragEnd only
    double scale = 1;
};

/// Turns finger reports into gestures. Pure: no clock, no screen. The first finger owns a tap; the
/// second turns it into a pinch; a third and later ones are ignored. A finger held longer than 15 s
/// (a ghost, a bag) is given up. Reports for unknown fingers are ignored.
class GestureRecognizer {
  public:
    /// `slop`: how far a finger may roll and still tap, in pixels (about 3 mm).
    explicit GestureRecognizer(int slop) : slop_(slop) {}

    std::vector<Gesture> feed(const TouchSample& sample);
    /// Ends whatever is going on, without a tap.
    std::vector<Gesture> cancel();
    bool is_touched() const { return !fingers_.empty(); }

  private:
    enum class Mode { Idle, Pressed, Dragging, Pinching, Spent };
    struct Finger {
        Point start, at;
        Milliseconds since{0};
    };
    struct Trail {
        Point at;
        Milliseconds time{0};
    };

    void down(const TouchSample& sample, std::vector<Gesture>& out);
    void move(const TouchSample& sample, std::vector<Gesture>& out);
    void up(const TouchSample& sample, std::vector<Gesture>& out);
    void end_current(std::vector<Gesture>& out);
    Point between() const;
    double distance() const;
    Point velocity(Milliseconds now) const;

    int slop_;
    Mode mode_ = Mode::Idle;
    std::map<std::int64_t, Finger> fingers_;
    std::int64_t first_ = 0, second_ = 0;
    double pinch_distance_ = 1;
    Point pinch_origin_;
    std::vector<Trail> trail_;  ///< the last 100 ms of the drag
};

}  // namespace sen::ui
