// SPDX-License-Identifier: Apache-2.0
#include "screens/heard_screen.h"

#include <algorithm>
#include <utility>

#include "screens/bar.h"

namespace sen::screens {

namespace {
constexpr Milliseconds kBeat{100};  // a sentence is marked no later than that
}

HeardScreen::HeardScreen(Services& services, bool is_dark, catalogue::Exhibit exhibit)
    : Screen(services, is_dark),
      exhibit_(std::move(exhibit)),
      is_simple_(wants_simple_text()),
      narrator_(services, voice()),
      wants_voice_(services.comfort.reads_aloud),
      had_voice_wish_(services.comfort.reads_aloud) {
    offer_voice();
}

bool HeardScreen::wants_simple_text() const {
    return services().comfort.has_simple_text && !exhibit_.simple_text.empty();
}

const std::optional<catalogue::Speech>& HeardScreen::voice() const {
    return is_simple_ && exhibit_.simple_speech ? exhibit_.simple_speech : exhibit_.speech;
}

bool HeardScreen::shows_simple_text() const {
    return is_simple_ && (exhibit_.simple_speech || !narrator_.is_speaking());
}

void HeardScreen::follow_simple_text() {
    if (wants_simple_text() == is_simple_) return;
    is_simple_ = wants_simple_text();
    // The voice goes on in the other text, about where it was, if it can read that one.
    const auto share = narrator_.share();
    narrator_.use(voice());
    if (share && (!is_simple_ || exhibit_.simple_speech)) narrator_.read_from(*share);
    offer_voice();
    follow_voice();
}

void HeardScreen::offer_voice() {
    if (!narrator_.is_available()) return bar().set_listen(nullptr);
    bar().set_listen([this] {
        narrator_.toggle();
        follow_voice();
    });
}

void HeardScreen::update(ui::Context& context) {
    if (std::exchange(wants_voice_, false) && !narrator_.is_speaking()) {
        narrator_.toggle();
        follow_voice();
    }
    if (narrator_.update()) follow_voice();
    Screen::update(context);
}

Milliseconds HeardScreen::next_update(Milliseconds now) const {
    const Milliseconds next = Screen::next_update(now);
    return narrator_.is_speaking() ? std::min(next, now + kBeat) : next;
}

void HeardScreen::pause() {
    narrator_.stop();
    follow_voice();
}

void HeardScreen::pretend_listening(std::size_t cue) {
    narrator_.pretend(cue);
    follow_voice();
}

Moment HeardScreen::hand_over(bool is_same_language) {
    Moment moment;
    if (is_same_language) moment.sentence = narrator_.hand_over();
    return moment;
}

void HeardScreen::take_up(Moment moment) {
    if (!moment.sentence) return;
    wants_voice_ = false;
    narrator_.take_up(*moment.sentence);
    follow_voice();
}

void HeardScreen::follow_comfort() {
    follow_simple_text();
    narrator_.follow_comfort();
    const bool reads = services().comfort.reads_aloud;
    if (reads == had_voice_wish_) return;
    had_voice_wish_ = reads;
    if (reads != narrator_.is_speaking()) narrator_.toggle();
    follow_voice();
}

void HeardScreen::follow_voice() {
    bar().set_listening(narrator_.is_speaking());
}

}  // namespace sen::screens
