// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "screens/screen.h"

namespace sen::screens {

/// Reads an exhibit aloud and knows which sentence is being spoken.
class Narrator {
  public:
    Narrator(Services& services, std::optional<catalogue::Speech> speech) : services_(services) {
        use(std::move(speech));
    }
    ~Narrator() { stop(); }
    Narrator(const Narrator&) = delete;
    Narrator& operator=(const Narrator&) = delete;

    bool is_available() const { return speech_.has_value(); }
    bool is_machine_voice() const { return speech_ && speech_->is_machine_voice; }
    bool is_speaking() const { return is_speaking_; }
    void toggle();
    void stop();
    /// Another speech from now on; silent.
    void use(std::optional<catalogue::Speech> speech);
    /// How far it has read, 0 to 1, in sentences; nothing while it is silent.
    std::optional<double> share() const;
    /// Reads from the sentence that is so far down.
    void read_from(double share);
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
    void play(Milliseconds from);

    Services& services_;
    std::optional<catalogue::Speech> speech_;
    bool is_speaking_ = false;
    int cue_ = -1;
};

}  // namespace sen::screens
