// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "app/demo_store.h"
#include "ui/scroll.h"

using namespace sen;
using namespace sen::app;
using namespace sen::app::test;

namespace {

ui::Scroll& scroll_of(DemoKiosk& demo) {
    ui::Scroll* found = nullptr;
    demo.kiosk().stage().root()->each([&](ui::Widget& widget) {
        if (auto* scroll = dynamic_cast<ui::Scroll*>(&widget)) found = scroll;
    });
    REQUIRE(found != nullptr);
    return *found;
}

}  // namespace

TEST_CASE("large collection: a thousand exhibits are scrolled through in flat memory") {
    DemoStore store;
    store.install_collection(1000, 400);
    DemoKiosk demo(store.path(), {1920, 1080});
    demo.tap(Point{900, 500});
    demo.kiosk().open({screens::Place::Kind::Collection, "large/tat-ca"});
    demo.wait(Milliseconds(400));
    ui::Scroll& scroll = scroll_of(demo);
    const auto& pictures = demo.kiosk().context().pictures;
    REQUIRE(pictures.bytes() > 0);
    REQUIRE(scroll.limit() > 20 * 1080);

    std::size_t most = 0;
    for (int offset = 0; offset <= scroll.limit(); offset += 700) {
        scroll.scroll_to(offset);
        demo.wait(Milliseconds(100));
        most = std::max(most, pictures.bytes());
    }

    // All 400 would take ten screens.
    constexpr std::size_t kScreen = std::size_t{1920} * 1080 * 4;
    CHECK(most < 3 * kScreen);
    CHECK(demo.shows("Chuyện 1000"));
}
