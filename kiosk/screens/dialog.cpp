// SPDX-License-Identifier: Apache-2.0
#include "screens/dialog.h"

#include <algorithm>

#include "ui/ground.h"

namespace sen::screens {

using theme::ColourRole;
using theme::TextRole;

namespace {

int padding_of(const theme::Metrics& metrics) {
    return metrics.unit * (metrics.is_small ? 2 : 5);
}

}  // namespace

StillThereDialog::StillThereDialog(Services& services, Milliseconds since, ui::Action stay,
                                   ui::Action leave)
    : since_(since) {
    const auto& metrics = services.ui.metrics;
    const ui::Stack::Place middle{ui::Stack::Align::Middle, ui::Stack::Align::Middle, {}};
    auto keep = std::make_unique<ui::Button>(services.ui.string("continue"), "",
                                             ui::ButtonLook::Filled, std::move(stay));
    auto end = std::make_unique<ui::Button>(services.ui.string("finish"), "",
                                            ui::ButtonLook::Outlined, std::move(leave));
    end->set_leads_back();
    // Under each other where a word would be cut; a low panel has no height for that.
    const bool is_low = metrics.is_small && !metrics.is_portrait;
    const int wider =
        std::max(keep->measure(services.ui, {}).width, end->measure(services.ui, {}).width);
    body_ = &add<ui::Column>(metrics.unit * (metrics.is_small ? 1 : 3));
    ring_ = &body_->put<ui::Stack>(ui::kFit).put<ui::ProgressRing>(middle);
    question_ = &body_->put<ui::Label>(
        ui::kFit, services.ui.string("still_there"),
        ui::LabelOptions{TextRole::Title, ColourRole::Ink, graphics::Align::Centre, 2, true});
    buttons_ =
        &body_->put<ui::Grid>(ui::kFit, ui::Grid::Columns{2, is_low ? 0 : wider}, metrics.unit * 2);
    buttons_->adopt(std::move(end));
    buttons_->adopt(std::move(keep));
}

void StillThereDialog::arrange(ui::Context& context, Rect rect) {
    set_rect(rect);
    const auto& metrics = context.metrics;
    const int pad = padding_of(metrics);
    const int width = std::min(rect.width - 2 * metrics.margin, metrics.body * 21);
    const Size inner{width - 2 * pad, ui::kUnbounded};
    const int height = body_->measure(context, inner).height + 2 * pad;
    // Its buttons stand at its foot: that is what has to be in reach.
    const int buttons = buttons_->measure(context, inner).height;
    const int wanted = rect.y + (rect.height - height) / 2;
    const int foot = std::max(wanted + height, metrics.reach_top + buttons + 2 * pad);
    const int y = std::max(rect.y, std::min(foot, metrics.reach_bottom) - height);
    card_ = {rect.x + (rect.width - width) / 2, y, width, height};
    body_->arrange(context, card_.inset(pad));
}

void StillThereDialog::update(ui::Context& context) {
    const auto left = std::clamp(kPatience - (context.now - since_), Milliseconds{0}, kPatience);
    ring_->show(static_cast<double>(left.count()) / static_cast<double>(kPatience.count()),
                std::to_string((left.count() + 999) / 1000));
    Widget::update(context);
}

Milliseconds StillThereDialog::next_update(Milliseconds now) const {
    return now + Milliseconds(100);
}

void StillThereDialog::draw(ui::Context& context) const {
    ui::draw_raised(context, card_, ColourRole::Raised);
    Widget::draw(context);
}

}  // namespace sen::screens
