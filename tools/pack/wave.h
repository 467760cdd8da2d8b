// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace sen::pack {

/// Sound in one channel of 16 bits.
struct Wave {
    int rate = 0;  ///< samples a second
    std::vector<std::int16_t> samples;

    Milliseconds length() const { return time_of(samples.size()); }
    /// When the sample of this index sounds.
    Milliseconds time_of(std::size_t sample) const {
        return Milliseconds(rate == 0 ? 0 : static_cast<std::int64_t>(sample) * 1000 / rate);
    }
    void append(const Wave& other) {
        samples.insert(samples.end(), other.samples.begin(), other.samples.end());
    }
    void append_silence(Milliseconds length) {
        samples.resize(samples.size() + static_cast<std::size_t>(rate * length.count() / 1000));
    }
};

/// RIFF WAVE, PCM, one channel, 16 bits. Errors: Corrupt, Unsupported (another kind).
Result<Wave> parse_wave(std::string_view bytes);
std::string to_riff(const Wave& wave);

/// One loudness for all narrations: the mean level of what is not silence to -20 dB of full scale,
/// unless a peak would pass -1 dB.
void level(Wave& wave);

}  // namespace sen::pack
