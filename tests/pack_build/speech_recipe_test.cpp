// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "pack/probe.h"
#include "pack/sentences.h"
#include "pack/wave.h"
#include "pack_build/workshop.h"

using namespace sen;
using namespace sen::pack;

namespace {

std::vector<std::string> sentences_of(const std::string& text) {
    std::vector<std::string> sentences;
    for (const Sentence s : split_sentences(text))
        sentences.push_back(text.substr(s.begin, s.end - s.begin));
    return sentences;
}

using Sentences = std::vector<std::string>;

const std::vector<catalogue::Block> kText{
    {catalogue::BlockKind::Paragraph, "Cầu rất cũ. Sông rất rộng!", {}},
    {catalogue::BlockKind::Quotation, "—", {}},
    {catalogue::BlockKind::Paragraph, "Hết.", {}}};

}  // namespace

TEST_CASE("sentences: marks end them, abbreviations, numbers and addresses do not") {
    CHECK(sentences_of("Một. Hai! Ba?") == Sentences{"Một.", "Hai!", "Ba?"});
    CHECK(sentences_of("Ở TP. Hồ Chí Minh có 1.200 người. Hết") ==
          Sentences{"Ở TP. Hồ Chí Minh có 1.200 người.", "Hết"});
    CHECK(sentences_of("J. Smith saw thanhnien.vn today.") ==
          Sentences{"J. Smith saw thanhnien.vn today."});
    CHECK(sentences_of("“Đi đâu?” Anh hỏi… Rồi đi.") ==
          Sentences{"“Đi đâu?”", "Anh hỏi…", "Rồi đi."});
    CHECK(sentences_of("Thật à?! Ừ.") == Sentences{"Thật à?!", "Ừ."});
    CHECK(sentences_of("  không dấu  ") == Sentences{"không dấu"});
    CHECK(sentences_of("   ").empty());
    CHECK(sentences_of("").empty());
}

TEST_CASE("wave: what is written is read again") {
    Wave wave{22050, {0, 1, -1, 32767, -32768}};

    const Wave again = parse_wave(to_riff(wave)).value();

    CHECK(again.rate == 22050);
    CHECK(again.samples == wave.samples);
}

TEST_CASE("wave: a cut one gives what is there, a foreign or empty one is refused") {
    const std::string good = to_riff(Wave{22050, {1, 2, 3, 4}});
    std::string stereo = good;
    stereo[22] = 2;

    CHECK(parse_wave(good.substr(0, good.size() - 3)).value().samples.size() == 2);
    CHECK(parse_wave(stereo).error().kind == ErrorKind::Unsupported);
    for (std::size_t length = 0; length < 44; ++length)
        CHECK_FALSE(parse_wave(good.substr(0, length)));
}

TEST_CASE("wave: quiet and loud speech come to one level, silence stays") {
    Wave quiet{22050, std::vector<std::int16_t>(1000, 400)};
    Wave loud{22050, std::vector<std::int16_t>(1000, 20000)};
    Wave silent{22050, std::vector<std::int16_t>(1000, 3)};

    level(quiet);
    level(loud);
    level(silent);

    CHECK(quiet.samples[0] == loud.samples[0]);
    CHECK(quiet.samples[0] == 3277);
    CHECK(silent.samples[0] == 3);
}

TEST_CASE("speech: each sentence has its time and its bytes, pauses lie between") {
    const auto directory = TemporaryDirectory::create().value();

    const auto made = make(speech_job("Cầu", kText, "vi", "cau", no_tools()), directory.path());
    const auto cues = speech_cues(made.extra).value();

    REQUIRE(cues.size() == 4);
    CHECK(cues[0].block == -1);
    CHECK(cues[0].begin == Milliseconds(0));
    CHECK(cues[1].block == 0);
    CHECK(cues[2].text_begin == std::string("Cầu rất cũ. ").size());
    CHECK(cues[2].text_end == kText[0].text.size());
    CHECK(cues[3].block == 2);
    const auto pause = [&](std::size_t i) { return (cues[i].begin - cues[i - 1].end).count(); };
    CHECK(pause(1) == doctest::Approx(600).epsilon(0.003));
    CHECK(pause(2) == doctest::Approx(350).epsilon(0.003));
    CHECK(pause(3) == doctest::Approx(600).epsilon(0.003));
    CHECK(made.files.at(kSpeechSound).duration == cues[3].end);
}

TEST_CASE("speech: it is AAC of the length that its sentences have, the same each time") {
    const auto one = TemporaryDirectory::create().value(),
               two = TemporaryDirectory::create().value();
    const MediaJob job = speech_job("A bridge", kText, "en", "cau", no_tools());

    const auto made = make(job, one.path());
    make(job, two.path());

    const auto facts = probe_film(one.path() / kSpeechSound).value();
    CHECK(facts.audio_codec == "aac");
    CHECK_FALSE(facts.has_video);
    const auto off = facts.duration - made.files.at(kSpeechSound).duration;
    CHECK(std::abs(off.count()) < 100);
    CHECK(bytes_of(one.path() / kSpeechSound) == bytes_of(two.path() / kSpeechSound));
}

TEST_CASE("speech: a text that looks like an option is spoken, one without sound is refused") {
    const auto directory = TemporaryDirectory::create().value();

    const auto spoken = speech_job("--help me", {}, "en", "x", no_tools()).make(directory.path());
    const auto silent = speech_job("—", {}, "vi", "x", no_tools()).make(directory.path());

    CHECK(spoken);
    CHECK_FALSE(silent);
}
