// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "screens/library_search.h"
#include "screens/screen.h"
#include "ui/chip.h"
#include "ui/containers.h"
#include "ui/keyboard.h"
#include "ui/text.h"
#include "ui/text_field.h"

namespace sen::screens {

/// Finds exhibits while the visitor types. On a wide screen the keyboard stands beside the results,
/// else below them; a small panel has room for the first names of what is found only. The search
/// key puts the keyboard away, the field brings it back. What was typed, chosen and scrolled to is
/// kept in Services::search until the visit ends, and is written nowhere.
class SearchScreen : public Screen {
  public:
    explicit SearchScreen(Services& services);

    void update(ui::Context& context) override;
    Milliseconds next_update(Milliseconds now) const override;
    void draw(ui::Context& context) const override;
    Moment hand_over(bool is_same_language) override;
    void take_up(Moment moment) override { scroll_->begin_at(moment.scrolled); }
    bool turn_page(int by) override { return scroll_->turn_page(by); }
    bool type(std::string_view text) override;
    bool erase() override;

    const ui::Keyboard& keyboard() const { return *keyboard_; }

  protected:
    void arrange_content(ui::Context& context, Rect rect) override;

  private:
    bool is_typing() const { return services().search.is_typing; }
    /// Above the keyboard of a small panel there is room for little more than the field.
    bool is_cramped() const { return services().ui.metrics.is_small && is_typing(); }
    /// Searches anew for what is in Services::search.
    void begin_search();
    /// Goes on until there is something to show, a few steps at the most.
    void step_search();
    void set_typing(bool is_typing);
    void show_results();
    void show_facets();
    void add_invitation(ui::Column& column);
    void add_nothing_found(ui::Column& column);
    void add_heading(ui::Column& column, std::string text, theme::TextRole role);
    void add_chips(ui::Column& column, const char* heading,
                   std::vector<std::unique_ptr<ui::Chip>> chips);
    std::unique_ptr<ui::Chip> make_chip(const catalogue::FacetValue& value);
    void toggle_filter(const catalogue::SearchFilter& filter);
    void arrange_beside(ui::Context& context, Rect rect, Size keyboard);
    void arrange_above(ui::Context& context, Rect rect, Size keyboard);
    void arrange_cramped(ui::Context& context, Rect rect, Size keyboard);
    void add_hits(ui::Column& column);
    /// What a small panel has room for beside the keyboard.
    void show_names();

    ui::TextField* field_;
    ui::Flow* chips_;  ///< facets; on a small panel with its keyboard, names of what is found
    ui::Label* hint_;
    ui::Scroll* scroll_;
    ui::Column* results_;
    ui::Keyboard* keyboard_;
    std::unique_ptr<LibrarySearch> search_;
    std::size_t shown_hits_ = 0;
    bool is_complete_ = false;  ///< what is shown is all there is
};

}  // namespace sen::screens
