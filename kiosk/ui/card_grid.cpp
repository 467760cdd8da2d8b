// SPDX-License-Identifier: Apache-2.0
#include "ui/card_grid.h"

#include <algorithm>

#include "ui/card.h"

namespace sen::ui {

int CardGrid::columns_in(int width) const {
    if (shape_.least_width <= 0) return shape_.columns;
    return std::clamp((width + gap_) / (shape_.least_width + gap_), 1, shape_.columns);
}

bool CardGrid::is_mosaic(const Context& context, int columns) const {
    const int count = static_cast<int>(children().size());
    return shape_.lead_units > 1 && columns > 2 && !context.metrics.is_compact && count >= 4 &&
           count <= 7 && count + 1 > columns;
}

std::vector<CardGrid::Row> CardGrid::split(int columns) const {
    std::vector<Row> rows;
    Row row;
    for (std::size_t i = 0; i < children().size(); ++i) {
        const int units = i == 0 ? std::min(shape_.lead_units, columns) : 1;
        if (row.units + units > columns) {
            rows.push_back(row);
            row = {i, i};
        }
        row.end = i + 1;
        row.units += units;
    }
    if (row.units > 0) rows.push_back(row);
    // A last row of one lonely card takes a companion from the row above where that one can spare
    // it.
    if (rows.size() >= 2 && columns > 2) {
        Row& last = rows.back();
        Row& above = rows[rows.size() - 2];
        if (last.end - last.begin == 1 && above.end - above.begin >= 3)
            --last.begin, --above.end, ++last.units, --above.units;
    }
    return rows;
}

void CardGrid::measure_row(Context& context, Row& row, int width, bool are_levelled) {
    for (std::size_t i = row.begin; i < row.end; ++i) {
        const int own = width_of(row, i, width);
        row.height =
            std::max(row.height, children()[i]->measure(context, {own, kUnbounded}).height);
        auto* card = dynamic_cast<Card*>(children()[i].get());
        if (card == nullptr || !are_levelled) continue;
        row.words = std::max(row.words, card->words_height(context, own));
        // Alone in its row it is wide, and a band of it is picture enough.
        const int usual = std::min(own, width / shape_.columns);
        row.height = std::max(row.height, row.words + usual * shape_.least_picture / 100);
    }
}

CardGrid::Plan CardGrid::plan(Context& context, int width) {
    Plan plan;
    const int columns = columns_in(width);
    const bool is_mosaic = this->is_mosaic(context, columns);
    if (is_mosaic) {
        const std::size_t count = children().size(), middle = 1 + count / 2;
        plan.lead_width = (width - gap_) * 38 / 100;
        plan.rows = {{1, middle, static_cast<int>(middle - 1)},
                     {middle, count, static_cast<int>(count - middle)}};
        width -= plan.lead_width + gap_;
    } else {
        plan.rows = split(columns);
    }
    // Where the rows scroll in any case, the pictures need not be bands.
    const std::size_t rows_that_fit = context.metrics.is_portrait  ? 3
                                      : context.metrics.is_compact ? 1
                                                                   : 2;
    const bool has_room = plan.rows.size() > rows_that_fit && !context.metrics.is_small;
    const int more = has_room ? width / columns / 4 : 0;
    for (Row& row : plan.rows) {
        // A mosaic's rows are low: there each picture takes what its own words leave.
        measure_row(context, row, width, !is_mosaic);
        row.height += more;
        plan.height += row.height;
    }
    plan.height += gap_ * std::max(0, static_cast<int>(plan.rows.size()) - 1);
    if (plan.lead_width > 0)
        plan.height =
            std::max(plan.height,
                     children().front()->measure(context, {plan.lead_width, kUnbounded}).height);
    return plan;
}

int CardGrid::units_of(const Row& row, std::size_t card) const {
    // A row has as many units as its cards, but for those that the first one has more.
    return card == 0 ? row.units - static_cast<int>(row.end - row.begin) + 1 : 1;
}

int CardGrid::width_of(const Row& row, std::size_t card, int width) const {
    const int cards = static_cast<int>(row.end - row.begin);
    const int free = width - gap_ * (cards - 1);
    return free * units_of(row, card) / std::max(1, row.units);
}

Size CardGrid::measure(Context& context, Size available) {
    return {available.width, plan(context, available.width).height};
}

void CardGrid::arrange(Context& context, Rect rect) {
    set_rect(rect);
    const Plan made = plan(context, rect.width);
    // What is left of the height goes to the rows, so that the cards fill the page.
    int wanted = gap_ * std::max(0, static_cast<int>(made.rows.size()) - 1);
    for (const Row& row : made.rows) wanted += row.height;
    const int height = std::max(made.height, rect.height);
    const int extra =
        made.rows.empty() ? 0 : (height - wanted) / static_cast<int>(made.rows.size());
    int left = rect.x;
    if (made.lead_width > 0) {
        children().front()->arrange(context, {left, rect.y, made.lead_width, height});
        left += made.lead_width + gap_;
    }
    int y = rect.y;
    for (const Row& row : made.rows) {
        const bool is_last_row = &row == &made.rows.back();
        const int row_height = is_last_row ? rect.y + height - y : row.height + extra;
        // Levelled words must leave the pictures a third of the cards.
        const int words = row.words * 3 <= row_height * 2 ? row.words : 0;
        int x = left;
        for (std::size_t i = row.begin; i < row.end; ++i) {
            const bool is_last = i + 1 == row.end;
            const int width = is_last ? rect.right() - x : width_of(row, i, rect.right() - left);
            if (auto* card = dynamic_cast<Card*>(children()[i].get())) card->set_words_room(words);
            children()[i]->arrange(context, {x, y, width, row_height});
            x += width + gap_;
        }
        y += row_height + gap_;
    }
}

}  // namespace sen::ui
