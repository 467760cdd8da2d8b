// SPDX-License-Identifier: Apache-2.0
#include "ui/pager.h"

#include <doctest/doctest.h>

#include <cmath>

#include "ui/room.h"
#include "ui/stage.h"

using namespace sen;
using namespace sen::ui;
using sen::ui::test::Room;

namespace {

Result<std::string> one_picture(const Digest&) {
    return graphics::test::fixture("good.jpg");
}

/// An album of three pictures on a screen of its own.
struct Album {
    Room room{{1280, 720}, one_picture};
    Stage stage{room.context};
    PicturePager* pager = nullptr;
    int now = 0;

    Album() {
        std::vector<Picture::Source> sources(3, {{}, {48, 32}, {}});
        for (std::size_t i = 0; i < sources.size(); ++i)
            sources[i].object.bytes[0] = static_cast<unsigned char>(i + 1);
        auto made = std::make_unique<PicturePager>(
            std::move(sources), std::vector<std::string>{"một", "hai", "ba"}, [](int) {}, [] {});
        pager = made.get();
        stage.set_root(std::move(made), Stage::Change::Cut);
        wait(100);
    }
    void wait(int ms) {
        for (int end = now + ms; now < end;) stage.frame(Milliseconds(now += 16));
    }
    void touch(TouchPhase phase, int x, int finger = 1) {
        stage.touch({finger, phase, {x, 360}, Milliseconds(now)});
        stage.frame(Milliseconds(now += 16));
    }
    void swipe(int from, int step, int reports, bool rests = false) {
        touch(TouchPhase::Down, from);
        for (int i = 1; i <= reports; ++i) touch(TouchPhase::Move, from + i * step);
        if (rests) wait(300);
        touch(TouchPhase::Up, from + reports * step);
    }
    bool is_at_rest() { return stage.next_frame(Milliseconds(now)) == kNever; }
    std::uint64_t picture() { return graphics::fingerprint(room.canvas->read_pixels().value()); }
};

}  // namespace

TEST_CASE("pager: a short fling turns the page, a slow drag of the same way does not") {
    Album album;
    album.swipe(800, -60, 4);
    album.wait(600);
    CHECK(album.pager->index() == 1);

    album.swipe(800, -60, 4, true);
    album.wait(600);
    CHECK(album.pager->index() == 1);
    album.swipe(700, -60, 9, true);
    album.wait(600);
    CHECK(album.pager->index() == 2);
    CHECK(album.is_at_rest());
}

TEST_CASE("pager: a page dragged to and thrown back stays") {
    Album album;
    album.touch(TouchPhase::Down, 900);
    for (int x : {840, 700, 500}) album.touch(TouchPhase::Move, x);
    album.wait(200);
    for (int x : {560, 620, 680, 740}) album.touch(TouchPhase::Move, x);
    album.touch(TouchPhase::Up, 740);
    album.wait(600);

    CHECK(album.pager->index() == 0);
    CHECK(album.is_at_rest());
}

TEST_CASE("pager: the end gives way and comes back") {
    Album album;
    const auto rest = album.picture();
    album.swipe(300, 60, 8);
    CHECK(album.picture() != rest);
    album.wait(600);

    CHECK(album.pager->index() == 0);
    CHECK(album.picture() == rest);
    CHECK(album.is_at_rest());
}

TEST_CASE("pager: a button stops a glide nowhere: two quick ones turn two pages") {
    Album album;
    album.pager->next();
    album.wait(48);
    album.pager->next();
    album.wait(700);
    const auto end = album.picture();

    CHECK(album.pager->index() == 2);
    CHECK(album.is_at_rest());
    album.stage.frame(Milliseconds(album.now + 16), true);
    CHECK(album.picture() == end);
}

TEST_CASE("pager: a finger catches a page that glides where it is") {
    Album album;
    album.pager->next();
    album.wait(80);
    const auto gliding = album.picture();
    album.stage.touch({1, TouchPhase::Down, {600, 360}, Milliseconds(album.now)});
    album.stage.touch({1, TouchPhase::Move, {620, 360}, Milliseconds(album.now)});
    album.stage.touch({1, TouchPhase::Move, {600, 360}, Milliseconds(album.now)});
    album.stage.frame(Milliseconds(album.now += 16), true);

    CHECK(album.picture() == gliding);
    album.touch(TouchPhase::Up, 600);
    album.wait(600);
    CHECK(album.pager->index() == 1);
}

TEST_CASE("pager: with reduced motion a page is there in the next frame") {
    Album album;
    album.room.context.is_reduced_motion = true;
    album.pager->next();
    album.stage.frame(Milliseconds(album.now += 16));
    const auto at_once = album.picture();
    CHECK(album.is_at_rest());
    album.wait(600);
    CHECK(album.picture() == at_once);

    album.pager->zoom_by(2);
    album.stage.frame(Milliseconds(album.now += 16));
    CHECK(album.is_at_rest());
}

TEST_CASE("pager: two fingers enlarge, and what lies between them stays there") {
    Album album;
    album.touch(TouchPhase::Down, 740, 1);
    album.touch(TouchPhase::Down, 860, 2);
    album.touch(TouchPhase::Move, 680, 1);
    album.touch(TouchPhase::Move, 920, 2);
    CHECK(album.pager->zoom() == doctest::Approx(2).epsilon(0.01));
    const auto spread = album.picture();
    album.touch(TouchPhase::Up, 680, 1);
    album.touch(TouchPhase::Up, 920, 2);
    album.wait(600);
    CHECK(album.picture() == spread);

    // 160 pixels right of the middle became 320: the picture moved 160 to the left. The same way
    // by hand is the same picture.
    Album other;
    other.pager->zoom_by(2);
    other.wait(600);
    other.touch(TouchPhase::Down, 700);
    for (int x : {650, 600, 540}) other.touch(TouchPhase::Move, x);
    other.touch(TouchPhase::Up, 540);
    other.wait(600);
    CHECK(other.picture() == spread);
}

TEST_CASE("pager: two fingers side by side move an enlarged picture as one finger does") {
    Album album;
    album.pager->zoom_by(2);
    album.wait(600);
    const auto before = album.picture();
    album.touch(TouchPhase::Down, 600, 1);
    album.touch(TouchPhase::Down, 800, 2);
    for (int by : {-40, -80, -120}) {
        album.touch(TouchPhase::Move, 600 + by, 1);
        album.touch(TouchPhase::Move, 800 + by, 2);
    }
    album.touch(TouchPhase::Up, 480, 1);
    album.touch(TouchPhase::Up, 680, 2);
    album.wait(600);
    CHECK(album.pager->zoom() == doctest::Approx(2));
    CHECK(album.picture() != before);

    Album other;
    other.pager->zoom_by(2);
    other.wait(600);
    other.touch(TouchPhase::Down, 700);
    for (int x : {660, 620, 580}) other.touch(TouchPhase::Move, x);
    other.touch(TouchPhase::Up, 580);
    other.wait(600);
    CHECK(album.picture() == other.picture());
}

TEST_CASE("pager: a double tap enlarges and a second one makes whole; the buttons do the same") {
    Album album;
    const auto whole = album.picture();
    const auto double_tap = [&] {
        for (int i = 0; i < 2; ++i) {
            album.touch(TouchPhase::Down, 640);
            album.touch(TouchPhase::Up, 640);
            album.wait(96);
        }
        album.wait(600);
    };

    double_tap();
    CHECK(album.pager->zoom() == 2);
    const auto large = album.picture();
    double_tap();
    CHECK(album.pager->zoom() == 1);
    CHECK(album.picture() == whole);
    album.pager->zoom_by(2);
    album.wait(600);
    CHECK(album.picture() == large);
}
