// SPDX-License-Identifier: Apache-2.0
#include "screens/cards.h"

namespace sen::screens {

int card_columns(const ui::Context& context) {
    // A card holds ten letters' widths, or there are fewer of them.
    const int most = std::max(
        1, (context.canvas.size().width - 2 * context.metrics.margin) / (context.metrics.body * 8));
    const int wanted = context.metrics.is_portrait ? 2 : context.metrics.is_compact ? 3 : 5;
    return std::min(wanted, most);
}

int scroll_margin(const theme::Metrics& metrics) {
    return std::max(metrics.margin, metrics.target_small + metrics.unit);
}

CardScroll add_card_scroll(ui::Widget& parent, const Services& services, int above, int below,
                           std::unique_ptr<ui::Widget> header) {
    const auto& metrics = services.ui.metrics;
    auto& scroll = parent.add<ui::Scroll>(theme::ColourRole::Paper, scroll_names(services.ui));
    auto& padding = scroll.set_content<ui::Padding>(
        ui::Insets{metrics.margin, above, scroll_margin(metrics), below});
    if (header) {
        auto& column = padding.add<ui::Column>(metrics.unit * 2);
        column.put_widget(ui::kFit, std::move(header));
        return {&scroll,
                &column.put<ui::CardGrid>(ui::kFit, card_columns(services.ui), metrics.gutter)};
    }
    return {&scroll, &padding.add<ui::CardGrid>(card_columns(services.ui), metrics.gutter)};
}

void add_collection_cards(ui::CardGrid& grid, Services& services,
                          const std::vector<catalogue::CollectionCard>& cards) {
    for (const auto& card : cards) {
        const std::string count = services.ui.strings->format(
            "collection_count", {{"n", std::to_string(card.exhibit_count)}});
        grid.add<ui::Card>(card_source(card.cover, true),
                           ui::Card::Words{"", card.title, count, ""},
                           [&navigator = services.navigator, id = card.id] {
                               navigator.open({Place::Kind::Collection, id});
                           });
    }
}

ui::Card::Words exhibit_words(const ui::Context& context, const catalogue::ExhibitCard& card) {
    switch (card.kind) {
        case catalogue::ExhibitKind::Story:
            return {card.year, card.title, "", ""};
        case catalogue::ExhibitKind::Album:
            return {card.year, card.title, context.string("kind_album"), "picture"};
        case catalogue::ExhibitKind::Film:
            return {card.year, card.title, context.string("kind_film"), "play"};
    }
    return {};
}

void add_exhibit_cards(ui::CardGrid& grid, Services& services,
                       const std::vector<catalogue::ExhibitCard>& cards) {
    for (const auto& card : cards)
        grid.add<ui::Card>(card_source(card.cover, true), exhibit_words(services.ui, card),
                           [&navigator = services.navigator, id = card.id] {
                               navigator.open({Place::Kind::Exhibit, id});
                           });
}

}  // namespace sen::screens
