// SPDX-License-Identifier: Apache-2.0
#include "screens/dialog.h"

#include <algorithm>

#include "ui/ground.h"

namespace sen::screens {

using theme::ColourRole;
using theme::TextRole;

StillThereDialog::StillThereDialog(Services& services, Milliseconds since, ui::Action stay,
                                   ui::Action leave)
    : since_(since) {
    question_ = &add<ui::Label>(
        services.ui.string("still_there"),
        ui::LabelOptions{TextRole::Title, ColourRole::Ink, graphics::Align::Centre, 2, true});
    stay_ = &add<ui::Button>(services.ui.string("continue"), "", ui::ButtonLook::Filled,
                             std::move(stay));
    leave_ = &add<ui::Button>(services.ui.string("finish"), "", ui::ButtonLook::Outlined,
                              std::move(leave));
    leave_->set_leads_back();
}

void StillThereDialog::arrange(ui::Context& context, Rect rect) {
    set_rect(rect);
    const auto& metrics = context.metrics;
    const int unit = metrics.unit, pad = metrics.is_small ? unit * 2 : unit * 5;
    const int ring = metrics.is_small ? metrics.target : metrics.target * 3 / 2;
    const int width = std::min(rect.width - 2 * metrics.margin, metrics.body * 21);
    const int inner = width - 2 * pad;
    const int question = question_->measure(context, {inner, rect.height}).height;
    const int gap = metrics.is_small ? unit : unit * 3;
    const int wider =
        std::max(stay_->measure(context, {}).width, leave_->measure(context, {}).width);
    const bool is_low = metrics.is_small && !metrics.is_portrait;
    const bool is_stacked = !is_low && 2 * wider + unit * 2 > inner;
    const int buttons = is_stacked ? 2 * metrics.target + unit * 2 : metrics.target;
    const int height = pad * 2 + ring + gap + question + gap + buttons;
    // Its buttons stand at its foot: that is what has to be in reach.
    const int wanted = rect.y + (rect.height - height) / 2;
    const int foot = std::max(wanted + height, metrics.reach_top + buttons + 2 * pad);
    const int y0 = std::max(rect.y, std::min(foot, metrics.reach_bottom) - height);
    card_ = {rect.x + (rect.width - width) / 2, y0, width, height};
    int y = card_.y + pad + ring + gap;
    question_->arrange(context, {card_.x + pad, y, inner, question});
    y += question + gap;
    if (is_stacked) {
        stay_->arrange(context, {card_.x + pad, y, inner, metrics.target});
        leave_->arrange(context,
                        {card_.x + pad, y + metrics.target + unit * 2, inner, metrics.target});
    } else {
        const int half = (inner - unit * 2) / 2;
        leave_->arrange(context, {card_.x + pad, y, half, metrics.target});
        stay_->arrange(context, {card_.x + pad + half + unit * 2, y, half, metrics.target});
    }
}

void StillThereDialog::update(ui::Context& context) {
    invalidate();
    Widget::update(context);
}

Milliseconds StillThereDialog::next_update(Milliseconds now) const {
    return now + Milliseconds(100);
}

void StillThereDialog::draw(ui::Context& context) const {
    const auto& metrics = context.metrics;
    ui::draw_raised(context, card_, ColourRole::Raised);
    const int ring = metrics.is_small ? metrics.target : metrics.target * 3 / 2;
    const int pad = metrics.is_small ? metrics.unit * 2 : metrics.unit * 5;
    const Point centre{card_.x + card_.width / 2, card_.y + pad + ring / 2};
    const auto left = std::clamp(kPatience - (context.now - since_), Milliseconds{0}, kPatience);
    const float share = static_cast<float>(left.count()) / static_cast<float>(kPatience.count());
    const int thickness = std::max(4, metrics.unit / 2);
    context.canvas.draw_arc(centre, ring / 2, thickness, 0, 1,
                            context.colour(ColourRole::PaperLow));
    context.canvas.draw_arc(centre, ring / 2, thickness, 0, share,
                            context.colour(ColourRole::Lotus));
    const auto seconds = context.text.layout(std::to_string((left.count() + 999) / 1000),
                                             context.style(TextRole::Lead, ColourRole::Ink), {});
    context.text.draw(seconds,
                      {centre.x - seconds.size.width / 2, centre.y - seconds.size.height / 2});
    Widget::draw(context);
}

}  // namespace sen::screens
