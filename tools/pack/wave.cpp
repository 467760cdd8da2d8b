// SPDX-License-Identifier: Apache-2.0
#include "wave.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "base/riff.h"

namespace sen::pack {
namespace {

constexpr std::int16_t kSilence = 200;        // below it a sample is pause, not speech
constexpr double kMeanLevel = 0.1 * 32767;    // -20 dB
constexpr double kPeakLevel = 0.891 * 32767;  // -1 dB
constexpr std::uint32_t kMaxRate = 192'000;

void put(std::string& bytes, std::uint32_t value, int width) {
    for (int i = 0; i < width; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xffU);
}

}  // namespace

Result<Wave> parse_wave(std::string_view bytes) {
    auto rest = wave_chunks(bytes);
    if (!rest) return fail(ErrorKind::Corrupt, "no wave sound");
    Wave wave;
    // A program that writes into a pipe cannot know the length: what there is of a chunk counts.
    while (const auto chunk = take_chunk(*rest)) {
        if (const auto format = wave_format(chunk->body); chunk->name == "fmt " && format) {
            if (!format->is_one_pcm_channel() || format->rate == 0 || format->rate > kMaxRate)
                return fail(ErrorKind::Unsupported, "not one channel of 16 bits");
            wave.rate = static_cast<int>(format->rate);
        } else if (chunk->name == "data") {
            if (wave.rate == 0) return fail(ErrorKind::Corrupt, "sound before its form");
            for (std::size_t i = 0; i + 1 < chunk->body.size(); i += 2)
                wave.samples.push_back(static_cast<std::int16_t>(little_endian(chunk->body, i, 2)));
            return wave;
        }
    }
    return fail(ErrorKind::Corrupt, "a wave without sound");
}

std::string to_riff(const Wave& wave) {
    const auto length = static_cast<std::uint32_t>(wave.samples.size() * 2);
    const auto rate = static_cast<std::uint32_t>(wave.rate);
    std::string bytes = "RIFF";
    put(bytes, 36 + length, 4);
    bytes += "WAVEfmt ";
    put(bytes, 16, 4);
    put(bytes, 1, 2);  // PCM
    put(bytes, 1, 2);  // one channel
    put(bytes, rate, 4);
    put(bytes, rate * 2, 4);  // bytes a second
    put(bytes, 2, 2);
    put(bytes, 16, 2);
    bytes += "data";
    put(bytes, length, 4);
    for (const std::int16_t sample : wave.samples)
        put(bytes, static_cast<std::uint16_t>(sample), 2);
    return bytes;
}

void level(Wave& wave) {
    double sum = 0, peak = 0;
    std::size_t count = 0;
    for (const std::int16_t sample : wave.samples) {
        const double size = std::abs(static_cast<double>(sample));
        peak = std::max(peak, size);
        if (size < kSilence) continue;
        sum += size * size;
        ++count;
    }
    if (count == 0) return;
    const double mean = std::sqrt(sum / static_cast<double>(count));
    const double gain = std::min(kMeanLevel / mean, kPeakLevel / peak);
    for (std::int16_t& sample : wave.samples)
        sample = static_cast<std::int16_t>(std::lround(static_cast<double>(sample) * gain));
}

}  // namespace sen::pack
