// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cstdlib>

#include "app/child.h"
#include "app/demo_store.h"
#include "sanitized.h"

using namespace sen;
using namespace sen::app;
using namespace sen::app::test;

namespace {

/// The full count is 500: SEN_VISITS=500.
int visits_wanted() {
    const char* wanted = std::getenv("SEN_VISITS");
    if (wanted != nullptr) return std::atoi(wanted);
    return sen::test::kIsSanitized ? 2 : 12;
}

}  // namespace

TEST_CASE("random visits: each ends in the attract loop, and no change is left undrawn") {
    DemoStore store;
    store.install(1, "Đất");
    DemoKiosk demo(store.path());
    demo.watch_unmarked_frames();
    Child child(demo);

    for (int i = 0; i < (sen::test::kIsSanitized ? 3 : 6); ++i) child.visit();
}

TEST_CASE("random visits: nothing is left behind in memory") {
    DemoStore store;
    store.install(1, "Đất");
    DemoKiosk demo(store.path());
    Child child(demo);
    // What is kept on purpose has been made by then: icons, pictures. AddressSanitizer's allocator
    // says 0 of what is in use, and finds leaks by itself.
    for (int i = 0; i < (sen::test::kIsSanitized ? 1 : 24); ++i) child.visit();
    const std::size_t before = demo.bytes_in_use();

    for (int i = 0; i < visits_wanted(); ++i) child.visit();

    // A cross-fade may hold a screen or two just then.
    constexpr std::size_t kTwoScreens = std::size_t{2} * 640 * 360 * 4;
    CHECK(demo.bytes_in_use() <= before + kTwoScreens);
}
