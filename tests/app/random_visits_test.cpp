// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <malloc.h>

#include <cstdlib>
#include <random>

#include "app/demo_store.h"
#include "app/fonts.h"
#include "sanitized.h"

using namespace sen;
using namespace sen::app;
using namespace sen::app::test;
using std::chrono::seconds;

namespace {

/// Somebody who does anything, the same things on every run.
class Child {
  public:
    explicit Child(DemoKiosk& demo) : demo_(demo) {}

    /// From the attract loop back to it.
    void visit() {
        demo_.tap(somewhere());
        REQUIRE(demo_.kiosk().mode() == Kiosk::Mode::Visit);
        for (int i = below(25); i >= 0; --i) act();
        for (int i = 0; i < 60 && demo_.kiosk().mode() == Kiosk::Mode::Visit; ++i)
            demo_.wait(seconds(5));
        REQUIRE(demo_.kiosk().mode() == Kiosk::Mode::Attract);
    }

  private:
    int below(int end) { return std::uniform_int_distribution(0, end - 1)(random_); }
    Point somewhere() {
        const Size size = demo_.canvas().size();
        return {below(size.width), below(size.height)};
    }

    void act() {
        switch (below(6)) {
            case 0:
                return demo_.tap(somewhere());
            case 1:
                return drag();
            case 2:
                return demo_.wait(Milliseconds(below(3000)));
            case 3:
                return pinch();
            default:
                return tap_a_control();
        }
    }

    void tap_a_control() {
        std::vector<Point> middles;
        auto& stage = demo_.kiosk().stage();
        ui::Widget* top = stage.overlay() != nullptr ? stage.overlay() : stage.root();
        top->each([&](const ui::Widget& widget) {
            const Rect& rect = widget.rect();
            if (widget.is_tappable() && !rect.is_empty())
                middles.push_back({rect.x + rect.width / 2, rect.y + rect.height / 2});
        });
        if (!middles.empty())
            demo_.tap(middles[static_cast<std::size_t>(below(static_cast<int>(middles.size())))]);
    }

    void drag() {
        const Point from = somewhere(), to = somewhere();
        demo_.touch(ui::TouchPhase::Down, from);
        for (int i = 1; i <= 5; ++i) {
            demo_.touch(ui::TouchPhase::Move,
                        {from.x + (to.x - from.x) * i / 5, from.y + (to.y - from.y) * i / 5});
            demo_.wait(Milliseconds(50));
        }
        demo_.touch(ui::TouchPhase::Up, to);
        demo_.wait(Milliseconds(300));
    }

    void pinch() {
        const auto touch = [&](int finger, ui::TouchPhase phase) {
            demo_.kiosk().touch({finger, phase, somewhere(), Milliseconds{0}});
            demo_.wait(Milliseconds(50));
        };
        touch(1, ui::TouchPhase::Down);
        touch(2, ui::TouchPhase::Down);
        for (int i = 0; i < 4; ++i) touch(1 + below(2), ui::TouchPhase::Move);
        touch(2, ui::TouchPhase::Up);
        touch(1, ui::TouchPhase::Up);
    }

    DemoKiosk& demo_;
    std::mt19937 random_{20261125};
};

/// Without what is kept for drawing, which depends on what was drawn last.
std::size_t bytes_in_use(DemoKiosk& demo) {
    ui::Context& context = demo.kiosk().context();
    context.pictures.clear();
    context.text.set_cache_limit(0);
    context.text.set_cache_limit(4u << 20);
    // And the glyphs of every size that somebody has chosen; in the attract loop the language is
    // the site's, whose fonts these are.
    REQUIRE(context.text.set_fonts(find_fonts(context.theme->fonts)));
    const auto info = ::mallinfo2();
    return info.uordblks + info.hblkhd;
}

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
    const std::size_t before = bytes_in_use(demo);

    for (int i = 0; i < visits_wanted(); ++i) child.visit();

    // A cross-fade may hold a screen or two just then.
    constexpr std::size_t kTwoScreens = std::size_t{2} * 640 * 360 * 4;
    CHECK(bytes_in_use(demo) <= before + kTwoScreens);
}
