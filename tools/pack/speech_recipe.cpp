// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <utility>

#include "base/file.h"
#include "base/utf8.h"
#include "program.h"
#include "recipe.h"
#include "sentences.h"
#include "spoken_text.h"
#include "wave.h"

namespace sen::pack {
namespace {

namespace fs = std::filesystem;
using catalogue::Block;
using catalogue::SpeechCue;

constexpr int kRecipeNumber = 2;
constexpr int kWordsPerMinute = 150;
constexpr Milliseconds kPauseInBlock{350}, kPauseBetweenBlocks{600};
constexpr std::uint64_t kMaxSentenceBytes = 64 << 20;
constexpr std::int64_t kMaxCueMilliseconds = 24 * 60 * 60 * 1000;

std::optional<std::string> voice_of(const std::string& language) {
    static const std::map<std::string, std::string> kVoices{{"vi", "vi-vn-x-south"},
                                                            {"en", "en-gb"}};
    const auto found = kVoices.find(language);
    return found == kVoices.end() ? std::nullopt : std::optional(found->second);
}

/// What is spoken, in the order it is spoken: the title (block -1), then the blocks.
std::vector<std::pair<int, std::string>> spoken_texts(const std::string& title,
                                                      const std::vector<Block>& text) {
    std::vector<std::pair<int, std::string>> texts{{-1, title}};
    for (int index = 0; const Block& block : text) texts.emplace_back(index++, block.text);
    return texts;
}

/// Whether there is a letter or a digit in it: a lone dash is nothing to say, though espeak-ng
/// would spell it.
bool has_word(std::string_view text) {
    while (const auto point = first_code_point(text)) {
        const char32_t c = point->value;
        const bool is_ascii_word =
            (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        const bool is_punctuation = c < 0xc0 || (c >= 0x2000 && c <= 0x206f);
        if (is_ascii_word || !is_punctuation) return true;
        text.remove_prefix(point->length);
    }
    return false;
}

Result<Wave> speak(std::string_view sentence, const std::string& voice, const fs::path& directory) {
    const fs::path file = directory / "sentence.wav";
    std::error_code ignored;
    fs::remove(file, ignored);
    // -z: no pause of its own at the end; ours are counted in samples.
    SEN_CHECK(run_program({"espeak-ng", "-b", "1", "-z", "-v", voice, "-s",
                           std::to_string(kWordsPerMinute), "-w", file.string(), "--",
                           std::string(sentence)}));
    if (!fs::exists(file)) return Wave{};  // nothing in it that sounds
    SEN_TRY(const std::string bytes, read_file(file, kMaxSentenceBytes));
    return parse_wave(bytes);
}

struct Narration {
    Wave wave;
    std::vector<SpeechCue> cues;
};

Result<Narration> narrate(const std::vector<std::pair<int, std::string>>& texts,
                          const std::string& language, const std::string& voice,
                          const fs::path& directory) {
    Narration narration;
    Wave& whole = narration.wave;
    for (const auto& [block, text] : texts) {
        for (const Sentence sentence : split_sentences(text)) {
            const std::string_view words =
                std::string_view(text).substr(sentence.begin, sentence.end - sentence.begin);
            if (!has_word(words)) continue;
            SEN_TRY(const Wave spoken, speak(spoken_text(words, language), voice, directory));
            if (spoken.samples.empty()) continue;
            if (whole.rate == 0) whole.rate = spoken.rate;
            if (whole.rate != spoken.rate)
                return fail(ErrorKind::Io, "espeak-ng changed its sample rate");
            if (!narration.cues.empty())
                whole.append_silence(narration.cues.back().block == block ? kPauseInBlock
                                                                          : kPauseBetweenBlocks);
            const Milliseconds begin = whole.length();
            whole.append(spoken);
            narration.cues.push_back({begin, whole.length(), block, sentence.begin, sentence.end});
        }
    }
    if (narration.cues.empty()) return fail(ErrorKind::Invalid, "nothing to speak");
    level(whole);
    return narration;
}

Result<MediaMade> make_speech(const std::vector<std::pair<int, std::string>>& texts,
                              const std::string& language, const std::string& voice,
                              const fs::path& directory) {
    SEN_TRY(const Narration narration, narrate(texts, language, voice, directory));
    const fs::path wave = directory / "narration.wav";
    SEN_CHECK(write_file_atomically(wave, to_riff(narration.wave)));
    SEN_CHECK(run_program({"ffmpeg",      "-nostdin",
                           "-v",          "error",
                           "-y",          "-protocol_whitelist",
                           "file",        "-f",
                           "wav",         "-i",
                           wave.string(), "-map",
                           "0:a:0",       "-map_metadata",
                           "-1",          "-c:a",
                           "aac",         "-b:a",
                           "64k",         "-ar",
                           "44100",       "-ac",
                           "1",           "-fflags",
                           "+bitexact",   "-flags:a",
                           "+bitexact",   "-movflags",
                           "+faststart",  "-f",
                           "mp4",         (directory / kSpeechSound).string()}));
    MediaMade made;
    made.files[kSpeechSound] = {"audio/mp4", {}, narration.wave.length()};
    auto& cues = made.extra["cues"] = nlohmann::json::array();
    for (const SpeechCue& cue : narration.cues)
        cues.push_back(
            {cue.begin.count(), cue.end.count(), cue.block, cue.text_begin, cue.text_end});
    return made;
}

}  // namespace

bool has_voice(const std::string& language) {
    return voice_of(language).has_value();
}

MediaJob speech_job(const std::string& title, const std::vector<Block>& text,
                    const std::string& language, const std::string& name,
                    const ToolVersions& tools) {
    const std::string voice = voice_of(language).value_or(language);
    auto texts = spoken_texts(title, text);
    MediaJob job;
    job.name = name;
    job.recipe =
        fmt::format("speech {} {} {} {} {} {} {}\n", kRecipeNumber, voice, kWordsPerMinute,
                    kPauseInBlock.count(), kPauseBetweenBlocks.count(), tools.espeak, tools.ffmpeg);
    std::size_t bytes = 0;
    for (const auto& [block, words] : texts) {
        // With the length in front no two different texts read the same.
        job.recipe += fmt::format("{} {}:{}\n", block, words.size(), words);
        bytes += words.size();
    }
    job.weight = 0.3 + static_cast<double>(bytes) / 3000;
    job.make = [texts = std::move(texts), language, voice](const fs::path& directory) {
        return make_speech(texts, language, voice, directory);
    };
    return job;
}

Result<std::vector<SpeechCue>> speech_cues(const nlohmann::json& extra) {
    std::vector<SpeechCue> cues;
    if (!extra.contains("cues")) return cues;
    const auto is_number = [](const nlohmann::json& value) {
        return value.is_number_integer() && value >= -1 && value <= kMaxCueMilliseconds;
    };
    for (const auto& row : extra["cues"]) {
        if (!row.is_array() || row.size() != 5 || !std::all_of(row.begin(), row.end(), is_number))
            return fail(ErrorKind::Corrupt, "odd cues in the cache");
        cues.push_back({Milliseconds(row[0].get<std::int64_t>()),
                        Milliseconds(row[1].get<std::int64_t>()), row[2].get<int>(),
                        row[3].get<std::uint32_t>(), row[4].get<std::uint32_t>()});
    }
    return cues;
}

}  // namespace sen::pack
