// SPDX-License-Identifier: Apache-2.0
#include "ui/key_cap.h"

#include <algorithm>

#include "ui/floating.h"

namespace sen::ui {

using theme::ColourRole;
using theme::TextRole;

namespace {
constexpr int kLeastSize = 9;  // pixels; smaller is not read
constexpr int kShrink = 92;    // percent a step
}  // namespace

void KeyCap::assign(KeyPlan plan, std::string name, std::string text, std::string icon) {
    plan_ = std::move(plan);
    name_ = std::move(name);
    text_ = std::move(text);
    icon_ = std::move(icon);
    invalidate();
}

graphics::TextLayout KeyCap::fitted(Context& context, const std::string& text, Size room,
                                    graphics::TextStyle style) {
    while (style.size > kLeastSize && context.text.width(text, style) > room.width)
        style.size = std::max(kLeastSize, style.size * kShrink / 100);
    is_legible_ = is_legible_ && context.text.width(text, style) <= room.width;
    style.line_height = style.size * 3 / 2;
    return context.text.layout(text, style, {});
}

theme::ColourRole KeyCap::ink() const {
    if (plan_.task == KeyTask::Search) return ColourRole::OnLacquer;
    return is_chosen_ ? ColourRole::OnSelected : ColourRole::Ink;
}

void KeyCap::arrange(Context& context, Rect rect) {
    set_rect(rect);
    is_legible_ = true;
    const bool is_sign =
        plan_.task == KeyTask::Tone || (plan_.task == KeyTask::Type && plan_.letter != U' ');
    const int pad = std::max(2, rect.height / (is_sign ? 10 : 6));
    auto style = context.style(is_sign ? TextRole::Body : TextRole::Label, ink());
    // A tone's mark is read, not the circle that carries it.
    const bool is_method = plan_.task == KeyTask::Method;
    const int share = plan_.task == KeyTask::Tone ? 72
                      : is_sign                   ? 56
                      : !example_.empty()         ? 34
                      : is_method                 ? 56
                                                  : 44;
    const int most = rect.height * share / 100;
    style.size = is_sign ? std::max(most, std::min(rect.height * 62 / 100, style.size))
                         : std::min(most, style.size);
    const int icon = icon_.empty() ? 0 : rect.height * 46 / 100 + pad;
    // A key with an icon shows its word only where there is room for both.
    const bool has_word = icon_.empty() || rect.width > rect.height * 2;
    sign_ = has_word ? fitted(context, text_, {rect.width - 2 * pad - icon, rect.height}, style)
                     : graphics::TextLayout{};
    auto small = context.style(TextRole::Caption, is_chosen_ ? ink() : ColourRole::InkSoft);
    small.size = std::max(kLeastSize, rect.height * 28 / 100);
    below_ = example_.empty()
                 ? graphics::TextLayout{}
                 : fitted(context, example_, {rect.width - 2 * pad, rect.height}, small);
    // A tone's mark is a small part of its sign.
    const bool is_tone_hint = plan_.hint.starts_with(tone_sign(language::Tone::Ngang));
    small.size = std::max(kLeastSize, rect.height * (is_tone_hint ? 44 : 32) / 100);
    hint_ = plan_.hint.empty() ? graphics::TextLayout{}
                               : fitted(context, plan_.hint, {rect.width / 2, rect.height}, small);
    if (!has_preview()) return;
    style.size = style.size * 3 / 2;
    style.line_height = style.size * 3 / 2;
    preview_ = context.text.layout(text_, style, {});
}

void KeyCap::draw(Context& context) const {
    const auto giving_way = give_way(context);
    const int radius = std::min(context.metrics.radius, rect().height / 5);
    const bool is_search = plan_.task == KeyTask::Search;
    const ColourRole ground = is_search    ? ColourRole::Lacquer
                              : is_chosen_ ? ColourRole::Selected
                                           : ColourRole::PaperLow;
    context.canvas.fill_rounded(rect(), radius, context.colour(ground));
    if (!is_search && !is_chosen_)
        context.canvas.stroke_rounded(rect(), radius, context.metrics.hairline,
                                      context.colour(ColourRole::Edge));
    draw_press(context, rect(), radius);
    const int icon = icon_.empty() ? 0 : rect().height * 46 / 100;
    const int gap = icon > 0 && sign_.size.width > 0 ? std::max(2, rect().height / 8) : 0;
    const int aside = plan_.hint.empty() ? 0 : rect().width / 10;  // for the hint in its corner
    int x = rect().x + (rect().width - icon - gap - sign_.size.width) / 2 - aside;
    if (icon > 0)
        context.canvas.draw(context.icons.find(icon_, icon, context.colour(ink())),
                            {x, rect().y + (rect().height - icon) / 2});
    x += icon + gap;
    const int height = sign_.size.height + (example_.empty() ? 0 : below_.size.height * 3 / 4);
    const int y = rect().y + (rect().height - height) / 2;
    context.text.draw(sign_, {x, y});
    if (!example_.empty())
        context.text.draw(below_, {rect().x + (rect().width - below_.size.width) / 2,
                                   y + sign_.size.height * 7 / 8});
    if (!plan_.hint.empty())
        context.text.draw(hint_, {rect().right() - hint_.size.width - radius / 2, rect().y});
}

bool KeyCap::has_preview() const {
    return plan_.task == KeyTask::Tone || (plan_.task == KeyTask::Type && plan_.letter != U' ');
}

void KeyCap::draw_preview(Context& context) const {
    const int width = rect().width * 5 / 4, height = rect().height * 5 / 4;
    const int screen = context.canvas.size().width;
    const int x = std::clamp(rect().x + (rect().width - width) / 2, 0, std::max(0, screen - width));
    const Rect bubble{x, std::max(0, rect().y - height - rect().height / 6), width, height};
    draw_slip(context, bubble, std::min(context.metrics.radius, height / 5));
    context.text.draw(preview_, {bubble.x + (bubble.width - preview_.size.width) / 2,
                                 bubble.y + (bubble.height - preview_.size.height) / 2});
}

}  // namespace sen::ui
