// SPDX-License-Identifier: Apache-2.0
#include "film_profile.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "base/file.h"
#include "program.h"

namespace sen::pack {
namespace {

constexpr int kMaxWidth = 1920, kMaxHeight = 1080, kMaxLevel = 41;
constexpr double kMaxFramesPerSecond = 30.01;
constexpr double kMaxSecondsBetweenKeys = 5.0;
constexpr int kMaxBoxes = 1000;

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

std::vector<std::string> probe_command(const std::filesystem::path& film, const char* entries,
                                       const char* form) {
    return {"ffprobe",    "-v",
            "error",      "-protocol_whitelist",
            "file",       "-format_whitelist",
            kFilmFormats, "-select_streams",
            "v:0",        "-show_entries",
            entries,      "-of",
            form,         film.string()};
}

/// What FilmFacts do not tell: interlacing, pixels that are not square, a phone's position.
Result<std::optional<std::string>> find_odd_stream(const std::filesystem::path& film) {
    SEN_TRY(const std::string text,
            run_program(probe_command(film,
                                      "stream=field_order,sample_aspect_ratio:format_tags="
                                      "location,com.apple.quicktime.location.ISO6709",
                                      "default=noprint_wrappers=1")));
    using Reason = std::optional<std::string>;
    for (const std::string_view line : lines_of(text)) {
        const auto equals = line.find('=');
        const auto key = line.substr(0, equals);
        const auto value = equals == std::string_view::npos ? "" : line.substr(equals + 1);
        if (key == "field_order" && value != "progressive" && value != "unknown")
            return Reason("interlaced");
        if (key == "sample_aspect_ratio" && value != "1:1" && value != "0:1" && value != "N/A")
            return Reason("pixels are not square");
        if (key.starts_with("TAG:")) return Reason("tells where it was filmed");
    }
    return Reason();
}

std::optional<std::string> find_bad_keys(const std::vector<FramePoint>& points) {
    if (points.empty()) return "no frame";
    double key = 0, last = points.front().seconds;
    bool has_key = false;
    for (const FramePoint& point : points) {
        if (point.is_key) {
            if (has_key && point.seconds - key > kMaxSecondsBetweenKeys)
                return "key frames far apart";
            key = point.seconds;
            has_key = true;
        } else if (!has_key) {
            return "does not begin with a key frame";
        } else if (point.seconds < key) {
            // A frame shown before the key frame that it follows leans on the group before.
            return "open group of pictures";
        }
        last = std::max(last, point.seconds);
    }
    if (last - key > kMaxSecondsBetweenKeys) return "key frames far apart";
    return std::nullopt;
}

}  // namespace

Result<std::vector<FramePoint>> read_frame_points(const std::filesystem::path& film) {
    SEN_TRY(const std::string text,
            run_program(probe_command(film, "packet=pts_time,flags", "csv=p=0")));
    std::vector<FramePoint> points;
    for (const std::string_view line : lines_of(text)) {
        FramePoint point;
        const auto [end, error] =
            std::from_chars(line.data(), line.data() + line.size(), point.seconds);
        if (error != std::errc()) continue;  // "N/A": a packet without a time shows nothing
        const auto comma = line.find(',');
        point.is_key = comma != std::string_view::npos && line.substr(comma + 1).starts_with('K');
        points.push_back(point);
    }
    if (points.empty()) return fail(ErrorKind::Corrupt, "{} has no frame", film.string());
    return points;
}

Result<std::optional<std::string>> find_unsafe(const std::filesystem::path& film,
                                               const FilmFacts& facts,
                                               const std::vector<FramePoint>& points) {
    using Reason = std::optional<std::string>;
    static const std::set<std::string> kProfiles{"Constrained Baseline", "Baseline", "Main",
                                                 "High"};
    if (facts.container.find("mp4") == std::string::npos) return Reason("no MP4");
    if (facts.video_codec != "h264") return Reason("no H.264");
    if (!kProfiles.contains(facts.video_profile)) return Reason("profile " + facts.video_profile);
    if (facts.pixel_format != "yuv420p") return Reason("pixels " + facts.pixel_format);
    if (facts.level > kMaxLevel || facts.level <= 0) return Reason("level");
    if (facts.size.width > kMaxWidth || facts.size.height > kMaxHeight) return Reason("size");
    if (facts.size.width % 2 != 0 || facts.size.height % 2 != 0) return Reason("odd size");
    if (facts.frames_per_second > kMaxFramesPerSecond) return Reason("frames per second");
    if (facts.rotation != 0) return Reason("rotated");
    if (facts.has_audio && facts.audio_codec != "aac") return Reason("sound " + facts.audio_codec);
    if (auto bad = find_bad_keys(points)) return bad;
    SEN_TRY(const bool is_in_front, has_index_in_front(film));
    if (!is_in_front) return Reason("index at the end");
    return find_odd_stream(film);
}

Result<bool> has_index_in_front(const std::filesystem::path& film) {
    SEN_TRY(const UniqueFd file, open_file(film));
    SEN_TRY(const std::uint64_t length, file_size(file));
    std::uint64_t at = 0;
    bool has_index = false;
    for (int boxes = 0; boxes < kMaxBoxes && at + 8 <= length; ++boxes) {
        std::array<unsigned char, 16> head{};
        const auto count = ::pread(file.get(), head.data(), head.size(), static_cast<off_t>(at));
        if (count < 8) return false;
        const std::string_view name(reinterpret_cast<const char*>(head.data()) + 4, 4);
        std::uint64_t size = 0;
        for (std::size_t i = 0; i < 4; ++i) size = size << 8 | head[i];
        if (size == 1) {  // the true size follows in 64 bits
            size = 0;
            for (std::size_t i = 8; i < 16; ++i) size = size << 8 | head[i];
        }
        if (name == "moof") return false;
        if (name == "moov") has_index = true;
        if (name == "mdat") return has_index;
        if (size < 8 || size > length - at) return false;
        at += size;
    }
    return false;
}

}  // namespace sen::pack
