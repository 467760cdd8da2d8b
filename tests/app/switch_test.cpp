// SPDX-License-Identifier: Apache-2.0
// Somebody who has one switch, or two, and nothing else: every control of every page is reached.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <set>

#include "app/demo_store.h"
#include "base/log.h"
#include "screens/dialog.h"
#include "screens/film_screen.h"
#include "screens/heard_screen.h"
#include "theme/contrast.h"
#include "ui/scroll.h"

using namespace sen;
using namespace sen::app;
using namespace sen::app::test;
using screens::Place;
using std::chrono::seconds;
using Switch = ui::Stage::Switch;

namespace {

constexpr Milliseconds kScan{500}, kBeat{50};

class Visitor {
  public:
    explicit Visitor(Size size, const char* switches = "switches = \"one\"\nscan_seconds = 0.5\n") {
        log::set_level(log::Level::Error);
        store_.give_voice();
        store_.install(1, "Đất");
        const auto site = directory_.path() / "site.toml";
        std::ofstream(site) << "format = 1\n" << switches;
        demo.emplace(store_.path(), size, site);
    }
    Kiosk& kiosk() { return demo->kiosk(); }
    void press(Switch which = Switch::Choose) {
        kiosk().press_switch(which);
        demo->wait(Milliseconds(200));  // so soon no other press counts
    }
    /// Until the mark is elsewhere.
    void wait_for_next() {
        const auto before = marked();
        for (Milliseconds waited{0}; waited <= kScan && marked() == before; waited += kBeat)
            demo->wait(kBeat);
    }
    const std::vector<const ui::Widget*>& marked() { return kiosk().stage().focus().marked(); }
    ui::Widget& top() {
        auto& stage = kiosk().stage();
        return stage.overlay() != nullptr ? *stage.overlay() : *stage.root();
    }
    /// Waits until what is called so is marked, going into the groups that it is in, and presses.
    bool choose(const std::string& label) {
        if (marked().empty()) press();
        for (int i = 0; i < 200 && !marked().empty(); ++i) {
            const auto now = marked();
            const bool is_in = std::any_of(now.begin(), now.end(), [&](const ui::Widget* widget) {
                return widget->label() == label;
            });
            if (is_in) {
                press();
                if (now.size() == 1) return true;
            } else {
                wait_for_next();
            }
        }
        return false;
    }

    std::optional<DemoKiosk> demo;

  private:
    DemoStore store_;
    TemporaryDirectory directory_ = TemporaryDirectory::create().value();
};

/// All that keys could act on, in the tree as it is now.
std::set<const ui::Widget*> controls(ui::Widget& tree) {
    std::set<const ui::Widget*> found;
    tree.each([&](const ui::Widget& widget) {
        if (widget.is_focusable() && !widget.rect().is_empty()) found.insert(&widget);
    });
    return found;
}

const ui::Scroll* scroller_with_button(const ui::Widget* button) {
    const auto* scroll = dynamic_cast<const ui::Scroll*>(button->parent());
    return scroll != nullptr && scroll->children()[1].get() == button ? scroll : nullptr;
}

/// Listens to the walk, goes once into each group, and scrolls down when nothing else is new.
void check_all_reached(Visitor& visitor, const std::string& page) {
    ui::Widget* tree = &visitor.top();
    std::set<const ui::Widget*> reached, wanted = controls(*tree);
    std::set<std::vector<const ui::Widget*>> entered;
    constexpr int kOneRound = 20;  // at least, of steps
    for (int idle = 0; idle < 60 && reached != wanted; ++idle) {
        if (visitor.marked().empty()) visitor.press();
        const auto marked = visitor.marked();
        if (marked.size() > 1 && entered.insert(marked).second) {
            visitor.press();
            idle = 0;
            continue;
        }
        if (marked.size() == 1) {
            if (reached.insert(marked.front()).second) idle = 0;
            if (const auto* scroll = scroller_with_button(marked.front());
                scroll != nullptr && scroll->offset() < scroll->limit() && idle > kOneRound) {
                visitor.press();
                visitor.demo->wait(Milliseconds(600));
                const auto more = controls(*tree);
                wanted.insert(more.begin(), more.end());
                idle = 0;
                continue;
            }
        }
        visitor.wait_for_next();
    }
    REQUIRE(&visitor.top() == tree);
    for (const ui::Widget* widget : wanted)
        CHECK_MESSAGE(reached.contains(widget), page, ": \"", widget->label(), "\"");
    CHECK_MESSAGE(wanted.size() >= 2, page);
}

}  // namespace

TEST_CASE("one switch: every control of every page, panel and dialog is reached") {
    for (const Size size : {Size{1280, 720}, Size{800, 480}, Size{720, 1280}}) {
        CAPTURE(size.width);
        Visitor visitor(size);
        Kiosk& kiosk = visitor.kiosk();
        REQUIRE(kiosk.mode() == Kiosk::Mode::Attract);
        visitor.press();
        REQUIRE(kiosk.mode() == Kiosk::Mode::Visit);
        CHECK_FALSE(visitor.marked().empty());
        visitor.demo->wait(seconds(1));
        check_all_reached(visitor, "home");
        for (const char* id : {"mot", "hai"}) {
            kiosk.open({Place::Kind::Collection, std::string("demo/") + id});
            visitor.demo->wait(seconds(1));
            check_all_reached(visitor, std::string("collection ") + id);
        }
        for (const char* id : {"cau", "pho", "phim"}) {
            kiosk.open({Place::Kind::Exhibit, std::string("demo/") + id});
            visitor.demo->wait(seconds(1));
            check_all_reached(visitor, id);
        }
        dynamic_cast<screens::FilmScreen&>(visitor.top()).pretend(Milliseconds(1000));
        visitor.press();
        check_all_reached(visitor, "film that waits");
        kiosk.open({Place::Kind::Search, {}});
        visitor.demo->wait(seconds(1));
        check_all_reached(visitor, "search");
        kiosk.type("cau");
        visitor.demo->wait(seconds(1));
        check_all_reached(visitor, "search with hits");
        kiosk.switch_language();
        visitor.demo->wait(seconds(1));
        check_all_reached(visitor, "languages");
        kiosk.close_panel();
        visitor.demo->wait(seconds(1));
        kiosk.show_comfort();
        visitor.demo->wait(seconds(1));
        check_all_reached(visitor, "panel");
    }
}

TEST_CASE("one switch: lowered, in large letters, all is reached as well") {
    Visitor visitor({1080, 1920});
    Kiosk& kiosk = visitor.kiosk();
    visitor.press();
    auto comfort = kiosk.comfort();
    comfort.text_percent = 200;
    comfort.is_lowered = true;
    kiosk.set_comfort(comfort);
    visitor.demo->wait(seconds(1));
    check_all_reached(visitor, "home");
    kiosk.open({Place::Kind::Exhibit, "demo/cau"});
    visitor.demo->wait(seconds(1));
    check_all_reached(visitor, "story");
    kiosk.show_comfort();
    visitor.demo->wait(seconds(1));
    check_all_reached(visitor, "panel");
}

TEST_CASE("one switch: a whole visit, from the attract loop to a typed word and away") {
    Visitor visitor({1280, 720});
    Kiosk& kiosk = visitor.kiosk();
    const auto word = [&](const char* key) { return kiosk.context().string(key); };
    visitor.press();
    REQUIRE(visitor.choose("Đất"));
    CHECK(kiosk.place()->id == "demo/mot");
    REQUIRE(visitor.choose(word("back")));
    CHECK(kiosk.place()->kind == Place::Kind::Home);
    REQUIRE(visitor.choose(word("search")));
    REQUIRE(visitor.choose("c"));
    REQUIRE(visitor.choose("a"));
    CHECK(visitor.demo->shows(word("search_field")));
    REQUIRE(visitor.choose(word("comfort")));
    REQUIRE(visitor.choose(word("done")));
    CHECK(kiosk.stage().overlay() == nullptr);
    REQUIRE(visitor.choose(word("home")));
    CHECK(kiosk.place()->kind == Place::Kind::Home);
}

TEST_CASE("one switch: after three rounds it stands still, and the question is answered by it") {
    Visitor visitor({1280, 720});
    visitor.press();
    visitor.demo->wait(seconds(30));
    CHECK(visitor.marked().empty());
    const auto drawn = visitor.demo->canvas().frames_presented();
    visitor.demo->wait(seconds(10));
    CHECK(visitor.demo->canvas().frames_presented() == drawn);

    const auto ask = [&] {
        for (int i = 0; i < 200 && visitor.kiosk().stage().overlay() == nullptr; ++i)
            visitor.demo->wait(seconds(1));
        REQUIRE(dynamic_cast<screens::StillThereDialog*>(visitor.kiosk().stage().overlay()));
    };
    ask();
    check_all_reached(visitor, "still there?");
    REQUIRE(visitor.choose(visitor.kiosk().context().string("continue")));
    CHECK(visitor.kiosk().mode() == Kiosk::Mode::Visit);
    CHECK(visitor.kiosk().stage().overlay() == nullptr);
    ask();
    REQUIRE(visitor.choose(visitor.kiosk().context().string("finish")));
    visitor.demo->wait(seconds(1));
    CHECK(visitor.kiosk().mode() == Kiosk::Mode::Attract);
    visitor.demo->wait(seconds(2));
    CHECK(visitor.marked().empty());
}

TEST_CASE("one switch: nobody is asked who waits for the mark") {
    Visitor visitor({1280, 720}, "switches = \"one\"\nscan_seconds = 10\nidle_seconds = 15\n");
    visitor.press();

    for (int i = 0; i < 40 && !visitor.marked().empty(); ++i) {
        visitor.demo->wait(seconds(1));
        REQUIRE(visitor.kiosk().stage().overlay() == nullptr);
    }
    CHECK_FALSE(visitor.marked().empty());
    visitor.demo->wait(seconds(200));
    CHECK(visitor.kiosk().mode() == Kiosk::Mode::Attract);
}

TEST_CASE("one switch: while a film or a voice plays it is quiet, and the switch stops them") {
    Visitor visitor({1280, 720});
    Kiosk& kiosk = visitor.kiosk();
    visitor.press();
    kiosk.open({Place::Kind::Exhibit, "demo/phim"});
    visitor.demo->wait(seconds(1));
    auto& film = dynamic_cast<screens::FilmScreen&>(visitor.top());
    film.pretend(Milliseconds(1000));
    visitor.demo->wait(seconds(5));
    REQUIRE(film.is_busy());
    CHECK(visitor.marked().empty());

    visitor.press();
    CHECK_FALSE(film.is_busy());
    CHECK_FALSE(visitor.marked().empty());

    kiosk.open({Place::Kind::Exhibit, "demo/cau"});
    visitor.demo->wait(seconds(1));
    auto& story = dynamic_cast<screens::HeardScreen&>(visitor.top());
    story.pretend_listening(0);
    visitor.demo->wait(seconds(2));
    REQUIRE(story.is_busy());
    CHECK(visitor.marked().empty());
    visitor.press();
    CHECK_FALSE(story.is_busy());
    CHECK_FALSE(visitor.marked().empty());
}

TEST_CASE("one switch: a hand that trembles has pressed once") {
    Visitor visitor({1280, 720});
    Kiosk& kiosk = visitor.kiosk();

    kiosk.press_switch(Switch::Choose);
    for (int i = 0; i < 5; ++i) {
        visitor.demo->wait(kBeat);
        kiosk.press_switch(Switch::Choose);
    }

    CHECK(visitor.marked().size() > 1);  // still among the groups of the first page
    CHECK(kiosk.place()->kind == Place::Kind::Home);
}

TEST_CASE("two switches: one goes on, the other chooses, and nothing hurries") {
    Visitor visitor({1280, 720}, "switches = \"two\"\n");
    Kiosk& kiosk = visitor.kiosk();
    visitor.press(Switch::GoOn);
    REQUIRE(kiosk.mode() == Kiosk::Mode::Visit);
    const auto first = visitor.marked();
    REQUIRE_FALSE(first.empty());
    visitor.demo->wait(seconds(20));
    CHECK(visitor.marked() == first);

    std::set<const ui::Widget*> reached;
    for (int i = 0; i < 20; ++i) {
        visitor.press(Switch::GoOn);
        for (const ui::Widget* widget : visitor.marked()) reached.insert(widget);
    }
    CHECK(reached == controls(visitor.top()));
    visitor.press();
    visitor.press();
    CHECK_FALSE(kiosk.place()->kind == Place::Kind::Home);
}

TEST_CASE("a site without switches has no walk") {
    Visitor visitor({640, 360}, "");
    visitor.demo->tap(Point{320, 100});
    visitor.demo->wait(seconds(3));

    CHECK(visitor.marked().empty());
}

TEST_CASE("focus: its ring is seen on any ground in every theme") {
    Visitor visitor({1280, 720});
    visitor.press();
    visitor.demo->wait(seconds(1));
    for (const char* name : {"sen", "dem", "tuong-phan", "giay-do"}) {
        CAPTURE(name);
        Kiosk& kiosk = visitor.kiosk();
        REQUIRE(kiosk.use_theme(name));
        visitor.demo->wait(seconds(1));
        kiosk.key(ui::Key::Next);
        visitor.demo->wait(seconds(1));
        REQUIRE_FALSE(visitor.marked().empty());
        const auto marked = visitor.demo->canvas().read_pixels().value();
        const Rect at = visitor.marked().front()->rect();
        const auto& context = kiosk.context();
        const Colour ink = context.colour(theme::ColourRole::Ink),
                     paper = context.colour(theme::ColourRole::Paper);

        // From outside to inside at half its height: each of the two lines is there.
        REQUIRE(at.x >= 0);
        REQUIRE(at.y + at.height / 2 < marked.size.height);
        const auto has = [&](Colour colour) {
            for (int x = std::max(0, at.x - 20); x < at.x + 20; ++x) {
                const auto pixel = marked.pixels[static_cast<std::size_t>(
                    (at.y + at.height / 2) * marked.size.width + x)];
                if ((pixel >> 16 & 255) == colour.r && (pixel >> 8 & 255) == colour.g &&
                    (pixel & 255) == colour.b)
                    return true;
            }
            return false;
        };
        CHECK(has(ink));
        CHECK(has(paper));
        CHECK(has(context.colour(theme::ColourRole::Focus)));
        for (int level = 0; level < 256; ++level) {
            const auto grey = static_cast<unsigned char>(level);
            const Colour ground{grey, grey, grey, 255};
            CHECK(std::max(theme::contrast(ink, ground), theme::contrast(paper, ground)) >= 3);
        }
    }
}
