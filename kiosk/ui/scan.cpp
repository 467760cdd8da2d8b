// SPDX-License-Identifier: Apache-2.0
#include "ui/scan.h"

#include <algorithm>

namespace sen::ui {

namespace {

constexpr int kPageRounds = 3, kGroupRounds = 2;
constexpr std::size_t kFew = 3;  // that need no rows

/// At least half of it is seen, or it fills half of what it is seen through. What is further off
/// comes with the scroller's own buttons.
bool is_offered(const Widget& widget) {
    const Rect rect = widget.rect(), seen = seen_part(widget);
    return !seen.is_empty() &&
           (seen.height * 2 >= rect.height || seen.height * 2 >= block_of(widget).rect().height);
}

bool is_in_row(const Widget& widget, const ScanGroup& row) {
    const Rect first = row.front()->rect(), rect = widget.rect();
    const int middle = rect.y + rect.height / 2;
    return middle >= first.y && middle < first.bottom();
}

/// Buttons of a scroller stand still in it, beside rows that are none of theirs.
bool stands_alone(const Widget& widget, const Widget& block) {
    return block.clips_children() && widget.parent() == &block;
}

/// The same controls, as far as they are still there.
bool is_same(const ScanGroup& group, const std::vector<const Widget*>& marked) {
    return std::any_of(group.begin(), group.end(), [&](const Widget* widget) {
        return std::find(marked.begin(), marked.end(), widget) != marked.end();
    });
}

}  // namespace

std::vector<ScanGroup> scan_groups(Widget& tree, const Widget* within) {
    std::vector<ScanGroup> groups, buttons, ways_back;
    const Widget* block = nullptr;  // that the last group is of
    std::size_t count = 0;
    for (Widget* widget : focus_order(tree)) {
        const Widget& own = block_of(*widget);
        if ((within != nullptr && &own != within) || !is_offered(*widget)) continue;
        ++count;
        const bool is_whole = within == nullptr && own.is_entered();
        const bool is_loose = !own.keeps_together();
        const bool is_same_block = block == &own || (is_loose && block == nullptr);
        if (widget->leads_back()) {
            ways_back.push_back({widget});
        } else if (stands_alone(*widget, own)) {
            buttons.push_back({widget});
        } else if (!groups.empty() && is_same_block &&
                   (is_whole || is_in_row(*widget, groups.back()))) {
            groups.back().push_back(widget);
        } else {
            // The buttons of the scroller that ends here come after its rows.
            groups.insert(groups.end(), buttons.begin(), buttons.end());
            buttons.clear();
            groups.push_back({widget});
        }
        block = is_loose ? nullptr : &own;
    }
    groups.insert(groups.end(), buttons.begin(), buttons.end());
    groups.insert(groups.end(), ways_back.begin(), ways_back.end());
    if (count > kFew || within != nullptr) return groups;
    std::vector<ScanGroup> singles;
    for (const ScanGroup& group : groups)
        for (Widget* widget : group) singles.push_back({widget});
    return singles;
}

std::vector<ScanGroup> Scan::offers(Widget& tree) const {
    if (group_.empty()) return scan_groups(tree, within_);
    std::vector<ScanGroup> singles;
    for (Widget* widget : focus_order(tree))
        if (std::find(group_.begin(), group_.end(), widget) != group_.end() && is_offered(*widget))
            singles.push_back({widget});
    return singles;
}

void Scan::mark(Milliseconds now, const ScanGroup& group, Focus& focus) {
    marked_.assign(group.begin(), group.end());
    since_ = now;
    focus.mark(marked_);
}

void Scan::wake() {
    state_ = State::Walking;
    tree_ = nullptr;
}

void Scan::begin(Milliseconds now, Widget& tree, Focus& focus) {
    state_ = State::Walking;
    tree_ = &tree;
    within_ = nullptr;
    group_.clear();
    rounds_ = 0;
    const auto groups = offers(tree);
    if (groups.empty()) return stop(focus);
    mark(now, groups.front(), focus);
}

void Scan::leave(Milliseconds now, Widget& tree, Focus& focus) {
    if (group_.empty())
        within_ = nullptr;
    else
        group_.clear();
    rounds_ = 0;
    go_on(now, tree, focus);
}

void Scan::go_on(Milliseconds now, Widget& tree, Focus& focus) {
    const bool is_page = group_.empty() && within_ == nullptr;
    const auto groups = offers(tree);
    if (groups.empty()) return is_page ? stop(focus) : leave(now, tree, focus);
    const auto at = std::find_if(groups.begin(), groups.end(),
                                 [&](const ScanGroup& group) { return is_same(group, marked_); });
    // Where what was marked has gone it begins at the first one.
    if (at != groups.end() && at + 1 != groups.end()) return mark(now, *(at + 1), focus);
    // By two switches nothing goes on that nobody wants.
    const bool is_manual = step_ == Milliseconds{0};
    const int most = !is_page ? (is_manual ? 1 : kGroupRounds) : kPageRounds;
    if (++rounds_ < most || (is_page && is_manual)) return mark(now, groups.front(), focus);
    if (!is_page) return leave(now, tree, focus);
    state_ = State::Resting;
    marked_.clear();
    focus.clear();
}

bool Scan::update(Milliseconds now, Widget& tree, Focus& focus) {
    if (is_held_ || state_ == State::Stopped) return false;
    if (tree_ != &tree) {
        begin(now, tree, focus);
        return true;
    }
    if (state_ != State::Walking || now < next_step()) return false;
    go_on(now, tree, focus);
    return true;
}

void Scan::step(Milliseconds now, Widget& tree, Focus& focus) {
    if (state_ == State::Walking && tree_ == &tree) return go_on(now, tree, focus);
    wake();
}

Widget* Scan::choose(Milliseconds now, Widget& tree, Focus& focus) {
    const bool walks = state_ == State::Walking && tree_ == &tree;
    const auto groups = walks ? offers(tree) : std::vector<ScanGroup>{};
    const auto at = std::find_if(groups.begin(), groups.end(),
                                 [&](const ScanGroup& group) { return is_same(group, marked_); });
    if (at == groups.end()) {
        wake();
        return nullptr;
    }
    const ScanGroup& chosen = *at;
    rounds_ = 0;
    if (chosen.size() > 1) {
        const Widget& block = block_of(*chosen.front());
        if (within_ == nullptr && block.is_entered())
            within_ = &block;
        else
            group_.assign(chosen.begin(), chosen.end());
        mark(now, offers(tree).front(), focus);
        return nullptr;
    }
    // What is meant to be chosen again and again stays marked; else the whole group is, again.
    Widget* widget = chosen.front();
    const bool stays = widget->takes_quick_taps() && !widget->acts_before_next_finger();
    if (stays || group_.empty()) {
        mark(now, chosen, focus);
    } else {
        marked_.swap(group_);
        group_.clear();
        since_ = now;
        focus.mark(marked_);
    }
    return widget;
}

void Scan::stop(Focus& focus) {
    state_ = State::Stopped;
    marked_.clear();
    focus.clear();
}

void Scan::hold(bool is_held, Focus& focus) {
    if (is_held == is_held_) return;
    is_held_ = is_held;
    tree_ = nullptr;
    if (is_held) focus.clear();
}

Milliseconds Scan::next_step() const {
    if (state_ != State::Walking || is_held_) return kNever;
    if (tree_ == nullptr) return Milliseconds{0};
    return step_ > Milliseconds{0} ? since_ + step_ : kNever;
}

}  // namespace sen::ui
