// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "ui/containers.h"
#include "ui/room.h"
#include "ui/scroll.h"

using namespace sen;
using namespace sen::ui;
using sen::ui::test::Room;

namespace {

struct Page {
    Page() : scroll(theme::ColourRole::Paper, {"down", "up"}) {
        scroll.set_content<Space>(Size{400, 2000});
        scroll.measure(room.context, {400, 600});
        scroll.arrange(room.context, {0, 0, 400, 600});
        room.context.is_reduced_motion = true;
    }
    /// Where it has come to when [top, top + height) was to be seen.
    int reveal(int top, int height) {
        scroll.reveal(top, height);
        scroll.update(room.context);
        return scroll.offset();
    }

    Room room;
    Scroll scroll;
};

}  // namespace

TEST_CASE("scroll: a sentence that is wholly seen moves nothing") {
    Page page;
    const int fade = 5 * page.room.context.metrics.unit;

    CHECK(page.reveal(0, 100) == 0);
    CHECK(page.reveal(600 - fade - 100, 100) == 0);
    CHECK(page.reveal(600 - fade - 99, 100) > 0);
}

TEST_CASE("scroll: a sentence under an edge that fades comes out of it") {
    Page page;
    const int unit = page.room.context.metrics.unit;
    page.scroll.scroll_to(800);

    CHECK(page.reveal(800 + unit, 100) < 800);
    page.scroll.scroll_to(800);
    CHECK(page.reveal(800 + 2 * unit, 100) == 800);
    // One that is higher than the room begins at its top.
    CHECK(page.reveal(900, 700) == 900 - 2 * unit);
    CHECK(page.reveal(1990, 10) == page.scroll.limit());
}
