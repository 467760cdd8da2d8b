// SPDX-License-Identifier: Apache-2.0
#include "frame_cost.h"

#include <fmt/format.h>

#include "statistics.h"
#include "ui/pager.h"
#include "ui/scroll.h"
#include "visitor.h"

namespace sen::bench {

using catalogue::ExhibitKind;
using screens::Place;

namespace {

constexpr const char* kGroup =
    "CPU per frame, software renderer, 1920x1080 in memory (main thread)";
constexpr double kFrameMs = 1000.0 / 60;
constexpr int kFrames = 300;
constexpr int kRedraws = 100;
constexpr int kScrollStep = 8;
constexpr int kFadeFrames = 70;  // of the attract loop's 1,200 ms

void add(Table& table, const std::string& name, const std::vector<double>& samples) {
    table.add({kGroup,
               name,
               median(samples),
               "ms",
               fmt::format("median of {} frames", samples.size()),
               {}});
    table.add({kGroup, name + ", 99th percentile", percentile(samples, 0.99), "ms",
               fmt::format("worst {:.1f} ms", percentile(samples, 1)),
               Reach{Reach::Side::AtMost, kFrameMs}});
}

std::vector<double> scroll(Visitor& visitor) {
    std::vector<double> samples;
    auto* view = visitor.find<ui::Scroll>();
    if (view == nullptr || view->limit() < 4 * kScrollStep) return samples;
    int by = kScrollStep;
    for (int i = 0; i < kFrames; ++i) {
        if (view->offset() + by > view->limit() || view->offset() + by < 0) by = -by;
        view->scroll_to(view->offset() + by);
        samples.push_back(cost([&] { visitor.step(); }));
    }
    return samples;
}

Result<void> open_home(Visitor& visitor) {
    visitor.begin_visit();
    return {};
}

Result<void> open_collection(Visitor& visitor) {
    return visitor.open_longest_collection();
}

Result<void> open_story(Visitor& visitor) {
    visitor.begin_visit();
    SEN_TRY(const auto story, visitor.find_exhibit(ExhibitKind::Story, 1));
    visitor.open_exhibit(story.card.id);
    return {};
}

/// On the first screen on which the page is longer than it: a layout that fits is never scrolled.
Result<void> measure_scroll(const std::filesystem::path& store, const std::string& name,
                            Result<void> (*open)(Visitor&), Table& table) {
    for (const Size screen : {kScreen, Size{1920, 720}, Size{1920, 540}, Size{1280, 320}}) {
        SEN_TRY(auto visitor, Visitor::create(store, Visitor::Where::Memory, screen));
        SEN_CHECK(open(*visitor));
        const auto samples = scroll(*visitor);
        if (samples.empty()) continue;
        add(table,
            screen == kScreen
                ? name
                : fmt::format("{} on a screen of {}x{}", name, screen.width, screen.height),
            samples);
        return {};
    }
    table.add_missing(name, "the page fits every screen that was tried");
    return {};
}

Result<void> measure_scrolls(const std::filesystem::path& store, Table& table) {
    SEN_CHECK(measure_scroll(store, "home, scroll", open_home, table));
    SEN_CHECK(measure_scroll(store, "collection, scroll", open_collection, table));
    return measure_scroll(store, "story, scroll", open_story, table);
}

Result<void> measure_swipe(Visitor& visitor, Table& table) {
    SEN_TRY(const auto album, visitor.find_exhibit(ExhibitKind::Album, 2));
    visitor.begin_visit();
    visitor.open_exhibit(album.card.id);
    std::vector<double> samples;
    const Point start{kScreen.width * 3 / 4, kScreen.height / 2};
    while (samples.size() < kFrames) {
        visitor.finger(ui::TouchPhase::Down, start);
        visitor.step();
        for (int by = 12; by < kScreen.width / 3; by += 12) {
            visitor.finger(ui::TouchPhase::Move, {start.x - by, start.y});
            samples.push_back(cost([&] { visitor.step(); }));
        }
        visitor.finger(ui::TouchPhase::Up, {start.x - kScreen.width / 3, start.y});
        visitor.settle();
        if (auto* pager = visitor.find<ui::PicturePager>()) pager->show(0);
        visitor.settle();
    }
    add(table, "album, swipe", samples);
    return {};
}

Result<void> measure_page_change(Visitor& visitor, Table& table) {
    SEN_TRY(const auto story, visitor.find_exhibit(ExhibitKind::Story, 1));
    visitor.begin_visit();
    std::vector<double> fades, answers;
    for (int i = 0; i < 25; ++i) {
        answers.push_back(cost([&] {
            visitor.kiosk().open({Place::Kind::Exhibit, story.card.id});
            visitor.step();
        }));
        for (int frame = 0; frame < 14; ++frame) fades.push_back(cost([&] { visitor.step(); }));
        visitor.settle();
        visitor.kiosk().back();
        visitor.settle();
    }
    add(table, "page change, fade", fades);
    add(table, "page change, first frame (query, layout, copy)", answers);
    return {};
}

/// Everything anew, as after a change that touches all of a page: each time after an empty frame.
void measure_redraws(Visitor& visitor, const std::string& name, Table& table) {
    std::vector<double> samples;
    for (int i = 0; i < kRedraws; ++i) {
        visitor.canvas().begin_frame({});
        visitor.canvas().present();
        samples.push_back(cost([&] { visitor.kiosk().frame(true); }));
    }
    add(table, "full redraw, " + name, samples);
}

Result<void> measure_full_redraws(Visitor& visitor, Table& table) {
    SEN_CHECK(open_home(visitor));
    measure_redraws(visitor, "home", table);
    SEN_CHECK(open_collection(visitor));
    measure_redraws(visitor, "collection", table);
    SEN_CHECK(open_story(visitor));
    measure_redraws(visitor, "story", table);
    return {};
}

void measure_attract(Visitor& visitor, Table& table) {
    std::vector<double> fades, pans;
    for (int lap = 0; lap < 10; ++lap) {
        visitor.reach_fade();
        for (int i = 0; i < kFadeFrames; ++i) fades.push_back(cost([&] { visitor.step(); }));
        visitor.settle();
        for (int i = 0; i < 30; ++i) pans.push_back(cost([&] { visitor.step(); }));
    }
    add(table, "attract loop, slow pan", pans);
    add(table, "attract loop, cross-fade", fades);
}

void measure_film(Visitor& visitor, Table& table) {
    constexpr std::size_t kLuma = 1920 * 1080, kChroma = kLuma / 4;
    std::vector<unsigned char> y(kLuma), u(kChroma), v(kChroma);
    auto& canvas = visitor.canvas();
    auto texture = canvas.make_video_texture(kScreen);
    std::vector<double> samples;
    for (int i = 0; i < kFrames; ++i) {
        // Another picture each time: nothing may be kept from the one before.
        for (std::size_t at = 0; at < kLuma; ++at)
            y[at] = static_cast<unsigned char>(at * 7 + static_cast<std::size_t>(i));
        samples.push_back(cost([&] {
            canvas.update_video(texture, {y, u, v, kScreen.width, kScreen.width / 2});
            canvas.begin_frame({});
            canvas.draw(texture, Point{0, 0});
            canvas.present();
        }));
    }
    add(table, "film, one 1080p I420 frame taken and drawn", samples);
}

void count_idle_frames(Visitor& visitor, Table& table) {
    visitor.begin_visit();
    int drawn = 0;
    for (Milliseconds passed{0}; passed < Milliseconds(10'000); passed += kFrame)
        if (visitor.step()) ++drawn;
    table.add({"When nothing moves", "frames drawn in 10 s of home (asked 60 times a second)",
               static_cast<double>(drawn), "frames", "clock moved by hand",
               Reach{Reach::Side::AtMost, 0}});
}

}  // namespace

Result<void> measure_frames(const std::filesystem::path& store, Table& table) {
    SEN_TRY(auto visitor, Visitor::create(store, Visitor::Where::Memory));
    count_idle_frames(*visitor, table);
    SEN_CHECK(measure_full_redraws(*visitor, table));
    SEN_CHECK(measure_scrolls(store, table));
    SEN_CHECK(measure_swipe(*visitor, table));
    SEN_CHECK(measure_page_change(*visitor, table));
    measure_film(*visitor, table);
    SEN_TRY(auto attract, Visitor::create(store, Visitor::Where::Memory));
    measure_attract(*attract, table);
    return {};
}

}  // namespace sen::bench
