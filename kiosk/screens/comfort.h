// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

namespace sen::screens {

/// What a visitor may set for eyes, ears and reach. It ends with the visit.
struct Comfort {
    static constexpr std::array kTextPercents{100, 130, 160, 200};
    static constexpr std::array kSpeechPercents{70, 100, 130};
    static constexpr int kVolumeSteps = 5;

    int text_percent = 100;
    int speech_percent = 100;  ///< of the voice's own speed
    int volume_percent = 80;   ///< of what the loudspeaker gives
    bool has_contrast = false;
    bool has_less_motion = false;
    bool has_captions = true;
    bool reads_aloud = false;      ///< a page that has a voice begins to read by itself
    bool has_simple_text = false;  ///< plainer words, where an exhibit has them
    bool is_lowered = false;
    bool is_guided = false;  ///< presenter mode: a guide and a group 2 to 4 m away
    bool operator==(const Comfort&) const = default;
};

}  // namespace sen::screens
