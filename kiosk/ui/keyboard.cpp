// SPDX-License-Identifier: Apache-2.0
#include "ui/keyboard.h"

#include <algorithm>
#include <cmath>

#include "base/utf8.h"
#include "ui/floating.h"

namespace sen::ui {

using language::Tone;
using theme::TextRole;

namespace {

constexpr Milliseconds kHeldBefore{500}, kHeldBetween{90};
constexpr double kLeastKey = 12, kLargePanelKey = 15;  // mm
constexpr double kLargePanel = 500;                    // mm, the diagonal of what is sold as 21"
constexpr double kWidePitch = 19, kWideGap = 2, kLeastGap = 0.5;  // mm
constexpr int kFullRows = 5, kLowRows = 4, kNarrowRows = 7, kNarrowColumns = 7;

const char* tone_name_key(Tone tone) {
    switch (tone) {
        case Tone::Sac:
            return "tone_sac";
        case Tone::Huyen:
            return "tone_huyen";
        case Tone::Hoi:
            return "tone_hoi";
        case Tone::Nga:
            return "tone_nga";
        case Tone::Nang:
        case Tone::Ngang:
            break;
    }
    return "tone_nang";
}

const char* method_name_key(KeyboardMethod method) {
    switch (method) {
        case KeyboardMethod::Telex:
            return "typing_telex";
        case KeyboardMethod::Vni:
            return "typing_vni";
        case KeyboardMethod::Viqr:
            return "typing_viqr";
        case KeyboardMethod::Latin:
            return "typing_latin";
        case KeyboardMethod::Letters:
            break;
    }
    return "typing_letters";
}

}  // namespace

Keyboard::Keyboard(Context& context, TextField& field, KeyboardMethod method, Events events)
    : field_(field), method_(method), events_(std::move(events)) {
    measures_ = measure_for(context, context.canvas.size().width);
    plan_keys(context);
}

Keyboard::Measures Keyboard::measure_for(const Context& context, int width) {
    const auto& metrics = context.metrics;
    const Size screen = context.canvas.size();
    const double diagonal = std::hypot(screen.width, screen.height) * metrics.mm_per_px;
    const int key = metrics.millimetres(diagonal >= kLargePanel ? kLargePanelKey : kLeastKey);
    const int least_gap = std::max(2, metrics.millimetres(kLeastGap));
    const int least_pitch = key + least_gap;
    Measures measures;
    measures.columns = width >= 12 * least_pitch + least_gap ? 12 : kNarrowColumns;
    measures.shape = measures.columns != 12 ? KeyboardShape::Narrow
                     : metrics.is_small     ? KeyboardShape::Low
                                            : KeyboardShape::Full;
    const bool is_full = measures.shape == KeyboardShape::Full;
    measures.pad = is_full ? metrics.millimetres(3) : least_gap;
    const int widest = std::max(metrics.millimetres(kWidePitch), metrics.body * 2);
    const int room = (width - 2 * measures.pad + least_gap) / measures.columns;
    measures.pitch = is_full ? std::min(room, widest) : room;
    measures.gap = std::clamp(measures.pitch - key, least_gap, metrics.millimetres(kWideGap));
    measures.rows = is_full                                ? kFullRows
                    : measures.shape == KeyboardShape::Low ? kLowRows
                                                           : kNarrowRows;
    measures.method_height = is_full ? metrics.millimetres(kLeastKey) : 0;
    // Of a wide screen the keys take half at most, if they are large enough then.
    const int methods = is_full ? measures.method_height + measures.gap : 0;
    const int band = metrics.reach_bottom - metrics.reach_top;
    const int most = metrics.is_lowered
                         ? band - metrics.bar - metrics.target_small - 2 * metrics.unit
                         : screen.height / 2;
    const int share = (most - methods - 2 * measures.pad) / measures.rows;
    measures.key_height =
        std::clamp(share - measures.gap, key, std::max(key, measures.pitch * 9 / 10));
    measures.size = {measures.columns * measures.pitch - measures.gap + 2 * measures.pad,
                     measures.rows * (measures.key_height + measures.gap) - measures.gap + methods +
                         2 * measures.pad};
    return measures;
}

std::string Keyboard::name_of(const Context& context, const KeyPlan& plan) const {
    switch (plan.task) {
        case KeyTask::Type:
            return plan.letter == U' ' ? context.string("key_space") : encode_utf8(plan.letter);
        case KeyTask::Tone:
            return context.string(tone_name_key(plan.tone));
        case KeyTask::Erase:
            return context.string("key_erase");
        case KeyTask::Clear:
            return context.string("key_clear");
        case KeyTask::Page:
            return context.string(page_ == KeyboardPage::Letters ? "key_signs" : "key_letters");
        case KeyTask::Method:
            return context.string(method_name_key(plan.method));
        case KeyTask::Search:
            return context.string("search_do");
    }
    return {};
}

void Keyboard::plan_keys(const Context& context) {
    plan_ = plan_keyboard(method_, page_, measures_.shape);
    std::size_t count = 0;
    for (const KeyRow& row : plan_.rows) {
        for (const KeyPlan& plan : row) {
            if (count == keys_.size()) {
                KeyCap& made = add<KeyCap>();
                keys_.push_back(&made);
                made.set_action([this, key = &made] { press(key->plan()); });
            }
            KeyCap& key = *keys_[count++];
            const std::string name = name_of(context, plan);
            std::string text = name, icon, example;
            if (plan.task == KeyTask::Tone) text = tone_sign(plan.tone);
            if (plan.task == KeyTask::Page) text = page_ == KeyboardPage::Letters ? "123" : "abc";
            if (plan.task == KeyTask::Method) text = method_name(plan.method);
            if (plan.task == KeyTask::Method && measures_.shape != KeyboardShape::Full)
                example = method_example(plan.method, true);
            if (plan.task == KeyTask::Erase) icon = "erase";
            if (plan.task == KeyTask::Search) icon = "search";
            key.assign(plan, name, std::move(text), std::move(icon));
            key.set_example(std::move(example));
            key.set_chosen(plan.task == KeyTask::Method && plan.method == method_ &&
                           measures_.shape == KeyboardShape::Full);
            key.set_visible(true);
        }
    }
    for (std::size_t i = count; i < keys_.size(); ++i) {
        keys_[i]->set_pressed(false);
        keys_[i]->set_visible(false);
    }
    is_planned_ = true;
}

Size Keyboard::measure(Context& context, Size available) {
    const Measures measures = measure_for(context, available.width);
    if (measures.shape != measures_.shape) is_planned_ = false;
    measures_ = measures;
    if (!is_planned_) plan_keys(context);
    return measures_.size;
}

void Keyboard::arrange(Context& context, Rect rect) {
    set_rect(rect);
    if (!is_planned_) plan_keys(context);
    const int left = rect.x + (rect.width - measures_.size.width) / 2 + measures_.pad;
    int y = rect.y + measures_.pad;
    std::size_t at = 0;
    for (std::size_t row = 0; row < plan_.rows.size(); ++row) {
        const bool is_methods = measures_.shape == KeyboardShape::Full && row == 0;
        const int height = is_methods ? measures_.method_height : measures_.key_height;
        double column = 0;
        for (const KeyPlan& plan : plan_.rows[row]) {
            column += plan.gap;
            const int x = static_cast<int>(std::lround(column * measures_.pitch));
            column += plan.width;
            const int end = static_cast<int>(std::lround(column * measures_.pitch));
            KeyCap& key = *keys_[at++];
            key.set_reach(measures_.gap / 2);
            key.arrange(context, {left + x, y, end - x - measures_.gap, height});
        }
        y += height + measures_.gap;
    }
}

void Keyboard::draw(Context& context) const {
    const bool is_full = measures_.shape == KeyboardShape::Full;
    draw_floating(context, rect(), theme::ColourRole::Paper, !is_full);
    Widget::draw(context);
    if (is_full) {
        // What the method in use makes of a word, after the last method.
        const auto example = method_example(method_, false);
        auto style = context.style(TextRole::Caption, theme::ColourRole::InkSoft);
        const Rect last = keys_[kKeyboardMethods - 1]->rect();
        const int left = last.right() + measures_.gap * 2;
        const int room = rect().right() - measures_.pad - left;
        while (style.size > 10 && context.text.width(example, style) > room) --style.size;
        style.line_height = style.size * 3 / 2;
        const auto layout = context.text.layout(example, style, {});
        context.text.draw(layout, {left + (room - layout.size.width) / 2,
                                   last.y + (last.height - layout.size.height) / 2});
    }
    if (const KeyCap* key = key_down(); key != nullptr && key->has_preview())
        key->draw_preview(context);
}

KeyCap* Keyboard::key_at(Point at) const {
    for (KeyCap* key : keys_)
        if (key->is_visible() && key->touch_rect().contains(at)) return key;
    return nullptr;
}

KeyCap* Keyboard::key_down() const {
    const auto found =
        std::find_if(keys_.begin(), keys_.end(), [](const KeyCap* key) { return key->is_down(); });
    return found == keys_.end() ? nullptr : *found;
}

void Keyboard::on_drag_begin(Point at) {
    drag_start_ = at;
    on_drag({});
}

void Keyboard::on_drag(Point by) {
    KeyCap* key = key_at({drag_start_.x + by.x, drag_start_.y + by.y});
    if (key == slid_on_) return;
    if (slid_on_ != nullptr) slid_on_->set_pressed(false);
    if (key != nullptr) key->set_pressed(true);
    slid_on_ = key;
}

void Keyboard::on_drag_end(Point) {
    KeyCap* key = std::exchange(slid_on_, nullptr);
    if (key == nullptr) return;
    key->set_pressed(false);
    const Rect rect = key->rect();
    key->on_tap({rect.x + rect.width / 2, rect.y + rect.height / 2});
}

void Keyboard::update(Context& context) {
    Widget::update(context);
    const KeyCap* down = key_down();
    if (down == nullptr || down->plan().task != KeyTask::Erase) {
        erases_next_.reset();
        return;
    }
    if (!erases_next_) {
        erases_next_ = context.now + kHeldBefore;
        has_repeated_ = false;
    }
    if (context.now < *erases_next_) return;
    erases_next_ = context.now + kHeldBetween;
    has_repeated_ = true;
    erase();
}

Milliseconds Keyboard::next_update(Milliseconds now) const {
    const Milliseconds next = Widget::next_update(now);
    if (erases_next_) return std::min(next, *erases_next_);
    const KeyCap* down = key_down();
    return down != nullptr && down->plan().task == KeyTask::Erase ? now : next;
}

void Keyboard::press(const KeyPlan& plan) {
    const language::Typing typing(typing_method(method_));
    switch (plan.task) {
        case KeyTask::Type:
            field_.edit(
                language::apply_edit(field_.text(), typing.press(field_.text(), plan.letter)));
            break;
        case KeyTask::Tone:
            field_.edit(
                language::apply_edit(field_.text(), typing.press_tone(field_.text(), plan.tone)));
            break;
        case KeyTask::Erase:
            // A held key has done its work before it is lifted.
            if (!std::exchange(has_repeated_, false)) erase();
            break;
        case KeyTask::Clear:
            field_.edit("");
            break;
        case KeyTask::Page:
            set_page(page_ == KeyboardPage::Letters ? KeyboardPage::Signs : KeyboardPage::Letters);
            break;
        case KeyTask::Method:
            set_method(measures_.shape == KeyboardShape::Full ? plan.method : next_method(method_));
            break;
        case KeyTask::Search:
            if (events_.search) events_.search();
            break;
    }
}

void Keyboard::set_page(KeyboardPage page) {
    page_ = page;
    is_planned_ = false;
    invalidate_layout();
}

void Keyboard::set_method(KeyboardMethod method) {
    method_ = method;
    if (events_.has_switched) events_.has_switched(method);
    set_page(KeyboardPage::Letters);
}

void Keyboard::type(std::string_view text) {
    constexpr char32_t kFirstPrintable = U' ', kDelete = 0x7F;
    const language::Typing typing(typing_method(method_));
    std::string line = field_.text();
    // What the field cannot hold anyway need not be worked out.
    std::size_t left = TextField::kMaxLetters;
    for (; !text.empty() && left > 0; --left) {
        const auto letter = first_code_point(text);
        if (letter && letter->value >= kFirstPrintable && letter->value != kDelete)
            line = language::apply_edit(line, typing.press(line, letter->value));
        text.remove_prefix(letter ? letter->length : 1);
    }
    field_.edit(std::move(line));
}

void Keyboard::erase() {
    const language::Typing typing(typing_method(method_));
    field_.edit(language::apply_edit(field_.text(), typing.erase(field_.text())));
}

}  // namespace sen::ui
