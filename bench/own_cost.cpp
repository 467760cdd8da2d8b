// SPDX-License-Identifier: Apache-2.0
#include "own_cost.h"

#include <fmt/format.h>

#include <optional>
#include <thread>

#include "statistics.h"
#include "ten_widgets.h"
#include "visitor.h"

namespace sen::bench {

using catalogue::ExhibitKind;
using screens::Place;

namespace {

constexpr const char* kGroup = "CPU per frame of our own code, 1920x1080, without the pixels";
constexpr double kMedian = 2, kWorst = 4;  // ms

void add(Table& table, const std::string& name, const std::vector<double>& samples) {
    table.add({kGroup, name, median(samples), "ms",
               fmt::format("median of {} frames", samples.size()),
               Reach{Reach::Side::AtMost, kMedian}});
    table.add({kGroup, name + ", 99th percentile", percentile(samples, 0.99), "ms",
               fmt::format("worst {:.2f} ms", percentile(samples, 1)),
               Reach{Reach::Side::AtMost, kWorst}});
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

constexpr int kLaps = 12, kVisits = 10;

Result<void> measure_home(const std::filesystem::path& store, Table& table) {
    for (const Size screen : {kScreen, Size{1920, 720}, Size{1920, 540}}) {
        SEN_TRY(auto visitor, Visitor::create(store, Visitor::Where::Blank, screen));
        visitor->begin_visit();
        const auto samples =
            drag(*visitor, {screen.width / 2, screen.height * 3 / 4}, {0, -14}, kLaps);
        if (samples.size() < kLaps * 10) continue;  // it fits
        add(table, fmt::format("home, scroll ({}x{})", screen.width, screen.height), samples);
        return {};
    }
    return fail(ErrorKind::NotFound, "the home screen fits every screen that was tried");
}

Result<void> measure_swipe(Visitor& visitor, Table& table) {
    SEN_TRY(const auto album, visitor.find_exhibit(ExhibitKind::Album, 2));
    visitor.begin_visit();
    visitor.open_exhibit(album.card.id);
    add(table, "album, swipe",
        drag(visitor, {kScreen.width / 2, kScreen.height * 2 / 3}, {-24, 0}, kLaps));
    return {};
}

/// From the card of the first exhibit of the longest collection to its page and back.
Result<void> measure_flight(Visitor& visitor, Table& table) {
    SEN_CHECK(visitor.open_longest_collection());
    const auto& kiosk = visitor.kiosk();
    SEN_TRY(const auto cards, kiosk.library()->exhibits(kiosk.place()->id, kiosk.language()));
    std::vector<double> samples;
    const auto fly = [&] {
        while (true) {
            const double took = cost([&] { visitor.step(); });
            if (!visitor.kiosk().stage().flying_picture()) break;
            samples.push_back(took);
        }
        visitor.settle();
    };
    for (int lap = 0; lap < kVisits; ++lap) {
        visitor.kiosk().open({Place::Kind::Exhibit, cards.front().id});
        fly();
        visitor.kiosk().back();
        fly();
    }
    if (samples.size() < 2 * kVisits)
        return fail(ErrorKind::NotFound, "no picture flies between a card and its page");
    add(table, "shared element, from a card to its page and back", samples);
    return {};
}

Result<void> measure_arrivals(Visitor& visitor, Table& table) {
    SEN_CHECK(visitor.open_longest_collection());
    const Place collection = *visitor.kiosk().place();
    std::vector<double> samples;
    for (int lap = 0; lap < kVisits; ++lap) {
        visitor.kiosk().home();
        visitor.settle();
        visitor.parts().pictures->clear();
        visitor.kiosk().open(collection);
        for (int i = 0; i < 40; ++i) {
            samples.push_back(cost([&] { visitor.step(); }));
            std::this_thread::sleep_for(Milliseconds(1));  // the worker's turn
        }
        visitor.settle();
    }
    add(table, "collection, its pictures fade in", samples);
    return {};
}

}  // namespace

Result<void> measure_own_code(const std::filesystem::path& store, Table& table) {
    SEN_CHECK(measure_home(store, table));
    SEN_TRY(auto visitor, Visitor::create(store, Visitor::Where::Blank));
    SEN_CHECK(measure_swipe(*visitor, table));
    SEN_CHECK(measure_flight(*visitor, table));
    SEN_CHECK(measure_arrivals(*visitor, table));
    SEN_TRY(const auto fades, fade_ten_widgets(*visitor));
    add(table, "ten widgets (picture, words, button) fading in", fades);
    return {};
}

}  // namespace sen::bench
