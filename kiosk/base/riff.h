// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

/// The chunks of a WAVE file (Multimedia Programming Interface and Data Specifications 1.0, RIFF).
/// Views into the file's bytes; any bytes are taken.
namespace sen {

/// A number of `width` bytes (1 to 4) that stand at `at`, the lowest first.
std::uint32_t little_endian(std::string_view bytes, std::size_t at, std::size_t width);

struct RiffChunk {
    std::string_view name;  ///< four bytes: "fmt ", "data"
    std::string_view body;  ///< what there is of it
    bool is_cut = false;    ///< the file ends before it does
};

/// What follows the head of a WAVE file; nothing when it is none.
std::optional<std::string_view> wave_chunks(std::string_view bytes);
/// The next chunk, which `rest` is left without; nothing at the end.
std::optional<RiffChunk> take_chunk(std::string_view& rest);

/// What a chunk "fmt " says.
struct WaveFormat {
    unsigned tag = 0, channels = 0, bits = 0;
    std::uint32_t rate = 0;  ///< samples a second

    bool is_one_pcm_channel() const { return tag == 1 && channels == 1 && bits == 16; }
};
/// Nothing when it is too short.
std::optional<WaveFormat> wave_format(std::string_view body);

}  // namespace sen
