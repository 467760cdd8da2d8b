// SPDX-License-Identifier: Apache-2.0
#include "screens/screen.h"

#include "screens/bar.h"
#include "ui/ground.h"

namespace sen::screens {

using theme::ColourRole;

Screen::Screen(Services& services, bool is_dark)
    : services_(services), is_dark_(is_dark), bar_(&add<Bar>(services, is_dark)) {
    if (!services.ui.metrics.is_presenting) return;
    const auto look = is_dark ? ui::ButtonLook::OnDark : ui::ButtonLook::Outlined;
    const int side = services.ui.metrics.target;
    guide_back_ = &add<ui::RoundButton>(services.ui.string("guide_back"), "previous", look, side,
                                        [this] { step(-1); });
    guide_on_ = &add<ui::RoundButton>(services.ui.string("guide_on"), "next", look, side,
                                      [this] { step(1); });
}

void Screen::step(int by) {
    if (!turn_page(by)) services_.navigator.turn(by);
}

Size Screen::measure(ui::Context&, Size available) {
    return available;
}

void Screen::arrange(ui::Context& context, Rect rect) {
    set_rect(rect);
    const auto& metrics = context.metrics;
    const int bar = metrics.bar, y = rect.y + metrics.reach_bottom - bar;
    bar_->measure(context, {rect.width, bar});
    bar_->arrange(context, {rect.x, y, rect.width, bar});
    Rect content{rect.x, rect.y, rect.width, y - rect.y};
    if (guide_back_ != nullptr) {
        // At the edges of the screen, where the guide stands; a text makes room for them.
        const int side = metrics.target, gap = metrics.unit;
        const int middle = metrics.reached(content.y + (content.height - side) / 2, side + bar);
        guide_back_->arrange(context, {content.x + gap, middle, side, side});
        guide_on_->arrange(context, {content.right() - side - gap, middle, side, side});
        if (!is_dark_) content = {content.x + side + gap, content.y,
                                  content.width - 2 * (side + gap), content.height};
    }
    arrange_content(context, content);
}

void Screen::draw_controls(ui::Context& context) const {
    bar_->draw(context);
    if (guide_back_ == nullptr) return;
    guide_back_->draw(context);
    guide_on_->draw(context);
}

ui::Scroll::Names scroll_names(const ui::Context& context) {
    return {context.string("more_below"), context.string("more_above")};
}

void Screen::draw(ui::Context& context) const {
    if (is_dark_)
        context.canvas.fill(rect(), context.colour(ColourRole::Night));
    else
        ui::draw_paper(context, rect());
    for (const auto& child : children()) {
        const ui::Widget* widget = child.get();
        const bool is_control = widget == bar_ || widget == guide_back_ || widget == guide_on_;
        if (!is_control && widget->is_visible()) widget->draw(context);
    }
    draw_controls(context);
}

ui::Picture::Source asset_source(const catalogue::Asset& asset) {
    return {asset.object, asset.size, {0x59, 0x48, 0x40, 255}};
}

ui::Picture::Source picture_source(const ui::Context& context, const catalogue::Picture& picture) {
    const bool is_tall = context.metrics.is_portrait && picture.tall;
    const catalogue::Asset& asset = is_tall ? *picture.tall : picture.view;
    return {asset.object, asset.size, picture.average};
}

ui::Picture::Source card_source(const catalogue::Picture& picture, bool is_large) {
    const catalogue::Asset& asset = is_large ? picture.view : picture.thumbnail;
    return {asset.object, asset.size, picture.average};
}

}  // namespace sen::screens
