// SPDX-License-Identifier: Apache-2.0
#include "screens/heard_screen.h"

#include <algorithm>

#include "screens/bar.h"

namespace sen::screens {

namespace {
constexpr Milliseconds kBeat{100};  // a sentence is marked no later than that
}

HeardScreen::HeardScreen(Services& services, bool is_dark, catalogue::Exhibit exhibit)
    : Screen(services, is_dark),
      exhibit_(std::move(exhibit)),
      narrator_(services, exhibit_.speech) {
    if (!narrator_.is_available()) return;
    bar().set_listen([this] {
        narrator_.toggle();
        follow_voice();
    });
}

void HeardScreen::update(ui::Context& context) {
    if (narrator_.update()) follow_voice();
    Screen::update(context);
}

Milliseconds HeardScreen::next_update(Milliseconds now) const {
    const Milliseconds next = Screen::next_update(now);
    return narrator_.is_speaking() ? std::min(next, now + kBeat) : next;
}

void HeardScreen::pretend_listening(std::size_t cue) {
    narrator_.pretend(cue);
    follow_voice();
}

void HeardScreen::follow_voice() {
    bar().set_listening(narrator_.is_speaking());
}

}  // namespace sen::screens
