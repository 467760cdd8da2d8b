// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "film_profile.h"
#include "jpeg_header.h"
#include "program.h"
#include "recipe.h"

namespace sen::pack {
namespace {

namespace fs = std::filesystem;

constexpr int kRecipeNumber = 1;
constexpr int kFrameQuality = 88;
constexpr double kPosterAt = 0.25;  // of the film: past the titles, before the end

using Command = std::vector<std::string>;

void append(Command& command, const Command& more) {
    command.insert(command.end(), more.begin(), more.end());
}

/// ffmpeg without its banner and questions, bound to local files of the known kinds.
Command ffmpeg() {
    return {"ffmpeg", "-nostdin", "-v", "error", "-y", "-threads", "2"};
}

Command input(const fs::path& file) {
    return {"-protocol_whitelist", "file", "-format_whitelist", kFilmFormats, "-i", file.string()};
}

/// Square upright pixels, even sides, no more than 1920x1080; never enlarged.
const char* const kFit =
    "yadif=deint=interlaced,scale=iw*max(sar\\,1):ih/min(sar\\,1),setsar=1,"
    "scale=w='trunc(iw*min(1\\,min(1920/iw\\,1080/ih))/2)*2':"
    "h='trunc(ih*min(1\\,min(1920/iw\\,1080/ih))/2)*2':flags=lanczos,setsar=1,format=yuv420p";

Result<void> transcode(const fs::path& film, const fs::path& to) {
    Command command = ffmpeg();
    append(command, input(film));
    append(command, {"-map", "0:v:0", "-map", "0:a:0?", "-map_metadata", "-1", "-map_chapters",
                     "-1", "-sn", "-dn", "-vf", kFit, "-fpsmax", "30"});
    append(command,
           {"-c:v", "libx264", "-profile:v", "high", "-preset", "medium", "-crf", "20", "-maxrate",
            "8M", "-bufsize", "16M", "-x264-params", "keyint=60:open-gop=0:threads=2"});
    append(command, {"-c:a", "aac", "-b:a", "160k", "-ar", "48000", "-ac", "2"});
    append(command, {"-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact",
                     "-movflags", "+faststart", "-f", "mp4", to.string()});
    SEN_CHECK(run_program(command));
    return {};
}

/// The last frame that is shown at or after `seconds`, or (Which::First) the first one.
enum class Which { First, Last };

Result<MediaFacts> save_frame(const fs::path& film, double seconds, Which which,
                              const fs::path& to) {
    const fs::path pixels = to.string() + ".png";
    Command command = ffmpeg();
    if (seconds > 0) append(command, {"-ss", fmt::format("{:.6f}", seconds)});
    append(command, input(film));
    append(command, {"-map", "0:v:0"});
    if (which == Which::First) append(command, {"-frames:v", "1"});
    append(command, {"-update", "1", "-fflags", "+bitexact", pixels.string()});
    SEN_CHECK(run_program(command));
    SEN_CHECK(run_program({"vips", "--vips-concurrency=1", "jpegsave", pixels.string(), to.string(),
                           "--Q", std::to_string(kFrameQuality), "--strip"}));
    SEN_TRY(const Size size, read_baseline_jpeg_size(to));
    return MediaFacts{"image/jpeg", size, Milliseconds(0)};
}

/// Where the last frame is sought: half a frame before it, counted from the first one. ffmpeg
/// counts from the start of whichever stream is first, so this may be early, but never late.
double last_frame_at(const std::vector<FramePoint>& points) {
    const auto by_time = [](const FramePoint& a, const FramePoint& b) {
        return a.seconds < b.seconds;
    };
    const auto [first, last] = std::minmax_element(points.begin(), points.end(), by_time);
    double before = first->seconds;
    for (const FramePoint& point : points)
        if (point.seconds < last->seconds) before = std::max(before, point.seconds);
    return std::max(0.0, (last->seconds + before) / 2 - first->seconds);
}

Result<void> save_frames(const fs::path& film, const FilmFacts& facts,
                         const std::vector<FramePoint>& points, const fs::path& directory,
                         MediaMade& made) {
    const double length = static_cast<double>(facts.duration.count()) / 1000;
    SEN_TRY(made.files[kFirstFrame], save_frame(film, 0, Which::First, directory / kFirstFrame));
    SEN_TRY(made.files[kPoster],
            save_frame(film, std::min(length * kPosterAt, last_frame_at(points)), Which::First,
                       directory / kPoster));
    SEN_TRY(made.files[kLastFrame],
            save_frame(film, last_frame_at(points), Which::Last, directory / kLastFrame));
    return {};
}

Result<MediaMade> make_film(const fs::path& source, const fs::path& directory) {
    const fs::path media = directory / kFilmMedia;
    SEN_TRY(FilmFacts facts, probe_film(source));
    if (!facts.has_video) return fail(ErrorKind::Invalid, "no moving picture in it");
    SEN_TRY(std::vector<FramePoint> points, read_frame_points(source));
    SEN_TRY(const auto unsafe, find_unsafe(source, facts, points));
    if (unsafe) {
        SEN_CHECK(transcode(source, media));
        SEN_TRY(facts, probe_film(media));
        SEN_TRY(points, read_frame_points(media));
    } else {
        std::error_code error;
        fs::copy_file(source, media, error);
        if (error) return fail(ErrorKind::Io, "copy {}: {}", source.string(), error.message());
    }
    MediaMade made;
    made.files[kFilmMedia] = {"video/mp4", facts.size, facts.duration};
    made.extra["has_sound"] = facts.has_audio ? 1 : 0;
    SEN_CHECK(save_frames(media, facts, points, directory, made));
    return made;
}

Result<MediaMade> make_recording(const fs::path& source, const fs::path& directory) {
    const fs::path sound = directory / kSpeechSound;
    SEN_TRY(FilmFacts facts, probe_film(source));
    if (!facts.has_audio) return fail(ErrorKind::Invalid, "no sound in it");
    const bool is_ready = facts.audio_codec == "aac" && !facts.has_video &&
                          facts.container.find("mp4") != std::string::npos;
    if (is_ready) {
        std::error_code error;
        fs::copy_file(source, sound, error);
        if (error) return fail(ErrorKind::Io, "copy {}: {}", source.string(), error.message());
    } else {
        Command command = ffmpeg();
        append(command, input(source));
        append(command, {"-map",     "0:a:0",       "-map_metadata", "-1",         "-map_chapters",
                         "-1",       "-vn",         "-c:a",          "aac",        "-b:a",
                         "96k",      "-ar",         "48000",         "-fflags",    "+bitexact",
                         "-flags:a", "+bitexact",   "-movflags",     "+faststart", "-f",
                         "mp4",      sound.string()});
        SEN_CHECK(run_program(command));
        SEN_TRY(facts, probe_film(sound));
    }
    MediaMade made;
    made.files[kSpeechSound] = {"audio/mp4", {}, facts.duration};
    return made;
}

/// Seconds of work, guessed before anything is read: a film is far heavier than a picture.
double weight_of(const fs::path& file) {
    std::error_code error;
    const auto bytes = fs::file_size(file, error);
    return error ? 1.0 : 2.0 + static_cast<double>(bytes) / 1e6;
}

}  // namespace

MediaJob film_job(const fs::path& file, const std::string& name, const ToolVersions& tools) {
    MediaJob job;
    job.name = name;
    job.input = file;
    job.recipe = fmt::format("film {} {} {} {} {}", kRecipeNumber, kFrameQuality, kPosterAt,
                             tools.ffmpeg, tools.vips);
    job.weight = weight_of(file);
    job.make = [file](const fs::path& directory) { return make_film(file, directory); };
    return job;
}

MediaJob recording_job(const fs::path& file, const std::string& name, const ToolVersions& tools) {
    MediaJob job;
    job.name = name;
    job.input = file;
    job.recipe = fmt::format("recording {} {}", kRecipeNumber, tools.ffmpeg);
    job.weight = 1;
    job.make = [file](const fs::path& directory) { return make_recording(file, directory); };
    return job;
}

}  // namespace sen::pack
