// SPDX-License-Identifier: Apache-2.0
#include "ui/controls.h"

#include <algorithm>

#include "ui/ground.h"

namespace sen::ui {

using theme::ColourRole;
using theme::TextRole;

namespace {
constexpr double kPressedScale = 0.98;
}

void Tappable::set_pressed(bool is_pressed) {
    if (is_pressed == is_pressed_) return;
    is_pressed_ = is_pressed;
    invalidate();
}

void Tappable::set_enabled(bool is_enabled) {
    if (is_enabled == is_enabled_) return;
    is_enabled_ = is_enabled;
    invalidate();
}

void Tappable::update(Context& context) {
    Widget::update(context);
    const double goal = is_pressed_ ? kPressedScale : 1;
    if (goal != ease_.goal()) {
        ease_.start(goal, context.now,
                    context.is_reduced_motion ? Milliseconds{0} : context.theme->motion.press);
        is_easing_ = true;
    }
    if (!is_easing_) return;
    is_easing_ = ease_.is_running(context.now);
    scale_ = ease_.value(context.now);
    invalidate();
}

Milliseconds Tappable::next_update(Milliseconds now) const {
    return is_easing_ ? now : Widget::next_update(now);
}

void Tappable::draw_press(Context& context, Rect rect, int radius) const {
    if (!is_pressed_) return;
    context.canvas.fill_rounded(rect, radius, context.colour(ColourRole::Pressed));
}

namespace {
constexpr double kKeyStep = 0.05;  // of a slider, for each key

struct Look {
    Colour ground, ink;
    bool has_border = false;
    unsigned char border_alpha = 255;
};

/// Under a finger a ground of its own, for what is dark would hide a shade.
Look look_of(const Context& context, ButtonLook look, bool is_enabled, bool is_pressed) {
    constexpr Colour kNothing{0, 0, 0, 0};
    if (!is_enabled) return {kNothing, context.colour(ColourRole::Disabled), true};
    switch (look) {
        case ButtonLook::Filled:
            return {context.colour(is_pressed ? ColourRole::LacquerDeep : ColourRole::Lacquer),
                    context.colour(ColourRole::OnLacquer), false};
        case ButtonLook::Outlined:
            return {is_pressed ? context.colour(ColourRole::Pressed) : kNothing,
                    context.colour(ColourRole::Ink), true};
        case ButtonLook::OnDark:
            if (is_pressed)
                return {context.colour(ColourRole::OnNight), context.colour(ColourRole::Night),
                        false};
            return {context.colour(ColourRole::Veil), context.colour(ColourRole::OnNight), true,
                    static_cast<unsigned char>(context.border() > 0 ? 255 : 110)};
    }
    return {};
}

int button_radius(const Context& context, Rect face) {
    const int half = std::min(face.width, face.height) / 2;
    return std::min(context.units(context.theme->shape.button), half);
}

void draw_face(Context& context, Rect face, const Look& look) {
    if (draw_patch(context, face, theme::PatchRole::Button, look.ground, look.ink)) return;
    const int radius = button_radius(context, face);
    if (look.ground.a > 0) context.canvas.fill_rounded(face, radius, look.ground);
    if (!look.has_border) return;
    Colour border = look.ink;
    border.a = look.border_alpha;
    context.canvas.stroke_rounded(face, radius,
                                  std::max(context.border(), context.metrics.hairline), border);
}
}  // namespace

Size Button::measure(Context& context, Size) {
    const int text = context.text.width(text_, context.style(TextRole::Label, ColourRole::Ink));
    const int icon = icon_.empty() ? 0 : context.metrics.unit * 3;
    return {text + icon + 6 * context.metrics.unit,
            std::max(context.metrics.target, context.line_height(TextRole::Label))};
}

bool Button::has_icon(Context& context) const {
    if (icon_.empty()) return false;
    // The word says more: on a narrow button it goes before the icon.
    const auto style = context.style(TextRole::Label, ColourRole::Ink);
    const auto usual =
        static_cast<int>(context.text.width(text_, style) / context.metrics.text_scale);
    return usual + context.metrics.unit * 5 <= rect().width;
}

bool Button::is_cut(Context& context) const {
    const int icon = has_icon(context) ? context.metrics.unit * 3 : 0;
    return context.text.width(text_, style(context)) + icon + context.metrics.unit * 2 >
           rect().width;
}

graphics::TextStyle Button::style(Context& context) const {
    auto style = context.style(TextRole::Label, ColourRole::Ink);
    const int icon = has_icon(context) ? context.metrics.unit * 3 : 0;
    const int room = rect().width - icon - context.metrics.unit * 2;
    const int width = context.text.width(text_, style);
    // No smaller than at the usual text size.
    const int least = static_cast<int>(style.size / context.metrics.text_scale);
    if (width > room && room > 0) style.size = std::max(least, style.size * room / width);
    // Where it has not the height it asked for, either.
    style.size = std::min(style.size, std::max(least, rect().height * 4 / 5));
    return style;
}

void Button::draw(Context& context) const {
    const auto giving_way = give_way(context);
    const Look look = look_of(context, look_, is_enabled(), is_pressed());
    draw_face(context, rect(), look);
    auto style = this->style(context);
    style.colour = look.ink;
    const bool is_iconed = has_icon(context);
    const int icon_side = is_iconed ? context.metrics.unit * 2 : 0;
    const int gap = is_iconed ? context.metrics.unit : 0;
    const auto text = context.text.layout(text_, style, {});
    int x = rect().x + (rect().width - text.size.width - icon_side - gap) / 2;
    if (is_iconed)
        context.canvas.draw(context.icons.find(icon_, icon_side, look.ink),
                            {x, rect().y + (rect().height - icon_side) / 2});
    x += icon_side + gap;
    context.text.draw(text, {x, rect().y + (rect().height - text.size.height) / 2});
}

void RoundButton::set_icon(std::string icon, std::string name) {
    if (icon == icon_ && name == name_) return;
    icon_ = std::move(icon);
    name_ = std::move(name);
    invalidate();
}

void RoundButton::draw(Context& context) const {
    if (!is_enabled()) return;
    const auto giving_way = give_way(context);
    const Look look = look_of(context, look_, true, is_pressed());
    const Rect face{rect().x + (rect().width - side_) / 2, rect().y + (rect().height - side_) / 2,
                    side_, side_};
    // It floats over what scrolls by.
    if (look_ == ButtonLook::Outlined)
        draw_face(context, face, {context.colour(ColourRole::Paper), {0, 0, 0, 0}, false});
    draw_face(context, face, look);
    const int icon = side_ * 45 / 100;
    context.canvas.draw(context.icons.find(icon_, icon, look.ink),
                        {face.x + (face.width - icon) / 2, face.y + (face.height - icon) / 2});
}

void BarButton::set_text(std::string text) {
    if (text == text_) return;
    text_ = std::move(text);
    invalidate();
}

void BarButton::set_icon(std::string icon) {
    if (icon == icon_) return;
    icon_ = std::move(icon);
    invalidate();
}

void BarButton::set_active(bool is_active) {
    if (is_active == is_active_) return;
    is_active_ = is_active;
    invalidate();
}

void BarButton::set_dark(bool is_dark) {
    if (is_dark == is_dark_) return;
    is_dark_ = is_dark;
    invalidate();
}

Size BarButton::measure(Context& context, Size) {
    return {context.metrics.target * 2, context.metrics.bar};
}

int BarButton::icon_side(const Context& context) const {
    return rect().height * (context.metrics.is_small ? 54 : 42) / 100;
}

int BarButton::fitting_size(Context& context) const {
    auto style = context.style(TextRole::Caption, ColourRole::Ink);
    // The bar keeps its height and its places: its words grow as far as they fit.
    style.size = std::min(style.size, (rect().height - icon_side(context)) * 10 / 17);
    const int room = rect().width - context.metrics.unit;
    const int width = context.text.width(text_, style);
    return width > room ? std::max(1, style.size * room / width) : style.size;
}

void BarButton::draw(Context& context) const {
    if (!is_enabled()) return;
    const auto giving_way = give_way(context);
    const auto role = is_active_ ? ColourRole::OnSelected
                      : is_dark_ ? ColourRole::OnNight
                                 : ColourRole::Ink;
    const int unit = context.metrics.unit;
    const Rect place{rect().x + unit / 4, rect().y + unit / 2, rect().width - unit / 2,
                     rect().height - unit};
    const int radius = context.units(context.theme->shape.mark);
    if (is_active_)
        context.canvas.fill_rounded(place, radius, context.colour(ColourRole::Selected));
    if (is_dark_ && is_pressed()) {
        Colour shade = context.colour(ColourRole::OnNight);
        shade.a = context.colour(ColourRole::Pressed).a;
        context.canvas.fill_rounded(place, radius, shade);
    } else {
        draw_press(context, place, radius);
    }
    const bool has_word = !context.metrics.is_small;
    const int icon = icon_side(context);
    auto style = context.style(TextRole::Caption, role);
    style.size = fitting_size(context);
    if (word_size_ > 0) style.size = std::min(style.size, word_size_);
    style.line_height = style.size * 13 / 10;  // both within the mark of what goes on
    const auto word =
        context.text.layout(text_, style, {rect().width, 1, graphics::Align::Centre, false});
    const int height = has_word ? icon + word.size.height : icon;
    int y = rect().y + (rect().height - height) / 2;
    context.canvas.draw(context.icons.find(icon_, icon, style.colour),
                        {rect().x + (rect().width - icon) / 2, y});
    y += icon;
    if (has_word) context.text.draw(word, {rect().x, y});
}

void Slider::set_value(double value) {
    value = std::clamp(value, 0.0, 1.0);
    if (is_held_ || value == value_) return;
    value_ = value;
    invalidate();
}

Size Slider::measure(Context& context, Size available) {
    return {available.width, context.metrics.target_small};
}

void Slider::draw(Context& context) const {
    const int thickness = std::max(4, context.metrics.unit / 2), thumb = thumb_ * 2;
    const int y = rect().y + rect().height / 2;
    const Rect path = this->path();
    const Rect track{path.x, y - thickness / 2, path.width, thickness};
    Colour rest = context.colour(ColourRole::OnNight);
    rest.a = 90;
    context.canvas.fill_rounded(track, thickness / 2, rest);
    const int x = path.x + static_cast<int>(value_ * path.width);
    context.canvas.fill_rounded({track.x, track.y, std::max(thickness, x - path.x), thickness},
                                thickness / 2, context.colour(ColourRole::Lotus));
    context.canvas.fill_rounded({x - thumb / 2, y - thumb / 2, thumb, thumb}, thumb / 2,
                                context.colour(ColourRole::OnNight));
}

Rect Slider::path() const {
    return {rect().x + thumb_, rect().y, std::max(1, rect().width - 2 * thumb_), rect().height};
}

void Slider::arrange(Context& context, Rect rect) {
    set_rect(rect);
    thumb_ = context.metrics.unit;
}

double Slider::value_at(int x) const {
    const Rect path = this->path();
    return std::clamp(static_cast<double>(x - path.x) / path.width, 0.0, 1.0);
}

void Slider::on_tap(Point at) {
    value_ = value_at(at.x);
    seek_(value_);
    invalidate();
}

bool Slider::on_step(int by) {
    set_value(value_ + by * kKeyStep);
    seek_(value_);
    return true;
}

void Slider::on_drag_begin(Point at) {
    is_held_ = true;
    drag_start_ = at.x;
}

void Slider::on_drag(Point by) {
    value_ = value_at(drag_start_ + by.x);
    invalidate();
}

void Slider::on_drag_end(Point) {
    is_held_ = false;
    seek_(value_);
}

Size Wave::measure(Context& context, Size available) {
    return {available.width, context.metrics.unit * 2};
}

void Wave::draw(Context& context) const {
    context.canvas.draw_wave(rect(), context.metrics.hairline, 0, context.colour(role_));
}

}  // namespace sen::ui
