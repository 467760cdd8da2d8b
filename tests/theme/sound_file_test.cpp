// SPDX-License-Identifier: Apache-2.0
#include "theme/sound_file.h"

#include <doctest/doctest.h>

#include "theme/themes.h"

using namespace sen;
using namespace sen::theme;
using namespace sen::theme::test;

namespace {

std::string little(unsigned value, int count) {
    std::string bytes;
    for (int i = 0; i < count; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xFF);
    return bytes;
}

struct Wave {
    unsigned tag = 1, channels = 1, rate = kSoundRate, bits = 16;
    std::string before;  ///< chunks before the samples
    std::string samples = little(1, 2) + little(0xFFFE, 2);

    std::string bytes() const {
        const std::string format = little(tag, 2) + little(channels, 2) + little(rate, 4) +
                                   little(rate * channels * bits / 8, 4) +
                                   little(channels * bits / 8, 2) + little(bits, 2);
        return "RIFF" + little(0, 4) + "WAVEfmt " + little(16, 4) + format + before + "data" +
               little(static_cast<unsigned>(samples.size()), 4) + samples;
    }
};

Result<std::vector<std::int16_t>> read(const std::string& bytes) {
    const Folder folder;
    REQUIRE(write_file_atomically(folder.path() / "a.wav", bytes));
    return read_sound(folder.path() / "a.wav");
}

}  // namespace

TEST_CASE("sound: the samples of a WAV file, whatever other chunks stand before them") {
    CHECK(read(Wave{}.bytes()).value() == std::vector<std::int16_t>{1, -2});

    Wave with_list;
    with_list.before = "LIST" + little(3, 4) + "abc" + std::string(1, '\0');  // padded to even

    CHECK(read(with_list.bytes()).value() == std::vector<std::int16_t>{1, -2});
}

TEST_CASE("sound: another format is refused, and how to make ours is said") {
    for (const auto change :
         {+[](Wave& wave) { wave.tag = 3; }, +[](Wave& wave) { wave.channels = 2; },
          +[](Wave& wave) { wave.rate = 44'100; }, +[](Wave& wave) { wave.bits = 24; }}) {
        Wave wave;
        change(wave);

        const auto sound = read(wave.bytes());

        REQUIRE_FALSE(sound);
        CHECK(sound.error().kind == ErrorKind::Unsupported);
        CHECK(sound.error().message.find("ffmpeg") != std::string::npos);
    }
    CHECK(read("OggS and so on").error().kind == ErrorKind::Unsupported);
    CHECK(read("").error().kind == ErrorKind::Unsupported);
}

TEST_CASE("sound: 300 ms is the longest, and nothing at all is no sound") {
    Wave wave;
    wave.samples = std::string(2 * kMaxSoundSamples, 'x');
    CHECK(read(wave.bytes()).value().size() == kMaxSoundSamples);

    wave.samples += "xx";
    CHECK(read(wave.bytes()).error().kind == ErrorKind::Unsupported);
    wave.samples = "";
    CHECK(read(wave.bytes()).error().kind == ErrorKind::Unsupported);
}

TEST_CASE("sound: a file that is cut anywhere is refused") {
    const std::string whole = Wave{}.bytes();
    for (std::size_t length = 0; length < whole.size(); ++length)
        CHECK_FALSE(read(whole.substr(0, length)));
}

TEST_CASE("sound: those of the themes are quiet and short") {
    for (const auto& file : std::filesystem::recursive_directory_iterator(kThemes)) {
        if (file.path().extension() != ".wav") continue;
        const auto samples = read_sound(file.path()).value();
        const auto [low, high] = std::minmax_element(samples.begin(), samples.end());

        CHECK(*low > -10'000);  // -10 dB
        CHECK(*high < 10'000);
        CHECK(samples.back() == 0);  // nothing clicks
    }
}
