// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <utility>

#include "ui/flight.h"
#include "ui/focus.h"
#include "ui/gesture.h"
#include "ui/scan.h"
#include "ui/widget.h"

namespace sen::ui {

/// The root of what is on the screen: routes fingers to widgets, lays out, draws when something
/// changed, and leads from one root to the next: they cross-fade, and a picture that both show
/// flies from here to there. A touch acts on the new root at once. Main thread only.
class Stage {
  public:
    explicit Stage(Context& context);

    enum class Change { Cut, Fade };
    /// Replaces what is on the screen; a finger that is down belongs to nobody until it comes up.
    void set_root(std::unique_ptr<Widget> root, Change change = Change::Fade);
    Widget* root() const { return root_.get(); }
    /// A widget over everything that takes all touches, e.g. a dialog; null removes it. What is
    /// behind it is darkened, or seen as it is.
    enum class Behind { Veiled, Seen };
    void set_overlay(std::unique_ptr<Widget> overlay, Behind behind = Behind::Veiled);
    Widget* overlay() const { return overlay_.get(); }

    /// Starts a cross-fade from what is on the screen now; call it before changing the tree.
    void begin_fade();
    /// Lays out and draws anew after the theme or the metrics changed; a cross-fade ends.
    void forget_style();
    /// A tap that follows another one within 250 ms at the same place is the same tap (what it led
    /// to is not what it meant), except on what takes quick taps.
    void touch(const TouchSample& sample);
    /// Acts on what has the focus; false for what the stage has no use for (Back, and pages that
    /// nothing scrolls).
    bool key(Key key);
    /// A site attaches one switch, which chooses what is marked for `step`, or, when that is zero,
    /// two: the other one marks the next (scan.h).
    void use_switches(Milliseconds step) { scan_.emplace(step); }
    enum class Switch { Choose, GoOn };
    /// Only after use_switches().
    void press_switch(Switch which, Milliseconds now);
    /// The mark goes on by itself just now: somebody waits for it.
    bool is_scanning() const { return scan_ && scan_->next_step() != kNever; }
    /// While something plays that a mark would disturb.
    void hold_switches(bool is_held);
    const Focus& focus() const { return focus_; }
    /// Ends all touches without a tap, e.g. when the panel was unplugged.
    void cancel_touches();
    /// Fingers that are down now press nothing until they are lifted.
    void swallow_touches();
    bool is_touched() const { return recognizer_.is_touched(); }
    /// A control has acted, by a tap or a key, since this was asked last.
    bool take_act() { return std::exchange(has_acted_, false); }

    /// Updates, lays out and, if anything changed, draws and presents one frame. True if it drew.
    bool frame(Milliseconds now, bool is_forced = false);
    /// When frame() must be called again though nobody touches; kNever if nothing moves.
    Milliseconds next_frame(Milliseconds now) const;
    void invalidate() { is_dirty_ = true; }
    /// Where the picture that two roots share is on its way; nothing when none is.
    std::optional<Rect> flying_picture() const { return flight_.place(context_.now); }

  private:
    void take(const std::vector<Gesture>& gestures);
    void handle(const Gesture& gesture);
    void begin_drag(const Gesture& gesture);
    void press(Point at);
    void tap(Point at);
    bool is_same_tap(const Widget* target, Point at) const;
    /// Hands on the last movement of the frame.
    void flush_motion();
    void lay_out(Size size);
    bool needs_layout(Size size) const;
    void draw(Size size, Milliseconds now);
    Widget* top() const { return overlay_ ? overlay_.get() : root_.get(); }
    template <class Wanted>
    Widget* find(Point at, const Wanted& wanted) const;
    void act_on(Widget& widget);
    void release_pressed();
    /// Ends what the finger on a key does, before the next finger begins.
    void lift_typing_finger(Milliseconds now);
    void follow_typing_finger(const TouchSample& sample);
    /// What was replaced under the finger is touched no more.
    void drop_gone_targets();
    void forget_targets();

    Context& context_;
    std::unique_ptr<Widget> root_, overlay_;
    Behind behind_ = Behind::Veiled;
    Focus focus_;
    std::optional<Scan> scan_;
    GestureRecognizer recognizer_;
    bool is_swallowing_ = false;
    bool is_dirty_ = true;
    Widget* pressed_ = nullptr;
    Widget* dragged_ = nullptr;
    Widget* pinched_ = nullptr;
    bool is_axis_open_ = false;  ///< a drag began and its direction is not yet known
    Point drag_origin_;
    std::optional<Gesture> motion_;  ///< the newest DragMove or PinchMove, until the next frame
    Milliseconds touched_{0};        ///< time of the last sample
    Widget* tapped_ = nullptr;       ///< while it acts
    const Widget* last_tapped_ = nullptr;  ///< null when it may be gone
    Point tapped_at_;
    Milliseconds tap_time_{-1'000'000};
    bool has_acted_ = false;
    bool was_quick_tap_ = false;  ///< the last tap was on what takes quick taps
    int same_place_;
    std::optional<TouchSample> typing_;  ///< the last report of the finger that is on a key
    graphics::Texture previous_;         ///< the frame being faded from
    Glide fade_{1};
    bool is_fading_ = false;
    bool wants_fade_ = false;
    Flight flight_;
    Size laid_out_;
};

}  // namespace sen::ui
