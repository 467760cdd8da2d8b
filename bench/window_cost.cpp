// SPDX-License-Identifier: Apache-2.0
#include "window_cost.h"

#include <SDL.h>

#include <thread>

#include "statistics.h"
#include "ui/scroll.h"
#include "visitor.h"

namespace sen::bench {

namespace {

constexpr auto kTick = std::chrono::microseconds(16'667);
constexpr int kScrollFrames = 600;
constexpr int kScrollStep = 8;
constexpr int kFades = 8;
constexpr int kFadeFrames = 70;  // of the loop's 1,200 ms
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
        return {frames_, cpu_ / frames_, 1e3 * frames_ / wall_};
    }

  private:
    Visitor& visitor_;
    int frames_ = 0;
    double cpu_ = 0, wall_ = 0;
};

MotionCost fade(Visitor& visitor) {
    Runner runner(visitor);
    for (int lap = 0; lap < kFades; ++lap) {
        visitor.reach_fade();
        runner.run(kFadeFrames, [] {});
        visitor.settle();
    }
    return runner.cost();
}

Result<ui::Scroll*> open_story(Visitor& visitor, const std::string& story) {
    visitor.begin_visit();
    visitor.open_exhibit(story);
    auto* view = visitor.find<ui::Scroll>();
    if (view == nullptr || view->limit() < kScrollStep)
        return fail(ErrorKind::NotFound, "{} is not longer than the screen", story);
    return view;
}

Result<MotionCost> scroll(Visitor& visitor, const std::string& story) {
    SEN_TRY(auto* view, open_story(visitor, story));
    int by = kScrollStep;
    Runner runner(visitor);
    runner.run(kScrollFrames, [&] {
        if (view->offset() + by > view->limit() || view->offset() + by < 0) by = -by;
        view->scroll_to(view->offset() + by);
    });
    return runner.cost();
}

double draw_list(Visitor& visitor) {
    std::vector<double> samples;
    auto& canvas = visitor.canvas();
    for (int i = 0; i < kDrawLists; ++i) {
        canvas.begin_frame({});
        const double begin = milliseconds(CLOCK_THREAD_CPUTIME_ID);
        visitor.kiosk().stage().root()->draw(visitor.kiosk().context());
        samples.push_back(milliseconds(CLOCK_THREAD_CPUTIME_ID) - begin);
        canvas.present();
    }
    return median(samples);
}

}  // namespace

Result<DrawListCosts> measure_draw_lists(const std::filesystem::path& store,
                                         const std::string& story) {
    const SdlVideo video;
    if (!video.is_started) return fail(ErrorKind::Io, "no display: {}", SDL_GetError());
    SEN_TRY(auto visitor, Visitor::create(store, Visitor::Where::WindowOfGpu));
    if (visitor->canvas().is_software())
        return fail(ErrorKind::Unsupported, "there is no OpenGL here");
    DrawListCosts costs;
    costs.renderer = visitor->canvas().description();
    visitor->reach_fade();
    for (int i = 0; i < kFadeFrames / 2; ++i) visitor->step();
    costs.fade = draw_list(*visitor);
    SEN_CHECK(open_story(*visitor, story));
    costs.scroll = draw_list(*visitor);
    return costs;
}

Result<MotionCosts> measure_motion(const std::filesystem::path& store, const std::string& story) {
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    const SdlVideo video;
    if (!video.is_started) return fail(ErrorKind::Io, "no display: {}", SDL_GetError());
    MotionCosts costs;
    SEN_TRY(auto visitor, Visitor::create(store, Visitor::Where::Window));
    costs.fade = fade(*visitor);
    SEN_TRY(costs.scroll, scroll(*visitor, story));
    return costs;
}

}  // namespace sen::bench
