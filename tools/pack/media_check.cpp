// SPDX-License-Identifier: Apache-2.0
#include "media_check.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <thread>

#include "checked_media.h"
#include "language/letter_case.h"
#include "pack_limits.h"
#include "picture_header.h"
#include "probe.h"
#include "program.h"
#include "text.h"

namespace sen::pack {
namespace {

using Values = std::vector<std::pair<std::string, std::string>>;

/// Captions written to the end of a film may outlast its last frame by this.
constexpr Milliseconds kCaptionOverhang{500};

class Check {
  public:
    explicit Check(const MediaUse& use) : use_(use) {}

    std::vector<Fault> run() {
        switch (use_.kind) {
            case MediaUse::Kind::Picture:
            case MediaUse::Kind::TallPicture:
                check_picture();
                break;
            case MediaUse::Kind::Film:
                check_film();
                break;
            case MediaUse::Kind::Sound:
                check_sound();
                break;
        }
        return std::move(faults_);
    }

  private:
    void add(const char* key, Values values = {}) {
        values.emplace_back("name", use_.name.text);
        faults_.push_back({use_.toml, use_.name.line, key, std::move(values)});
    }

    void add_picture_error(const Error& error) {
        switch (error.kind) {
            case ErrorKind::Unsupported:
                return add("picture_unsupported");
            case ErrorKind::Untrusted:
                return add("picture_outside", {{"reason", error.message}});
            case ErrorKind::Io:
                return add("media_tool_missing", {{"reason", error.message}});
            default:
                return add("picture_broken");
        }
    }

    void check_picture() {
        constexpr std::array<std::string_view, 7> kEndings{".svg",  ".jpg", ".jpeg", ".png",
                                                           ".webp", ".tif", ".tiff"};
        const std::string ending = language::to_lower(use_.file.extension().string());
        if (std::find(kEndings.begin(), kEndings.end(), ending) == kEndings.end())
            return add("picture_unsupported");
        const auto facts = read_picture_header(use_.file);
        if (!facts) return add_picture_error(facts.error());
        const Size size = facts->size;
        const std::string width = std::to_string(size.width), height = std::to_string(size.height);
        if (is_too_large(size))
            return add("picture_too_large", {{"width", width}, {"height", height}});
        const auto decoded = check_picture_data(use_.file, *facts);
        if (!decoded) return add_picture_error(decoded.error());
        const bool is_drawing = facts->loader == "svg";
        if (!is_drawing && std::max(size.width, size.height) < limits::kLeastPictureSide)
            add("picture_too_small", {{"width", width},
                                      {"height", height},
                                      {"least", std::to_string(limits::kLeastPictureSide)}});
        if (use_.kind == MediaUse::Kind::TallPicture && size.width >= size.height && !is_turned())
            add("picture_not_tall", {{"width", width}, {"height", height}});
    }

    /// A photo that lies on its side and says so in its EXIF block; the builder turns it upright.
    bool is_turned() const {
        const auto answer =
            run_program({"vipsheader", "-f", "orientation", use_.file.string() + "[]"});
        return answer && !answer->empty() && answer->front() >= '5' && answer->front() <= '8';
    }

    void add_film_error(const char* key, const Error& error) {
        if (error.kind == ErrorKind::Io)
            add("media_tool_missing", {{"reason", error.message}});
        else
            add(key);
    }

    void check_film() {
        const auto facts = probe_film(use_.file);
        if (!facts) return add_film_error("film_broken", facts.error());
        if (!facts->has_video) return add("film_without_video");
        const Size size = facts->size;
        if (size.width <= 0 || size.height <= 0 || facts->duration <= Milliseconds(0))
            return add("film_broken");
        if (std::max(size.width, size.height) > limits::kFilmSide ||
            facts->frames_per_second > limits::kFilmFramesPerSecond)
            add("film_too_large",
                {{"width", std::to_string(size.width)}, {"height", std::to_string(size.height)}});
        const auto minutes = std::chrono::ceil<std::chrono::minutes>(facts->duration).count();
        if (facts->duration > limits::kFilmDuration)
            add("film_too_long",
                {{"minutes", std::to_string(minutes)},
                 {"most", std::to_string(limits::kFilmDuration / std::chrono::minutes(1))}});
        check_captions(*facts);
    }

    /// A silent film has nothing to write down; but captions in one language want the others.
    void check_captions(const FilmFacts& facts) {
        if (facts.has_audio || !use_.captions.empty())
            for (const std::string& language : use_.missing_languages)
                add("captions_missing", {{"language", language}});
        for (const SourceCaptions& captions : use_.captions)
            for (std::size_t i = 0; i < captions.cues.size(); ++i) {
                if (captions.cues[i].end <= facts.duration + kCaptionOverhang) continue;
                const auto seconds = facts.duration.count() / 1000;
                faults_.push_back({captions.file,
                                   captions.lines[i],
                                   "vtt_after_end",
                                   {{"length", fmt::format("{}:{:02}", seconds / 60, seconds % 60)},
                                    {"film", use_.name.text}}});
                break;  // all that follow are late too
            }
    }

    void check_sound() {
        const auto facts = probe_film(use_.file);
        if (!facts) return add_film_error("sound_broken", facts.error());
        if (!facts->has_audio || facts->duration <= Milliseconds(0)) add("sound_without_sound");
    }

    const MediaUse& use_;
    std::vector<Fault> faults_;
};

}  // namespace

void check_media(const std::vector<MediaUse>& media, Faults& faults, CheckedMedia* checked) {
    std::vector<std::vector<Fault>> found(media.size());
    // Taken before the look, so that a file that changes meanwhile is looked into again.
    std::vector<std::string> marks(media.size());
    if (checked != nullptr)
        std::transform(media.begin(), media.end(), marks.begin(), CheckedMedia::mark_of);
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next++; i < media.size(); i = next++)
            if (checked == nullptr || !checked->has(marks[i])) found[i] = Check(media[i]).run();
    };
    {
        const std::size_t cores = std::max(1u, std::thread::hardware_concurrency());
        std::vector<std::jthread> workers;
        for (std::size_t i = 1; i < std::min(cores, media.size()); ++i) workers.emplace_back(work);
        work();
    }
    for (std::size_t i = 0; i < media.size(); ++i) {
        if (checked != nullptr && found[i].empty() && !marks[i].empty()) checked->add(marks[i]);
        for (Fault& fault : found[i]) faults.add(std::move(fault));
    }
}

}  // namespace sen::pack
