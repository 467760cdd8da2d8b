// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "base/clock.h"
#include "base/geometry.h"
#include "ui/velocity.h"

namespace sen::ui {

enum class TouchPhase { Down, Move, Up, Cancel };

/// One report of one finger, in pixels of the glass.
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
    DoubleTap,    ///< after the second Tap of two at one place
    LongPress,    ///< it stayed; a Tap may still come
    DragBegin,    ///< it moved more than the slop; `at` is where it went down
    DragMove,
    DragEnd,     ///< `velocity` is how it was thrown, pixels a second
    PinchBegin,  ///< `at` is the point between two fingers
    PinchMove,   ///< `scale` since PinchBegin; `at` moves with the fingers: they pan, too
    PinchEnd,
};

struct Gesture {
    GestureKind kind = GestureKind::Press;
    Point at;
    Point origin;    ///< where the gesture began
    Point velocity;  ///< DragEnd only
    double scale = 1;
};

/// Turns finger reports into gestures. Pure: no clock, no screen; main thread only.
///
///   Idle ──down──► Pressed ──moves──► Dragging        Pressed ends in Tap or PressCancel,
///                     │ second finger     │           Dragging in DragEnd, Pinching in PinchEnd
///                     ▼                   ▼
///                  Pinching ◄───────── (second finger)       Palm lasts until no finger is down
///                     │ one finger leaves
///                     ▼
///                  Resting: may drag or pinch again, but not tap
///
/// - A third finger at once makes a palm (SDL does not tell how large a contact is). A later one,
///   or a second one further away than a hand reaches, belongs to a bystander and is ignored.
/// - A contact that comes back where a tap was lifted less than 80 ms ago is the panel bouncing.
/// - A finger that rests longer than 15 s (a ghost, a bag) is given up.
/// - Reports of unknown fingers are ignored, a second Down of one is a lost lift, and time that
/// goes
///   back stands still.
class GestureRecognizer {
  public:
    /// Thresholds are millimetres of the glass: `mm_per_px` > 0.
    explicit GestureRecognizer(double mm_per_px);

    std::vector<Gesture> feed(const TouchSample& report);
    /// What comes of time alone: a long press, a finger given up.
    std::vector<Gesture> tick(Milliseconds now);
    /// Ends whatever is going on, without a tap.
    std::vector<Gesture> cancel();
    bool is_touched() const { return !fingers_.empty(); }

  private:
    enum class Mode { Idle, Pressed, Dragging, Pinching, Resting, Palm };
    struct Finger {
        Point start, at;
        Milliseconds since{0};  ///< it came down
        Point rest;             ///< where it was when it last moved
        Milliseconds rests_since{0};
    };
    using Fingers = std::map<std::int64_t, Finger>;

    void down(const TouchSample& sample, std::vector<Gesture>& out);
    void second_down(const TouchSample& sample, std::vector<Gesture>& out);
    void move(const TouchSample& sample, std::vector<Gesture>& out);
    void up(const TouchSample& sample, std::vector<Gesture>& out);
    void tap(const TouchSample& sample, const Finger& finger, std::vector<Gesture>& out);
    /// Forgets a finger, and ends without a tap what it was part of.
    void lose(Fingers::iterator finger, std::vector<Gesture>& out);
    void end_current(Mode next, std::vector<Gesture>& out);
    void give_up_held(Milliseconds now, std::vector<Gesture>& out);
    bool owns(std::int64_t finger) const;
    bool is_bounce(const TouchSample& sample) const;
    Point between() const;
    double distance() const;

    int slop_, same_place_, reach_, max_speed_;  ///< pixels; the last one a second
    Mode mode_ = Mode::Idle;
    Fingers fingers_;
    std::int64_t first_ = 0, second_ = 0;
    Milliseconds now_{0};  ///< the latest time that was told
    bool is_long_press_told_ = false;
    double pinch_distance_ = 1;
    Point pinch_origin_;
    VelocityTracker velocity_;
    /// The last tap: where, when it was lifted, and whether a second one would make a pair.
    Point tapped_at_;
    Milliseconds tapped_{0};
    bool has_tapped_ = false, may_pair_ = false;
};

}  // namespace sen::ui
