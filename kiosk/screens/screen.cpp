// SPDX-License-Identifier: Apache-2.0
#include "screens/screen.h"

#include "screens/bar.h"
#include "screens/guide_notes.h"
#include "ui/ground.h"

namespace sen::screens {

using theme::ColourRole;
using theme::TextRole;

namespace {

/// One line across the top of a page, on a ground of its own.
class Notice : public ui::Widget {
  public:
    Notice(std::string text, bool is_dark) : text_(std::move(text)), is_dark_(is_dark) {}
    Size measure(ui::Context& context, Size available) override {
        return {available.width, context.line_height(TextRole::Caption) + context.metrics.unit};
    }
    void arrange(ui::Context& context, Rect rect) override {
        set_rect(rect);
        layout_ = context.text.layout(
            text_,
            context.style(TextRole::Caption, is_dark_ ? ColourRole::OnNight : ColourRole::Ink),
            {rect.width - 2 * context.metrics.margin, 1, graphics::Align::Left, false});
    }
    void draw(ui::Context& context) const override {
        const Colour ground = context.colour(is_dark_ ? ColourRole::Night : ColourRole::PaperLow);
        context.canvas.fill(rect(), ground);
        const int icon = layout_.size.height * 7 / 10, gap = context.metrics.unit;
        const Colour ink = context.colour(is_dark_ ? ColourRole::OnNight : ColourRole::Ink);
        const int x = rect().x + (rect().width - icon - gap - layout_.size.width) / 2;
        context.canvas.draw(context.icons.find("language", icon, ink),
                            {x, rect().y + (rect().height - icon) / 2});
        context.text.draw(layout_,
                          {x + icon + gap, rect().y + (rect().height - layout_.size.height) / 2});
    }
    std::string label() const override { return text_; }

  private:
    std::string text_;
    bool is_dark_;
    graphics::TextLayout layout_;
};

}  // namespace

Screen::Screen(Services& services, bool is_dark)
    : services_(services), is_dark_(is_dark), bar_(&add<Bar>(services, is_dark)) {}

void Screen::set_notice(std::string notice) {
    notice_ = &add<Notice>(std::move(notice), is_dark_);
}

bool Screen::has_simple_text() const {
    return services_.library.has_simple_text(services_.content_language);
}

void Screen::step(int by) {
    if (!turn_page(by)) services_.navigator.turn(by);
}

Size Screen::measure(ui::Context& context, Size available) {
    if (context.metrics.is_presenting && guide_on_ == nullptr) add_guide_controls(context);
    return available;
}

/// Made last, so that a finger finds them before the picture that they lie on.
void Screen::add_guide_controls(ui::Context& context) {
    const auto look = is_dark_ ? ui::ButtonLook::OnDark : ui::ButtonLook::Outlined;
    const int side = context.metrics.target;
    guide_back_ = &add<ui::RoundButton>(context.string("guide_back"), "previous", look, side,
                                        [this] { step(-1); });
    guide_on_ =
        &add<ui::RoundButton>(context.string("guide_on"), "next", look, side, [this] { step(1); });
    if (notes_.empty()) return;
    notes_panel_ = &add<GuideNotes>(services_, notes_);
    notes_button_ = &add<NotesButton>(context.string("guide_notes"), is_dark_,
                                      [this] { open_notes(!are_notes_open_); });
    open_notes(are_notes_open_);
}

void Screen::open_notes(bool are_open) {
    are_notes_open_ = are_open;
    if (notes_panel_ == nullptr) return;
    notes_panel_->set_visible(are_open);
    notes_button_->set_open(are_open);
}

/// At the edges of the screen, where the guide stands, and in the margins of the page.
void Screen::arrange_guide_controls(ui::Context& context, Rect content) {
    const auto& metrics = context.metrics;
    const int side = metrics.target, gap = metrics.unit;
    // The notes' button hangs under the next page's; all stand at one height on every page.
    const int all = 2 * side + gap;
    const int lowest = content.bottom() - gap - all;
    const int y =
        std::min(metrics.reached(content.y + (content.height - side) / 2, side + metrics.bar),
                 notes_button_ == nullptr ? content.bottom() : lowest);
    guide_back_->arrange(context, {content.x + gap, y, side, side});
    guide_on_->arrange(context, {content.right() - side - gap, y, side, side});
    if (notes_button_ == nullptr) return;
    const int width = side * 3 / 2;
    notes_button_->arrange(context, {content.right() - width - gap, y + side + gap, width, side});
    notes_panel_->arrange(context, content);
}

void Screen::arrange(ui::Context& context, Rect rect) {
    set_rect(rect);
    const auto& metrics = context.metrics;
    const int bar = metrics.bar, y = rect.y + metrics.reach_bottom - bar;
    bar_->measure(context, {rect.width, bar});
    bar_->arrange(context, {rect.x, y, rect.width, bar});
    Rect content{rect.x, rect.y, rect.width, y - rect.y};
    if (notice_ != nullptr) {
        const int height = notice_->measure(context, content.size()).height;
        notice_->arrange(context, {content.x, content.y, content.width, height});
        content = {content.x, content.y + height, content.width, content.height - height};
    }
    if (guide_back_ != nullptr) arrange_guide_controls(context, content);
    arrange_content(context, content);
}

void Screen::draw_controls(ui::Context& context) const {
    bar_->draw(context);
    if (notice_ != nullptr) notice_->draw(context);
    if (guide_back_ == nullptr) return;
    // A picture may reach under them.
    if (!is_dark_)
        for (const Rect place : {guide_back_->rect(), guide_on_->rect()})
            context.canvas.fill_rounded(
                place, std::min(context.units(context.theme->shape.button), place.height / 2),
                context.colour(ColourRole::Paper));
    for (const ui::Widget* widget : std::initializer_list<const ui::Widget*>{
             guide_back_, guide_on_, notes_panel_, notes_button_})
        if (widget != nullptr && widget->is_visible()) widget->draw(context);
}

ui::Scroll::Names scroll_names(const ui::Context& context) {
    return {context.string("more_below"), context.string("more_above")};
}

bool Screen::is_control(const ui::Widget* widget) const {
    return widget == bar_ || widget == notice_ || widget == guide_back_ || widget == guide_on_ ||
           widget == notes_panel_ || widget == notes_button_;
}

void Screen::draw(ui::Context& context) const {
    if (is_dark_)
        context.canvas.fill(rect(), context.colour(ColourRole::Night));
    else
        ui::draw_paper(context, rect());
    for (const auto& child : children()) {
        const ui::Widget* widget = child.get();
        if (!is_control(widget) && widget->is_visible()) widget->draw(context);
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
