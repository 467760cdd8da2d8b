// SPDX-License-Identifier: Apache-2.0
#include "media_plan.h"

#include "language/letter_case.h"
#include "program.h"

namespace sen::pack {
namespace {

/// Whether the machine reads what stands in `texts`.
bool has_machine_voice(const PackSource& source, const std::string& language,
                       const std::map<std::string, std::vector<catalogue::Block>>& texts) {
    const auto text = texts.find(language);
    return source.narration == Narration::Machine && has_voice(language) && text != texts.end() &&
           !text->second.empty();
}

bool is_spoken_by_machine(const PackSource& source, const SourceExhibit& exhibit,
                          const std::string& language) {
    return !exhibit.narration.contains(language) &&
           has_machine_voice(source, language, exhibit.text);
}

bool is_simple_spoken(const PackSource& source, const SourceExhibit& exhibit,
                      const std::string& language) {
    return has_machine_voice(source, language, exhibit.simple_text);
}

std::string first_line(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

class Planner {
  public:
    Planner(const PackSource& source, const ToolVersions& tools) : source_(source), tools_(tools) {}

    MediaPlan plan() {
        for (const SourceExhibit& exhibit : source_.exhibits) add_exhibit(exhibit);
        return std::move(plan_);
    }

  private:
    void add(std::string slot, MediaJob job) {
        plan_.slots.push_back(std::move(slot));
        plan_.jobs.push_back(std::move(job));
    }
    std::string name_of(const std::filesystem::path& file) const {
        const auto relative = file.lexically_relative(source_.folder);
        return relative.empty() ? file.string() : relative.string();
    }
    void add_exhibit(const SourceExhibit& exhibit) {
        for (std::size_t i = 0; i < exhibit.pictures.size(); ++i) {
            const SourcePicture& picture = exhibit.pictures[i];
            add(picture_slot(exhibit.id, i),
                picture_job(picture.file, name_of(picture.file), tools_));
            if (picture.tall)
                add(tall_slot(exhibit.id, i),
                    picture_job(*picture.tall, name_of(*picture.tall), tools_));
        }
        if (exhibit.film)
            add(film_slot(exhibit.id),
                film_job(exhibit.film->file, name_of(exhibit.film->file), tools_));
        for (const std::string& language : source_.languages) add_speech(exhibit, language);
    }
    void add_speech(const SourceExhibit& exhibit, const std::string& language) {
        const std::string slot = speech_slot(exhibit.id, language);
        const auto title = exhibit.title.find(language);
        const std::string heading = title == exhibit.title.end() ? "" : title->second;
        const std::string name = fmt::format("exhibits/{}/{}", exhibit.id, language);
        const auto recording = exhibit.narration.find(language);
        if (recording != exhibit.narration.end())
            add(slot, recording_job(recording->second, name_of(recording->second), tools_));
        else if (is_spoken_by_machine(source_, exhibit, language))
            add(slot,
                speech_job(heading, exhibit.text.at(language), language, name + ".md", tools_));
        if (is_simple_spoken(source_, exhibit, language))
            add(simple_speech_slot(exhibit.id, language),
                speech_job(heading, exhibit.simple_text.at(language), language, name + ".simple.md",
                           tools_));
    }

    const PackSource& source_;
    const ToolVersions& tools_;
    MediaPlan plan_;
};

}  // namespace

std::string picture_slot(const std::string& exhibit, std::size_t index) {
    return fmt::format("{}/{}-", exhibit, index + 1);
}

std::string tall_slot(const std::string& exhibit, std::size_t index) {
    return fmt::format("{}/{}-tall-", exhibit, index + 1);
}

std::string film_slot(const std::string& exhibit) {
    return exhibit + "/";
}

std::string speech_slot(const std::string& exhibit, const std::string& language) {
    return fmt::format("{}/{}-", exhibit, language::to_lower(language));
}

std::string simple_speech_slot(const std::string& exhibit, const std::string& language) {
    return fmt::format("{}/{}-simple-", exhibit, language::to_lower(language));
}

MediaPlan plan_media(const PackSource& source, const ToolVersions& tools) {
    return Planner(source, tools).plan();
}

Result<ToolVersions> find_tools(const PackSource& source) {
    bool has_film = false, has_recording = false, has_machine = false;
    for (const SourceExhibit& exhibit : source.exhibits) {
        has_film |= exhibit.film.has_value();
        has_recording |= !exhibit.narration.empty();
        for (const std::string& language : source.languages)
            has_machine |= is_spoken_by_machine(source, exhibit, language) ||
                           is_simple_spoken(source, exhibit, language);
    }
    ToolVersions tools;
    SEN_TRY(const std::string vips, run_program({"vips", "--version"}));
    tools.vips = first_line(vips);
    if (has_film || has_recording || has_machine) {
        SEN_TRY(const std::string ffmpeg, run_program({"ffmpeg", "-hide_banner", "-version"}));
        tools.ffmpeg = first_line(ffmpeg);
    }
    if (has_machine) {
        SEN_TRY(const std::string espeak, run_program({"espeak-ng", "--version"}));
        // "eSpeak NG text-to-speech: 1.51  Data at: …": where its data lie changes no sound.
        tools.espeak = first_line(espeak).substr(0, espeak.find("  "));
    }
    return tools;
}

}  // namespace sen::pack
