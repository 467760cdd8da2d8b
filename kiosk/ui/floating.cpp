// SPDX-License-Identifier: Apache-2.0
#include "ui/floating.h"

namespace sen::ui {

using theme::ColourRole;

void draw_floating(Context& context, Rect rect, int radius) {
    constexpr int kSteps = 6;
    constexpr unsigned char kShade = 7;  // of each step; they lie on each other
    for (int step = kSteps; step > 0; --step) {
        Colour shade = context.colour(ColourRole::Veil);
        shade.a = kShade;
        const int by = context.metrics.unit * step / kSteps;
        context.canvas.fill_rounded(rect.inset(-by), radius + by, shade);
    }
    context.canvas.fill_rounded(rect, radius, context.colour(ColourRole::Paper));
    context.canvas.stroke_rounded(rect, radius, context.metrics.hairline,
                                  context.colour(ColourRole::Edge));
}

}  // namespace sen::ui
