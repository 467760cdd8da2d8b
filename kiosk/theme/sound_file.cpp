// SPDX-License-Identifier: Apache-2.0
#include "theme/sound_file.h"

#include "base/file.h"
#include "base/riff.h"

namespace sen::theme {

namespace {

constexpr std::uint64_t kMaxBytes = 4u << 20;

}  // namespace

Result<std::vector<std::int16_t>> read_sound(const std::filesystem::path& file) {
    SEN_TRY(const std::string bytes, read_file(file, kMaxBytes));
    auto rest = wave_chunks(bytes);
    if (!rest) return fail(ErrorKind::Unsupported, "{}: no WAV file", file.string());
    bool is_known = false;
    while (const auto chunk = take_chunk(*rest)) {
        if (chunk->is_cut) break;
        if (chunk->name == "fmt ") {
            const auto format = wave_format(chunk->body);
            is_known = format && format->is_one_pcm_channel() && format->rate == kSoundRate;
            if (!is_known)
                return fail(ErrorKind::Unsupported,
                            "{}: must have one channel of 16 bits at {} Hz; "
                            "ffmpeg -i IN -ac 1 -ar {} -c:a pcm_s16le OUT.wav makes one",
                            file.string(), kSoundRate, kSoundRate);
        }
        if (chunk->name != "data" || !is_known) continue;
        const std::size_t count = chunk->body.size() / 2;
        if (count == 0 || count > kMaxSoundSamples)
            return fail(ErrorKind::Unsupported, "{}: lasts {} ms; make it 1 to {}", file.string(),
                        count * 1000 / kSoundRate, kMaxSoundSamples * 1000 / kSoundRate);
        std::vector<std::int16_t> samples;
        samples.reserve(count);
        for (std::size_t i = 0; i < count; ++i)
            samples.push_back(static_cast<std::int16_t>(little_endian(chunk->body, 2 * i, 2)));
        return samples;
    }
    return fail(ErrorKind::Corrupt, "{}: the WAV file is cut, or has no samples", file.string());
}

}  // namespace sen::theme
