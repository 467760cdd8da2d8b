// SPDX-License-Identifier: Apache-2.0
#include "screens/collection_screen.h"

#include <algorithm>

#include "screens/bar.h"
#include "screens/cards.h"
#include "ui/text.h"

namespace sen::screens {

using theme::ColourRole;
using theme::TextRole;

CollectionScreen::CollectionScreen(Services& services, const catalogue::CollectionCard& collection,
                                   const std::vector<catalogue::ExhibitCard>& exhibits)
    : Screen(services, false) {
    const auto& metrics = services.ui.metrics;
    cover_ = &add<ui::Picture>(card_source(collection.cover, true));
    cover_->set_alt(collection.cover.alt);
    auto words = std::make_unique<ui::Column>(metrics.unit / 2);
    words->put<ui::Label>(ui::kFit, collection.title,
                          ui::LabelOptions{TextRole::Title, ColourRole::Ink, graphics::Align::Left,
                                           metrics.is_one_column ? 0 : 3, true});
    if (!metrics.is_small && !metrics.is_one_column)
        words->put<ui::Label>(
            ui::kFit, collection.summary,
            ui::LabelOptions{TextRole::Body, ColourRole::InkSoft, graphics::Align::Left, 3, true});
    words->put<ui::Wave>(ui::fixed(metrics.unit * 3 / 2), ColourRole::Lacquer);
    const int above = metrics.is_small ? metrics.unit : metrics.margin / 2;
    // In one column the words scroll along: the cards need the room.
    if (!metrics.is_one_column) {
        auto& header = add<ui::Padding>(ui::Insets{metrics.margin, above, metrics.margin, 0});
        header.adopt(std::move(words));
        header_ = &header;
    }
    const auto cards = add_card_scroll(*this, services, header_ ? metrics.unit * 2 : above,
                                       metrics.unit, std::move(words));
    add_exhibit_cards(*cards.grid, services, exhibits);
    scroll_ = cards.scroll;
}

void CollectionScreen::arrange_content(ui::Context& context, Rect rect) {
    const auto& metrics = context.metrics;
    const int header =
        header_ == nullptr ? 0 : header_->measure(context, {rect.width, rect.height}).height;
    // Lowered, the cards begin further down, and a picture takes the room above them.
    const int top = std::clamp(metrics.reach_top - rect.y, header, rect.height - metrics.target);
    const int picture = top - header;
    cover_->set_visible(picture >= metrics.target * 3 / 2);
    cover_->arrange(context, {rect.x, rect.y, rect.width, picture});
    if (header_ != nullptr)
        header_->arrange(context, {rect.x, rect.y + picture, rect.width, header});
    const Rect rest{rect.x, rect.y + top, rect.width, rect.height - top};
    scroll_->measure(context, rest.size());
    scroll_->arrange(context, rest);
}

Moment CollectionScreen::hand_over(bool) {
    Moment moment;
    moment.scrolled = scroll_->share();
    return moment;
}

}  // namespace sen::screens
