// SPDX-License-Identifier: Apache-2.0
#include "theme/sound_file.h"

#include <optional>
#include <string_view>

#include "base/file.h"

namespace sen::theme {

namespace {

constexpr std::uint64_t kMaxBytes = 4u << 20;
constexpr std::size_t kFormatBytes = 16;
constexpr unsigned kPcm = 1, kChannels = 1, kBits = 16;

/// A number of `count` bytes, the lowest first.
unsigned number_at(std::string_view bytes, std::size_t at, std::size_t count) {
    unsigned value = 0;
    for (std::size_t i = count; i-- > 0;)
        value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

/// What the next chunk of a RIFF file holds; moves on to the one after it. Nothing at the end, or
/// when the file ends before the chunk does.
struct Chunk {
    std::string_view name, body;
};
std::optional<Chunk> take_chunk(std::string_view& rest) {
    constexpr std::size_t kHead = 8;
    if (rest.size() < kHead) return std::nullopt;
    const std::size_t length = number_at(rest, 4, 4);
    if (length > rest.size() - kHead) return std::nullopt;
    const Chunk chunk{rest.substr(0, 4), rest.substr(kHead, length)};
    rest.remove_prefix(std::min(rest.size(), kHead + length + length % 2));
    return chunk;
}

bool has_our_format(std::string_view format) {
    return format.size() >= kFormatBytes && number_at(format, 0, 2) == kPcm &&
           number_at(format, 2, 2) == kChannels && number_at(format, 4, 4) == kSoundRate &&
           number_at(format, 14, 2) == kBits;
}

}  // namespace

Result<std::vector<std::int16_t>> read_sound(const std::filesystem::path& file) {
    SEN_TRY(const std::string bytes, read_file(file, kMaxBytes));
    std::string_view rest = bytes;
    if (!rest.starts_with("RIFF") || rest.size() < 12 || rest.substr(8, 4) != "WAVE")
        return fail(ErrorKind::Unsupported, "{}: no WAV file", file.string());
    rest.remove_prefix(12);
    bool is_known = false;
    while (const auto chunk = take_chunk(rest)) {
        if (chunk->name == "fmt ") {
            is_known = has_our_format(chunk->body);
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
            samples.push_back(static_cast<std::int16_t>(number_at(chunk->body, 2 * i, 2)));
        return samples;
    }
    return fail(ErrorKind::Corrupt, "{}: the WAV file is cut, or has no samples", file.string());
}

}  // namespace sen::theme
