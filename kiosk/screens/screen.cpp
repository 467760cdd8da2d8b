// SPDX-License-Identifier: Apache-2.0
#include "screens/screen.h"

#include "screens/bar.h"
#include "ui/ground.h"

namespace sen::screens {

using theme::ColourRole;

Screen::Screen(Services& services, bool is_dark)
    : services_(services), is_dark_(is_dark), bar_(&add<Bar>(services, is_dark)) {}

Size Screen::measure(ui::Context&, Size available) {
    return available;
}

void Screen::arrange(ui::Context& context, Rect rect) {
    set_rect(rect);
    const int bar = context.metrics.bar;
    bar_->measure(context, {rect.width, bar});
    bar_->arrange(context, {rect.x, rect.bottom() - bar, rect.width, bar});
    arrange_content(context, {rect.x, rect.y, rect.width, rect.height - bar});
}

void Screen::draw(ui::Context& context) const {
    if (is_dark_)
        context.canvas.fill(rect(), context.colour(ColourRole::Night));
    else
        ui::draw_paper(context, rect());
    Widget::draw(context);
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
