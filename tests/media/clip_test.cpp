// SPDX-License-Identifier: Apache-2.0
// Silent clips that repeat: which picture comes when, with a clock that the test moves. Each
// picture of the clip is of one grey, so that it tells its number.
#include "player/clip.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <optional>
#include <vector>

#include "films.h"
#include "stage.h"

using namespace sen;
using namespace sen::media;
using player::Clip;
using player::FrameMemory;
using player::FrameReader;

namespace {

constexpr Size kSize{kClipSide, kClipSide};
constexpr Milliseconds kPeriod{40};

/// A clip and the kiosk's side of its memory.
class Wall {
  public:
    explicit Wall(UniqueFd file, Milliseconds start = Milliseconds(0))
        : clip_(Clip::open(std::move(file),
                           FrameMemory::map(UniqueFd(::dup(memory_.fd())), kSize).value(), start,
                           clock_)) {}

    Clip& clip() { return clip_.value(); }
    FakeClock& clock() { return clock_; }
    struct Shown {
        int index = 0;
        Milliseconds at{0};
    };
    /// What is shown in so many milliseconds, looked at in each.
    std::vector<Shown> watch(Milliseconds time) {
        std::vector<Shown> shown;
        for (Milliseconds passed{0}; passed < time; ++passed) {
            report_ = clip().advance();
            if (const auto taken = reader_.take().value())
                shown.push_back(
                    {clip_index(memory_.planes(*taken)[0][kClipSide / 2]), clock_.now()});
            clock_.advance(Milliseconds(1));
        }
        return shown;
    }
    const player::FilmReport& report() const { return report_; }

  private:
    FakeClock clock_;
    FrameMemory memory_ = FrameMemory::create(kSize).value();
    FrameReader reader_{memory_};
    Result<Clip> clip_;
    player::FilmReport report_;
};

}  // namespace

TEST_CASE("clip: at its seam no picture is missing, shown twice, or longer than the others") {
    Wall wall(Films::all().clip().file);
    constexpr int kPictures = 3 * kClipFrames + 7;

    const auto shown = wall.watch(kPictures * kPeriod);

    REQUIRE(shown.size() == kPictures);
    for (int i = 0; i < kPictures; ++i) {
        CAPTURE(i);
        const auto& picture = shown[static_cast<std::size_t>(i)];
        CHECK(picture.index == i % kClipFrames);
        CHECK(picture.at == i * kPeriod);
    }
    CHECK(wall.report().frames == kPictures);
    CHECK(wall.report().state == player::FilmState::Playing);
    CHECK(wall.report().position == 6 * kPeriod);
}

TEST_CASE("clip: it says when it is to be called, and is not late by that") {
    Wall wall(Films::all().clip().file);
    wall.clip().advance();

    for (int i = 0; i < 2 * kClipFrames; ++i) {
        CHECK(wall.clip().until_next() == kPeriod);
        wall.clock().advance(kPeriod);
        CHECK(wall.clip().advance().frames == static_cast<std::uint64_t>(i) + 2);
    }
}

TEST_CASE("clip: held it shows nothing, and goes on with the next picture") {
    Wall wall(Films::all().clip().file);
    CHECK(wall.watch(5 * kPeriod).back().index == 4);

    wall.clip().set_paused(true);
    CHECK(wall.watch(std::chrono::seconds(10)).empty());
    CHECK(wall.report().state == player::FilmState::Paused);
    wall.clip().set_paused(false);

    const auto shown = wall.watch(3 * kPeriod);
    REQUIRE(shown.size() == 3);
    CHECK(shown.front().index == 5);
}

TEST_CASE("clip: it begins where it is told to, and is sent elsewhere") {
    Wall wall(Films::all().clip().file, 30 * kPeriod);
    CHECK(wall.watch(kPeriod).front().index == 30);

    wall.clip().seek(10 * kPeriod);

    const auto shown = wall.watch(kClipFrames * kPeriod);
    CHECK(shown.front().index == 10);
    CHECK(shown.back().index == 9);
}

TEST_CASE("clip: at half its speed each picture stays twice as long") {
    Wall wall(Films::all().clip().file);
    wall.clip().set_rate(50);

    CHECK(wall.watch(20 * kPeriod).size() == 10);
}

TEST_CASE("clip: who was away long is not shown all that was missed in one rush") {
    Wall wall(Films::all().clip().file);
    wall.watch(kPeriod);

    wall.clock().advance(std::chrono::seconds(60));

    CHECK(wall.watch(4 * kPeriod).size() == 4);
}

TEST_CASE("clip: a film with sound, a photograph and a torn film are none") {
    const auto kind = [](PlayRequest request) {
        FakeClock clock;
        const Size size = request.size;
        auto memory = FrameMemory::create(size).value();
        return Clip::open(std::move(request.file), std::move(memory), {}, clock).error().kind;
    };

    CHECK(kind(Films::all().bands()) == ErrorKind::Unsupported);
    CHECK(kind(Films::all().picture()) == ErrorKind::Corrupt);
    // Of its few bytes one libavformat says that they are no film, another that it has no pictures.
    const auto torn = kind(Films::all().longer_cut_to(0.001));
    CHECK((torn == ErrorKind::Corrupt || torn == ErrorKind::Unsupported));
    auto other_size = Films::all().clip();
    other_size.size = {32, 32};
    CHECK(kind(std::move(other_size)) == ErrorKind::Unsupported);
}

TEST_CASE("clip: sen-player repeats it for ever, and another one takes its place") {
    Stage stage;
    std::vector<int> seen;
    stage.on_frame = [&](const FrameView& frame) {
        seen.push_back(clip_index(frame.y[kClipSide / 2]));
    };
    const auto play = [&](PlayRequest request) {
        request.is_repeated = true;
        stage.player().play(std::move(request));
    };

    play(Films::all().clip());
    REQUIRE(stage.run_until_frames(2 * kClipFrames + 10));
    CHECK(stage.player().state() == PlayState::Playing);
    // A machine that is busy may miss some; none is shown twice, and the round is whole.
    for (std::size_t i = 1; i < seen.size(); ++i) CHECK(seen[i] != seen[i - 1]);
    for (const int index : seen) CHECK(index < kClipFrames);
    seen.clear();
    play(Films::all().other_clip());
    REQUIRE(stage.run_until_frames(kOtherClipFrames + 10));

    CHECK(seen.front() >= kClipFrames);
    CHECK(stage.player().restarts() == 0);
}

TEST_CASE("clip: a film with sound is repeated, too, by libvlc") {
    Stage stage;
    auto request = Films::all().bands();
    request.is_repeated = true;

    stage.player().play(std::move(request));
    REQUIRE(stage.run_until([&] { return stage.player().position() > Milliseconds(2000); }));

    CHECK(stage.run_until([&] { return stage.player().position() < Milliseconds(1000); }));
    CHECK(stage.player().state() == PlayState::Playing);
}
