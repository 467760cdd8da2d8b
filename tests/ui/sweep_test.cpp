// SPDX-License-Identifier: Apache-2.0
// Every container around every widget, from 120 to 3840 pixels and at every text size: nothing lies
// on its neighbour, nothing sticks out, nothing is drawn outside its place.
#include "ui/sweep.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <optional>

#include "ui/containers.h"
#include "ui/controls.h"
#include "ui/keyboard.h"
#include "ui/pager.h"
#include "ui/room.h"
#include "ui/text.h"

using namespace sen;
using namespace sen::ui;
using namespace sen::ui::test;

namespace {

constexpr int kWidths[] = {120, 157, 213, 288, 391, 480, 617, 800, 1080, 1366, 1920, 2731, 3840};
constexpr double kTextScales[] = {1, 1.3, 1.6, 2};
constexpr Size kPanels[] = {{1920, 1080}, {800, 480}};
constexpr Colour kNothing{255, 0, 255, 255};

/// The first pixel that differs from kNothing outside of `inside`, as words; empty if there is
/// none.
std::string ink_outside(const graphics::Bitmap& pixels, Rect inside) {
    for (int y = 0; y < pixels.size.height; ++y)
        for (int x = 0; x < pixels.size.width; ++x) {
            if (inside.contains({x, y})) {
                x = inside.right() - 1;
                continue;
            }
            if ((pixels.at(x, y) & 0xFFFFFF) != 0xFF00FF)
                return fmt::format("ink at {},{} outside {},{} {}x{}", x, y, inside.x, inside.y,
                                   inside.width, inside.height);
        }
    return {};
}

/// What a widget draws outside its place in the middle of a canvas of nothing.
std::string stray_ink(Widget& widget, Room& room, Rect place) {
    widget.measure(room.context, place.size());
    widget.arrange(room.context, place);
    widget.update(room.context);
    room.canvas->begin_frame(kNothing);
    widget.draw(room.context);
    room.canvas->present();
    // The middle of a line is a whole pixel.
    return ink_outside(room.canvas->read_pixels().value(), place.inset(-1));
}

/// A column that forgets the height of its first child.
class OverlappingColumn : public Widget {
  public:
    Size measure(Context&, Size available) override { return {available.width, 300}; }
    void arrange(Context& context, Rect rect) override {
        set_rect(rect);
        for (const auto& child : children())
            child->arrange(context, {rect.x, rect.y, rect.width, 200});
        children().back()->arrange(context, {rect.x + 30, rect.y + 150, rect.width, 20});
    }
};

/// A text that knows no width.
class EndlessText : public Widget {
  public:
    Size measure(Context&, Size available) override { return {available.width, 60}; }
    void draw(Context& context) const override {
        const auto style = context.style(theme::TextRole::Body, theme::ColourRole::Ink);
        context.text.draw(context.text.layout("những ngả đường chưa tới", style, {}),
                          {rect().x, rect().y});
    }
};

}  // namespace

TEST_CASE("sweep: no widget overlaps or sticks out, in any container, width and text size") {
    const auto kinds = all_kinds();
    const auto holders = all_holders();
    int laid_out = 0;
    for (const Size panel : kPanels) {
        Room room(panel);
        for (const double scale : kTextScales) {
            room.context.metrics = theme::measure_panel({panel, 0, 0}, {scale, false, false});
            for (const Holder& holder : holders)
                for (const Kind& kind : kinds)
                    for (const int width : kWidths) {
                        if (width < holder.least(room.context, kind)) continue;
                        auto tree = holder.hold(room.context, kind);
                        lay_out(*tree, room.context, width);
                        ++laid_out;
                        for (const auto& fault :
                             layout_faults(*tree, room.context, holder.lays_on_each_other))
                            FAIL_CHECK(panel.height << " lines, " << scale << ", " << width << ": "
                                                    << kind.name << " in a " << holder.name << ": "
                                                    << fault);
                    }
        }
    }

    CHECK(laid_out > 5000);
}

TEST_CASE("sweep: a tree is laid out the same way whatever it was laid out for before") {
    Room room({1920, 1080});
    for (const Holder& holder : all_holders())
        for (const Kind& kind : all_kinds()) {
            const int narrow = 1080, wide = 1920;
            if (narrow < holder.least(room.context, kind)) continue;
            auto fresh = holder.hold(room.context, kind);
            lay_out(*fresh, room.context, narrow);
            auto used = holder.hold(room.context, kind);
            for (const int width : {narrow, wide, narrow}) lay_out(*used, room.context, width);

            CHECK_MESSAGE(places(*used) == places(*fresh), kind.name, " in a ", holder.name);
        }
}

TEST_CASE("sweep: no widget draws outside its place, stacked marks included") {
    constexpr int kAround = 40;
    for (const int width : {120, 288, 617, 1366, 3840})
        for (const double scale : kTextScales) {
            const int height = width < 600 ? 2400 : 900;
            Room room({width + 2 * kAround, height});
            room.context.metrics =
                theme::measure_panel({{1920, 1080}, 0, 0}, {scale, false, false});
            for (const Kind& kind : all_kinds()) {
                if (width < room.context.metrics.millimetres(kind.least_mm)) continue;
                auto widget = kind.make(room.context);
                const int wanted = widget->measure(room.context, {width, kUnbounded}).height;
                const Rect place{kAround, kAround, width, std::min(wanted, height - 2 * kAround)};
                // Of what is higher than the canvas, the foot is not seen.
                const std::string stray = stray_ink(*widget, room, place);
                if (wanted == place.height)
                    CHECK_MESSAGE(stray.empty(), kind.name, " ", width, " ", scale, ": ", stray);
            }
        }
}

TEST_CASE("sweep: siblings that overlap, and what sticks out, are found") {
    Room room({1920, 1080});
    OverlappingColumn column;
    column.add<Label>("một", LabelOptions{});
    column.add<Label>("hai", LabelOptions{});
    column.add<RoundButton>("nhỏ", "plus", ButtonLook::Filled, 20, nullptr);
    lay_out(column, room.context, 400);

    const auto faults = layout_faults(column, room.context, false);

    for (const char* part : {"lies on", "sticks out", "hard to hit"})
        CHECK_MESSAGE(
            std::any_of(faults.begin(), faults.end(),
                        [&](const auto& fault) { return fault.find(part) != std::string::npos; }),
            part);
}

TEST_CASE("sweep: words drawn outside their place are found") {
    Room room({600, 200});
    EndlessText text;

    CHECK(stray_ink(text, room, {40, 40, 100, 60}) != "");
    CHECK(stray_ink(text, room, {0, 0, 600, 200}) == "");
}
