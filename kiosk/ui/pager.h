// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <vector>

#include "ui/picture.h"
#include "ui/widget.h"

namespace sen::ui {

/// One picture of several, whole on the night ground: swiped, pinched, or moved by buttons that
/// call the same functions.
class PicturePager : public Widget {
  public:
    PicturePager(std::vector<Picture::Source> pictures, std::vector<std::string> alts,
                 std::function<void(int)> on_change, std::function<void()> on_touch);

    int index() const { return index_; }
    int count() const { return static_cast<int>(pictures_.size()); }
    void show(int index);
    void next() { show(index_ + 1); }
    void previous() { show(index_ - 1); }
    double zoom() const { return zoom_goal_; }
    void zoom_by(double factor);

    Size measure(Context&, Size available) override { return available; }
    void arrange(Context& context, Rect rect) override;
    void draw(Context& context) const override;
    void update(Context& context) override;
    Milliseconds next_update(Milliseconds now) const override;
    bool is_tappable() const override { return true; }
    bool is_focusable() const override { return false; }  // its buttons are
    void on_tap(Point) override { on_touch_(); }
    void on_double_tap(Point at) override;
    DragAxis drag_axis() const override { return DragAxis::Both; }
    void on_drag_begin(Point) override;
    void on_drag(Point by) override;
    void on_drag_end(Point velocity) override;
    bool takes_pinch() const override { return true; }
    void on_pinch_begin(Point centre) override;
    void on_pinch(Point centre, double scale) override;
    void on_pinch_end() override;
    bool clips_children() const override { return true; }
    std::optional<SharedPicture> shared_picture() const override;
    void set_in_flight(bool is_in_flight) override;
    std::string label() const override { return alts_[static_cast<std::size_t>(index_)]; }

  private:
    static constexpr double kMaxZoom = 4;
    void draw_page(Context& context, int page, int shift) const;
    void settle_from(int shift, Point velocity);
    /// Makes it `zoom` times as large; what lay under `anchor_` when that began is now `moved`
    /// away.
    void zoom_about(double zoom, Point moved);
    void begin_zoom(double goal, Point anchor);
    void hold_zoom(Point anchor);
    Point clamped(Point pan) const;
    Point from_middle(Point at) const;
    bool is_zoomed() const { return zoom_goal_ > 1; }

    std::vector<Picture::Source> pictures_;
    std::vector<std::string> alts_;
    std::function<void(int)> on_change_;
    std::function<void()> on_touch_;
    int index_ = 0;
    Glide shift_{0};       ///< of the current page from its place, pixels
    int shown_shift_ = 0;  ///< as last shown
    int drag_start_ = 0;
    bool is_dragged_ = false;
    int settle_from_ = 0;  ///< start of a glide that update() begins
    Milliseconds settle_time_{0};
    bool wants_settle_ = false;
    int turns_above_ = 600;  ///< pixels a second that turn the page
    Glide zoom_{1};
    double zoom_goal_ = 1, shown_zoom_ = 1;
    bool wants_zoom_ = false, is_zooming_ = false;
    /// Of the zoomed picture from the middle, pixels; and where a zoom or a drag began.
    Point pan_, pan_start_, anchor_;
    double zoom_start_ = 1;
    bool is_waiting_ = false;  ///< the current picture is not decoded yet
    bool is_in_flight_ = false;
};

}  // namespace sen::ui
