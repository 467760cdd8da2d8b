// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "ui/gesture.h"
#include "ui/widget.h"

namespace sen::ui {

/// The root of what is on the screen: routes fingers to widgets, lays out, draws when something
/// changed, and cross-fades from one root to the next. Main thread only.
class Stage {
  public:
    explicit Stage(Context& context);

    enum class Change { Cut, Fade };
    /// Replaces what is on the screen; a finger that is down belongs to nobody until it comes up.
    void set_root(std::unique_ptr<Widget> root, Change change = Change::Fade);
    Widget* root() const { return root_.get(); }
    /// A widget over everything that takes all touches, e.g. a dialog; null removes it.
    void set_overlay(std::unique_ptr<Widget> overlay);
    Widget* overlay() const { return overlay_.get(); }

    /// Starts a cross-fade from what is on the screen now; call it before changing the tree.
    void begin_fade();
    /// Lays out and draws anew after the theme or the metrics changed; a cross-fade ends.
    void forget_style();
    void touch(const TouchSample& sample);
    /// Ends all touches without a tap, e.g. when the panel was unplugged.
    void cancel_touches();
    /// Fingers that are down now press nothing until they are lifted.
    void swallow_touches();
    bool is_touched() const { return recognizer_.is_touched(); }

    /// Updates, lays out and, if anything changed, draws and presents one frame. True if it drew.
    bool frame(Milliseconds now, bool is_forced = false);
    /// When frame() must be called again though nobody touches; kNever if nothing moves.
    Milliseconds next_frame(Milliseconds now) const;
    void invalidate() { is_dirty_ = true; }

  private:
    void handle(const Gesture& gesture);
    Widget* top() const { return overlay_ ? overlay_.get() : root_.get(); }
    template <class Wanted>
    Widget* find(Point at, const Wanted& wanted) const;
    void release_pressed();
    /// Ends what the finger on a key does, before the next finger begins.
    void lift_typing_finger(Milliseconds now);
    void follow_typing_finger(const TouchSample& sample);
    /// What was replaced under the finger is touched no more.
    void drop_gone_targets();
    void forget_targets();

    Context& context_;
    std::unique_ptr<Widget> root_, overlay_;
    GestureRecognizer recognizer_;
    bool is_swallowing_ = false;
    bool is_dirty_ = true;
    Widget* pressed_ = nullptr;
    Widget* dragged_ = nullptr;
    Widget* pinched_ = nullptr;
    bool is_axis_open_ = false;  ///< a drag began and its direction is not yet known
    Point drag_origin_;
    std::optional<TouchSample> typing_;  ///< the last report of the finger that is on a key
    graphics::Texture previous_;         ///< the frame being faded from
    Glide fade_{1};
    bool is_fading_ = false;
    bool wants_fade_ = false;
    Size laid_out_;
};

}  // namespace sen::ui
