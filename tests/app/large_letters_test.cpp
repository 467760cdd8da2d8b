// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "app/visit.h"
#include "ui/card.h"
#include "ui/pager.h"
#include "ui/scroll.h"

using namespace sen;
using namespace sen::app;
using namespace sen::app::test;
using std::chrono::seconds;

namespace {

/// A visitor on such a panel who has set the largest letters.
struct LargeVisit : Visit {
    explicit LargeVisit(Size size) : Visit(size) {
        screens::Comfort comfort;
        comfort.text_percent = 200;
        kiosk().set_comfort(comfort);
        demo->wait(seconds(1));
    }
    template <class T>
    T* find() {
        T* found = nullptr;
        kiosk().stage().root()->each([&](ui::Widget& widget) {
            if (found == nullptr && widget.is_visible()) found = dynamic_cast<T*>(&widget);
        });
        return found;
    }
};

}  // namespace

TEST_CASE("large letters: an album's words stand beside its picture, some lines at a time") {
    for (const Size size : {Size{1920, 1080}, Size{1280, 720}, Size{800, 480}}) {
        LargeVisit visit(size);
        visit.open("pho");

        const auto* pictures = visit.find<ui::PicturePager>();
        const auto* words = visit.find<ui::Scroll>();
        REQUIRE(pictures != nullptr);
        REQUIRE(words != nullptr);
        CHECK(pictures->rect().right() <= words->rect().x);
        CHECK(pictures->rect().width >= size.width * 42 / 100);
        const int line = visit.kiosk().context().line_height(theme::TextRole::Body);
        CHECK((words->limit() == 0 || words->rect().height / line >= 3));
    }
}

TEST_CASE("large letters: the name of the place leaves half of the home page to its cards") {
    for (const Size size : {Size{1920, 1080}, Size{1280, 720}, Size{800, 480}}) {
        LargeVisit visit(size);

        const auto* cards = visit.find<ui::Scroll>();
        REQUIRE(cards != nullptr);
        CHECK(cards->rect().height + 1 >= (size.height - visit.kiosk().context().metrics.bar) / 2);
    }
}
