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
      narrator_(services, exhibit_.speech),
      wants_voice_(services.comfort.reads_aloud),
      had_voice_wish_(services.comfort.reads_aloud) {
    if (!narrator_.is_available()) return;
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
