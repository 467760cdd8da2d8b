// SPDX-License-Identifier: Apache-2.0
#include "screens/collection_screen.h"

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
    auto& header = add<ui::Padding>(ui::Insets{
        metrics.margin, metrics.is_small ? metrics.unit : metrics.margin / 2, metrics.margin, 0});
    auto& words = header.add<ui::Column>(metrics.unit / 2);
    words.put<ui::Label>(
        ui::kFit, collection.title,
        ui::LabelOptions{TextRole::Title, ColourRole::Ink, graphics::Align::Left, 2, true});
    if (!metrics.is_small)
        words.put<ui::Label>(
            ui::kFit, collection.summary,
            ui::LabelOptions{TextRole::Body, ColourRole::InkSoft, graphics::Align::Left, 3, false});
    words.put<ui::Wave>(ui::fixed(metrics.unit * 3 / 2), ColourRole::Lacquer);
    header_ = &header;
    const auto cards = add_card_scroll(*this, services, metrics.unit * 2, metrics.unit);
    add_exhibit_cards(*cards.grid, services, exhibits);
    scroll_ = cards.scroll;
}

void CollectionScreen::arrange_content(ui::Context& context, Rect rect) {
    const int header = header_->measure(context, {rect.width, rect.height}).height;
    header_->arrange(context, {rect.x, rect.y, rect.width, header});
    const Rect rest{rect.x, rect.y + header, rect.width, rect.height - header};
    scroll_->measure(context, rest.size());
    scroll_->arrange(context, rest);
}

}  // namespace sen::screens
