// SPDX-License-Identifier: Apache-2.0
#include "screens/home_screen.h"

#include <algorithm>

#include "screens/bar.h"
#include "screens/cards.h"
#include "ui/ground.h"

namespace sen::screens {

using theme::ColourRole;
using theme::TextRole;

HomeScreen::HomeScreen(Services& services, const catalogue::PackCard& cover,
                       const std::vector<catalogue::CollectionCard>& collections)
    : Screen(services, false) {
    const auto& metrics = services.ui.metrics;
    picture_ = &add<ui::Picture>(card_source(cover.cover, true));
    picture_->set_alt(cover.cover.alt);
    const std::string& name = services.site_name.empty() ? cover.title : services.site_name;
    name_ = &add<ui::Label>(name, ui::LabelOptions{TextRole::Display, ColourRole::OnNight,
                                                   graphics::Align::Left, 3, true});
    summary_ = &add<ui::Label>(cover.summary, ui::LabelOptions{TextRole::Body, ColourRole::OnNight,
                                                               graphics::Align::Left, 4, true});
    // Large letters on a low panel would leave the cards a strip: there the name scrolls with them.
    const Size name_size =
        name_->measure(services.ui, {services.ui.canvas.size().width - 2 * metrics.margin, 0});
    const int page = metrics.reach_bottom - metrics.bar;
    has_hero_ = name_size.height + 2 * metrics.gutter <= std::max(page / 2, metrics.reach_top);
    for (ui::Widget* part : std::initializer_list<ui::Widget*>{picture_, name_, summary_})
        part->set_visible(has_hero_);
    const auto cards =
        add_card_scroll(*this, services, has_hero_ ? metrics.gutter : metrics.unit, metrics.gutter,
                        has_hero_ ? nullptr : make_heading(services, name, ""));
    add_collection_cards(*cards.grid, services, collections);
    grid_ = cards.scroll;
    bar().set_has_back(false);
}

void HomeScreen::arrange_content(ui::Context& context, Rect rect) {
    if (has_hero_) rect = arrange_hero(context, rect);
    grid_->measure(context, rect.size());
    grid_->arrange(context, rect);
}

Rect HomeScreen::arrange_hero(ui::Context& context, Rect rect) {
    const auto& metrics = context.metrics;
    const bool is_apart = !context.theme->pictures.are_under_text;
    const int share = metrics.is_small ? (metrics.is_portrait && is_apart ? 46 : 34)
                      : metrics.is_portrait && is_apart ? 42
                      : metrics.is_portrait             ? 31
                      : metrics.is_compact              ? 30
                                                        : 38;
    // Where no picture may lie under words, both share the place: one above the other on a tall
    // wall, else side by side, as far as the name stays on its line.
    const bool is_beside = is_apart && !metrics.is_portrait;
    const int line = name_->measure(context, {ui::kUnbounded, rect.height}).width;
    int beside =
        is_beside ? std::min(rect.width - line - 3 * metrics.margin, rect.width * 45 / 100) : 0;
    if (beside < rect.width / 6) beside = 0;  // no strip of a picture
    const int width = rect.width - beside - 2 * metrics.margin;
    const int name = name_->measure(context, {width, rect.height}).height;
    // It holds the name; lowered, it reaches down to where the cards may stand.
    const int foot = std::max(
        {rect.height * share / 100, name + 2 * metrics.gutter, metrics.reach_top - rect.y});
    const Rect hero{rect.x, rect.y, rect.width, std::min(foot, rect.height - metrics.target)};
    hero_ = hero;
    Rect picture = is_beside ? Rect{hero.right() - beside, hero.y, beside, hero.height} : hero;
    // The name goes before the sentence where the picture does not hold both.
    const int sentence = summary_->measure(context, {width, hero.height}).height;
    const bool has_summary =
        !metrics.is_small && name + sentence + 2 * metrics.gutter <= hero.height;
    summary_->set_visible(has_summary);
    const int summary = has_summary ? sentence : 0;
    int y = hero.bottom() - metrics.gutter - summary;
    summary_->arrange(context, {hero.x + metrics.margin, y, width, summary});
    y -= name;
    name_->arrange(context, {hero.x + metrics.margin, y, width, name});
    if (is_apart && metrics.is_portrait) picture.height = std::max(0, y - metrics.unit - hero.y);
    picture_->arrange(context, picture);
    return {rect.x, hero.bottom(), rect.width, rect.height - hero.height};
}

Moment HomeScreen::hand_over(bool) {
    Moment moment;
    moment.scrolled = grid_->share();
    return moment;
}

void HomeScreen::draw(ui::Context& context) const {
    ui::draw_paper(context, rect());
    if (has_hero_) draw_hero(context);
    grid_->draw(context);
    draw_controls(context);
}

void HomeScreen::draw_hero(ui::Context& context) const {
    const Rect hero = hero_, name = name_->rect();
    if (picture_->rect() != hero) context.canvas.fill(hero, context.colour(ColourRole::Night));
    picture_->draw(context);
    // Where a picture may lie under words, it is all of the hero.
    if (picture_->rect() == hero) {
        const int top = std::max(hero.y, name.y - name.height * 3 / 2);
        ui::draw_veil(context, ui::VeilEdge::Bottom, {hero.x, top, hero.width, hero.bottom() - top},
                      name, context.colour(ColourRole::Veil));
    }
    name_->draw(context);
    if (summary_->is_visible()) summary_->draw(context);
}

}  // namespace sen::screens
