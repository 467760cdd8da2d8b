// SPDX-License-Identifier: Apache-2.0
#include "ui/keyboard.h"

#include <doctest/doctest.h>

#include <set>

#include "ui/room.h"
#include "ui/stage.h"

using namespace sen;
using namespace sen::ui;
using sen::ui::test::Room;

namespace {

/// A field above a keyboard at the bottom of the screen.
class Desk : public Widget {
  public:
    Desk(Context& context, KeyboardMethod method) {
        field_ = &add<TextField>(
            TextField::Words{"field", "empty", "", "clear"},
            [this](const std::string&) { ++changes_; }, nullptr);
        keyboard_ =
            &add<Keyboard>(context, *field_, method,
                           Keyboard::Events{[this] { ++searches_; }, [](KeyboardMethod) {}});
    }
    Size measure(Context&, Size available) override { return available; }
    void arrange(Context& context, Rect rect) override {
        set_rect(rect);
        const int field = field_->measure(context, rect.size()).height;
        field_->arrange(context, {rect.x, rect.y, rect.width, field});
        const Size size = keyboard_->measure(context, rect.size());
        keyboard_->arrange(context, {rect.x + (rect.width - size.width) / 2,
                                     rect.bottom() - size.height, size.width, size.height});
    }

    TextField* field_;
    Keyboard* keyboard_;
    int changes_ = 0, searches_ = 0;
};

struct KeyboardFixture {
    explicit KeyboardFixture(Size size = {1920, 1080},
                             KeyboardMethod method = KeyboardMethod::Letters)
        : room(size), stage(room.context) {
        auto made = std::make_unique<Desk>(room.context, method);
        desk = made.get();
        stage.set_root(std::move(made), Stage::Change::Cut);
        stage.frame(now);
    }

    const std::string& text() const { return desk->field_->text(); }
    KeyCap& key(const std::string& name) {
        for (KeyCap* key : desk->keyboard_->keys())
            if (key->is_visible() && key->label() == name) return *key;
        FAIL("no key ", name);
        std::abort();
    }
    Point middle(const std::string& name) {
        const Rect rect = key(name).rect();
        return {rect.x + rect.width / 2, rect.y + rect.height / 2};
    }
    void finger(TouchPhase phase, Point at, int finger = 1) {
        stage.touch({finger, phase, at, now});
    }
    void pass(int ms) {
        for (int i = 0; i < ms; i += 10) stage.frame(now += Milliseconds(10));
    }
    void tap(const std::string& name) {
        finger(TouchPhase::Down, middle(name));
        pass(60);
        finger(TouchPhase::Up, middle(name));
        pass(110);
    }
    /// Taps the key of each letter.
    void type(const std::string& letters) {
        for (const char letter : letters)
            tap(letter == ' ' ? word("key_space") : std::string(1, letter));
    }
    /// Goes on to the next method: by its own key, or by the one key for all.
    void switch_method() {
        const auto wanted = next_method(desk->keyboard_->method());
        std::vector<KeyCap*> keys;
        for (KeyCap* key : desk->keyboard_->keys())
            if (key->is_visible() && key->plan().task == KeyTask::Method) keys.push_back(key);
        for (KeyCap* key : keys)
            if (keys.size() == 1 || key->plan().method == wanted) return tap(key->label());
    }
    const std::string& word(const char* name) { return room.strings[name]; }

    Room room;
    Stage stage;
    Desk* desk = nullptr;
    Milliseconds now{1000};
};

}  // namespace

TEST_CASE("keyboard: Telex, VNI and VIQR make the same sentence") {
    KeyboardFixture telex({1920, 1080}, KeyboardMethod::Telex);
    telex.type("nguyeenx asi quoocs");
    CHECK(telex.text() == "nguyễn ái quốc");

    KeyboardFixture vni({1280, 720}, KeyboardMethod::Vni);
    vni.type("nguye6n4 ai1 quo6c1");
    CHECK(vni.text() == "nguyễn ái quốc");

    KeyboardFixture viqr({1080, 1920}, KeyboardMethod::Viqr);
    viqr.type("nguye^n~ ai' quo^c'");
    CHECK(viqr.text() == "nguyễn ái quốc");
}

TEST_CASE_FIXTURE(KeyboardFixture, "keyboard: letters with marks and a tone row need no method") {
    type("b");
    tap("ê");
    type("n");
    tap(word("tone_sac"));
    type(" nhaf");

    CHECK(text() == "bến nhaf");
}

TEST_CASE_FIXTURE(KeyboardFixture, "keyboard: the same tone again takes it away") {
    type("hoa");
    tap(word("tone_huyen"));
    CHECK(text() == "hòa");
    tap(word("tone_huyen"));

    CHECK(text() == "hoa");
}

TEST_CASE_FIXTURE(KeyboardFixture, "keyboard: erase takes one letter, and repeats while held") {
    type("ben nghe");
    tap(word("key_erase"));
    CHECK(text() == "ben ngh");

    const Point erase = middle(word("key_erase"));
    finger(TouchPhase::Down, erase);
    pass(480);
    CHECK(text() == "ben ngh");
    pass(250);
    CHECK(text().size() < 6);
    CHECK_FALSE(text().empty());
    const std::string held = text();
    finger(TouchPhase::Up, erase);
    pass(600);

    CHECK(text() == held);
    tap(word("key_erase"));
    CHECK(text().size() == held.size() - 1);
}

TEST_CASE_FIXTURE(KeyboardFixture, "keyboard: clear empties the field, search is told") {
    type("cau");
    tap(word("key_clear"));
    CHECK(text().empty());

    tap(word("search_do"));

    CHECK(desk->searches_ == 1);
    CHECK(desk->changes_ == 4);
}

TEST_CASE_FIXTURE(KeyboardFixture, "keyboard: two thumbs lose no letter") {
    const Point c = middle("c"), a = middle("a"), u = middle("u");
    finger(TouchPhase::Down, c, 1);
    pass(20);
    finger(TouchPhase::Down, a, 2);
    CHECK(text() == "c");
    pass(20);
    finger(TouchPhase::Up, c, 1);
    CHECK(text() == "c");
    finger(TouchPhase::Down, u, 1);
    CHECK(text() == "ca");
    finger(TouchPhase::Up, a, 2);
    pass(20);
    finger(TouchPhase::Up, u, 1);

    CHECK(text() == "cau");
}

TEST_CASE_FIXTURE(KeyboardFixture,
                  "keyboard: a finger that slides types where it leaves the glass") {
    finger(TouchPhase::Down, middle("h"));
    pass(20);
    finger(TouchPhase::Move, middle("j"));
    pass(20);
    finger(TouchPhase::Move, middle("k"));
    pass(20);
    finger(TouchPhase::Up, middle("k"));
    CHECK(text() == "k");

    finger(TouchPhase::Down, middle("h"));
    finger(TouchPhase::Move, Point{960, 20});
    pass(20);
    finger(TouchPhase::Up, Point{960, 20});

    CHECK(text() == "k");
}

TEST_CASE_FIXTURE(KeyboardFixture, "keyboard: the key under the finger is shown above it") {
    const auto rest = graphics::fingerprint(room.canvas->read_pixels().value());
    finger(TouchPhase::Down, middle("g"));
    CHECK(stage.frame(now += Milliseconds(16)));
    CHECK(graphics::fingerprint(room.canvas->read_pixels().value()) != rest);
    finger(TouchPhase::Up, middle("h"));
    CHECK(stage.frame(now += Milliseconds(16)));
    CHECK(graphics::fingerprint(room.canvas->read_pixels().value()) == rest);
}

TEST_CASE_FIXTURE(KeyboardFixture, "keyboard: the methods and the page of numbers are a tap away") {
    tap(word("typing_vni"));
    CHECK(desk->keyboard_->method() == KeyboardMethod::Vni);
    type("a1");
    CHECK(text() == "á");

    tap(word("key_signs"));
    type("%");
    tap(word("key_letters"));
    type("d9");

    CHECK(text() == "á%đ");
}

TEST_CASE_FIXTURE(KeyboardFixture,
                  "keyboard: text of a real keyboard goes through the same rules") {
    tap(word("typing_telex"));
    desk->keyboard_->type("tieengs vieejt\n\t\x7f\xff");
    CHECK(text() == "tiếng việt");
    desk->keyboard_->erase();
    CHECK(text() == "tiếng việ");

    desk->keyboard_->type(std::string(10'000, 'k'));

    CHECK(text().size() <= TextField::kMaxLetters * 4);
}

TEST_CASE("keyboard: every method has its turn, on screens of any shape") {
    for (const Size size : {Size{1920, 1080}, Size{800, 480}, Size{480, 800}}) {
        KeyboardFixture desk(size);
        std::set<KeyboardMethod> seen;
        for (int i = 0; i < kKeyboardMethods; ++i) {
            desk.switch_method();
            seen.insert(desk.desk->keyboard_->method());
        }
        CHECK(seen.size() == kKeyboardMethods);
    }
}

TEST_CASE("keyboard: on every screen keys are large enough, apart, inside, and say what they are") {
    struct Panel {
        Size size;
        double diagonal_mm, least_mm;
    };
    for (const auto& panel :
         {Panel{{1920, 1080}, 546, 15}, Panel{{1080, 1920}, 546, 15}, Panel{{1280, 720}, 396, 12},
          Panel{{1920, 1080}, 813, 15}, Panel{{3840, 2160}, 1092, 15}, Panel{{800, 480}, 178, 12},
          Panel{{480, 800}, 178, 12}, Panel{{1280, 720}, 178, 12}, Panel{{1280, 800}, 257, 12}}) {
        KeyboardFixture desk(panel.size);
        desk.room.context.metrics = theme::measure_panel({panel.size, panel.diagonal_mm, 0});
        desk.stage.forget_style();
        for (int i = 0; i < kKeyboardMethods; ++i) {
            for (const char* page : {"key_signs", "key_letters"}) {
                desk.pass(20);
                CAPTURE(panel.size.width);
                CAPTURE(i);
                const double mm = desk.room.context.metrics.mm_per_px;
                std::vector<Rect> seen;
                for (const KeyCap* key : desk.desk->keyboard_->keys()) {
                    if (!key->is_visible()) continue;
                    const Rect rect = key->rect();
                    CAPTURE(key->label());
                    CHECK(key->is_legible());
                    CHECK(rect.width * mm >= panel.least_mm - 0.01);
                    CHECK(rect.height * mm >= 12 - 0.01);
                    CHECK(intersection(rect, {0, 0, panel.size.width, panel.size.height}) == rect);
                    CHECK_FALSE(key->label().empty());
                    for (const Rect& other : seen) CHECK(intersection(rect, other).is_empty());
                    seen.push_back(rect);
                }
                desk.tap(desk.word(page));
            }
            desk.switch_method();
        }
    }
}
