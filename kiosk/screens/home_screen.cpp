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
    const auto cards = add_card_scroll(*this, services, metrics.gutter, metrics.gutter);
    add_collection_cards(*cards.grid, services, collections);
    grid_ = cards.scroll;
    bar().set_has_back(false);
}

void HomeScreen::arrange_content(ui::Context& context, Rect rect) {
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
    const int beside =
        is_beside ? std::clamp(rect.width - line - 3 * metrics.margin, 0, rect.width * 45 / 100)
                  : 0;
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
    grid_->measure(context, {rect.width, rect.height - hero.height});
    grid_->arrange(context, {rect.x, hero.bottom(), rect.width, rect.height - hero.height});
}

Moment HomeScreen::hand_over(bool) {
    Moment moment;
    moment.scrolled = grid_->share();
    return moment;
}

void HomeScreen::draw(ui::Context& context) const {
    ui::draw_paper(context, rect());
    const Rect hero = hero_;
    if (picture_->rect() != hero) context.canvas.fill(hero, context.colour(ColourRole::Night));
    picture_->draw(context);
    const int veil = hero.bottom() - name_->rect().y + name_->rect().height * 3 / 2;
    // Denser than a veil under one line: the name lies on whatever the picture has there.
    Colour shade = context.colour(ColourRole::Veil);
    shade.a = 236;
    if (context.theme->pictures.are_under_text) {
        // The first line of a long name has it thick enough, too.
        context.canvas.push_clip(hero);
        context.canvas.fill_veil({hero.x, hero.bottom() - veil, hero.width, veil}, shade);
        context.canvas.pop_clip();
    }
    name_->draw(context);
    if (summary_->is_visible()) summary_->draw(context);
    grid_->draw(context);
    draw_controls(context);
}

}  // namespace sen::screens
