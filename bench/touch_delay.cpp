// SPDX-License-Identifier: Apache-2.0
#include "touch_delay.h"

#include <fmt/format.h>

#include <thread>

#include "statistics.h"

namespace sen::bench {

namespace {

constexpr const char* kGroup =
    "From the finger to the picture (real program, X display, drawn by the processor)";
constexpr int kLaps = 15;
constexpr int kPatch = 48;  // pixels to each side of the finger
constexpr Milliseconds kHeld{150};
constexpr Milliseconds kPatience{5'000};
constexpr double kFrameMs = 1000.0 / 60, kOpens = 50;

/// Where the finger goes, and a part of the home screen that a pressed card does not change.
struct Course {
    Route home;
    Point card, way_home;
    Rect elsewhere;
    std::string collection;
};

Result<Course> find_course(const KioskProgram& kiosk) {
    SEN_TRY(const auto routes, find_routes(kiosk.store));
    SEN_TRY(auto visitor, Visitor::create(kiosk.store, Visitor::Where::Memory));
    visitor->begin_visit();
    SEN_TRY(const auto collections,
            visitor->kiosk().library()->collections(visitor->kiosk().language()));
    for (const auto& collection : collections) {
        const auto card = visitor->find_label(collection.title);
        if (!card) continue;
        visitor->tap(*card);
        const auto way_home = visitor->find_label(visitor->kiosk().context().string("home"));
        if (!way_home) break;
        // The picture of the place, above the cards.
        return Course{routes[1], *card, *way_home, {0, 60, kScreen.width, 8}, collection.id};
    }
    return fail(ErrorKind::NotFound, "no collection can be opened without scrolling");
}

Rect around(Point at) {
    return {at.x - kPatch, at.y - kPatch, 2 * kPatch, 2 * kPatch};
}

/// Milliseconds of `act` and all that follows until the display is another in `where`.
template <class Act>
Result<double> time_to_change(const XScreen& screen, Rect where, const Act& act) {
    SEN_TRY(const auto before, screen.pixels(where));
    const double begin = milliseconds(CLOCK_MONOTONIC);
    SEN_CHECK(act());
    for (;;) {
        SEN_TRY(const auto now, screen.pixels(where));
        const double passed = milliseconds(CLOCK_MONOTONIC) - begin;
        if (now != before) return passed;
        if (passed > static_cast<double>(kPatience.count()))
            return fail(ErrorKind::Io, "the display stays as it is");
    }
}

struct Delays {
    std::vector<double> touched, opened;
};

/// From the home screen to the collection and back, again and again.
Result<Delays> run_course(const Course& course, const XScreen& screen, Finger& finger) {
    Delays delays;
    SEN_CHECK(finger.move(course.card));
    std::this_thread::sleep_for(kSettled);
    SEN_TRY(const auto home, screen.pixels(course.elsewhere));
    for (int lap = 0; lap <= kLaps; ++lap) {
        SEN_CHECK(finger.move(course.card));
        std::this_thread::sleep_for(kSettled / 2);
        SEN_TRY(const auto shown, screen.pixels(course.elsewhere));
        if (shown != home) return fail(ErrorKind::Invalid, "the home screen has not come back");
        SEN_TRY(const double touched,
                time_to_change(screen, around(course.card), [&] { return finger.press(); }));
        std::this_thread::sleep_for(kHeld);
        SEN_TRY(const double opened,
                time_to_change(screen, course.elsewhere, [&] { return finger.lift(); }));
        std::this_thread::sleep_for(kSettled / 2);
        SEN_CHECK(finger.tap(course.way_home));
        std::this_thread::sleep_for(kSettled / 2);
        if (lap == 0) continue;  // the collection's pictures are decoded
        delays.touched.push_back(touched);
        delays.opened.push_back(opened);
    }
    return delays;
}

void add(Table& table, const std::string& name, const std::vector<double>& samples, double reach) {
    table.add({kGroup, name, median(samples), "ms",
               fmt::format("median of {}, {:.1f} to {:.1f}", samples.size(), percentile(samples, 0),
                           percentile(samples, 1)),
               Reach{Reach::Side::AtMost, reach}});
}

}  // namespace

Result<void> measure_touch(const KioskProgram& kiosk, const XScreen& screen, Table& table) {
    SEN_TRY(const Course course, find_course(kiosk));
    SEN_TRY(Finger finger, Finger::create());
    SEN_TRY(const auto found, on_page(kiosk, course.home, finger,
                                      [&](pid_t) { return run_course(course, screen, finger); }));
    SEN_TRY(const Delays delays, found);
    add(table, "a card is touched: the frame that shows it", delays.touched, kFrameMs);
    add(table, "the finger is lifted: first frame of " + course.collection, delays.opened, kOpens);
    return {};
}

}  // namespace sen::bench
