// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "screens/screen.h"
#include "ui/containers.h"

namespace sen::screens {

/// How many units of cards stand in a row on this screen.
int card_columns(const ui::Context& context);

/// Fills a grid with a card for each; tapping opens it.
void add_collection_cards(ui::CardGrid& grid, Services& services,
                          const std::vector<catalogue::CollectionCard>& cards);
/// Works for a grid or a row.
ui::Card::Words exhibit_words(const ui::Context& context, const catalogue::ExhibitCard& card);
void add_exhibit_cards(ui::CardGrid& grid, Services& services,
                       const std::vector<catalogue::ExhibitCard>& cards);

}  // namespace sen::screens
