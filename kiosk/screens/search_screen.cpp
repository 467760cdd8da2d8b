// SPDX-License-Identifier: Apache-2.0
#include "screens/search_screen.h"

#include <algorithm>

#include "base/utf8.h"
#include "screens/bar.h"
#include "screens/cards.h"
#include "screens/facets.h"
#include "screens/hit_card.h"

namespace sen::screens {

using catalogue::FacetKind;
using catalogue::FacetValue;
using catalogue::SearchFilter;
using theme::ColourRole;
using theme::TextRole;

namespace {

constexpr std::size_t kMostShown = 24;
constexpr std::size_t kEnoughAtFirst = 6;  // hits that fill a screen
constexpr int kFirstSteps = 6;
constexpr std::size_t kMostWords = 4;
constexpr int kFacetsShown = 12, kInvitedOfAKind = 8;
constexpr int kFacetLines = 2;

/// A word of what was typed, for another try.
std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < text.size() && words.size() < kMostWords;) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        if (end > at) words.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

ui::KeyboardMethod usual_method(const Services& services) {
    return services.language == "vi" ? ui::KeyboardMethod::Letters : ui::KeyboardMethod::Latin;
}

}  // namespace

SearchScreen::SearchScreen(Services& services) : Screen(services, false) {
    auto& state = services.search;
    const auto& metrics = services.ui.metrics;
    const auto word = [&](const char* key) { return services.ui.string(key); };
    hint_ = &add<ui::Label>(
        word("search_hint"),
        ui::LabelOptions{TextRole::Body, ColourRole::InkSoft, graphics::Align::Left, 0, true});
    chips_ = &add<ui::Flow>(metrics.unit);
    scroll_ = &add<ui::Scroll>(ColourRole::Paper, scroll_names(services.ui));
    auto& room = scroll_->set_content<ui::Padding>(
        ui::Insets{0, metrics.unit, scroll_margin(metrics), metrics.unit * 2});
    results_ = &room.add<ui::Column>(metrics.unit);
    field_ = &add<ui::TextField>(
        ui::TextField::Words{word("search_field"), word("search_here"), word("search"),
                             word("key_clear")},
        [this](const std::string& text) {
            this->services().search.text = text;
            begin_search();
        },
        [this] { set_typing(true); });
    field_->set_text(state.text);
    keyboard_ = &add<ui::Keyboard>(
        services.ui, *field_, state.method.value_or(usual_method(services)),
        ui::Keyboard::Events{[this] { set_typing(false); },
                             [&state](ui::KeyboardMethod method) { state.method = method; }});
    bar().set_searching();
    set_typing(state.is_typing || (state.text.empty() && state.filters.empty()));
    begin_search();
    // Who comes back finds all that was there.
    while (!search_->is_finished() && shown_hits_ < kMostShown) step_search();
}

void SearchScreen::set_typing(bool is_typing) {
    services().search.is_typing = is_typing;
    keyboard_->set_visible(is_typing);
    scroll_->set_visible(!is_cramped());
    chips_->remove_children();
    field_->set_active(is_typing);
    if (search_) show_results();  // or names, above the keyboard of a small panel
    invalidate_layout();
}

bool SearchScreen::type(std::string_view text) {
    keyboard_->type(text);
    return true;
}

bool SearchScreen::erase() {
    keyboard_->erase();
    return true;
}

void SearchScreen::begin_search() {
    const auto& state = services().search;
    search_ = std::make_unique<LibrarySearch>(services().library, state.text,
                                              services().content_language, state.filters);
    shown_hits_ = 0;
    is_complete_ = false;
    scroll_->scroll_to(0);
    step_search();
}

void SearchScreen::step_search() {
    for (int step = 0; step < kFirstSteps && !search_->is_finished(); ++step) {
        search_->step();
        if (search_->size() >= shown_hits_ + kEnoughAtFirst) break;
    }
    const std::size_t hits = std::min(search_->size(), kMostShown);
    const bool is_complete = search_->is_finished();
    if (is_complete == is_complete_ && hits == shown_hits_ && hits > 0) return;
    is_complete_ = is_complete;
    // What was there for the last keystroke stays until there is something else to show.
    if (hits == 0 && !is_complete) return;
    shown_hits_ = hits;
    show_results();
}

void SearchScreen::update(ui::Context& context) {
    if (!search_->is_finished()) step_search();
    Screen::update(context);
}

Milliseconds SearchScreen::next_update(Milliseconds now) const {
    return search_->is_finished() ? Screen::next_update(now) : now;
}

void SearchScreen::add_heading(ui::Column& column, std::string text, TextRole role) {
    column.put<ui::Label>(
        ui::kFit, std::move(text),
        ui::LabelOptions{role, role == TextRole::Caption ? ColourRole::InkSoft : ColourRole::Ink,
                         graphics::Align::Left, 0, role != TextRole::Caption});
}

void SearchScreen::add_chips(ui::Column& column, const char* heading,
                             std::vector<std::unique_ptr<ui::Chip>> chips) {
    if (chips.empty()) return;
    add_heading(column, services().ui.string(heading), TextRole::Caption);
    auto& flow = column.put<ui::Flow>(ui::kFit, services().ui.metrics.unit);
    for (auto& chip : chips) flow.adopt(std::move(chip));
    column.put<ui::Space>(ui::fixed(services().ui.metrics.unit / 2));
}

std::unique_ptr<ui::Chip> SearchScreen::make_chip(const FacetValue& value) {
    const SearchFilter filter{value.kind, value.name};
    const auto& filters = services().search.filters;
    const bool is_chosen = std::find(filters.begin(), filters.end(), filter) != filters.end();
    auto chip = std::make_unique<ui::Chip>(name_of(services(), value), icon_of(value.kind),
                                           std::to_string(value.count),
                                           [this, filter] { toggle_filter(filter); });
    chip->set_chosen(is_chosen);
    return chip;
}

void SearchScreen::toggle_filter(const SearchFilter& filter) {
    auto& filters = services().search.filters;
    const auto found = std::find(filters.begin(), filters.end(), filter);
    if (found != filters.end())
        filters.erase(found);
    else
        filters.push_back(filter);
    begin_search();
}

void SearchScreen::show_facets() {
    chips_->remove_children();
    const auto& state = services().search;
    std::vector<FacetValue> values = search_->count().facets;
    sort_facets(values);
    // What narrows the search now stands first, also when nothing is left of it.
    for (auto filter = state.filters.rbegin(); filter != state.filters.rend(); ++filter) {
        FacetValue chosen{filter->kind, filter->name, 0};
        const auto same = std::find_if(values.begin(), values.end(), [&](const FacetValue& each) {
            return each.kind == filter->kind && each.name == filter->name;
        });
        if (same != values.end()) {
            chosen.count = same->count;
            values.erase(same);
        }
        values.insert(values.begin(), chosen);
    }
    const bool is_asked = !state.text.empty() || !state.filters.empty();
    int left = is_asked ? kFacetsShown : 0;
    const std::size_t chosen = state.filters.size();
    for (std::size_t i = 0; i < values.size() && left > 0; ++i, --left) {
        // One that everything has narrows nothing.
        const bool is_idle = i >= chosen && values[i].count == static_cast<int>(shown_hits_);
        if (!is_idle) chips_->adopt(make_chip(values[i]));
    }
    invalidate_layout();
}

void SearchScreen::add_invitation(ui::Column& column) {
    std::vector<std::unique_ptr<ui::Chip>> topics;
    if (const auto collections = services().library.collections(services().content_language))
        for (const auto& card : *collections)
            topics.push_back(
                std::make_unique<ui::Chip>(card.title, "list", std::to_string(card.exhibit_count),
                                           [&navigator = services().navigator, id = card.id] {
                                               navigator.open({Place::Kind::Collection, id});
                                           }));
    add_chips(column, "search_collections", std::move(topics));
    const auto values = all_facets(services().library, services().content_language);
    const std::pair<FacetKind, const char*> kinds[] = {{FacetKind::Person, "search_people"},
                                                       {FacetKind::Place, "search_places"},
                                                       {FacetKind::Decade, "search_decades"},
                                                       {FacetKind::Kind, "search_kinds"}};
    for (const auto& [kind, heading] : kinds) {
        std::vector<std::unique_ptr<ui::Chip>> chips;
        for (const FacetValue& value : values)
            if (value.kind == kind && chips.size() < kInvitedOfAKind)
                chips.push_back(make_chip(value));
        add_chips(column, heading, std::move(chips));
    }
}

void SearchScreen::add_nothing_found(ui::Column& column) {
    const auto& state = services().search;
    add_heading(column, services().ui.strings->format("search_none", {{"text", state.text}}),
                TextRole::Lead);
    add_heading(column, services().ui.string("search_none_help"), TextRole::Body);
    // Each word by itself may be known.
    std::vector<std::unique_ptr<ui::Chip>> tries;
    const auto words = words_of(state.text);
    for (const std::string& word : words) {
        if (words.size() < 2) break;
        LibrarySearch search(services().library, word, services().content_language, {});
        while (!search.is_finished() && search.size() == 0) search.step();
        if (search.size() > 0)
            tries.push_back(std::make_unique<ui::Chip>(word, "search", "", [this, word] {
                services().search.filters.clear();
                field_->edit(word);
            }));
    }
    add_chips(column, "search_suggestions", std::move(tries));
    add_invitation(column);
}

void SearchScreen::show_results() {
    if (is_cramped()) return show_names();
    const auto& state = services().search;
    results_->clear();
    if (state.text.empty() && state.filters.empty()) {
        add_heading(*results_, services().ui.string("search_ask"), TextRole::Lead);
        add_invitation(*results_);
    } else if (shown_hits_ == 0) {
        add_nothing_found(*results_);
    } else {
        const auto& words = *services().ui.strings;
        const bool is_first_letter =
            state.filters.empty() && bytes_of_first(1, state.text) == state.text.size();
        std::string heading =
            search_->is_near() ? words["search_near"]
            : is_first_letter  ? words["search_suggestions"]
            : !is_complete_
                ? words["search"] + " …"
                : words.format("search_count", {{"n", std::to_string(search_->count().total)}});
        add_heading(*results_, std::move(heading), TextRole::Caption);
        add_hits(*results_);
    }
    if (is_complete_) show_facets();
    invalidate_layout();
}

void SearchScreen::add_hits(ui::Column& column) {
    for (std::size_t i = 0; i < shown_hits_; ++i) {
        auto found = search_->describe(i);
        if (!found) continue;
        column.put<HitCard>(ui::kFit, services().ui, std::move(*found),
                            [&navigator = services().navigator, id = search_->id(i)] {
                                navigator.open({Place::Kind::Exhibit, id});
                            });
    }
}

void SearchScreen::show_names() {
    const auto& state = services().search;
    const bool is_asked = !state.text.empty() || !state.filters.empty();
    chips_->remove_children();
    const auto add = [this](const std::string& name, Place place) {
        chips_->add<ui::Chip>(
            name, "", "", [&navigator = services().navigator, place] { navigator.open(place); });
    };
    for (std::size_t i = 0; i < shown_hits_ && is_asked; ++i)
        if (const auto found = search_->describe(i))
            add(found->card.title, {Place::Kind::Exhibit, search_->id(i)});
    hint_->set_text(services().ui.strings->format("search_none", {{"text", state.text}}));
    if (!is_asked)
        if (const auto collections = services().library.collections(services().content_language))
            for (const auto& card : *collections)
                add(card.title, {Place::Kind::Collection, card.id});
    invalidate_layout();
}

void SearchScreen::arrange_content(ui::Context& context, Rect rect) {
    const auto& metrics = context.metrics;
    const bool is_wide = !metrics.is_small && !metrics.is_portrait && is_typing();
    const int room = is_wide ? rect.width * 54 / 100 : rect.width;
    const Size keyboard = is_typing() ? keyboard_->measure(context, {room, rect.height}) : Size{};
    const int field = field_->measure(context, {room, rect.height}).height;
    const bool fits = keyboard.height + field + 3 * metrics.unit <= rect.height;
    hint_->set_visible(false);
    if (is_cramped()) return arrange_cramped(context, rect, keyboard);
    if (is_wide && fits) return arrange_beside(context, rect, keyboard);
    arrange_above(context, rect,
                  is_wide ? keyboard_->measure(context, {rect.width, rect.height}) : keyboard);
}

void SearchScreen::arrange_beside(ui::Context& context, Rect rect, Size keyboard) {
    const auto& metrics = context.metrics;
    const int unit = metrics.unit;
    // In the margins stand a guide's buttons.
    const int left = rect.x + (metrics.is_presenting ? metrics.margin : unit * 2);
    const int gap = metrics.is_lowered ? unit / 2 : unit * 2;  // the band of reach is narrow
    const int foot = rect.bottom() - unit - keyboard.height;
    keyboard_->arrange(context, {left, foot, keyboard.width, keyboard.height});
    const int field = field_->measure(context, {keyboard.width, rect.height}).height;
    const int highest = rect.y + unit * 3;
    const int y = std::clamp(metrics.reach_top, highest, std::max(highest, foot - gap - field));
    field_->arrange(context, {left, y, keyboard.width, field});
    const Rect between{left, y + field + unit * 2, keyboard.width, foot - y - field - unit * 4};
    chips_->arrange(context, between);
    const int hint = hint_->measure(context, between.size()).height;
    const bool has_hint = chips_->children().empty() && hint <= between.height;
    hint_->set_visible(has_hint);
    if (has_hint) hint_->arrange(context, {between.x, between.y, between.width, hint});
    const int x = left + keyboard.width + unit * 3;
    const Rect rest{x, rect.y, rect.right() - x, rect.height};
    scroll_->measure(context, rest.size());
    scroll_->arrange(context, rest);
}

void SearchScreen::arrange_above(ui::Context& context, Rect rect, Size keyboard) {
    const auto& metrics = context.metrics;
    const int unit = metrics.unit, side = metrics.is_small ? unit : metrics.margin;
    const int width = rect.width - 2 * side;
    const int foot = rect.bottom() - keyboard.height;
    if (keyboard.height > 0)
        keyboard_->arrange(context, {rect.x + (rect.width - keyboard.width) / 2, foot,
                                     keyboard.width, keyboard.height});
    const int field = field_->measure(context, {width, rect.height}).height;
    const int above = metrics.is_small ? unit / 2 : unit * 2;
    const int highest = rect.y + above;
    int y =
        std::clamp(metrics.reach_top, highest, std::max(highest, foot - field - metrics.target));
    field_->arrange(context, {rect.x + side, y, width, field});
    y += field + above;
    const bool has_facets = !chips_->children().empty();
    chips_->set_visible(has_facets);
    if (has_facets) {
        const int wanted = chips_->measure(context, {width, rect.height}).height;
        const int one = chips_->children().front()->measure(context, {width, 0}).height;
        const int most = metrics.is_small ? one : kFacetLines * one + unit;
        const int height = std::min(wanted, most);
        chips_->arrange(context, {rect.x + side, y, width, height});
        y += height + unit;
    }
    Rect rest{rect.x + side, y, rect.width - side, std::max(0, foot - y)};
    if (metrics.is_lowered && is_typing() && !metrics.is_small &&
        rest.height < 2 * metrics.target) {
        // Into reach go the field and the keyboard; what is found is seen above them, and comes
        // down with the search key.
        chips_->set_visible(false);
        const int top = foot - unit / 2 - field;
        field_->arrange(context, {rect.x + side, top, width, field});
        rest = {rect.x + side, highest, rect.width - side, std::max(0, top - unit - highest)};
    }
    scroll_->measure(context, rest.size());
    scroll_->arrange(context, rest);
}

void SearchScreen::arrange_cramped(ui::Context& context, Rect rect, Size keyboard) {
    const int unit = context.metrics.unit;
    const int foot = rect.bottom() - keyboard.height;
    keyboard_->arrange(context, {rect.x + (rect.width - keyboard.width) / 2, foot, keyboard.width,
                                 keyboard.height});
    const Rect room{rect.x + unit, rect.y, rect.width - 2 * unit, std::max(0, foot - rect.y)};
    // On a wide panel the names stand beside the field, else below it.
    const bool is_beside = !context.metrics.is_portrait;
    const int height = std::min(context.metrics.millimetres(12), room.height);
    const Rect field{room.x, room.y + (is_beside ? (room.height - height) / 2 : unit),
                     is_beside ? rect.width * 2 / 5 : room.width, height};
    field_->arrange(context, field);
    Rect rest = room;
    if (is_beside) {
        rest.x = field.right() + unit;
        rest.width = room.right() - rest.x;
    } else {
        rest.y = field.bottom();
        rest.height = std::max(0, foot - rest.y);
    }
    // Whole lines of names, in the middle of what is left.
    const bool has_names = !chips_->children().empty();
    const int line = has_names ? chips_->children().front()->measure(context, rest.size()).height
                               : hint_->measure(context, rest.size()).height;
    const int lines = std::max(1, (rest.height + unit) / (line + unit));
    const int wanted = has_names ? chips_->measure(context, rest.size()).height : line;
    const int shown = std::min({rest.height, wanted, lines * (line + unit) - unit});
    const Rect middle{rest.x, rest.y + (rest.height - shown) / 2, rest.width, shown};
    chips_->set_visible(has_names);
    hint_->set_visible(!has_names && line <= rest.height);
    chips_->arrange(context, middle);
    hint_->arrange(context, middle);
}

void SearchScreen::draw(ui::Context& context) const {
    Screen::draw(context);
    // It floats, and the preview of its keys stands out of it.
    if (is_typing()) keyboard_->draw(context);
}

Moment SearchScreen::hand_over(bool) {
    Moment moment;
    moment.scrolled = scroll_->share();
    return moment;
}

}  // namespace sen::screens
