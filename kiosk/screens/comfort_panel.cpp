// SPDX-License-Identifier: Apache-2.0
#include "screens/comfort_panel.h"

#include <algorithm>
#include <cmath>

#include "screens/own_sizes.h"

namespace sen::screens {

using theme::ColourRole;
using theme::TextRole;

namespace {

int padding_of(const theme::Metrics& metrics) {
    return metrics.is_small ? metrics.unit : metrics.unit * 5 / 2;
}

}  // namespace

ComfortPanel::ComfortPanel(Services& services, const theme::Metrics& metrics, bool has_simple_text)
    : services_(services), metrics_(metrics), title_(services.ui.string("comfort_title")) {
    const OwnSizes sizes(services.ui, metrics_);
    const int inner = card_width(services.ui.canvas.size()) - 2 * padding_of(metrics_);
    has_two_columns_ = inner >= 10 * metrics_.target;
    scroll_ = &add<ui::Scroll>(ColourRole::Raised, scroll_names(services.ui));
    scroll_->keep_buttons_clear();
    auto& column = scroll_->set_content<ui::Column>(metrics_.unit);
    heading_ =
        &column.put<ui::Label>(ui::kFit, title_,
                               ui::LabelOptions{metrics_.is_small ? TextRole::Card : TextRole::Lead,
                                                ColourRole::Ink, graphics::Align::Left, 2, true});
    add_texts(column);
    add_toggles(column, has_simple_text);
    add_sounds(column);
    undo_ = &add<ui::Button>(services.ui.string("as_before"), "undo", ui::ButtonLook::Outlined,
                             [this] { change([this](Comfort& c) { c = services_.usual; }); });
    done_ = &add<ui::Button>(services.ui.string("done"), "check", ui::ButtonLook::Filled,
                             [&navigator = services.navigator] { navigator.close_panel(); });
    follow();
}

int ComfortPanel::card_width(Size screen) const {
    if (metrics_.is_small || metrics_.is_portrait) return screen.width;
    return std::min(screen.width, std::max(screen.width * 46 / 100,
                                           11 * metrics_.target + 2 * padding_of(metrics_)));
}

void ComfortPanel::add_heading(ui::Column& column, const char* key) {
    column.put<ui::Label>(
        ui::kFit, services_.ui.string(key),
        ui::LabelOptions{TextRole::Caption, ColourRole::InkSoft, graphics::Align::Left, 1, false});
}

void ComfortPanel::add_texts(ui::Column& column) {
    add_heading(column, "text_size");
    auto& row = column.put<ui::Row>(ui::kFit, metrics_.unit);
    for (const int percent : Comfort::kTextPercents) {
        auto& choice = row.put<ui::Choice>(
            ui::grow(), fmt::format("{} {} %", services_.ui.string("text_size"), percent), "A",
            percent / 100.0,
            [this, percent] { change([percent](Comfort& c) { c.text_percent = percent; }); });
        followers_.push_back([&choice, percent](const Comfort& comfort) {
            choice.set_chosen(comfort.text_percent == percent);
        });
    }
}

void ComfortPanel::add_toggles(ui::Column& column, bool has_simple_text) {
    struct Switch {
        const char *key, *icon;
        bool Comfort::*value;
    };
    std::vector<Switch> switches{{"strong_contrast", "contrast", &Comfort::has_contrast},
                                 {"read_to_me", "listen", &Comfort::reads_aloud},
                                 {"simple_text", "simple", &Comfort::has_simple_text},
                                 {"lower_buttons", "lower", &Comfort::is_lowered},
                                 {"film_captions", "captions", &Comfort::has_captions},
                                 {"less_motion", "calm", &Comfort::has_less_motion},
                                 {"guide_mode", "guide", &Comfort::is_guided}};
    if (metrics_.is_small) switches.pop_back();  // no group stands around it
    std::erase_if(switches, [&](const Switch& each) {
        return (each.value == &Comfort::has_contrast && !services_.has_contrast_theme) ||
               (each.value == &Comfort::has_simple_text && !has_simple_text);
    });
    ui::Row* row = nullptr;
    for (const auto& each : switches) {
        auto made = std::make_unique<ui::Toggle>(
            services_.ui.string(each.key), each.icon, [this, value = each.value] {
                change([value](Comfort& c) { c.*value = !(c.*value); });
            });
        followers_.push_back([toggle = made.get(), value = each.value](const Comfort& comfort) {
            toggle->set_on(comfort.*value);
        });
        if (!has_two_columns_) {
            column.put_widget(ui::kFit, std::move(made));
            continue;
        }
        const bool is_full = row != nullptr && row->children().size() == 2;
        if (row == nullptr || is_full) row = &column.put<ui::Row>(ui::kFit, metrics_.unit);
        row->put_widget(ui::grow(), std::move(made));
    }
}

void ComfortPanel::add_sounds(ui::Column& column) {
    ui::Column *left = &column, *right = &column;
    if (has_two_columns_) {
        auto& row = column.put<ui::Row>(ui::kFit, metrics_.unit);
        left = &row.put<ui::Column>(ui::grow(), metrics_.unit / 2);
        right = &row.put<ui::Column>(ui::grow(), metrics_.unit / 2);
    }
    add_heading(*left, "reading_speed");
    auto& speeds = left->put<ui::Row>(ui::kFit, metrics_.unit / 2);
    const std::array keys{"speed_slow", "speed_usual", "speed_fast"};
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const std::string& word = services_.ui.string(keys[i]);
        const int percent = Comfort::kSpeechPercents[i];
        auto& choice = speeds.put<ui::Choice>(
            ui::grow(), services_.ui.string("reading_speed") + ": " + word, word, 0.9,
            [this, percent] { change([percent](Comfort& c) { c.speech_percent = percent; }); });
        followers_.push_back([&choice, percent](const Comfort& comfort) {
            choice.set_chosen(comfort.speech_percent == percent);
        });
    }
    if (services_.max_volume == 0) return;
    add_heading(*right, "volume");
    auto& volume = right->put<ui::Stepper>(
        ui::kFit, ui::Stepper::Names{services_.ui.string("quieter"), services_.ui.string("louder")},
        metrics_.target, Comfort::kVolumeSteps, [this](int level) {
            change([this, level](Comfort& c) {
                c.volume_percent = services_.max_volume * level / Comfort::kVolumeSteps;
            });
        });
    followers_.push_back([this, &volume](const Comfort& comfort) {
        volume.set_level(
            static_cast<int>(std::lround(static_cast<double>(comfort.volume_percent) *
                                         Comfort::kVolumeSteps / services_.max_volume)));
    });
}

void ComfortPanel::change(const std::function<void(Comfort&)>& edit) {
    Comfort comfort = services_.comfort;
    edit(comfort);
    services_.navigator.set_comfort(comfort);
}

void ComfortPanel::follow() {
    shown_ = services_.comfort;
    for (const auto& follower : followers_) follower(shown_);
}

void ComfortPanel::on_tap(Point at) {
    if (!card_.contains(at)) services_.navigator.close_panel();
}

void ComfortPanel::arrange(ui::Context& context, Rect rect) {
    set_rect(rect);
    const OwnSizes sizes(context, metrics_);
    const int pad = padding_of(metrics_), unit = metrics_.unit;
    const int edge = metrics_.is_small ? 0 : unit;
    const int width = card_width(rect.size()) - 2 * edge;
    const int foot = metrics_.target + (metrics_.is_small ? unit : unit * 2);
    const int most = metrics_.reach_bottom - metrics_.reach_top - 2 * edge;
    // A low band keeps its room for a whole row of what can be touched.
    heading_->set_visible(most - foot - 2 * pad >= 3 * metrics_.target);
    const int wanted = scroll_->measure(context, {width - 2 * pad, ui::kUnbounded}).height;
    const int height = std::min(most, wanted + foot + 2 * pad);
    card_ = {rect.right() - edge - width, rect.y + metrics_.reach_bottom - edge - height, width,
             height};
    scroll_->arrange(context,
                     {card_.x + pad, card_.y + pad, width - 2 * pad, height - foot - 2 * pad});
    const int y = card_.bottom() - pad - metrics_.target, half = (width - 2 * pad - unit) / 2;
    undo_->arrange(context, {card_.x + pad, y, half, metrics_.target});
    done_->arrange(context, {card_.x + pad + half + unit, y, half, metrics_.target});
}

void ComfortPanel::update(ui::Context& context) {
    const OwnSizes sizes(context, metrics_);
    if (shown_ != services_.comfort) follow();
    Widget::update(context);
}

void ComfortPanel::draw(ui::Context& context) const {
    const OwnSizes sizes(context, metrics_);
    const int radius = metrics_.is_small ? 0 : context.units(context.theme->shape.card);
    // The one soft shadow of the house: this floats.
    for (int i = 3; i > 0; --i) {
        Colour shade = context.colour(ColourRole::Veil);
        shade.a = 22;
        const int by = metrics_.unit * i / 3;
        context.canvas.fill_rounded(card_.inset(-by), radius + by, shade);
    }
    context.canvas.fill_rounded(card_, radius, context.colour(ColourRole::Raised));
    context.canvas.stroke_rounded(card_, radius, std::max(metrics_.hairline, context.border()),
                                  context.colour(ColourRole::Gold));
    Widget::draw(context);
}

}  // namespace sen::screens
