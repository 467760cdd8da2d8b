// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "ui/widget.h"

namespace sen::ui {

/// What a keyboard that a site attaches, or a guide's remote control, can say.
enum class Key {
    Next,      ///< Tab, arrow down or right
    Previous,  ///< Shift and Tab, arrow up or left
    More,      ///< arrow right, plus: on a slider one step on; else the next
    Less,      ///< arrow left, minus: one step back; else the one before
    Act,       ///< Enter, Space
    Back,      ///< Escape
    PageDown,
    PageUp,
};

/// Which control the keys act on, or from which a switch chooses. Nothing is marked until a key or
/// a switch was pressed, and a touch takes the mark away. Main thread only.
class Focus {
  public:
    /// What the keys act on among what is in `tree` now; null without a mark, or when several are
    /// marked.
    Widget* current(Widget* tree) const;
    bool is_marked() const { return !marked_.empty(); }
    /// Only to be compared: they may be gone.
    const std::vector<const Widget*>& marked() const { return marked_; }
    /// The next (`step` 1) or the one before (-1) in reading order, round and round; what is
    /// scrolled out of sight is brought into it.
    void move(Widget& tree, int step);
    void mark(std::vector<const Widget*> widgets) { marked_ = std::move(widgets); }
    void clear() { marked_.clear(); }
    /// Draws the ring round what is marked, if anything is.
    void draw(Context& context, Widget* tree) const;

  private:
    std::vector<const Widget*> marked_;  ///< may be gone: looked up in the tree before it is used
};

/// All that keys can reach in `tree`: from top to bottom, and from left to right in a row; what
/// keeps together stays so, in the order in which it was made.
std::vector<Widget*> focus_order(Widget& tree);

/// The outermost ancestor that keeps together with the widget in it; the widget itself without one.
const Widget& block_of(const Widget& widget);
/// The part of a widget that is seen: through the scrollers that it is in.
Rect seen_part(const Widget& widget);

}  // namespace sen::ui
