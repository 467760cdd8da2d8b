// SPDX-License-Identifier: Apache-2.0
#include "screens/comfort_panel.h"

#include <algorithm>
#include <cmath>

#include "screens/own_sizes.h"
#include "ui/floating.h"

namespace sen::screens {

using theme::ColourRole;
using theme::TextRole;

namespace {

int padding_of(const theme::Metrics& metrics) {
    return metrics.is_small ? metrics.unit : metrics.unit * 5 / 2;
}

}  // namespace

ComfortPanel::ComfortPanel(Services& services, const theme::Metrics& metrics, bool has_simple_text)
    : services_(services),
      metrics_(metrics),
      title_(services.ui.string("comfort_title")),
      has_simple_text_(has_simple_text) {
    const OwnSizes sizes(services.ui, metrics_);
    build();
    if (metrics_.is_small || metrics_.is_portrait) return;
    const int around = 2 * (metrics_.unit + padding_of(metrics_));
    const int wanted = body_height(services.ui, card_width(services.ui.canvas.size()) - around);
    if (wanted <= metrics_.reach_bottom - metrics_.reach_top - around) return;
    is_strip_ = true;
    build();
}

void ComfortPanel::build() {
    remove_children();
    followers_.clear();
    const int unit = metrics_.unit;
    const auto word = [this](const char* key) { return services_.ui.string(key); };
    auto scroll = std::make_unique<ui::Scroll>(ColourRole::Raised, scroll_names(services_.ui));
    scroll_ = scroll.get();
    scroll_->keep_buttons_clear();
    auto& column = scroll_->set_content<ui::Column>(unit);
    auto heading = std::make_unique<ui::Label>(
        title_, ui::LabelOptions{metrics_.is_small ? TextRole::Card : TextRole::Lead,
                                 ColourRole::Ink, graphics::Align::Left, 3, true});
    auto undo = std::make_unique<ui::Button>(
        word("as_before"), "undo", ui::ButtonLook::Outlined,
        [this] { change([this](Comfort& c) { c = services_.usual; }); });
    auto done = std::make_unique<ui::Button>(
        word("done"), "check", ui::ButtonLook::Filled,
        [&navigator = services_.navigator] { navigator.close_panel(); });
    heading_ = heading.get();
    undo_ = undo.get();
    done_ = done.get();
    if (is_strip_) {
        auto& levels = column.put<ui::Grid>(ui::kFit, ui::Grid::Columns{3, 0}, unit);
        add_texts(levels.add<ui::Column>(unit / 2));
        add_speeds(levels.add<ui::Column>(unit / 2));
        add_volume(levels.add<ui::Column>(unit / 2));
        add_toggles(column);
        auto& row = add<ui::Row>(unit * 2);
        row.put_widget(ui::grow(), std::move(scroll));
        auto& buttons = row.put<ui::Column>(ui::fixed(buttons_width()), unit);
        buttons.put_widget(ui::kFit, std::move(heading));
        buttons.put<ui::Space>(ui::grow());
        buttons.put_widget(ui::kFit, std::move(undo));
        buttons.put_widget(ui::kFit, std::move(done));
        body_ = &row;
    } else {
        column.put_widget(ui::kFit, std::move(heading));
        add_texts(column.put<ui::Column>(ui::kFit, unit));
        add_toggles(column);
        auto& sounds =
            column.put<ui::Grid>(ui::kFit, ui::Grid::Columns{2, metrics_.target * 9 / 2}, unit);
        add_speeds(sounds.add<ui::Column>(unit / 2));
        add_volume(sounds.add<ui::Column>(unit / 2));
        auto& card = add<ui::Column>(metrics_.is_small ? unit : unit * 2);
        card.put_widget(ui::grow(), std::move(scroll));
        auto& buttons = card.put<ui::Grid>(ui::kFit, ui::Grid::Columns{2, 0}, unit);
        buttons.adopt(std::move(undo));
        buttons.adopt(std::move(done));
        body_ = &card;
    }
    follow();
}

int ComfortPanel::card_width(Size screen) const {
    if (metrics_.is_small || metrics_.is_portrait || is_strip_) return screen.width;
    return std::min(screen.width, std::max(screen.width * 46 / 100,
                                           11 * metrics_.target + 2 * padding_of(metrics_)));
}

int ComfortPanel::buttons_width() {
    return std::max({undo_->measure(services_.ui, {}).width, done_->measure(services_.ui, {}).width,
                     metrics_.body * 15 / 2});
}

int ComfortPanel::body_height(ui::Context& context, int width) {
    const int gap = metrics_.is_small ? metrics_.unit : metrics_.unit * 2;
    if (!is_strip_)
        return scroll_->measure(context, {width, ui::kUnbounded}).height + gap + metrics_.target;
    const int settings = width - buttons_width() - gap;
    return std::max(scroll_->measure(context, {settings, ui::kUnbounded}).height,
                    2 * metrics_.target + metrics_.unit);
}

void ComfortPanel::add_heading(ui::Column& column, const char* key) {
    column.put<ui::Label>(
        ui::kFit, services_.ui.string(key),
        ui::LabelOptions{TextRole::Caption, ColourRole::InkSoft, graphics::Align::Left, 1, false});
}

void ComfortPanel::add_texts(ui::Column& group) {
    add_heading(group, "text_size");
    auto& row = group.put<ui::Row>(ui::kFit, is_strip_ ? metrics_.unit / 2 : metrics_.unit);
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

void ComfortPanel::add_toggles(ui::Column& column) {
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
               (each.value == &Comfort::has_simple_text && !has_simple_text_);
    });
    // Its icon, its box, and a word of the length of most; in a strip, to need two rows, of some.
    const int least = 10 * metrics_.unit + metrics_.body * (is_strip_ ? 9 : 11) / 2;
    auto& grid =
        column.put<ui::Grid>(ui::kFit, ui::Grid::Columns{is_strip_ ? 4 : 2, least}, metrics_.unit);
    for (const auto& each : switches) {
        auto& toggle = grid.add<ui::Toggle>(
            services_.ui.string(each.key), each.icon, [this, value = each.value] {
                change([value](Comfort& c) { c.*value = !(c.*value); });
            });
        followers_.push_back([&toggle, value = each.value](const Comfort& comfort) {
            toggle.set_on(comfort.*value);
        });
    }
}

void ComfortPanel::add_speeds(ui::Column& group) {
    add_heading(group, "reading_speed");
    auto& speeds = group.put<ui::Row>(ui::kFit, metrics_.unit / 2);
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
}

void ComfortPanel::add_volume(ui::Column& group) {
    if (services_.max_volume == 0) return;
    add_heading(group, "volume");
    auto& volume = group.put<ui::Stepper>(
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
    const int unit = metrics_.unit, edge = metrics_.is_small ? 0 : unit;
    const int width = card_width(rect.size()) - 2 * edge;
    const int most = metrics_.reach_bottom - metrics_.reach_top - 2 * edge;
    heading_->set_visible(true);
    int pad = padding_of(metrics_);
    int wanted = body_height(context, width - 2 * pad) + 2 * pad;
    if (wanted > most) {
        // Before anything scrolls the title goes, which says least, and the edges get narrower.
        pad = std::min(pad, unit * 3 / 2);
        heading_->set_visible(is_strip_);
        wanted = body_height(context, width - 2 * pad) + 2 * pad;
    }
    const int height = std::min(most, wanted);
    if (is_strip_) {
        const int title = heading_->measure(context, {buttons_width(), ui::kUnbounded}).height;
        heading_->set_visible(title <= height - 2 * (pad + metrics_.target + unit));
    }
    // Above the bar, whose button opened it, where there is room for both.
    const int bar = height + metrics_.bar <= most ? metrics_.bar : 0;
    card_ = {rect.right() - edge - width, rect.y + metrics_.reach_bottom - edge - bar - height,
             width, height};
    body_->measure(context, card_.inset(pad).size());
    body_->arrange(context, card_.inset(pad));
}

void ComfortPanel::update(ui::Context& context) {
    const OwnSizes sizes(context, metrics_);
    if (shown_ != services_.comfort) follow();
    Widget::update(context);
}

void ComfortPanel::draw(ui::Context& context) const {
    const OwnSizes sizes(context, metrics_);
    ui::draw_floating(context, card_, ColourRole::Raised, metrics_.is_small);
    Widget::draw(context);
}

}  // namespace sen::screens
