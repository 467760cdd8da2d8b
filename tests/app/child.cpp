// SPDX-License-Identifier: Apache-2.0
#include "app/child.h"

#include <doctest/doctest.h>

#include <vector>

namespace sen::app::test {

using std::chrono::seconds;

void Child::visit() {
    begin(25);
    leave();
}

void Child::begin(int most) {
    demo_.tap(somewhere());
    REQUIRE(demo_.kiosk().mode() == Kiosk::Mode::Visit);
    for (int i = below(most); i >= 0; --i) act();
}

void Child::leave() {
    for (int i = 0; i < 60 && demo_.kiosk().mode() == Kiosk::Mode::Visit; ++i)
        demo_.wait(seconds(5), Milliseconds(250));
    REQUIRE(demo_.kiosk().mode() == Kiosk::Mode::Attract);
}

void Child::act() {
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

Point Child::somewhere() {
    const Size size = demo_.canvas().size();
    return {below(size.width), below(size.height)};
}

void Child::tap_a_control() {
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

void Child::drag() {
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

void Child::pinch() {
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

}  // namespace sen::app::test
