// SPDX-License-Identifier: Apache-2.0
#include "screens/film_screen.h"

#include <algorithm>

#include "base/log.h"
#include "screens/bar.h"
#include "ui/containers.h"
#include "ui/ground.h"

namespace sen::screens {

using theme::ColourRole;
using theme::TextRole;

namespace {
constexpr Milliseconds kControlsStay{3000};

std::string clock_text(Milliseconds time) {
    const auto seconds = time.count() / 1000;
    return fmt::format("{}:{:02}", seconds / 60, seconds % 60);
}
}  // namespace

/// Takes touches of the picture itself: they bring the controls back.
class FilmScreen::Surface : public ui::Tappable {
  public:
    using Tappable::Tappable;
    Size measure(ui::Context&, Size available) override { return available; }
    bool is_focusable() const override { return brings_controls_; }
    /// They are not there, and keys may want them.
    void set_brings_controls(bool brings_controls) { brings_controls_ = brings_controls; }

  private:
    bool brings_controls_ = false;
};

FilmScreen::FilmScreen(Services& services, catalogue::Exhibit exhibit)
    : Screen(services, true), exhibit_(std::move(exhibit)) {
    const auto word = [&](const char* key) { return services.ui.string(key); };
    const int target = services.ui.metrics.target;
    const int large = services.ui.metrics.is_small ? target : target * 8 / 5;
    surface_ = &add<Surface>([this] { show_controls(); });
    poster_ = &add<ui::Picture>(asset_source(film().poster), graphics::Fit::Contain);
    last_ = &add<ui::Picture>(asset_source(film().last_frame), graphics::Fit::Contain);
    last_->set_visible(false);
    const auto label = [&](TextRole role, int lines, graphics::Align align) -> ui::Label* {
        return &add<ui::Label>("",
                               ui::LabelOptions{role, ColourRole::OnNight, align, lines, false});
    };
    title_ = label(TextRole::Title, 2, graphics::Align::Left);
    title_->set_text(exhibit_.card.title);
    words_ = &add<ui::Scroll>(ColourRole::Night, scroll_names(services.ui));
    words_->keep_buttons_clear();
    auto& words = words_->set_content<ui::Column>(0);
    const ui::LabelOptions body{TextRole::Body, ColourRole::OnNight, graphics::Align::Left, 0,
                                false};
    summary_ = &words.put<ui::Label>(ui::kFit, "", body);
    show_summary();
    notice_ = &words.put<ui::Label>(ui::kFit, word("film_unavailable"), body);
    time_ = label(TextRole::Label, 1, graphics::Align::Right);
    caption_text_ = label(TextRole::Body, 0, graphics::Align::Centre);
    caption_text_->set_visible(false);  // drawn in its box, by this page
    play_ = &add<ui::RoundButton>(word("play"), "play", ui::ButtonLook::Filled, large,
                                  [this] { play_from(Milliseconds{0}); });
    toggle_ = &add<ui::RoundButton>(word("pause"), "pause", ui::ButtonLook::OnDark, target,
                                    [this] { toggle(); });
    slider_ = &add<ui::Slider>(word("seek"), [this](double share) {
        const auto at = Milliseconds(
            static_cast<long long>(share * static_cast<double>(film().media.duration.count())));
        if (mode_ == Mode::Ended) return play_from(at);
        position_ = at;
        if (this->services().player != nullptr) this->services().player->seek(at);
        show_controls();
    });
    bar().set_has_back(true);
    // While the visitor looks at the poster: the film then begins at once.
    if (services.player != nullptr) services.player->warm_up();
    services.library.prepare_media(film().media.object);
    set_mode(services.library.is_media_damaged(film().media.object) ? Mode::Failed : Mode::Poster);
}

FilmScreen::~FilmScreen() {
    if (services().player != nullptr && mode_ != Mode::Poster) services().player->stop();
}

void FilmScreen::show_summary() {
    const bool is_simple = services().comfort.has_simple_text && has_simple_text();
    const auto& text = is_simple ? exhibit_.simple_text : exhibit_.text;
    if (!text.empty()) summary_->set_text(text.front().text);
}

void FilmScreen::follow_comfort() {
    show_summary();
    invalidate_layout();
}

/// Large letters need more lines for the same words, and under the film there is room for more.
int FilmScreen::caption_lines() const {
    return is_above_words_ || services().ui.metrics.text_scale > 1.2 ? 4 : 2;
}

graphics::TextLayout FilmScreen::lay_out_caption(ui::Context& context) const {
    const Rect place = caption_text_->rect();
    const auto full = context.style(TextRole::Body, ColourRole::OnNight);
    graphics::TextLayout lines;
    for (const int percent : {100, 85, 70, 55}) {
        auto style = full;
        style.size = full.size * percent / 100;
        style.line_height = full.line_height * percent / 100;
        const int most = std::clamp(place.height / style.line_height, 1, caption_lines());
        lines = context.text.layout(caption_text_->text(), style,
                                    {place.width, most, graphics::Align::Centre, true});
        if (!lines.is_truncated) break;
    }
    return lines;
}

void FilmScreen::set_mode(Mode mode) {
    mode_ = mode;
    const bool is_on = mode == Mode::Playing || mode == Mode::Paused;
    poster_->set_visible(mode == Mode::Poster || mode == Mode::Failed);
    last_->set_visible(mode == Mode::Ended);
    play_->set_visible(mode == Mode::Poster || mode == Mode::Ended);
    play_->set_icon(mode == Mode::Ended ? "replay" : "play",
                    services().ui.string(mode == Mode::Ended ? "replay" : "play"));
    title_->set_visible(!is_on);
    // A small panel shows the words only where they take the film's place.
    words_->set_visible(mode == Mode::Failed ||
                        (mode == Mode::Poster && !services().ui.metrics.is_small));
    notice_->set_visible(mode == Mode::Failed);
    toggle_->set_icon(mode == Mode::Paused ? "play" : "pause",
                      services().ui.string(mode == Mode::Paused ? "play" : "pause"));
    show_controls();
    invalidate_layout();
}

void FilmScreen::show_controls() {
    wants_controls_ = true;
    invalidate();
}

void FilmScreen::play_from(Milliseconds at) {
    auto* player = services().player;
    if (player == nullptr) return;
    auto file = services().library.open_media(film().media.object);
    if (!file) {
        log::warning("film {}: {}", exhibit_.card.id, file.error().message);
        return set_mode(Mode::Failed);
    }
    player->play({std::move(*file), film().media.size, at, film().media.duration,
                  services().comfort.volume_percent});
    position_ = at;
    set_mode(Mode::Playing);
}

Moment FilmScreen::hand_over(bool) {
    Moment moment;
    if (mode_ != Mode::Playing && mode_ != Mode::Paused) return moment;
    moment.film = Moment::Playing{position_, mode_ == Mode::Paused};
    moment.frame = std::move(frame_);
    mode_ = Mode::Poster;  // the player is not this page's any more
    return moment;
}

void FilmScreen::take_up(Moment moment) {
    if (!moment.film) return;
    position_ = moment.film->at;
    frame_ = std::move(moment.frame);
    set_mode(moment.film->is_paused ? Mode::Paused : Mode::Playing);
}

void FilmScreen::toggle() {
    auto* player = services().player;
    if (player == nullptr) return;
    player->pause(mode_ == Mode::Playing);
    set_mode(mode_ == Mode::Playing ? Mode::Paused : Mode::Playing);
}

void FilmScreen::pause() {
    if (mode_ != Mode::Playing) return;
    if (services().player != nullptr) services().player->pause(true);
    set_mode(Mode::Paused);
}

void FilmScreen::pretend(Milliseconds at) {
    is_pretending_ = true;
    position_ = at;
    set_mode(Mode::Playing);
    poster_->set_visible(true);
}

void FilmScreen::follow_player() {
    auto* player = services().player;
    if (player == nullptr || (mode_ != Mode::Playing && mode_ != Mode::Paused)) return;
    if (frame_.update(services().ui, *player)) invalidate();
    const auto before = position_.count() / 250;
    position_ = player->position();
    if (position_.count() / 250 != before) invalidate();
    if (player->state() == media::PlayState::Ended) set_mode(Mode::Ended);
    if (player->state() == media::PlayState::Failed) {
        log::warning("film {}: cannot be played", exhibit_.card.id);
        set_mode(Mode::Failed);
    }
}

const catalogue::Cue* FilmScreen::caption() const {
    if (mode_ != Mode::Playing && mode_ != Mode::Paused) return nullptr;
    if (!services().comfort.has_captions) return nullptr;
    for (const auto& cue : film().captions)
        if (position_ >= cue.begin && position_ < cue.end) return &cue;
    return nullptr;
}

void FilmScreen::update(ui::Context& context) {
    follow_player();
    if (std::exchange(wants_controls_, false)) controls_until_ = context.now + kControlsStay;
    const bool is_on = mode_ == Mode::Playing || mode_ == Mode::Paused;
    const bool has_controls =
        is_on && (mode_ == Mode::Paused || slider_->is_held() || context.now < controls_until_);
    if (has_controls != has_controls_) invalidate();
    has_controls_ = has_controls;
    surface_->set_brings_controls(is_on && !has_controls);
    for (ui::Widget* widget : std::initializer_list<ui::Widget*>{toggle_, slider_})
        if (widget->is_visible() != has_controls) widget->set_visible(has_controls);
    time_->set_visible(has_controls && has_time_);
    const auto duration = std::max<long long>(1, film().media.duration.count());
    slider_->set_value(static_cast<double>(position_.count()) / static_cast<double>(duration));
    time_->set_text(clock_text(position_) + " / " + clock_text(film().media.duration));
    const auto* cue = caption();
    caption_text_->set_text(cue == nullptr ? std::string() : cue->text);
    Screen::update(context);
}

Milliseconds FilmScreen::next_update(Milliseconds now) const {
    Milliseconds next = Screen::next_update(now);
    if (wants_controls_) return now;
    if (mode_ == Mode::Playing && !is_pretending_) next = std::min(next, now + Milliseconds(33));
    if (has_controls_ && mode_ == Mode::Playing) next = std::min(next, controls_until_);
    return next;
}

void FilmScreen::arrange_content(ui::Context& context, Rect rect) {
    const auto& metrics = context.metrics;
    const int margin = metrics.margin, unit = metrics.unit;
    surface_->arrange(context, rect);
    picture_rect_ = fit_rect(film().media.size, rect, graphics::Fit::Contain);
    // On a tall screen a wide film hangs above the middle and leaves room for its words.
    is_above_words_ = metrics.is_portrait && picture_rect_.height < rect.height / 2;
    if (is_above_words_)
        picture_rect_.y =
            rect.y + (rect.height - picture_rect_.height) / (metrics.is_small ? 4 : 3);
    poster_->arrange(context, picture_rect_);
    last_->arrange(context, picture_rect_);
    const int big = play_->side(), side = toggle_->side();
    play_->arrange(
        context,
        {picture_rect_.x + (picture_rect_.width - big) / 2,
         metrics.reached(picture_rect_.y + (picture_rect_.height - big) / 2, big), big, big});

    // Under a wide film on a tall screen there is room for the words; else they lie on the veil.
    const int left = std::max(rect.x + margin, picture_rect_.x + 3 * unit);
    arrange_words(context, rect, left);
    const Size time =
        context.text
            .layout("00:00 / 00:00", context.style(TextRole::Label, ColourRole::OnNight), {})
            .size;
    const int row = rect.bottom() - side - unit;
    toggle_->arrange(context, {left, row, side, side});
    const int slider = toggle_->rect().right() + 2 * unit;
    // The time makes room where the slider would be shorter than two fingers.
    const int whole = rect.right() - left;
    has_time_ = whole - time.width - unit * 2 - slider >= 2 * side;
    const int right = has_time_ ? whole - time.width - unit * 2 : whole;
    slider_->arrange(context, {slider, row + (side - metrics.target_small) / 2, right - slider,
                               metrics.target_small});
    time_->arrange(context, {rect.right() - left - time.width, row + (side - time.height) / 2,
                             time.width, time.height});
    // What is said stands right under the film, or on its foot, above what controls it.
    const int room =
        is_above_words_ ? row - picture_rect_.bottom() - 3 * unit : row - 2 * unit - rect.y;
    const int caption = std::min(room, caption_lines() * context.line_height(TextRole::Body));
    const int caption_width = std::min(rect.width - 2 * margin, metrics.body * 24);
    caption_text_->arrange(
        context, {rect.x + (rect.width - caption_width) / 2,
                  is_above_words_ ? picture_rect_.bottom() + 2 * unit : row - caption - unit,
                  caption_width, caption});
}

void FilmScreen::arrange_words(ui::Context& context, Rect rect, int left) {
    const auto& metrics = context.metrics;
    const int unit = metrics.unit, foot = rect.bottom() - 2 * unit;
    const int width = std::min(rect.right() - metrics.margin - left, metrics.body * 30);
    const int title = title_->measure(context, {width, rect.height}).height;
    const int top = is_above_words_ ? picture_rect_.bottom() + 3 * unit : 0;
    // On the picture they stay under what starts it, where that is to be seen.
    const int highest = is_above_words_         ? top
                        : mode_ == Mode::Failed ? rect.y + rect.height / 3
                                                : play_->rect().bottom() + unit;
    const int gap = words_->is_visible() ? unit / 2 : 0, room = foot - highest - title - gap;
    int words = 0;
    if (words_->is_visible() && room >= 2 * context.line_height(TextRole::Body))
        words = words_->measure(context, {width, room}).height;
    if (words == 0) words_->set_visible(false);
    const int y = is_above_words_ ? top : foot - title - gap - words;
    title_->arrange(context, {left, y, width, title});
    words_->arrange(context, {left, y + title + gap, width, words});
}

void FilmScreen::draw(ui::Context& context) const {
    const int unit = context.metrics.unit;
    context.canvas.fill(rect(), context.colour(ColourRole::Night));
    for (const ui::Widget* picture : {poster_, last_})
        if (picture->is_visible()) picture->draw(context);
    const bool is_on = mode_ == Mode::Playing || mode_ == Mode::Paused;
    if (is_on && frame_.has_picture()) frame_.draw(context, picture_rect_, graphics::Fit::Contain);
    if (is_on && !frame_.has_picture() && !poster_->is_visible()) poster_->draw(context);
    const Rect area = surface_->rect();
    const Colour veil = context.colour(ColourRole::Veil);
    const bool is_on_picture = title_->rect().y < picture_rect_.bottom();
    if ((title_->is_visible() && is_on_picture) || has_controls_) {
        const int top = title_->is_visible() ? title_->rect().y : toggle_->rect().y;
        const int height = area.bottom() - top + unit * 5;
        ui::draw_veil(context, ui::VeilEdge::Bottom,
                      {area.x, area.bottom() - height, area.width, height},
                      title_->is_visible() ? title_->rect() : toggle_->rect(), veil);
    }
    if (!caption_text_->text().empty()) {
        const auto lines = lay_out_caption(context);
        const Rect place = caption_text_->rect();
        const int bottom = has_controls_ ? place.bottom() : area.bottom() - unit * 2;
        const int top = is_above_words_ ? place.y : bottom - lines.size.height - unit;
        const Rect box{area.x + (area.width - lines.size.width) / 2 - 2 * unit, top,
                       lines.size.width + 4 * unit, lines.size.height + unit};
        context.canvas.fill_rounded(box, context.units(context.theme->shape.mark), veil);
        context.text.draw(lines, {place.x, box.y + unit / 2});
    }
    for (const ui::Widget* widget :
         std::initializer_list<const ui::Widget*>{title_, words_, time_, play_, toggle_, slider_})
        if (widget->is_visible()) widget->draw(context);
    draw_controls(context);
}

}  // namespace sen::screens
