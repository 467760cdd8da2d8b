// SPDX-License-Identifier: Apache-2.0
#include "screens/cards.h"

#include "ui/text.h"

namespace sen::screens {

namespace {

ui::CardGrid::Shape shape_of(const ui::Context& context) {
    ui::CardGrid::Shape shape{card_columns(context)};
    // A low panel shows no second row: there the first one holds two.
    const auto& metrics = context.metrics;
    if (metrics.is_small && !metrics.is_portrait && shape.columns == 2) shape.lead_units = 1;
    return shape;
}

}  // namespace

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

std::unique_ptr<ui::Column> make_heading(const Services& services, const std::string& title,
                                         const std::string& summary) {
    using graphics::Align;
    using theme::ColourRole;
    using theme::TextRole;
    const auto& metrics = services.ui.metrics;
    auto words = std::make_unique<ui::Column>(metrics.unit / 2);
    words->put<ui::Label>(ui::kFit, title,
                          ui::LabelOptions{TextRole::Title, ColourRole::Ink, Align::Left,
                                           metrics.is_one_column ? 0 : 3, true});
    if (!summary.empty() && !metrics.is_small && !metrics.is_one_column)
        words->put<ui::Label>(
            ui::kFit, summary,
            ui::LabelOptions{TextRole::Body, ColourRole::InkSoft, Align::Left, 3, true});
    words->put<ui::Wave>(ui::fixed(metrics.unit * 3 / 2), ColourRole::Lacquer);
    return words;
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
                &column.put<ui::CardGrid>(ui::kFit, shape_of(services.ui), metrics.gutter)};
    }
    return {&scroll, &padding.add<ui::CardGrid>(shape_of(services.ui), metrics.gutter)};
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
