// SPDX-License-Identifier: Apache-2.0
#include "ui/card.h"

#include <algorithm>

#include "ui/ground.h"

namespace sen::ui {

using theme::ColourRole;
using theme::TextRole;

namespace {

/// Around a card's words: never nearer to its edge than its picture.
int inside_of(const Context& context) {
    return std::max(context.units(context.theme->space.card),
                    patch_inset(context, theme::PatchRole::Card));
}

}  // namespace

Card::Card(Picture::Source picture, Words words, Action action)
    : Tappable(std::move(action)), words_(std::move(words)), picture_(add<Picture>(picture)) {
    picture_.set_alt(words_.title);
}

int Card::words_height(Context& context, int width) {
    if (width != laid_out_width_) {
        const int text_width = std::max(1, width - 2 * inside_of(context));
        above_ = context.text.layout(words_.above, context.style(TextRole::Lead, ColourRole::Gold),
                                     {text_width, 1, graphics::Align::Left, false});
        title_ = context.text.layout(words_.title, context.style(TextRole::Card, ColourRole::Ink),
                                     {text_width, 6, graphics::Align::Left, true});
        below_ =
            context.text.layout(words_.below, context.style(TextRole::Caption, ColourRole::InkSoft),
                                {text_width, 1, graphics::Align::Left, false});
        laid_out_width_ = width;
    }
    int height = title_.size.height;
    if (!words_.above.empty()) height += above_.size.height;
    if (!words_.below.empty()) height += below_.size.height;
    return height + 2 * inside_of(context);
}

Size Card::measure(Context& context, Size available) {
    // At least a band of the picture, higher on a tall screen, whose cards are narrow; a grid gives
    // it what room is left. A small panel scrolls anyway.
    const auto& metrics = context.metrics;
    const int share = available.width * (metrics.is_portrait ? 38 : 18) / 100;
    const int picture = !metrics.is_small     ? std::min(share, metrics.target * 3 / 2)
                        : metrics.is_portrait ? share
                                              : metrics.target;
    return {available.width, words_height(context, available.width) + picture +
                                 patch_inset(context, theme::PatchRole::Card)};
}

void Card::arrange(Context& context, Rect rect) {
    set_rect(rect);
    const int words = std::max(words_height(context, rect.width), words_room_);
    const int inset = patch_inset(context, theme::PatchRole::Card);
    picture_.arrange(context, {rect.x + inset, rect.y + inset, rect.width - 2 * inset,
                               std::max(0, rect.height - words - inset)});
}

bool Card::is_cut(Context&) const {
    return above_.is_truncated || title_.is_truncated || below_.is_truncated;
}

void Card::draw(Context& context) const {
    const auto giving_way = give_way(context);
    draw_card(context, rect(), is_pressed(), [&] { draw_inside(context); });
}

void Card::draw_inside(Context& context) const {
    const int unit = context.metrics.unit, inside = inside_of(context);
    picture_.draw(context);
    int y = picture_.rect().bottom() + inside;
    const int x = rect().x + inside;
    if (!words_.above.empty()) {
        context.text.draw(above_, {x, y});
        y += above_.size.height;
    }
    context.text.draw(title_, {x, y});
    y += title_.size.height;
    if (!words_.below.empty()) context.text.draw(below_, {x, y});
    if (!words_.icon.empty()) {
        const int side = unit * 4, icon = unit * 2;
        const Rect badge{picture_.rect().right() - side - unit,
                         picture_.rect().bottom() - side - unit, side, side};
        context.canvas.fill_rounded(badge, side / 2, context.colour(ColourRole::Veil));
        context.canvas.draw(
            context.icons.find(words_.icon, icon, context.colour(ColourRole::OnNight)),
            {badge.x + (side - icon) / 2, badge.y + (side - icon) / 2});
    }
}

}  // namespace sen::ui
