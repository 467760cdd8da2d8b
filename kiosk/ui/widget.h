// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/digest.h"
#include "base/geometry.h"
#include "graphics/canvas.h"
#include "graphics/nine_patch.h"
#include "graphics/picture_cache.h"
#include "graphics/text.h"
#include "language/string_table.h"
#include "theme/metrics.h"
#include "theme/theme.h"

namespace sen::ui {

inline constexpr int kUnbounded = 1 << 24;
inline constexpr Milliseconds kNever = Milliseconds::max();

/// What widgets draw with and ask for: one for the program, alive as long as any widget.
struct Context {
    graphics::Canvas& canvas;
    graphics::TextEngine& text;
    graphics::PictureCache& pictures;
    graphics::IconSet& icons;
    const theme::Theme* theme;  ///< never null; another one after Kiosk::use_theme
    theme::Metrics metrics;
    const language::StringTable* strings = nullptr;  ///< of the visitor's language
    Milliseconds now{0};                             ///< of the frame being made
    bool is_reduced_motion = false;
    const graphics::Texture* ground = nullptr;  ///< the theme's tile, if it has one
    graphics::NinePatchSet* patches = nullptr;  ///< null: all is plain

    Colour colour(theme::ColourRole role) const { return theme->colour(role); }
    graphics::TextStyle style(theme::TextRole role, theme::ColourRole colour) const;
    int line_height(theme::TextRole role) const { return metrics.line_height(*theme, role); }
    const std::string& string(std::string_view key) const { return (*strings)[key]; }
    /// Pixels of a length in units.
    int units(double count) const { return static_cast<int>(std::lround(count * metrics.unit)); }
    /// Pixels of the theme's border; 0 where it has none.
    int border() const {
        const double width = theme->shape.border * metrics.hairline;
        return width > 0 ? std::max(1, static_cast<int>(std::lround(width))) : 0;
    }
};

/// A picture as a page shows it, which another page may show too: then it flies from here to there.
struct SharedPicture {
    Digest object;
    graphics::Fit fit = graphics::Fit::Cover;
    Size asked;  ///< the size that the picture cache is asked for
    Rect shown;  ///< where its pixels are on the screen
    bool operator==(const SharedPicture&) const = default;
};

/// Which drags a widget takes for itself.
enum class DragAxis { None, Horizontal, Vertical, Both };

/// A node of the retained tree. A parent owns its children; layout is two passes: measure() from
/// the children up, arrange() from the parents down. Drawing changes no state; what changes state
/// calls invalidate(). Main thread only.
class Widget {
  public:
    virtual ~Widget() = default;
    Widget() = default;
    Widget(const Widget&) = delete;
    Widget& operator=(const Widget&) = delete;

    /// The size wanted within `available` (either side may be kUnbounded).
    virtual Size measure(Context& context, Size available) = 0;
    /// Takes its place on the screen and gives the children theirs.
    virtual void arrange(Context& context, Rect rect);
    virtual void draw(Context& context) const;
    /// How high the words under its picture are at so much width, 0 where it has none; and how high
    /// the highest of its row are, so that the pictures of a row end, and its words begin,
    /// together.
    virtual int words_height(Context& /*context*/, int /*width*/) { return 0; }
    virtual void keep_words_height(int /*height*/) {}
    /// What was laid out with other fonts, sizes or colours counts no more, here and below.
    virtual void forget_style();
    /// Brings animations up to context.now.
    virtual void update(Context& context);
    /// When update() is next wanted; kNever if nothing moves.
    virtual Milliseconds next_update(Milliseconds now) const;

    virtual bool is_tappable() const { return false; }
    /// What a keyboard or a switch may stop at.
    virtual bool is_focusable() const { return is_tappable(); }
    /// What keys and switches walk through as a whole before they leave it.
    virtual bool keeps_together() const { return clips_children(); }
    /// Switches are offered it as a whole first, and its rows when it is chosen.
    virtual bool is_entered() const { return false; }
    /// It leaves the page: switches are offered it last.
    virtual bool leads_back() const { return false; }
    /// A key said more (1) or less (-1); false when the widget knows no such thing.
    virtual bool on_step(int /*by*/) { return false; }
    /// Shows the next (1) or the last (-1) part of what it holds; false when there is none.
    virtual bool turn_page(int /*by*/) { return false; }
    /// What holds `descendant` moves so that it is seen.
    virtual void bring_into_view(const Widget& /*descendant*/) {}
    virtual void set_pressed(bool) {}
    /// True for what is typed on with two thumbs: when another finger comes down, this one counts
    /// as lifted.
    virtual bool acts_before_next_finger() const { return false; }
    virtual void on_tap(Point) {}
    /// After the second tap of two at one place; each of them is an on_tap() too.
    virtual void on_double_tap(Point) {}
    /// True for what is meant to be tapped again and again: "next", "larger", a key.
    virtual bool takes_quick_taps() const { return false; }
    /// A finger came down on it: what moves fast stands. True if that is all the finger does.
    virtual bool halt() { return false; }
    virtual DragAxis drag_axis() const { return DragAxis::None; }
    virtual void on_drag_begin(Point) {}
    virtual void on_drag(Point /*by, since the begin*/) {}
    virtual void on_drag_end(Point /*velocity, px/s*/) {}
    virtual bool takes_pinch() const { return false; }
    virtual void on_pinch_begin(Point) {}
    virtual void on_pinch(Point, double /*scale since the begin*/) {}
    virtual void on_pinch_end() {}
    virtual std::optional<SharedPicture> shared_picture() const { return {}; }
    /// While its picture flies it draws an empty place.
    virtual void set_in_flight(bool) {}
    /// What a reader of the screen, and a test, calls it; may be empty.
    virtual std::string label() const { return {}; }
    /// Some of its own words do not fit where it stands: for tests.
    virtual bool is_cut(Context& /*context*/) const { return false; }

    /// The deepest visible widget under a point for which `wanted(widget)`.
    template <class Wanted>
    Widget* find(Point at, const Wanted& wanted);
    /// Calls `visit` for this widget and all below that are visible.
    template <class Visit>
    void each(const Visit& visit);

    template <class T, class... Args>
    T& add(Args&&... args) {
        auto child = std::make_unique<T>(std::forward<Args>(args)...);
        T& reference = *child;
        adopt(std::move(child));
        return reference;
    }
    void adopt(std::unique_ptr<Widget> child);
    void remove_children();

    const Rect& rect() const { return rect_; }
    /// Where a finger hits it: at least `generous` pixels larger than what is drawn.
    virtual Rect touch_rect() const { return rect_; }
    /// What children are seen through; a scroller's is its own rectangle.
    virtual bool clips_children() const { return false; }
    bool is_visible() const { return is_visible_; }
    void set_visible(bool is_visible);
    Widget* parent() const { return parent_; }
    const std::vector<std::unique_ptr<Widget>>& children() const { return children_; }

    /// The picture on the screen is no longer right.
    void invalidate();
    /// Sizes have changed: the whole tree is laid out again before the next frame.
    void invalidate_layout();
    /// Asked by the stage at the root; reading does not reset.
    bool needs_draw() const { return needs_draw_; }
    bool needs_layout() const { return needs_layout_; }
    void clear_needs();

  protected:
    void set_rect(Rect rect) { rect_ = rect; }

  private:
    Rect rect_;
    Widget* parent_ = nullptr;
    std::vector<std::unique_ptr<Widget>> children_;
    bool is_visible_ = true;
    bool needs_draw_ = true;
    bool needs_layout_ = true;
};

template <class Wanted>
Widget* Widget::find(Point at, const Wanted& wanted) {
    if (!is_visible_) return nullptr;
    if (clips_children() && !rect_.contains(at)) return nullptr;
    for (auto child = children_.rbegin(); child != children_.rend(); ++child)
        if (Widget* found = (*child)->find(at, wanted)) return found;
    return touch_rect().contains(at) && wanted(*this) ? this : nullptr;
}

template <class Visit>
void Widget::each(const Visit& visit) {
    if (!is_visible_) return;
    visit(*this);
    for (const auto& child : children_) child->each(visit);
}

/// A value that glides to its goal: ease-out, ends exactly.
class Glide {
  public:
    Glide() = default;
    explicit Glide(double value) : from_(value), to_(value) {}
    void jump(double value) { from_ = to_ = value, duration_ = Milliseconds{0}; }
    void start(double to, Milliseconds now, Milliseconds duration) {
        start_from(value(now), to, now, duration);
    }
    void start_from(double from, double to, Milliseconds now, Milliseconds duration) {
        from_ = from, to_ = to, begin_ = now, duration_ = duration;
    }
    double value(Milliseconds now) const;
    double goal() const { return to_; }
    bool is_running(Milliseconds now) const { return now < begin_ + duration_; }

  private:
    double from_ = 0, to_ = 0;
    Milliseconds begin_{0}, duration_{0};
};

}  // namespace sen::ui
