// SPDX-License-Identifier: Apache-2.0
#include "screens/narrator.h"

#include <utility>

#include "base/log.h"

namespace sen::screens {

void Narrator::use(std::optional<catalogue::Speech> speech) {
    stop();
    speech_ = std::move(speech);
    if (speech_) services_.library.prepare_media(speech_->sound.object);
}

void Narrator::toggle() {
    if (is_speaking_) return stop();
    play(Milliseconds{0});
}

std::optional<double> Narrator::share() const {
    if (!is_speaking_) return std::nullopt;
    const auto sentences = static_cast<double>(speech_->cues.size());
    return cue_ < 0 ? 0 : static_cast<double>(cue_) / sentences;
}

void Narrator::read_from(double share) {
    if (!is_available()) return;
    const auto count = speech_->cues.size();
    const auto cue = static_cast<std::size_t>(share * static_cast<double>(count));
    play(cue > 0 && cue < count ? speech_->cues[cue].begin : Milliseconds{0});
}

void Narrator::play(Milliseconds from) {
    if (!is_available() || services_.player == nullptr) return;
    auto file = services_.library.open_media(speech_->sound.object);
    if (!file) return log::warning("narration: {}", file.error().message);
    services_.player->play({std::move(*file),
                            {},
                            from,
                            speech_->sound.duration,
                            services_.comfort.volume_percent,
                            services_.comfort.speech_percent});
    is_speaking_ = true;
    cue_ = -1;
}

void Narrator::stop() {
    if (!is_speaking_) return;
    if (services_.player != nullptr) services_.player->stop();
    is_speaking_ = false;
    cue_ = -1;
}

std::optional<int> Narrator::hand_over() {
    if (!is_speaking_) return std::nullopt;
    is_speaking_ = false;
    return std::exchange(cue_, -1);
}

void Narrator::take_up(int cue) {
    is_speaking_ = is_available();
    cue_ = is_speaking_ && cue < static_cast<int>(speech_->cues.size()) ? cue : -1;
}

void Narrator::follow_comfort() {
    if (!is_speaking_ || services_.player == nullptr) return;
    services_.player->set_rate(services_.comfort.speech_percent);
}

void Narrator::pretend(std::size_t cue) {
    is_speaking_ = is_available() && cue < speech_->cues.size();
    cue_ = is_speaking_ ? static_cast<int>(cue) : -1;
}

bool Narrator::update() {
    if (!is_speaking_ || services_.player == nullptr) return false;
    const auto state = services_.player->state();
    if (state == media::PlayState::Ended || state == media::PlayState::Failed ||
        state == media::PlayState::Stopped) {
        is_speaking_ = false;
        cue_ = -1;
        return true;
    }
    const Milliseconds at = services_.player->position();
    int cue = -1;
    for (std::size_t i = 0; i < speech_->cues.size(); ++i)
        if (at >= speech_->cues[i].begin && at < speech_->cues[i].end) cue = static_cast<int>(i);
    // Between two sentences the last one stays marked.
    if (cue < 0 || cue == cue_) return false;
    cue_ = cue;
    return true;
}

const catalogue::SpeechCue* Narrator::cue() const {
    return cue_ < 0 ? nullptr : &speech_->cues[static_cast<std::size_t>(cue_)];
}

}  // namespace sen::screens
