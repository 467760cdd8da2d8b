// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "ui/widget.h"

namespace sen::ui {

/// Cards in rows, each stretched to fill the width; side by side their words begin at one height,
/// unless that left little of the pictures. Four to seven cards with a wide first one that would
/// make two rows become a mosaic: that one as high as both, the others in two rows beside it. Never
/// a wall of equal tiles.
class CardGrid : public Widget {
  public:
    struct Shape {
        int columns = 1;        ///< units in a row, at most
        int least_width = 0;    ///< of a unit, pixels: there are fewer where they would be narrower
        int lead_units = 2;     ///< how many of them the first card has
        int least_picture = 0;  ///< its height in percent of a unit's width where none are fewer
    };
    CardGrid(Shape shape, int gap) : shape_(shape), gap_(gap) {}
    Size measure(Context& context, Size available) override;
    void arrange(Context& context, Rect rect) override;

  private:
    struct Row {
        std::size_t begin = 0, end = 0;  ///< of the children
        int units = 0, height = 0;
        int words = 0;  ///< room for them, pixels; 0: each card has what its own need
    };
    struct Plan {
        int lead_width = 0;  ///< pixels of the mosaic's first card; 0: there is no mosaic
        std::vector<Row> rows;
        int height = 0;  ///< of all, with the gaps
    };
    int columns_in(int width) const;
    bool is_mosaic(const Context& context, int columns) const;
    std::vector<Row> split(int columns) const;
    Plan plan(Context& context, int width);
    /// Its height, and the room for its words where they are levelled.
    void measure_row(Context& context, Row& row, int width, bool are_levelled);
    /// Of a card in a row; more than one only for the first.
    int units_of(const Row& row, std::size_t card) const;
    int width_of(const Row& row, std::size_t card, int width) const;

    Shape shape_;
    int gap_;
};

}  // namespace sen::ui
