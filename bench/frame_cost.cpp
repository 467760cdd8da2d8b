// SPDX-License-Identifier: Apache-2.0
#include "frame_cost.h"

#include <fmt/format.h>

#include <optional>
#include <thread>

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
constexpr int kScrollStep = 8;
constexpr int kFadeFrames = 70;  // of the attract loop's 1,200 ms

/// Thread CPU of what `act` does, in ms.
template <class Act>
double cost(const Act& act) {
    const double begin = milliseconds(CLOCK_THREAD_CPUTIME_ID);
    act();
    return milliseconds(CLOCK_THREAD_CPUTIME_ID) - begin;
}

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

/// The collection whose page is the longest.
Result<std::string> longest_collection(Visitor& visitor) {
    const auto& library = *visitor.kiosk().library();
    SEN_TRY(const auto collections, library.collections(visitor.kiosk().language()));
    std::string longest;
    int most = -1;
    for (const auto& collection : collections)
        if (collection.exhibit_count > most)
            most = collection.exhibit_count, longest = collection.id;
    return longest;
}

Result<void> open_home(Visitor& visitor) {
    visitor.begin_visit();
    return {};
}

Result<void> open_collection(Visitor& visitor) {
    visitor.begin_visit();
    SEN_TRY(const std::string collection, longest_collection(visitor));
    visitor.kiosk().open({Place::Kind::Collection, collection});
    visitor.settle();
    return {};
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

// What the interface itself costs: touches, layout, animation and the draw list, on a canvas that
// draws nothing.

constexpr const char* kOwnGroup = "CPU per frame of our own code, 1920x1080, without the pixels";
constexpr double kOwnMedian = 2, kOwnWorst = 4;  // ms

void add_own(Table& table, const std::string& name, const std::vector<double>& samples) {
    table.add({kOwnGroup, name, median(samples), "ms",
               fmt::format("median of {} frames", samples.size()),
               Reach{Reach::Side::AtMost, kOwnMedian}});
    table.add({kOwnGroup, name + ", 99th percentile", percentile(samples, 0.99), "ms",
               fmt::format("worst {:.2f} ms", percentile(samples, 1)),
               Reach{Reach::Side::AtMost, kOwnWorst}});
}

/// Drags by `step` in each frame, there and back, `laps` times; then lets it run out.
std::vector<double> drag(Visitor& visitor, Point from, Point step, int laps) {
    std::vector<double> samples;
    const auto frame = [&](ui::TouchPhase phase, std::optional<Point> at) {
        bool has_drawn = false;
        const double took = cost([&] {
            if (at) visitor.finger(phase, *at);
            has_drawn = visitor.step();
        });
        if (has_drawn) samples.push_back(took);
    };
    for (int lap = 0; lap < laps; ++lap) {
        const int way = lap % 2 == 0 ? 1 : -1;
        Point at = from;
        frame(ui::TouchPhase::Down, at);
        for (int i = 0; i < 20; ++i) {
            at = {at.x + way * step.x, at.y + way * step.y};
            frame(ui::TouchPhase::Move, at);
        }
        frame(ui::TouchPhase::Up, at);
        for (int i = 0; i < 30; ++i) frame({}, {});
        visitor.settle();
    }
    return samples;
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
    SEN_CHECK(measure_scrolls(store, table));
    SEN_CHECK(measure_swipe(*visitor, table));
    SEN_CHECK(measure_page_change(*visitor, table));
    measure_film(*visitor, table);
    SEN_TRY(auto attract, Visitor::create(store, Visitor::Where::Memory));
    measure_attract(*attract, table);
    return {};
}

Result<void> measure_own_code(const std::filesystem::path& store, Table& table) {
    // A finger on the cards, below the picture of the place.
    const Point middle{kScreen.width / 2, kScreen.height * 2 / 3};
    SEN_TRY(auto visitor, Visitor::create(store, Visitor::Where::Blank));
    SEN_TRY(const auto album, visitor->find_exhibit(ExhibitKind::Album, 2));
    SEN_TRY(const auto story, visitor->find_exhibit(ExhibitKind::Story, 1));
    SEN_TRY(const std::string collection, longest_collection(*visitor));
    for (const Size screen : {kScreen, Size{1920, 720}, Size{1920, 540}}) {
        SEN_TRY(auto passer_by, Visitor::create(store, Visitor::Where::Blank, screen));
        passer_by->begin_visit();
        const auto samples =
            drag(*passer_by, {screen.width / 2, screen.height * 3 / 4}, {0, -14}, 12);
        if (samples.size() < 12 * 10) continue;  // it fits
        add_own(table, fmt::format("home, scroll ({}x{})", screen.width, screen.height), samples);
        break;
    }
    visitor->begin_visit();
    visitor->open_exhibit(album.card.id);
    add_own(table, "album, swipe", drag(*visitor, middle, {-24, 0}, 12));

    // To a story and back, from the page that shows its card.
    SEN_CHECK(open_collection(*visitor));
    std::vector<double> flights;
    for (int lap = 0; lap < 10; ++lap) {
        visitor->kiosk().open({Place::Kind::Exhibit, story.card.id});
        for (int i = 0; i < 21; ++i) flights.push_back(cost([&] { visitor->step(); }));
        visitor->settle();
        visitor->kiosk().back();
        for (int i = 0; i < 21; ++i) flights.push_back(cost([&] { visitor->step(); }));
        visitor->settle();
    }
    add_own(table, "shared element, to a story and back", flights);

    std::vector<double> fades;
    for (int lap = 0; lap < 10; ++lap) {
        visitor->kiosk().home();
        visitor->settle();
        visitor->parts().pictures->clear();
        visitor->kiosk().open({Place::Kind::Collection, collection});
        for (int i = 0; i < 40; ++i) {
            fades.push_back(cost([&] { visitor->step(); }));
            std::this_thread::sleep_for(Milliseconds(1));  // the worker's turn
        }
        visitor->settle();
    }
    add_own(table, "collection, its pictures fade in", fades);
    return {};
}

}  // namespace sen::bench
