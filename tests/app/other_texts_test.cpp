// SPDX-License-Identifier: Apache-2.0
// Texts that an exhibit may have beside its own: plainer words, and what a guide wants to have at
// hand.
#include <doctest/doctest.h>

#include "app/page_check.h"
#include "app/visit.h"
#include "base/log.h"
#include "screens/comfort_panel.h"
#include "screens/film_screen.h"
#include "screens/guide_notes.h"
#include "screens/heard_screen.h"
#include "ui/scroll.h"

using namespace sen;
using namespace sen::app;
using namespace sen::app::test;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

constexpr const char* kFull = "Cầu bắc qua sông năm 1902.";
constexpr const char* kSimple = "Cầu cũ.";
constexpr const char* kNote = "Hỏi nhóm: cầu ở đâu?";

/// A visit to a pack whose story and film have simple texts in Vietnamese, and whose story and
/// album have a guide's notes.
struct OtherVisit : Visit {
    explicit OtherVisit(Size size = {1920, 1080}, OtherTexts texts = OtherTexts::All)
        : Visit(size, texts) {}
    /// Opens "Aa" and says whether it offers simple texts.
    bool is_offered() {
        demo->tap(word("comfort"));
        const bool is_offered = demo->shows(word("simple_text"));
        demo->tap(word("done"));
        return is_offered;
    }
    void switch_simple_text() {
        demo->tap(word("comfort"));
        demo->tap(word("simple_text"));
        demo->tap(word("done"));
    }
    void guide() {
        screens::Comfort comfort = kiosk().comfort();
        comfort.is_guided = true;
        kiosk().set_comfort(comfort);
        demo->wait(seconds(1));
    }
    screens::HeardScreen& page() {
        return dynamic_cast<screens::HeardScreen&>(*kiosk().stage().root());
    }
};

}  // namespace

TEST_CASE("simple text: it is offered where there is one, and nowhere else") {
    OtherVisit visit;
    CHECK(visit.is_offered());  // the home screen leads to one
    visit.open("cau");
    CHECK(visit.is_offered());
    visit.open("pho");
    CHECK_FALSE(visit.is_offered());
    visit.open("phim");
    CHECK(visit.is_offered());
    visit.kiosk().use_language("en");
    visit.demo->wait(seconds(1));
    CHECK_FALSE(visit.is_offered());
    visit.kiosk().home();
    visit.demo->wait(seconds(1));
    CHECK_FALSE(visit.is_offered());
}

TEST_CASE("simple text: a pack without one changes nothing") {
    OtherVisit visit({1920, 1080}, OtherTexts::None);
    CHECK_FALSE(visit.is_offered());
    visit.open("cau");
    CHECK_FALSE(visit.is_offered());
    screens::Comfort comfort;
    comfort.has_simple_text = true;
    visit.kiosk().set_comfort(comfort);
    visit.demo->wait(seconds(1));
    CHECK(visit.demo->shows(kFull));
}

TEST_CASE("simple text: a tap swaps the text at once, and another one swaps it back") {
    OtherVisit visit;
    visit.demo->watch_unmarked_frames();
    visit.open("cau");
    REQUIRE(visit.demo->shows(kFull));
    CHECK_FALSE(visit.demo->shows(kSimple));

    visit.switch_simple_text();
    CHECK(visit.demo->shows(kSimple));
    CHECK_FALSE(visit.demo->shows(kFull));

    visit.switch_simple_text();
    CHECK(visit.demo->shows(kFull));
    CHECK_FALSE(visit.demo->shows(kSimple));
}

TEST_CASE("simple text: it goes along to the next page, and the other language keeps its own") {
    OtherVisit visit;
    visit.open("cau");
    visit.switch_simple_text();

    visit.open("phim");
    CHECK(visit.demo->shows(kSimple));
    visit.open("cau");
    CHECK(visit.demo->shows(kSimple));
    visit.kiosk().use_language("en");
    visit.demo->wait(seconds(1));
    CHECK(visit.demo->shows("The bridge crossed the river in 1902."));
    visit.kiosk().use_language("vi");
    visit.demo->wait(seconds(1));
    CHECK(visit.demo->shows(kSimple));
}

TEST_CASE("simple text: a film's words change too") {
    OtherVisit visit;
    visit.open("phim");
    REQUIRE(visit.demo->shows(kFull));

    visit.switch_simple_text();

    CHECK(visit.demo->shows(kSimple));
    CHECK_FALSE(visit.demo->shows(kFull));
}

TEST_CASE("simple text: one button undoes it, and the end of the visit does") {
    OtherVisit visit;
    visit.open("cau");
    visit.switch_simple_text();
    visit.demo->tap(visit.word("comfort"));
    visit.demo->tap(visit.word("as_before"));
    CHECK_FALSE(visit.kiosk().comfort().has_simple_text);
    visit.demo->tap(visit.word("simple_text"));
    visit.demo->tap(visit.word("done"));
    REQUIRE(visit.demo->shows(kSimple));

    visit.demo->wait(minutes(3));
    REQUIRE(visit.kiosk().mode() == Kiosk::Mode::Attract);
    visit.demo->tap(Point{900, 300});
    visit.open("cau");

    CHECK(visit.demo->shows(kFull));
}

TEST_CASE("simple text: what is read aloud is what is seen") {
    OtherVisit visit;
    visit.open("cau");
    visit.switch_simple_text();

    // It has a voice of its own.
    visit.page().pretend_listening(1);
    visit.demo->wait(seconds(1));
    CHECK(visit.demo->shows(kSimple));

    // One that is read only in full is shown in full for so long.
    OtherVisit silent({1920, 1080}, OtherTexts::WithoutVoice);
    silent.open("cau");
    silent.switch_simple_text();
    REQUIRE(silent.demo->shows(kSimple));
    silent.page().pretend_listening(1);
    silent.demo->wait(Milliseconds(100));
    CHECK(silent.demo->shows(kFull));
    CHECK_FALSE(silent.demo->shows(kSimple));
    silent.demo->tap(silent.word("stop_listening"));
    CHECK(silent.demo->shows(kSimple));
    CHECK_FALSE(silent.demo->shows(kFull));
}

TEST_CASE("simple text: without its voice, which was withdrawn, it is read in full") {
    OtherVisit visit;
    store::WithdrawalEntry entry;
    entry.publisher = "test";
    entry.objects = {visit.store.object("simple-voice")};
    visit.store.withdraw(entry);
    visit.demo->wait(seconds(6));
    visit.open("cau");
    visit.switch_simple_text();
    REQUIRE(visit.demo->shows(kSimple));

    visit.page().pretend_listening(1);
    visit.demo->wait(Milliseconds(100));

    CHECK(visit.demo->shows(kFull));
    CHECK_FALSE(visit.demo->shows(kSimple));
}

TEST_CASE("simple text: switching it on silences a voice that has only the full text") {
    OtherVisit visit({1920, 1080}, OtherTexts::WithoutVoice);
    visit.open("cau");
    visit.page().pretend_listening(1);
    REQUIRE(visit.page().is_busy());

    visit.switch_simple_text();

    CHECK_FALSE(visit.page().is_busy());
    CHECK(visit.demo->shows(kSimple));
}

TEST_CASE("simple text: the place on the page is about the same") {
    OtherVisit visit({800, 480});
    visit.open("cau");
    auto* scroll = [&] {
        ui::Scroll* found = nullptr;
        visit.kiosk().stage().root()->each([&](ui::Widget& widget) {
            if (found == nullptr) found = dynamic_cast<ui::Scroll*>(&widget);
        });
        return found;
    }();
    REQUIRE(scroll != nullptr);
    REQUIRE(scroll->limit() > 0);
    scroll->scroll_to(scroll->limit() / 2);
    const double before = scroll->share();
    REQUIRE(before > 0.4);

    screens::Comfort comfort;
    comfort.has_simple_text = true;
    visit.kiosk().set_comfort(comfort);
    visit.demo->wait(seconds(1));

    CHECK(visit.demo->shows(kSimple));
    CHECK(scroll->share() == doctest::Approx(before).epsilon(0.02));
}

TEST_CASE("guide's notes: they open and close by one button, in guide mode alone") {
    OtherVisit visit;
    visit.demo->watch_unmarked_frames();
    visit.open("cau");
    CHECK_FALSE(visit.demo->shows(visit.word("guide_notes")));
    CHECK_FALSE(visit.demo->shows(kNote));

    visit.guide();
    CHECK(visit.demo->shows(visit.word("guide_notes")));
    CHECK_FALSE(visit.demo->shows(kNote));
    visit.demo->tap(visit.word("guide_notes"));
    CHECK(visit.demo->shows(kNote));
    visit.demo->tap(visit.word("guide_notes"));
    CHECK_FALSE(visit.demo->shows(kNote));

    visit.demo->tap(visit.word("guide_notes"));
    REQUIRE(visit.demo->shows(kNote));
    visit.kiosk().set_comfort({});
    visit.demo->wait(seconds(1));
    CHECK_FALSE(visit.demo->shows(kNote));
    CHECK_FALSE(visit.demo->shows(visit.word("guide_notes")));
}

TEST_CASE("guide's notes: a page without any has no button, and each page begins closed") {
    OtherVisit visit;
    visit.open("phim");
    visit.guide();
    CHECK_FALSE(visit.demo->shows(visit.word("guide_notes")));
    visit.open("cau");
    visit.demo->tap(visit.word("guide_notes"));
    REQUIRE(visit.demo->shows(kNote));
    visit.open("pho");
    CHECK(visit.demo->shows(visit.word("guide_notes")));
    CHECK_FALSE(visit.demo->shows(kNote));
    visit.kiosk().use_language("en");
    visit.demo->wait(seconds(1));
    CHECK_FALSE(visit.demo->shows(visit.word("guide_notes")));
}

TEST_CASE("guide's notes: open ones stay open when the letters grow, and take all touches") {
    OtherVisit visit;
    visit.open("pho");
    visit.guide();
    visit.demo->tap(visit.word("guide_notes"));
    screens::Comfort comfort = visit.kiosk().comfort();
    comfort.text_percent = 160;
    visit.kiosk().set_comfort(comfort);
    visit.demo->wait(seconds(1));
    REQUIRE(visit.demo->shows(kNote));

    // A swipe on them turns no picture.
    Rect panel;
    visit.kiosk().stage().root()->each([&](const ui::Widget& widget) {
        if (dynamic_cast<const screens::GuideNotes*>(&widget) != nullptr) panel = widget.rect();
    });
    REQUIRE_FALSE(panel.is_empty());
    const int y = panel.y + panel.height / 2;
    visit.demo->touch(ui::TouchPhase::Down, {panel.right() - 40, y});
    for (int x = panel.right() - 40; x > panel.x + 40; x -= 40) {
        visit.demo->touch(ui::TouchPhase::Move, {x, y});
        visit.demo->wait(Milliseconds(50));
    }
    visit.demo->touch(ui::TouchPhase::Up, {panel.x + 40, y});
    visit.demo->wait(seconds(1));

    CHECK(visit.demo->shows("1 / 2"));
}

TEST_CASE("guide's notes: on every page that has them all can be read and reached") {
    for (const Size size : {Size{1920, 1080}, Size{1080, 1920}, Size{1280, 720}})
        for (const bool is_lowered : {false, true}) {
            OtherVisit visit(size, OtherTexts::Long);
            screens::Comfort comfort;
            comfort.is_guided = true;
            comfort.is_lowered = is_lowered;
            comfort.has_less_motion = true;
            visit.kiosk().set_comfort(comfort);
            for (const char* exhibit : {"cau", "pho"}) {
                visit.open(exhibit);
                visit.demo->tap(visit.word("guide_notes"));
                REQUIRE(visit.demo->shows(kNote));

                const auto pixels = visit.demo->canvas().read_pixels().value();
                auto& page = *visit.kiosk().stage().root();
                for (const auto& fault : page_faults(page, visit.kiosk().context(), pixels))
                    FAIL_CHECK(fmt::format("{}x{}{} {}: {}", size.width, size.height,
                                           is_lowered ? " lowered" : "", exhibit, fault));
            }
        }
}
