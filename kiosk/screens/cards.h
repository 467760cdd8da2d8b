// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "screens/screen.h"
#include "ui/card.h"
#include "ui/card_grid.h"
#include "ui/containers.h"
#include "ui/scroll.h"

namespace sen::screens {

/// How many units of cards stand in a row on this screen.
int card_columns(const ui::Context& context);

/// The margin at the right of what scrolls: its buttons stand there.
int scroll_margin(const theme::Metrics& metrics);

/// What a page of cards is called, over a wave; the sentence under it only where there is room.
std::unique_ptr<ui::Column> make_heading(const Services& services, const std::string& title,
                                         const std::string& summary);

/// A scroller on paper with an empty grid of cards in it, that far from its top and bottom.
struct CardScroll {
    ui::Scroll* scroll;
    ui::CardGrid* grid;
};
/// `header`, if any, stands above the cards and scrolls with them.
CardScroll add_card_scroll(ui::Widget& parent, const Services& services, int above, int below,
                           std::unique_ptr<ui::Widget> header = nullptr);

/// Fills a grid with a card for each; tapping opens it.
void add_collection_cards(ui::CardGrid& grid, Services& services,
                          const std::vector<catalogue::CollectionCard>& cards);
/// Works for a grid or a row.
ui::Card::Words exhibit_words(const ui::Context& context, const catalogue::ExhibitCard& card);
void add_exhibit_cards(ui::CardGrid& grid, Services& services,
                       const std::vector<catalogue::ExhibitCard>& cards);

}  // namespace sen::screens
