// SPDX-License-Identifier: Apache-2.0
#include "app/kiosk.h"

#include <algorithm>
#include <utility>

#include "app/page_maker.h"
#include "app/visit_settings.h"
#include "base/log.h"
#include "screens/attract_screen.h"
#include "screens/comfort_panel.h"
#include "screens/dialog.h"

namespace sen::app {

using screens::Place;

namespace {
constexpr Milliseconds kStoreWatch{5'000};
constexpr Milliseconds kPreviewWatch{500};
constexpr Milliseconds kPlayerWatch{250};
constexpr Milliseconds kIdleWatch{500};
/// A guide talks longer than anybody reads; a forgotten one does not keep the screen for ever.
constexpr Milliseconds kGuidePatience{2 * 3'600'000};
}  // namespace

Kiosk::Kiosk(Parts& parts, const Clock& clock, media::MediaPlayer* player)
    : parts_(parts),
      clock_(clock),
      player_(player),
      context_(parts.make_context()),
      stage_(context_),
      language_(parts.site.language),
      idle_(parts.site.idle) {
    context_.now = clock.now();
    if (parts.site.switches != Site::Switches::None)
        stage_.use_switches(parts.site.switches == Site::Switches::One ? parts.site.scan
                                                                       : Milliseconds{0});
    take_new_generation();
    show_attract();
}

Kiosk::~Kiosk() {
    // Screens speak to the services when they go.
    stage_.set_overlay(nullptr);
    stage_.set_root(nullptr, ui::Stage::Change::Cut);
}

bool Kiosk::take_new_generation(bool is_healed) {
    const auto current = parts_.store.current();
    if (current && library_ && current->number == library_->generation() && !is_healed)
        return false;
    auto opened = current
                      ? screens::Library::open(*parts_.objects)
                      : Result<std::unique_ptr<screens::Library>>(tl::unexpected(current.error()));
    if (!opened) {
        // What is on the wall stays there; the same fault is told once.
        if (opened.error().message != store_fault_)
            log::error("store {}: {}", parts_.store.directory().string(), opened.error().message);
        store_fault_ = opened.error().message;
        return false;
    }
    store_fault_.clear();
    log::info("generation {} is on the wall", (*opened)->generation());
    // The screens of the old generation must go before what they refer to.
    stage_.begin_fade();
    auto visit = keep_visit();
    stage_.set_root(nullptr, ui::Stage::Change::Cut);
    parts_.pictures->clear();
    services_.reset();
    library_ = std::move(*opened);
    take_withdrawals();
    services_ = std::make_unique<screens::Services>(screens::Services{context_,
                                                                      *this,
                                                                      *library_,
                                                                      player_,
                                                                      "",
                                                                      "",
                                                                      {},
                                                                      "",
                                                                      "",
                                                                      usual_comfort(parts_.site),
                                                                      usual_comfort(parts_.site),
                                                                      parts_.site.max_volume,
                                                                      can_raise_contrast(parts_),
                                                                      {}});
    if (visit) resume(std::move(*visit));
    return true;
}

bool Kiosk::take_withdrawals() {
    auto found = parts_.store.withdrawals();
    std::string fault;
    for (const auto& one : found.faults) fault += (fault.empty() ? "" : "; ") + one.message;
    if (!fault.empty() && fault != withdrawal_fault_) log::error("withdrawn: {}", fault);
    withdrawal_fault_ = fault;
    // A list that was read once counts on although it cannot be read any more.
    if (fault.empty() || !withdrawals_) withdrawals_ = std::move(found.lists);
    if (library_->withdrawals() == *withdrawals_) return false;
    log::info("what is withdrawn has changed");
    library_->set_withdrawals(*withdrawals_);
    return true;
}

bool Kiosk::take_damage() {
    auto damaged = parts_.objects->take_damaged();
    for (const auto& object : parts_.pictures->take_failed()) damaged.push_back(object);
    if (!library_) return false;
    bool is_news = false;
    for (const auto& object : damaged) {
        if (!library_->leave_out(object)) continue;
        log::error("object {} is damaged or missing and is not shown", object.hex());
        is_news = true;
    }
    return is_news;
}

void Kiosk::renew_attract() {
    if (mode_ == Mode::Visit) return;
    const auto items = library_->attract(content_language());
    auto* attract = mode_ == Mode::Attract && items && !items->empty()
                        ? dynamic_cast<screens::AttractScreen*>(stage_.root())
                        : nullptr;
    if (attract == nullptr || !attract->keep_only(*items)) show_attract();
}

void Kiosk::show_attract() {
    wants_attract_ = false;
    trail_.clear();
    wanted_language_.clear();
    if (services_) services_->search = {};
    stage_.set_overlay(nullptr);
    set_language(parts_.site.language);
    reset_comfort();
    follow_hours();
    if (!library_) return show_calm();
    auto items = library_->attract(content_language());
    if (!items || items->empty()) {
        log::error("attract loop: {}", items ? "empty" : items.error().message);
        return show_calm();
    }
    std::vector<std::string> invitations{parts_.strings.at(language_)["touch_to_begin"]};
    for (const auto& language : library_->languages())
        if (language != language_ && parts_.strings.contains(language))
            invitations.push_back(parts_.strings.at(language)["touch_to_begin"]);
    mode_ = Mode::Attract;
    stage_.set_root(std::make_unique<screens::AttractScreen>(*services_, std::move(*items),
                                                             std::move(invitations)));
}

void Kiosk::show_calm() {
    mode_ = Mode::Calm;
    std::string name = parts_.site.name_in(language_);
    if (name.empty()) name = "Sen";
    std::vector<std::string> sentences{parts_.strings.at(language_)["calm"]};
    for (const char* language : {"vi", "en"})
        if (language != language_ && parts_.strings.contains(language))
            sentences.push_back(parts_.strings.at(language)["calm"]);
    stage_.set_root(std::make_unique<screens::CalmScreen>(std::move(name), std::move(sentences)));
}

void Kiosk::begin_visit() {
    mode_ = Mode::Visit;
    wanted_sound_ = theme::SoundRole::Open;
    trail_ = {Place{}};
    show_place();
}

void Kiosk::end_visit() {
    mode_ = Mode::Attract;
    take_new_generation();
    show_attract();
}

std::optional<Place> Kiosk::place() const {
    return trail_.empty() ? std::nullopt : std::optional(trail_.back());
}

void Kiosk::show_place() {
    // A page that cannot be made is stepped over: the visitor sees the page before it.
    while (!trail_.empty()) {
        if (auto page = make_page(*services_, trail_.back())) {
            // Who comes back to a list finds it as it was left.
            screens::Moment moment;
            moment.scrolled = trail_.back().scrolled;
            if (moment.scrolled > 0) page->take_up(std::move(moment));
            return stage_.set_root(std::move(page));
        }
        trail_.pop_back();
    }
    wants_attract_ = true;
}

void Kiosk::renew_page(bool is_same_language) {
    auto* before = screen();
    auto page = trail_.empty() ? nullptr : make_page(*services_, trail_.back());
    if (before == nullptr || page == nullptr) return show_place();
    page->take_up(before->hand_over(is_same_language));
    page->open_notes(before->are_notes_open());
    stage_.set_root(std::move(page),
                    is_same_language ? ui::Stage::Change::Cut : ui::Stage::Change::Fade);
}

void Kiosk::open(const Place& place) {
    if (mode_ != Mode::Visit) return;
    if (place.kind == Place::Kind::Search && trail_.back().kind == Place::Kind::Search) return;
    // From one exhibit to the next: "back" leads to where both hang, not through each in turn.
    if (trail_.size() > 1 && trail_.back().kind == Place::Kind::Exhibit &&
        place.kind == Place::Kind::Exhibit)
        trail_.pop_back();
    else if (auto* page = screen(); page != nullptr && trail_.back().kind != Place::Kind::Exhibit)
        trail_.back().scrolled = page->hand_over(true).scrolled;
    trail_.push_back(place);
    wanted_sound_ = theme::SoundRole::Open;
    show_place();
}

void Kiosk::back() {
    wanted_sound_ = theme::SoundRole::Back;
    if (trail_.size() > 1) trail_.pop_back();
    show_place();
}

void Kiosk::home() {
    if (mode_ != Mode::Visit) return;
    wanted_sound_ = theme::SoundRole::Back;
    trail_ = {Place{}};
    show_place();
}

void Kiosk::turn(int by) {
    if (mode_ != Mode::Visit || trail_.back().kind != Place::Kind::Exhibit) return;
    const auto collection = std::find_if(trail_.rbegin(), trail_.rend(), [](const Place& place) {
        return place.kind == Place::Kind::Collection;
    });
    if (collection == trail_.rend()) return;
    const auto exhibits = library_->exhibits(collection->id, content_language());
    if (!exhibits) return;
    for (std::size_t i = 0; i < exhibits->size(); ++i) {
        if ((*exhibits)[i].id != trail_.back().id) continue;
        const auto next = static_cast<long>(i) + by;
        if (next >= 0 && next < static_cast<long>(exhibits->size()))
            open({Place::Kind::Exhibit, (*exhibits)[static_cast<std::size_t>(next)].id});
        return;
    }
}

void Kiosk::show_comfort() {
    if (mode_ != Mode::Visit) return;
    theme::Sight sight;
    sight.is_lowered = services_->comfort.is_lowered;
    stage_.set_overlay(
        std::make_unique<screens::ComfortPanel>(
            *services_, parts_.measure_panel(*context_.theme, sight), screen()->has_simple_text()),
        ui::Stage::Behind::Seen);
}

void Kiosk::apply_comfort(const screens::Comfort& comfort) {
    if (!services_) return;
    const screens::Comfort before = std::exchange(services_->comfort, comfort);
    if (comfort == before) return;
    idle_.touch(clock_.now());
    context_.is_reduced_motion = comfort.has_less_motion;
    idle_.set_patience(comfort.is_guided ? kGuidePatience : parts_.site.idle);
    // Before a new page takes over what this one reads.
    if (auto* page = screen()) page->follow_comfort();
    if (player_ != nullptr && comfort.volume_percent != before.volume_percent)
        player_->set_volume(comfort.volume_percent);
    if (comfort.has_contrast != before.has_contrast) {
        const auto used =
            use_theme(comfort.has_contrast ? kContrastTheme : parts_.site_theme().name);
        if (!used) log::error("contrast: {}", used.error().message);
    }
    const bool is_new_size = sight_of(comfort) != sight_of(before);
    if (is_new_size) context_.metrics = parts_.measure_panel(*context_.theme, sight_of(comfort));
    if (is_new_size && screen() != nullptr) renew_page(true);
    stage_.invalidate();
}

void Kiosk::reset_comfort() {
    wanted_comfort_.reset();
    wants_page_alone_ = false;
    if (services_) apply_comfort(services_->usual);
}

Result<void> Kiosk::use_theme(const std::string& name) {
    const theme::Theme* theme = parts_.themes.find(name);
    if (theme == nullptr) return fail(ErrorKind::NotFound, "no theme \"{}\"", name);
    if (theme == context_.theme) return {};
    SEN_CHECK(parts_.dress(*theme, language_));
    const bool has_other_space = theme->space != context_.theme->space;
    context_.theme = theme;
    show_style(has_other_space);
    return {};
}

void Kiosk::show_style(bool has_other_space) {
    const screens::Comfort comfort = services_ ? services_->comfort : screens::Comfort{};
    context_.metrics = parts_.measure_panel(*context_.theme, sight_of(comfort));
    // The pages took their margins when they were made.
    if (has_other_space && mode_ == Mode::Visit) renew_page(true);
    stage_.forget_style();
}

void Kiosk::reload_themes() {
    parts_.themes.reload();
    for (const auto& [name, fault] : parts_.themes.faults())
        log::error("theme {} stays as it was: {}", name, fault.message);
    const auto dressed = parts_.dress(*context_.theme, language_);
    if (!dressed) log::error("theme {}: {}", context_.theme->name, dressed.error().message);
    show_style(true);
}

void Kiosk::touch(ui::TouchSample sample) {
    sample.time = clock_.now();
    idle_.touch(sample.time);
    if (mode_ == Mode::Attract) {
        // The touch that wakes presses nothing: set_root gives it to nobody.
        if (sample.phase == ui::TouchPhase::Down && library_) begin_visit();
        return;
    }
    stage_.touch(sample);
}

void Kiosk::key(ui::Key key) {
    idle_.touch(clock_.now());
    if (mode_ == Mode::Attract && library_) return begin_visit();
    if (mode_ != Mode::Visit || stage_.key(key)) return;
    // A guide's remote control speaks of pages; at the end of one comes the next exhibit.
    if (stage_.overlay() == nullptr && key == ui::Key::PageDown) return turn(1);
    if (stage_.overlay() == nullptr && key == ui::Key::PageUp) return turn(-1);
    if (key != ui::Key::Back) return;
    if (stage_.overlay() != nullptr)
        close_panel();
    else if (trail_.size() > 1)
        back();
}

bool Kiosk::type(std::string_view text) {
    idle_.touch(clock_.now());
    auto* page = stage_.overlay() == nullptr ? screen() : nullptr;
    return page != nullptr && page->type(text);
}

bool Kiosk::erase() {
    idle_.touch(clock_.now());
    auto* page = stage_.overlay() == nullptr ? screen() : nullptr;
    return page != nullptr && page->erase();
}

void Kiosk::cancel_touches() {
    stage_.cancel_touches();
}

screens::Screen* Kiosk::screen() const {
    return mode_ == Mode::Visit ? static_cast<screens::Screen*>(stage_.root()) : nullptr;
}

void Kiosk::run_idle(Milliseconds now) {
    const auto* page = screen();
    if (page == nullptr) return;
    const auto before = idle_.is_asking();
    const bool is_busy = page->is_busy() || stage_.is_touched() || stage_.is_scanning();
    const auto state = idle_.update(now, is_busy, page->word_count());
    if (state == IdleTimer::State::Over) return end_visit();
    if (state == IdleTimer::State::Asking && !before) {
        const auto stay = [this] {
            idle_.touch(clock_.now());
            stage_.set_overlay(nullptr);
        };
        stage_.set_overlay(std::make_unique<screens::StillThereDialog>(
            *services_, idle_.asked_at(), stay, [this] { wants_attract_ = true; }));
    }
    // A touch beside the buttons is an answer too.
    const bool is_asked = dynamic_cast<screens::StillThereDialog*>(stage_.overlay()) != nullptr;
    if (state == IdleTimer::State::Active && is_asked && !stage_.is_touched() && !wants_attract_)
        stage_.set_overlay(nullptr);
}

void Kiosk::run_store_watch(Milliseconds now) {
    if (now - looked_at_store_ < (is_previewing_ ? kPreviewWatch : kStoreWatch)) return;
    looked_at_store_ = now;
    follow_hours();
    if (mode_ != Mode::Visit && take_new_generation()) return show_attract();
    if (mode_ == Mode::Visit && is_previewing_ && take_new_generation()) return;
    if (!library_) return;
    // During a visit the page under the finger stays; the next one is without what is withdrawn.
    const bool has_changed = take_withdrawals();
    const bool is_healed = mode_ != Mode::Visit && library_->forgive_healed();
    if (is_healed) parts_.pictures->retry_failed();
    if (is_healed && library_->has_lost_packs() && take_new_generation(true)) return show_attract();
    if (has_changed || is_healed) renew_attract();
}

bool Kiosk::frame(bool is_forced) {
    const Milliseconds now = clock_.now();
    context_.now = now;
    if (player_ != nullptr) player_->update();
    run_idle(now);
    if (std::exchange(wants_page_alone_, false)) stage_.set_overlay(nullptr);
    if (const auto comfort = std::exchange(wanted_comfort_, std::nullopt)) {
        apply_comfort(*comfort);
        wanted_sound_ = theme::SoundRole::Done;
    }
    if (const std::string code = std::exchange(wanted_language_, std::string());
        !code.empty() && mode_ == Mode::Visit) {
        stage_.set_overlay(nullptr);
        set_language(code);
        renew_page(false);
        wanted_sound_ = theme::SoundRole::Done;
    }
    if (wants_attract_) end_visit();
    run_store_watch(now);
    if (take_damage()) {
        if (mode_ == Mode::Visit)
            show_place();
        else
            renew_attract();
    }
    stage_.hold_switches(is_page_busy());
    const bool is_drawn = stage_.frame(now, is_forced);
    run_sounds(now);
    return is_drawn;
}

Milliseconds Kiosk::next_frame() const {
    const Milliseconds now = clock_.now();
    Milliseconds next = stage_.next_frame(now);
    if (mode_ == Mode::Visit) next = std::min(next, now + kIdleWatch);
    if (mode_ == Mode::Calm) next = std::min(next, now + kStoreWatch);
    const bool is_playing = player_ != nullptr && player_->state() != media::PlayState::Stopped &&
                            player_->state() != media::PlayState::Ended;
    return is_playing ? std::min(next, now + kPlayerWatch) : next;
}

}  // namespace sen::app
