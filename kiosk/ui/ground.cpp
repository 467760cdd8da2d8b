// SPDX-License-Identifier: Apache-2.0
#include "ui/ground.h"

#include <algorithm>
#include <cmath>

namespace sen::ui {

using theme::ColourRole;

void draw_paper(Context& context, Rect rect) {
    if (context.ground == nullptr || !*context.ground)
        return context.canvas.fill(rect, context.colour(ColourRole::Paper));
    const Size tile = context.ground->size();
    context.canvas.push_clip(rect);
    const Rect seen = context.canvas.clip();
    for (int y = seen.y - seen.y % tile.height; y < seen.bottom(); y += tile.height)
        for (int x = seen.x - seen.x % tile.width; x < seen.right(); x += tile.width)
            context.canvas.draw(*context.ground, {x, y});
    context.canvas.pop_clip();
}

void dim_picture(Context& context, Rect rect, double presence) {
    const int dark = 100 - context.theme->pictures.brightness;
    const double alpha = dark * presence * 255 / 100;
    context.canvas.fill(rect, {0, 0, 0, static_cast<unsigned char>(alpha)});
}

void draw_veil(Context& context, VeilEdge edge, Rect fade, Rect words, Colour veil) {
    if (!context.theme->pictures.are_under_text) {
        const int pad = context.metrics.unit;
        const Rect solid =
            edge == VeilEdge::Bottom
                ? Rect{fade.x, words.y - pad, fade.width, fade.bottom() - words.y + pad}
                : Rect{words.x - pad, fade.y, words.width + 2 * pad, words.bottom() + pad - fade.y};
        return context.canvas.fill(solid, context.colour(ColourRole::Night));
    }
    // Whatever the picture has there: under the words it is as thick as it gets.
    if (edge == VeilEdge::Bottom) {
        const int top = std::clamp(words.y, fade.y, fade.bottom());
        context.canvas.fill_veil({fade.x, fade.y, fade.width, top - fade.y}, veil);
        context.canvas.fill({fade.x, top, fade.width, fade.bottom() - top}, veil);
    } else {
        const int foot = std::clamp(words.bottom(), fade.y, fade.bottom());
        context.canvas.fill({fade.x, fade.y, fade.width, foot - fade.y}, veil);
        context.canvas.fill_veil_from_top({fade.x, foot, fade.width, fade.bottom() - foot}, veil);
    }
}

void draw_border(Context& context, Rect rect, int radius, ColourRole role) {
    const int width = context.border();
    if (width > 0) context.canvas.stroke_rounded(rect, radius, width, context.colour(role));
}

bool draw_patch(Context& context, Rect rect, theme::PatchRole role, Colour ground, Colour edge) {
    const theme::NinePatch& patch = context.theme->nine_patch(role);
    if (context.patches == nullptr || patch.image.empty()) return false;
    const int side = std::min(context.units(patch.side), graphics::NinePatchSet::kMaxSide);
    return context.patches->draw(
        {patch.image, patch.left, patch.top, patch.right, patch.bottom, side}, rect, ground, edge);
}

int patch_inset(const Context& context, theme::PatchRole role) {
    const theme::NinePatch& patch = context.theme->nine_patch(role);
    return context.patches == nullptr || patch.image.empty() ? 0 : context.units(patch.inset);
}

void draw_card(Context& context, Rect rect, bool is_pressed, const std::function<void()>& face) {
    using theme::PatchRole;
    constexpr Colour kNothing{0, 0, 0, 0};
    const Colour ground = context.colour(ColourRole::PaperLow);
    const Colour shade = is_pressed ? context.colour(ColourRole::Pressed) : kNothing;
    if (draw_patch(context, rect, PatchRole::Card, ground, context.colour(ColourRole::Edge))) {
        face();
        if (is_pressed) draw_patch(context, rect, PatchRole::Card, shade, shade);
        return;
    }
    context.canvas.fill(rect, ground);
    face();
    context.canvas.fill(rect, shade);
    const int radius = context.units(context.theme->shape.card);
    context.canvas.round_corners(rect, radius, context.colour(ColourRole::Paper));
    draw_border(context, rect, radius, ColourRole::Edge);
}

void draw_raised(Context& context, Rect rect, ColourRole ground) {
    if (draw_patch(context, rect, theme::PatchRole::Panel, context.colour(ground),
                   context.colour(ColourRole::Edge)))
        return;
    const int radius = context.units(context.theme->shape.card);
    context.canvas.fill_rounded(rect, radius, context.colour(ground));
    draw_border(context, rect, radius, ColourRole::Edge);
}

}  // namespace sen::ui
