// SPDX-License-Identifier: Apache-2.0
#include "ui/flight.h"

#include <doctest/doctest.h>

#include <cstdlib>

#include "ui/controls.h"
#include "ui/pager.h"
#include "ui/room.h"
#include "ui/stage.h"
#include "ui/text.h"

using namespace sen;
using namespace sen::ui;
using sen::ui::test::Room;

namespace {

constexpr Rect kCard{900, 400, 200, 150}, kExhibit{0, 0, 800, 600};

Result<std::string> one_picture(const Digest&) {
    return graphics::test::fixture("good.jpg");
}

Picture::Source source(unsigned char number = 1) {
    Picture::Source made{{}, {48, 32}, {90, 90, 90, 255}};
    made.object.bytes[0] = number;
    return made;
}

/// A picture somewhere, and a button beside it.
class Page : public Widget {
  public:
    Page(Rect place, int& taps, unsigned char number = 1)
        : place_(place),
          picture_(add<Picture>(source(number))),
          button_(add<Button>("Xem", "", ButtonLook::Filled, [&taps] { ++taps; })) {}
    Size measure(Context&, Size available) override { return available; }
    void arrange(Context& context, Rect rect) override {
        set_rect(rect);
        picture_.arrange(context, place_);
        button_.arrange(context, {850, 620, 280, 80});
    }

  private:
    Rect place_;
    Picture& picture_;
    Button& button_;
};

struct Wall {
    Room room{{1280, 720}, one_picture};
    Stage stage{room.context};
    int taps = 0;
    int now = 0;

    Wall() {
        stage.set_root(std::make_unique<Page>(kCard, taps), Stage::Change::Cut);
        wait(1000);
    }
    void show(Rect place, unsigned char number = 1) {
        stage.set_root(std::make_unique<Page>(place, taps, number));
    }
    void frame() { stage.frame(Milliseconds(now += 16)); }
    void wait(int ms) {
        for (int end = now + ms; now < end;) frame();
    }
    std::uint64_t picture() { return graphics::fingerprint(room.canvas->read_pixels().value()); }
};

bool is_near(Rect a, Rect b, int by) {
    return std::abs(a.x - b.x) <= by && std::abs(a.y - b.y) <= by &&
           std::abs(a.width - b.width) <= by && std::abs(a.height - b.height) <= by;
}

}  // namespace

TEST_CASE("flight: a card's picture grows into the exhibit's and ends exactly there") {
    Wall wall;
    wall.show(kExhibit);
    wall.frame();
    REQUIRE(wall.stage.flying_picture());
    CHECK(is_near(*wall.stage.flying_picture(), kCard, 1));

    Rect before = kCard;
    for (int i = 0; i < 19; ++i) {
        wall.frame();
        const Rect now = wall.stage.flying_picture().value();
        CHECK(now.x <= before.x);
        CHECK(now.width >= before.width);
        before = now;
    }
    CHECK(is_near(before, kExhibit, 4));
    wall.frame();
    CHECK_FALSE(wall.stage.flying_picture());
    const auto end = wall.picture();
    CHECK(wall.stage.next_frame(Milliseconds(wall.now)) == kNever);

    wall.stage.set_root(std::make_unique<Page>(kExhibit, wall.taps), Stage::Change::Cut);
    wall.wait(1000);
    CHECK(wall.picture() == end);
}

TEST_CASE("flight: going back before it was there, it turns round where it is") {
    Wall wall;
    wall.show(kExhibit);
    wall.wait(96);
    const Rect there = wall.stage.flying_picture().value();
    CHECK_FALSE(is_near(there, kExhibit, 20));
    CHECK_FALSE(is_near(there, kCard, 20));

    wall.show(kCard);
    wall.frame();
    CHECK(is_near(wall.stage.flying_picture().value(), there, 1));
    int frames = 0;
    for (; wall.stage.flying_picture() && frames < 40; ++frames) wall.frame();

    // No longer than the way that it had come.
    CHECK(frames < 20);
    wall.wait(300);  // the pages' own cross-fade
    const auto end = wall.picture();
    wall.stage.set_root(std::make_unique<Page>(kCard, wall.taps), Stage::Change::Cut);
    wall.wait(1000);
    CHECK(wall.picture() == end);
}

TEST_CASE("flight: a touch meanwhile acts on the new page at once") {
    Wall wall;
    wall.show(kExhibit);
    wall.wait(32);

    wall.stage.touch({1, TouchPhase::Down, {900, 650}, Milliseconds(wall.now)});
    wall.stage.touch({1, TouchPhase::Up, {900, 650}, Milliseconds(wall.now + 9)});

    CHECK(wall.taps == 1);
    CHECK(wall.stage.flying_picture());
}

TEST_CASE("flight: stopped at any frame by a new page, nothing of it is left") {
    for (int frames = 0; frames < 24; ++frames) {
        Wall wall;
        wall.show(kExhibit);
        for (int i = 0; i < frames; ++i) wall.frame();

        wall.stage.set_root(std::make_unique<Label>("Khác", LabelOptions{}));
        wall.wait(600);
        const auto end = wall.picture();
        CHECK_FALSE(wall.stage.flying_picture());
        CHECK(wall.stage.next_frame(Milliseconds(wall.now)) == kNever);
        wall.stage.frame(Milliseconds(wall.now + 16), true);
        CHECK(wall.picture() == end);
    }
}

TEST_CASE("flight: pages without a common picture, or with reduced motion, have none") {
    Wall wall;
    wall.show(kExhibit, 2);
    wall.frame();
    CHECK_FALSE(wall.stage.flying_picture());
    wall.wait(600);

    wall.room.context.is_reduced_motion = true;
    wall.show(kCard, 2);
    wall.frame();
    const auto at_once = wall.picture();
    CHECK_FALSE(wall.stage.flying_picture());
    CHECK(wall.stage.next_frame(Milliseconds(wall.now)) == kNever);
    wall.wait(600);
    CHECK(wall.picture() == at_once);
}

TEST_CASE("flight: an album's picture takes part, but not while it is enlarged") {
    Room room({1280, 720}, one_picture);
    PicturePager pager(
        {source(), source(2)}, {"một", "hai"}, [](int) {}, [] {});
    pager.arrange(room.context, {0, 0, 1280, 720});

    const auto shared = pager.shared_picture().value();
    CHECK(shared.object == source().object);
    CHECK(shared.shown == Rect{100, 0, 1080, 720});
    pager.zoom_by(2);
    CHECK_FALSE(pager.shared_picture());
}
