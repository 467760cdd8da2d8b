// SPDX-License-Identifier: Apache-2.0
#include "ui/floating.h"

#include <algorithm>

#include "ui/ground.h"

namespace sen::ui {

using theme::ColourRole;

namespace {

void draw_shadow(Context& context, Rect rect, int radius) {
    constexpr int kSteps = 6;
    constexpr unsigned char kShade = 7;  // of each step; they lie on each other
    for (int step = kSteps; step > 0; --step) {
        Colour shade = context.colour(ColourRole::Veil);
        shade.a = kShade;
        const int by = context.metrics.unit * step / kSteps;
        context.canvas.fill_rounded(rect.inset(-by), radius + by, shade);
    }
}

void draw_plain(Context& context, Rect rect, int radius, ColourRole ground) {
    context.canvas.fill_rounded(rect, radius, context.colour(ground));
    context.canvas.stroke_rounded(rect, radius,
                                  std::max(context.border(), context.metrics.hairline),
                                  context.colour(ColourRole::Edge));
}

}  // namespace

void draw_floating(Context& context, Rect rect, ColourRole ground, bool is_edge_to_edge) {
    const int radius = is_edge_to_edge ? 0 : context.units(context.theme->shape.card);
    draw_shadow(context, rect, radius);
    if (is_edge_to_edge || !draw_patch(context, rect, theme::PatchRole::Panel,
                                       context.colour(ground), context.colour(ColourRole::Edge)))
        draw_plain(context, rect, radius, ground);
}

void draw_slip(Context& context, Rect rect, int radius) {
    draw_shadow(context, rect, radius);
    draw_plain(context, rect, radius, ColourRole::Paper);
}

}  // namespace sen::ui
