// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "ui/focus.h"

namespace sen::ui {

using ScanGroup = std::vector<Widget*>;  ///< never empty

/// What switches are offered of `tree`, in this order: what is seen of the page, row by row, then
/// its bar, at last each control that leads back. A keyboard is one group; `within` it, each of its
/// rows is one. Where there are few controls each is a group.
std::vector<ScanGroup> scan_groups(Widget& tree, const Widget* within = nullptr);

/// The walk of somebody who has one switch (the mark goes on by itself, the switch chooses) or two
/// (the other one goes on): through the groups of a page, and through the controls of the one that
/// was chosen. A group where nothing is chosen for two rounds (by two switches: one) is left; after
/// three rounds of the page the mark goes, until the switch is pressed again. Main thread only.
class Scan {
  public:
    /// How long each is marked; zero: only step() goes on.
    explicit Scan(Milliseconds step) : step_(step) {}

    /// For each frame, once `tree`, what is on top, is laid out: goes on when it is time, and
    /// begins anew in another tree. True when another mark is to be drawn.
    bool update(Milliseconds now, Widget& tree, Focus& focus);
    /// The switch that goes on.
    void step(Milliseconds now, Widget& tree, Focus& focus);
    /// The switch that chooses. What is to act, if that was chosen; else it has gone into a group,
    /// or begun.
    Widget* choose(Milliseconds now, Widget& tree, Focus& focus);
    /// Nothing is marked until a switch is pressed: there is a hand on the glass.
    void stop(Focus& focus);
    /// While something plays nothing is marked and nothing goes on; then it begins anew.
    void hold(bool is_held, Focus& focus);
    /// When update() has something to do; kNever while it stands.
    Milliseconds next_step() const;

  private:
    enum class State { Stopped, Resting, Walking };
    std::vector<ScanGroup> offers(Widget& tree) const;
    /// Begins with the next update(), when the tree is laid out.
    void wake();
    void begin(Milliseconds now, Widget& tree, Focus& focus);
    void mark(Milliseconds now, const ScanGroup& group, Focus& focus);
    void go_on(Milliseconds now, Widget& tree, Focus& focus);
    /// Out of the group, onto the one after it.
    void leave(Milliseconds now, Widget& tree, Focus& focus);

    Milliseconds step_;
    State state_ = State::Stopped;
    bool is_held_ = false;
    Milliseconds since_{0};  ///< the mark is where it is
    int rounds_ = 0;
    // These may be gone: they are only compared.
    const Widget* tree_ = nullptr;
    const Widget* within_ = nullptr;    ///< the keyboard that was chosen
    std::vector<const Widget*> group_;  ///< that was chosen; empty: groups are marked
    std::vector<const Widget*> marked_;
};

}  // namespace sen::ui
