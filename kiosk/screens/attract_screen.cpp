// SPDX-License-Identifier: Apache-2.0
#include "screens/attract_screen.h"

#include <algorithm>
#include <cmath>

#include "base/log.h"
#include "ui/ground.h"

namespace sen::screens {

using theme::ColourRole;
using theme::TextRole;

namespace {
constexpr Milliseconds kStillStays{11'000};
constexpr Milliseconds kPatience{15'000};  // with a picture that does not come
constexpr Milliseconds kBeat{100};         // the pan goes some 8 pixels a second: no more to see
constexpr double kOverscan = 1.05;         // how much larger than the screen a panned picture is
constexpr double kTurn = 6.28318530717958648;
}  // namespace

AttractScreen::AttractScreen(Services& services, std::vector<catalogue::AttractItem> items,
                             std::vector<std::string> invitations)
    : services_(services),
      items_(std::move(items)),
      is_gone_(items_.size(), false),
      invitations_(std::move(invitations)) {}

AttractScreen::~AttractScreen() {
    if (phase_ == Phase::Film && services_.player != nullptr) services_.player->stop();
}

bool AttractScreen::keep_only(const std::vector<catalogue::AttractItem>& items) {
    const auto is_same = [](const catalogue::AttractItem& a, const catalogue::AttractItem& b) {
        return a.exhibit.id == b.exhibit.id && a.film.has_value() == b.film.has_value() &&
               (a.film ? a.film->media.object == b.film->media.object
                       : a.picture.view.object == b.picture.view.object);
    };
    const auto has = [&](const auto& list, const catalogue::AttractItem& wanted) {
        return std::find_if(list.begin(), list.end(),
                            [&](const auto& one) { return is_same(one, wanted); }) != list.end();
    };
    std::vector<catalogue::AttractItem> shown;
    for (std::size_t i = 0; i < items_.size(); ++i)
        if (!is_gone_[i]) shown.push_back(items_[i]);
    for (const auto& wanted : items)
        if (!has(shown, wanted)) return false;
    for (std::size_t i = 0; i < items_.size(); ++i) is_gone_[i] = !has(items, items_[i]);
    return true;
}

std::size_t AttractScreen::after(std::size_t index) const {
    for (std::size_t step = 1; step <= items_.size(); ++step)
        if (const auto next = (index + step) % items_.size(); !is_gone_[next]) return next;
    return index;
}

ui::Picture::Source AttractScreen::still(const ui::Context& context, std::size_t index,
                                         bool is_end) const {
    const auto& shown = item(index);
    if (shown.film) return asset_source(is_end ? shown.film->last_frame : shown.film->first_frame);
    return picture_source(context, shown.picture);
}

Size AttractScreen::still_size(std::size_t index) const {
    const Size screen = rect().size();
    if (item(index).film) return screen;
    return {static_cast<int>(screen.width * kOverscan),
            static_cast<int>(screen.height * kOverscan)};
}

bool AttractScreen::is_ready(ui::Context& context, std::size_t index) const {
    return context.pictures.find(still(context, index, false).object, still_size(index),
                                 graphics::Fit::Cover) != nullptr;
}

void AttractScreen::begin(ui::Context& context, std::size_t index) {
    current_ = index % items_.size();
    look_at_next(context, after(current_));
    phase_ = Phase::Still;
    since_ = context.now;
    shown_since_ = is_started_ ? next_since_ : context.now;
    is_started_ = true;
    has_ended_ = has_film_failed_ = false;
    if (item(current_).film) start_film(context);
}

void AttractScreen::start_film(ui::Context& context) {
    const auto& film = *item(current_).film;
    // A film that is not hashed yet is a picture this time: here nobody waits for it.
    if (services_.player == nullptr || !services_.library.is_media_checked(film.media.object))
        return services_.library.prepare_media(film.media.object);
    auto file = services_.library.open_media(film.media.object);
    if (!file) {
        log::warning("attract loop: {}", file.error().message);
        has_film_failed_ = true;
        return;
    }
    frame_.clear();
    media::PlayRequest request{std::move(*file), film.media.size, Milliseconds{0},
                               film.media.duration, services_.comfort.volume_percent};
    // A film that is all there is has no end that anybody could see.
    request.is_repeated = after(current_) == current_;
    services_.player->play(std::move(request));
    phase_ = Phase::Film;
    since_ = context.now;
}

void AttractScreen::follow_film(ui::Context& context) {
    auto& player = *services_.player;
    if (is_gone_[current_]) {
        player.stop();
        phase_ = Phase::Still;
        has_film_failed_ = true;
        return;
    }
    if (frame_.update(context, player)) invalidate();
    const auto state = player.state();
    if (state == media::PlayState::Failed) {
        log::warning("attract loop: {} cannot be played", item(current_).exhibit.id);
        has_film_failed_ = true;
    }
    if (state != media::PlayState::Ended && state != media::PlayState::Failed &&
        state != media::PlayState::Stopped)
        return;
    player.stop();
    has_ended_ = state == media::PlayState::Ended;
    phase_ = Phase::Still;
    // A film that ended makes room at once; one that failed stays as a picture.
    since_ = has_ended_ ? context.now - kStillStays : context.now;
    invalidate();
}

void AttractScreen::look_at_next(ui::Context& context, std::size_t index) {
    next_ = index;
    waiting_since_ = context.now;
    if (item(next_).film) services_.library.prepare_media(item(next_).film->media.object);
}

void AttractScreen::look_ahead(ui::Context& context) {
    if (is_gone_[next_]) look_at_next(context, after(next_));
    const bool has_failed = context.pictures.has_failed(still(context, next_, false).object,
                                                        still_size(next_), graphics::Fit::Cover);
    // Asked for in every frame, so that it is decoded long before it is wanted.
    if (is_ready(context, next_)) {
        waiting_since_ = context.now;
    } else if (has_failed || context.now - waiting_since_ > kPatience) {
        // What cannot be had is passed over; what is on the screen stays there meanwhile.
        const auto next = after(next_);
        look_at_next(context, next == current_ ? after(next) : next);
    }
}

void AttractScreen::begin_fade(ui::Context& context) {
    if (!is_ready(context, next_)) return;
    phase_ = Phase::Fading;
    since_ = next_since_ = context.now;
}

void AttractScreen::update(ui::Context& context) {
    if (items_.empty() || rect().is_empty()) return;
    // What is gone makes room at once.
    const Milliseconds age = is_gone_[current_] && phase_ == Phase::Still && is_started_
                                 ? kStillStays
                                 : context.now - since_;
    if (is_started_ && phase_ != Phase::Fading) look_ahead(context);
    switch (phase_) {
        case Phase::Waiting:
            if (is_gone_[current_]) current_ = after(current_);
            if (!is_started_ && is_ready(context, current_)) begin(context, current_);
            break;
        case Phase::Still:
            if (age >= kStillStays && after(current_) != current_)
                begin_fade(context);
            else if (age >= kStillStays && item(current_).film)
                begin(context, current_);
            break;
        case Phase::Film:
            follow_film(context);
            break;
        case Phase::Fading:
            if (age >= context.theme->motion.attract_fade) begin(context, next_);
            break;
    }
    invalidate();
}

Milliseconds AttractScreen::next_update(Milliseconds now) const {
    if (phase_ == Phase::Fading) return now;
    if (phase_ == Phase::Film) return now + Milliseconds(33);
    return now + kBeat;
}

Point AttractScreen::drift(Milliseconds now) const {
    // What always stands in one place would burn into the panel over the months.
    const double minutes = static_cast<double>(now.count()) / 60'000.0;
    const double reach = services_.ui.metrics.unit * 0.6;
    return {static_cast<int>(std::lround(std::sin(minutes * kTurn / 7) * reach)),
            static_cast<int>(std::lround(std::cos(minutes * kTurn / 11) * reach))};
}

AttractScreen::PlacedStill AttractScreen::place_still(ui::Context& context, std::size_t index,
                                                      bool is_end, Milliseconds age) const {
    const auto source = still(context, index, is_end);
    const auto* texture =
        context.pictures.find(source.object, still_size(index), graphics::Fit::Cover);
    if (texture == nullptr) return {nullptr, {}, source.average};
    const Size size = texture->size();
    const int room_x = size.width - rect().width, room_y = size.height - rect().height;
    const double travel =
        std::clamp(static_cast<double>(age.count()) /
                       static_cast<double>((kStillStays + Milliseconds(2400)).count()),
                   0.0, 1.0);
    // Every other picture goes the other way.
    const double share = index % 2 == 0 ? travel : 1 - travel;
    const int x = static_cast<int>(room_x * share), y = static_cast<int>(room_y * (1 - share));
    return {texture, {rect().x - x, rect().y - y}, source.average};
}

void AttractScreen::draw_stills(ui::Context& context, double share) const {
    const auto shown = place_still(context, current_, has_ended_, context.now - shown_since_);
    if (shown.texture == nullptr) context.canvas.fill(rect(), shown.average);
    if (phase_ != Phase::Fading) {
        if (shown.texture != nullptr) context.canvas.draw(*shown.texture, shown.at);
        return;
    }
    const auto coming = place_still(context, next_, false, context.now - next_since_);
    const graphics::Texture nothing;
    context.canvas.draw_mixed(shown.texture != nullptr ? *shown.texture : nothing, shown.at,
                              coming.texture != nullptr ? *coming.texture : nothing, coming.at,
                              static_cast<unsigned char>(share * 255));
}

AttractScreen::Words AttractScreen::words(ui::Context& context, std::size_t index,
                                          int invitation_width) const {
    const auto& metrics = context.metrics;
    const auto& card = item(index).exhibit;
    // On a wide screen the words stand beside the invitation, on a tall or small one above it.
    const bool is_beside = !metrics.is_portrait && !metrics.is_compact;
    const int width = std::min(
        rect().width - 2 * metrics.margin - (is_beside ? invitation_width + metrics.gutter : 0),
        metrics.body * 26);
    Words words;
    words.title =
        context.text.layout(card.title, context.style(TextRole::Display, ColourRole::OnNight),
                            {width, 2, graphics::Align::Left, true});
    const auto style = context.style(TextRole::Lead, ColourRole::OnNight);
    const bool has_both = !card.year.empty() && !card.place.empty();
    const std::string line = card.year + (has_both ? "  ·  " : "") + card.place;
    // Year and place share a line where it holds them both.
    if (has_both && context.text.width(line, style) > width) {
        words.lines.push_back(
            context.text.layout(card.year, style, {width, 1, graphics::Align::Left, false}));
        words.lines.push_back(
            context.text.layout(card.place, style, {width, 2, graphics::Align::Left, true}));
    } else if (!line.empty()) {
        words.lines.push_back(
            context.text.layout(line, style, {width, 1, graphics::Align::Left, false}));
    }
    int y = rect().bottom() - metrics.margin;
    if (!is_beside) y -= metrics.target + metrics.unit * (metrics.is_portrait ? 6 : 2);
    for (const auto& below : words.lines) y -= below.size.height;
    words.top = y - words.title.size.height;
    return words;
}

void AttractScreen::draw_words(ui::Context& context, const Words& words,
                               unsigned char alpha) const {
    const Point move = drift(context.now);
    const int x = rect().x + context.metrics.margin + move.x;
    int y = words.top + move.y;
    context.text.draw(words.title, {x, y}, alpha);
    y += words.title.size.height;
    for (const auto& line : words.lines) {
        context.text.draw(line, {x, y}, alpha);
        y += line.size.height;
    }
}

graphics::TextLayout AttractScreen::invitation(ui::Context& context) const {
    const auto style = context.style(TextRole::Label, ColourRole::OnLacquer);
    const auto join = [this](const char* between) {
        std::string words;
        for (const auto& each : invitations_) words += (words.empty() ? "" : between) + each;
        return words;
    };
    const std::string line = join("  ·  ");
    const int room = rect().width - beside_invitation(context) - 2 * context.metrics.unit;
    // A narrow panel has a line for each language.
    return context.text.layout(context.text.width(line, style) <= room ? line : join("\n"), style,
                               {std::max(1, room)});
}

int AttractScreen::beside_invitation(const ui::Context& context) {
    return context.metrics.target / 2 + context.metrics.unit * 7;
}

void AttractScreen::draw_invitation(ui::Context& context, const graphics::TextLayout& text) const {
    const auto& metrics = context.metrics;
    const int height = metrics.target, icon = height / 2;
    const int width = text.size.width + beside_invitation(context);
    const Point move = drift(context.now);
    const bool is_beside = !metrics.is_portrait && !metrics.is_compact;
    const int x =
        is_beside ? rect().right() - metrics.margin - width : rect().x + (rect().width - width) / 2;
    const Rect pill{x + move.x, rect().bottom() - metrics.margin - height + move.y, width, height};
    // The ring breathes once in four seconds.
    const double breath =
        0.5 - 0.5 * std::cos(static_cast<double>(context.now.count() % 4000) / 4000.0 * kTurn);
    const int swell =
        context.is_reduced_motion ? metrics.unit / 2 : static_cast<int>(metrics.unit * breath);
    Colour ring = context.colour(ColourRole::OnNight);
    ring.a = static_cast<unsigned char>(180 - 120 * breath);
    const int radius = std::min(context.units(context.theme->shape.button), height / 2);
    context.canvas.stroke_rounded(pill.inset(-swell), radius + swell, metrics.hairline * 2, ring);
    context.canvas.fill_rounded(pill, radius, context.colour(ColourRole::Lacquer));
    const Colour ink = context.colour(ColourRole::OnLacquer);
    context.canvas.draw(context.icons.find("hand", icon, ink),
                        {pill.x + metrics.unit * 5 / 2, pill.y + (height - icon) / 2});
    context.text.draw(
        text, {pill.x + metrics.unit * 7 / 2 + icon, pill.y + (height - text.size.height) / 2});
}

void AttractScreen::draw(ui::Context& context) const {
    const auto& metrics = context.metrics;
    if (items_.empty()) return;
    context.canvas.push_clip(rect());
    const double share = phase_ != Phase::Fading
                             ? 0
                             : std::clamp(static_cast<double>((context.now - since_).count()) /
                                              static_cast<double>(std::max<long long>(
                                                  1, context.theme->motion.attract_fade.count())),
                                          0.0, 1.0);
    if (phase_ == Phase::Film && frame_.has_picture()) {
        frame_.draw(context, rect(), graphics::Fit::Cover);
    } else {
        draw_stills(context, share);
        ui::dim_picture(context, rect());
    }
    // All words here are large, for which 3:1 is enough (WCAG 2.1, 1.4.3): the picture stays light.
    Colour veil = context.colour(ColourRole::Veil);
    veil.a = static_cast<unsigned char>(veil.a * 4 / 5);
    // Words change places in the middle of the fade: two titles are never read at once.
    const auto inviting = invitation(context);
    const Words shown = words(context, share < 0.5 ? current_ : next_,
                              inviting.size.width + beside_invitation(context));
    const int foot = std::min((rect().bottom() - shown.top) * 2, rect().height * 4 / 5);
    ui::draw_veil(context, ui::VeilEdge::Bottom,
                  {rect().x, rect().bottom() - foot, rect().width, foot},
                  {rect().x, shown.top, rect().width, 0}, veil);
    const auto name = context.text.layout(services_.site_name,
                                          context.style(TextRole::Label, ColourRole::OnNight), {});
    const Point move = drift(context.now);
    const int top = rect().y + metrics.margin * 2 / 3;
    ui::draw_veil(context, ui::VeilEdge::Top, {rect().x, rect().y, rect().width, rect().height / 4},
                  {rect().x + metrics.margin + move.x, top + move.y, name.size.width,
                   name.size.height + metrics.unit * 2},
                  veil);
    context.text.draw(name, {rect().x + metrics.margin + move.x, top + move.y});
    Colour line = context.colour(ColourRole::OnNight);
    line.a = 150;
    const Rect wave{rect().x + metrics.margin, top + name.size.height, name.size.width,
                    metrics.unit * 2};
    context.canvas.draw_wave(
        wave.moved(move.x, move.y), metrics.hairline,
        context.is_reduced_motion ? 0.f : static_cast<float>(context.now.count() % 8000) / 8000.f,
        line);
    draw_words(context, shown, static_cast<unsigned char>(255 * std::abs(1 - share * 2)));
    draw_invitation(context, inviting);
    context.canvas.pop_clip();
}

void CalmScreen::draw(ui::Context& context) const {
    const auto& metrics = context.metrics;
    ui::draw_paper(context, rect());
    const int width = std::min(rect().width - 2 * metrics.margin, metrics.body * 26);
    const auto name = context.text.layout(name_, context.style(TextRole::Display, ColourRole::Ink),
                                          {width, 3, graphics::Align::Centre, true});
    const int mark_side = std::min(metrics.target * 2, rect().height / 6);
    const int gap = metrics.is_small ? metrics.unit / 2 : metrics.unit;
    int height = mark_side + gap * 2 + name.size.height + gap * 6;
    std::vector<graphics::TextLayout> lines;
    for (const auto& sentence : sentences_) {
        lines.push_back(context.text.layout(sentence,
                                            context.style(TextRole::Body, ColourRole::InkSoft),
                                            {width, 3, graphics::Align::Centre, true}));
        height += lines.back().size.height + gap;
    }
    const int x = rect().x + (rect().width - width) / 2;
    int y = rect().y + (rect().height - height) / 2;
    context.canvas.draw(
        context.icons.find("lotus-mark", mark_side, context.colour(ColourRole::Lacquer)),
        {rect().x + (rect().width - mark_side) / 2, y});
    y += mark_side + gap * 2;
    context.text.draw(name, {x, y});
    y += name.size.height + gap * 2;
    const int wave = std::min(width, metrics.body * 10);
    context.canvas.draw_wave({rect().x + (rect().width - wave) / 2, y, wave, gap * 2},
                             metrics.hairline, 0, context.colour(ColourRole::Lacquer));
    y += gap * 4;
    for (const auto& line : lines) {
        context.text.draw(line, {x, y});
        y += line.size.height + gap;
    }
}

}  // namespace sen::screens
