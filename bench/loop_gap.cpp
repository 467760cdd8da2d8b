// SPDX-License-Identifier: Apache-2.0
#include "loop_gap.h"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <vector>

#include "media/media_player.h"
#include "statistics.h"

namespace sen::bench {

namespace {

constexpr Size kPicture{1920, 1080};
constexpr int kRate = 25;  // pictures a second
constexpr double kPeriodMs = 1000.0 / kRate;
constexpr int kClipSeconds = 2;
constexpr std::uint64_t kRound = kRate * kClipSeconds;
constexpr std::uint64_t kRounds = 5;
constexpr double kPatienceMs = 60'000;

Result<void> make_clip(const std::filesystem::path& file, const char* pattern, bool has_sound) {
    const std::string command = fmt::format(
        "ffmpeg -nostdin -v error -y -f lavfi -i {}=s={}x{}:r={}:d={} {} -c:v libx264 "
        "-preset veryfast -pix_fmt yuv420p '{}'",
        pattern, kPicture.width, kPicture.height, kRate, kClipSeconds,
        has_sound ? fmt::format("-f lavfi -i sine=d={} -c:a aac", kClipSeconds) : "",
        file.string());
    if (std::system(command.c_str()) != 0)
        return fail(ErrorKind::Io, "ffmpeg does not make {}", file.string());
    return {};
}

/// When pictures were there for the kiosk, ms.
class Watcher {
  public:
    Watcher(const std::filesystem::path& program, const Clock& clock) : player_({program}, clock) {}

    Result<void> play(const std::filesystem::path& file) {
        SEN_TRY(UniqueFd opened, open_file(file));
        media::PlayRequest request{std::move(opened), kPicture, Milliseconds{0},
                                   std::chrono::seconds(kClipSeconds)};
        request.is_repeated = true;
        player_.play(std::move(request));
        return {};
    }
    Result<void> watch(std::uint64_t pictures) {
        const double begin = milliseconds(CLOCK_MONOTONIC);
        while (pictures > 0) {
            player_.update();
            while (pictures > 0 && player_.take_frame()) {
                times_.push_back(milliseconds(CLOCK_MONOTONIC));
                --pictures;
            }
            if (player_.state() == media::PlayState::Failed)
                return fail(ErrorKind::Invalid, "the player gives the clip up");
            if (milliseconds(CLOCK_MONOTONIC) - begin > kPatienceMs)
                return fail(ErrorKind::Io, "no pictures come");
            pollfd source{player_.poll_fd(), POLLIN, 0};
            ::poll(&source, 1, 5);
        }
        return {};
    }
    /// The largest of the gaps from picture `from` to `to`, ms.
    double largest_gap(std::size_t from, std::size_t to) const {
        double largest = 0;
        for (std::size_t i = from + 1; i <= to && i < times_.size(); ++i)
            largest = std::max(largest, times_[i] - times_[i - 1]);
        return largest;
    }
    std::size_t count() const { return times_.size(); }

  private:
    media::MediaPlayer player_;
    std::vector<double> times_;
};

/// `elsewhere_ms`: the largest gap where there is no seam; on a busy machine it says how busy.
void add(Table& table, const char* name, double gap_ms, double elsewhere_ms,
         std::optional<Reach> reach) {
    // Half a period late is the machine, a whole one is a picture that is missing.
    const double missing = std::max(0.0, std::round(gap_ms / kPeriodMs) - 1);
    table.add({"A clip of 1080p at 25 pictures a second, again and again", name, missing,
               "pictures",
               fmt::format("gap of {:.1f} ms, elsewhere up to {:.1f}; a picture has {:.0f}", gap_ms,
                           elsewhere_ms, kPeriodMs),
               reach});
}

}  // namespace

Result<void> measure_loop(const std::filesystem::path& player, const std::filesystem::path& work,
                          Table& table) {
    const auto first = work / "loop-1.mp4", second = work / "loop-2.mp4",
               loud = work / "loop-3.mp4";
    SEN_CHECK(make_clip(first, "testsrc2", false));
    SEN_CHECK(make_clip(second, "smptehdbars", false));
    SEN_CHECK(make_clip(loud, "testsrc2", true));
    ::setenv("SEN_AUDIO_OUTPUT", "adummy", 1);
    const SystemClock clock;
    constexpr Reach kNone{Reach::Side::AtMost, 0};
    {
        Watcher watcher(player, clock);
        SEN_CHECK(watcher.play(first));
        SEN_CHECK(watcher.watch(kRounds * kRound));
        const std::size_t end = watcher.count();
        double seams = 0, elsewhere = 0;
        for (std::size_t i = 2; i < end; ++i) {
            double& largest = i % kRound == 0 ? seams : elsewhere;
            largest = std::max(largest, watcher.largest_gap(i - 1, i));
        }
        add(table, "silent, at the seams of five rounds", seams, elsewhere, kNone);
        SEN_CHECK(watcher.play(second));
        SEN_CHECK(watcher.watch(kRound));
        add(table, "silent, another one in its place", watcher.largest_gap(end - 1, end),
            watcher.largest_gap(end, watcher.count() - 1), kNone);
    }
    Watcher watcher(player, clock);
    SEN_CHECK(watcher.play(loud));
    SEN_CHECK(watcher.watch(2 * kRound + kRound / 2));
    double seams = 0, elsewhere = 0;
    for (std::size_t i = 2; i < watcher.count(); ++i) {
        double& largest = i % kRound <= 1 ? seams : elsewhere;
        largest = std::max(largest, watcher.largest_gap(i - 1, i));
    }
    add(table, "with sound, by libvlc", seams, elsewhere, {});
    return {};
}

}  // namespace sen::bench
