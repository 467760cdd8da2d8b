// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "ui/widget.h"

namespace sen::ui {

/// What a keyboard, or switches that a site attaches, can say. One switch is enough to go
/// everywhere (Next) with a second to act (Act).
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

/// Which control the keys act on. Nothing is marked until a key was pressed, and a touch takes the
/// mark away. Main thread only.
class Focus {
  public:
    /// What the keys act on among what is in `tree` now; null without a mark.
    Widget* current(Widget* tree) const;
    /// The next (`step` 1) or the one before (-1) in reading order, round and round; what is
    /// scrolled out of sight is brought into it.
    void move(Widget& tree, int step);
    void clear() { current_ = nullptr; }
    /// Draws the ring round the marked one, if there is one.
    void draw(Context& context, Widget* tree) const;

  private:
    const Widget* current_ = nullptr;  ///< may be gone: looked up in the tree before it is used
};

/// All that keys can reach in `tree`: from top to bottom, and from left to right in a row; what is
/// seen through one scroller stays together, in the order in which it was made.
std::vector<Widget*> focus_order(Widget& tree);

}  // namespace sen::ui
