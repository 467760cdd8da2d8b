// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/file.h"
#include "base/json.h"
#include "probe.h"
#include "program.h"

namespace sen::pack {
namespace {

using Json = nlohmann::json;

std::string text(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// ffprobe writes some numbers as numbers and some as texts.
double number(const Json& object, const char* key) {
    const auto found = object.find(key);
    if (found != object.end() && found->is_number_integer())
        return static_cast<double>(found->get<std::int64_t>());
    const std::string digits = text(object, key);
    double value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return std::isfinite(value) ? value : 0;
}

/// "30000/1001" or "1:1"; 0 when it is not known.
double ratio(const std::string& fraction) {
    const std::size_t middle = fraction.find_first_of("/:");
    if (middle == std::string::npos) return 0;
    const double above = std::atof(fraction.substr(0, middle).c_str());
    const double below = std::atof(fraction.substr(middle + 1).c_str());
    return below > 0 ? above / below : 0;
}

int whole(double value) {
    return std::fabs(value) < 1e9 ? static_cast<int>(std::lround(value)) : 0;
}

bool is_attached_picture(const Json& stream) {
    const auto found = stream.find("disposition");
    return found != stream.end() && number(*found, "attached_pic") != 0;
}

int rotation(const Json& stream) {
    const auto found = stream.find("side_data_list");
    if (found == stream.end() || !found->is_array()) return 0;
    for (const Json& entry : *found)
        if (entry.contains("rotation"))
            return ((whole(number(entry, "rotation")) % 360) + 360) % 360;
    return 0;
}

void take_video(const Json& stream, FilmFacts& facts) {
    facts.has_video = true;
    facts.video_codec = text(stream, "codec_name");
    facts.video_profile = text(stream, "profile");
    facts.pixel_format = text(stream, "pix_fmt");
    facts.level = whole(number(stream, "level"));
    facts.frames_per_second = ratio(text(stream, "avg_frame_rate"));
    facts.rotation = rotation(stream);
    const double shape = ratio(text(stream, "sample_aspect_ratio"));
    facts.size = {whole(number(stream, "width") * (shape > 0 ? shape : 1)),
                  whole(number(stream, "height"))};
    if (facts.rotation % 180 == 90) std::swap(facts.size.width, facts.size.height);
}

FilmFacts facts_from(const Json& answer) {
    FilmFacts facts;
    double seconds = 0;
    if (const auto streams = answer.find("streams");
        streams != answer.end() && streams->is_array()) {
        for (const Json& stream : *streams) {
            const std::string kind = text(stream, "codec_type");
            if (kind == "video" && !facts.has_video && !is_attached_picture(stream)) {
                take_video(stream, facts);
                seconds = std::max(seconds, number(stream, "duration"));
            }
            if (kind == "audio" && !facts.has_audio) {
                facts.has_audio = true;
                facts.audio_codec = text(stream, "codec_name");
            }
        }
    }
    if (const auto format = answer.find("format"); format != answer.end()) {
        facts.container = text(*format, "format_name");
        seconds = std::max(seconds, number(*format, "duration"));
    }
    if (seconds < 1e9) facts.duration = Milliseconds(std::llround(seconds * 1000));
    return facts;
}

/// The boxes of an MP4 or MOV must fill the file: one cut off while it was copied keeps its header.
Result<void> check_boxes(const UniqueFd& file) {
    SEN_TRY(const std::uint64_t size, file_size(file));
    std::uint64_t offset = 0;
    for (int boxes = 0; boxes < 100'000 && offset + 8 <= size; ++boxes) {
        std::array<unsigned char, 16> head{};
        if (::pread(file.get(), head.data(), head.size(), static_cast<off_t>(offset)) < 8) break;
        const auto big = [&](std::size_t from, std::size_t bytes) {
            std::uint64_t value = 0;
            for (std::size_t i = 0; i < bytes; ++i) value = (value << 8) | head.at(from + i);
            return value;
        };
        std::uint64_t length = big(0, 4);
        if (length == 0) return {};  // the last box runs to the end
        if (length == 1) length = big(8, 8);
        if (length < 8) return {};  // not ours to judge: ffprobe has read it
        if (length > size - offset)
            return fail(ErrorKind::Corrupt, "the film is cut off: {} bytes are missing",
                        length - (size - offset));
        offset += length;
    }
    return {};
}

}  // namespace

Result<FilmFacts> probe_film(const std::filesystem::path& path) {
    SEN_TRY(const UniqueFd file, open_file(path));
    // Only files that hold their own media: a play list would make ffprobe open what it names.
    const auto answer = run_program(
        {"ffprobe", "-v", "error", "-protocol_whitelist", "file", "-format_whitelist", kFilmFormats,
         "-of", "json", "-show_entries",
         "format=format_name,duration:stream=codec_type,codec_name,profile,level,pix_fmt,width,"
         "height,avg_frame_rate,sample_aspect_ratio,duration:stream_disposition=attached_pic:"
         "stream_side_data=rotation",
         "file:" + path.string()},
        std::chrono::minutes(2));
    if (!answer) {
        const bool is_missing = answer.error().message.starts_with("start ");
        return tl::unexpected(
            Error{is_missing ? ErrorKind::Io : ErrorKind::Corrupt, answer.error().message});
    }
    const auto json = parse_json(*answer, 16);
    if (!json) return fail(ErrorKind::Corrupt, "ffprobe: {}", json.error().message);
    const FilmFacts facts = facts_from(*json);
    if (facts.container.find("mp4") != std::string::npos) SEN_CHECK(check_boxes(file));
    return facts;
}

}  // namespace sen::pack
