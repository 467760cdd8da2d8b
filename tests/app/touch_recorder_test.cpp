// SPDX-License-Identifier: Apache-2.0
#include "app/touch_recorder.h"

#include <doctest/doctest.h>

#include "base/log.h"
#include "ui/touch_stream.h"

using namespace sen;
using namespace sen::app;
using ui::TouchPhase;
using ui::TouchSample;

TEST_CASE("touch recorder: what it writes is replayed as it was, from the first touch on") {
    const auto directory = TemporaryDirectory::create().value();
    const auto file = directory.path() / "touches.txt";
    FakeClock clock;
    clock.advance(Milliseconds(123'456));
    const std::vector<TouchSample> samples{{7, TouchPhase::Down, {10, 20}, Milliseconds(0)},
                                           {7, TouchPhase::Move, {11, 20}, Milliseconds(8)},
                                           {-3, TouchPhase::Down, {500, 0}, Milliseconds(16)},
                                           {7, TouchPhase::Cancel, {0, 0}, Milliseconds(24)},
                                           {-3, TouchPhase::Up, {500, 1}, Milliseconds(32)}};
    {
        auto recorder = TouchRecorder::create(file, {1280, 720}, 0.2646, clock).value();
        for (TouchSample sample : samples) {
            sample.time = Milliseconds(99);  // the kiosk's clock counts
            recorder.add(sample);
            clock.advance(Milliseconds(8));
        }
    }

    const auto stream = ui::test::read_stream(file);
    CHECK(stream.mm_per_px == doctest::Approx(0.2646));
    REQUIRE(stream.samples.size() == samples.size());
    for (std::size_t i = 0; i < samples.size(); ++i) {
        CHECK(stream.samples[i].finger == samples[i].finger);
        CHECK(stream.samples[i].phase == samples[i].phase);
        CHECK(stream.samples[i].at == samples[i].at);
        CHECK(stream.samples[i].time == samples[i].time);
    }
}

TEST_CASE("touch recorder: a file that is there is not written over") {
    const auto directory = TemporaryDirectory::create().value();
    const auto file = directory.path() / "touches.txt";
    REQUIRE(write_file_atomically(file, "mine"));

    const auto recorder = TouchRecorder::create(file, {1280, 720}, 0.25, FakeClock());

    REQUIRE_FALSE(recorder);
    CHECK(recorder.error().kind == ErrorKind::Invalid);
    CHECK(read_file(file, 100).value() == "mine");
}

TEST_CASE("touch recorder: after a megabyte it is silent") {
    log::set_level(log::Level::Error);
    const auto directory = TemporaryDirectory::create().value();
    const auto file = directory.path() / "touches.txt";
    const FakeClock clock;
    auto recorder = TouchRecorder::create(file, {1280, 720}, 0.25, clock).value();

    for (int i = 0; i < 100'000; ++i)
        recorder.add({1, TouchPhase::Move, {1000, 1000}, Milliseconds(0)});

    const auto bytes = read_file(file, 1'000'000).value();
    CHECK(bytes.size() > 990'000);
    CHECK(bytes.ends_with("\n"));
    log::set_level(log::Level::Info);
}
