// SPDX-License-Identifier: Apache-2.0
#include "window_cost.h"

#include <SDL.h>

#include <thread>

#include "statistics.h"
#include "ui/scroll.h"
#include "visitor.h"

namespace sen::bench {

using catalogue::ExhibitKind;

namespace {

constexpr auto kTick = std::chrono::microseconds(16'667);
constexpr int kScrollFrames = 600;
constexpr int kScrollStep = 8;
constexpr int kFades = 8;
constexpr int kFadeFrames = 70;  // of the loop's 1,200 ms
constexpr Milliseconds kStillStays{11'100};
constexpr int kDrawLists = 200;

struct SdlVideo {
    bool is_started = SDL_Init(SDL_INIT_VIDEO) == 0;
    ~SdlVideo() {
        if (is_started) SDL_Quit();
    }
};

/// Frames 60 times a second, with all that they cost on the clock.
class Runner {
  public:
    explicit Runner(Visitor& visitor) : visitor_(visitor) {}

    template <class BeforeFrame>
    void run(int frames, const BeforeFrame& before) {
        const double cpu = milliseconds(CLOCK_PROCESS_CPUTIME_ID),
                     wall = milliseconds(CLOCK_MONOTONIC);
        auto next = std::chrono::steady_clock::now();
        for (int i = 0; i < frames; ++i) {
            SDL_Event event{};
            while (SDL_PollEvent(&event) == 1) {
            }
            before();
            if (visitor_.step()) ++frames_;
            next = std::max(next + kTick, std::chrono::steady_clock::now());
            std::this_thread::sleep_until(next);
        }
        cpu_ += milliseconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
        wall_ += milliseconds(CLOCK_MONOTONIC) - wall;
    }

    MotionCost cost() const {
        if (frames_ == 0) return {};
        return {frames_, cpu_ / frames_, draw_list(), 1e3 * frames_ / wall_};
    }

  private:
    /// A window's renderer gathers its commands until it presents: what is on the clock here is
    /// what remains for the processor when a GPU does the rest.
    double draw_list() const {
        std::vector<double> samples;
        auto& canvas = visitor_.canvas();
        for (int i = 0; i < kDrawLists; ++i) {
            const double begin = milliseconds(CLOCK_THREAD_CPUTIME_ID);
            canvas.begin_frame({});
            visitor_.kiosk().stage().root()->draw(visitor_.kiosk().context());
            samples.push_back(milliseconds(CLOCK_THREAD_CPUTIME_ID) - begin);
            canvas.present();
        }
        return median(samples);
    }

    Visitor& visitor_;
    int frames_ = 0;
    double cpu_ = 0, wall_ = 0;
};

MotionCost fade(Visitor& visitor) {
    Runner runner(visitor);
    for (int lap = 0; lap < kFades; ++lap) {
        visitor.skip(kStillStays);
        do {
            visitor.step();
            std::this_thread::sleep_for(Milliseconds(2));  // the worker's turn
        } while (visitor.parts().pictures->is_busy());
        visitor.step();
        runner.run(kFadeFrames, [] {});
        // In the middle of the last one it stays: that is the frame whose draw list is measured.
        if (lap + 1 < kFades) visitor.settle();
    }
    return runner.cost();
}

Result<MotionCost> scroll(Visitor& visitor) {
    visitor.begin_visit();
    SEN_TRY(const auto story, visitor.find_exhibit(ExhibitKind::Story, 1));
    visitor.open_exhibit(story.card.id);
    auto* view = visitor.find<ui::Scroll>();
    if (view == nullptr || view->limit() < kScrollStep)
        return fail(ErrorKind::NotFound, "{} is not longer than the screen", story.card.id);
    int by = kScrollStep;
    Runner runner(visitor);
    runner.run(kScrollFrames, [&] {
        if (view->offset() + by > view->limit() || view->offset() + by < 0) by = -by;
        view->scroll_to(view->offset() + by);
    });
    return runner.cost();
}

}  // namespace

Result<MotionCosts> measure_motion(const std::filesystem::path& store) {
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    const SdlVideo video;
    if (!video.is_started) return fail(ErrorKind::Io, "no display: {}", SDL_GetError());
    MotionCosts costs;
    SEN_TRY(auto visitor, Visitor::create(store, Visitor::Where::Window));
    costs.fade = fade(*visitor);
    SEN_TRY(costs.scroll, scroll(*visitor));
    return costs;
}

}  // namespace sen::bench
