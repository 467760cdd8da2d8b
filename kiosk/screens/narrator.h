// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "screens/screen.h"

namespace sen::screens {

/// Reads an exhibit aloud and knows which sentence is being spoken.
class Narrator {
  public:
    Narrator(Services& services, std::optional<catalogue::Speech> speech)
        : services_(services), speech_(std::move(speech)) {
        if (speech_) services_.library.prepare_media(speech_->sound.object);
    }
    ~Narrator() { stop(); }
    Narrator(const Narrator&) = delete;
    Narrator& operator=(const Narrator&) = delete;

    bool is_available() const { return speech_.has_value(); }
    bool is_machine_voice() const { return speech_ && speech_->is_machine_voice; }
    bool is_speaking() const { return is_speaking_; }
    void toggle();
    void stop();
    /// The sentence that is being spoken, -1 before the first, if any: another narrator of the same
    /// speech takes it up, and this one is silent without stopping the player.
    std::optional<int> hand_over();
    void take_up(int cue);
    /// The speed and the loudness that are set now.
    void follow_comfort();
    /// Speaks without a player, and stays in this sentence: for the tour.
    void pretend(std::size_t cue);
    /// Follows the player; true when the sentence or the state changed.
    bool update();
    const catalogue::SpeechCue* cue() const;

  private:
    Services& services_;
    std::optional<catalogue::Speech> speech_;
    bool is_speaking_ = false;
    int cue_ = -1;
};

}  // namespace sen::screens
