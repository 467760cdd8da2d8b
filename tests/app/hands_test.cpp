// SPDX-License-Identifier: Apache-2.0
#include "app/hands.h"

#include <doctest/doctest.h>

#include <cstring>
#include <fstream>

#include "app/demo_store.h"
#include "ui/text_field.h"
#include "ui/touch_stream.h"

using namespace sen;
using namespace sen::app;
using namespace sen::app::test;
using screens::Place;

namespace {

constexpr SDL_TouchID kPanel = 5;

SDL_Event finger(Uint32 type, float x, float y) {
    SDL_Event event{};
    event.type = type;
    event.tfinger.touchId = kPanel;
    event.tfinger.fingerId = 2;
    event.tfinger.x = x;
    event.tfinger.y = y;
    return event;
}

SDL_Event space_down() {
    SDL_Event event{};
    event.type = SDL_KEYDOWN;
    event.key.keysym.sym = SDLK_SPACE;
    return event;
}

SDL_Event text(const char* letters) {
    SDL_Event event{};
    event.type = SDL_TEXTINPUT;
    std::strncpy(event.text.text, letters, sizeof event.text.text - 1);
    return event;
}

/// A kiosk in a visit, and hands on it.
struct Wall {
    explicit Wall(const std::string& settings = "") {
        store.install(1, "Đất");
        const auto file = directory.path() / "site.toml";
        std::ofstream(file) << "format = 1\n" << settings;
        site = Site::load(file).value();
        demo.emplace(store.path(), Size{1280, 720}, file);
        demo->tap(Point{600, 200});
        REQUIRE(demo->kiosk().mode() == Kiosk::Mode::Visit);
    }
    Hands hands(TouchRecorder* recorder = nullptr) {
        return {demo->kiosk(), demo->canvas(), site, recorder};
    }

    DemoStore store;
    TemporaryDirectory directory = TemporaryDirectory::create().value();
    Site site;
    std::optional<DemoKiosk> demo;
};

}  // namespace

TEST_CASE("hands: a panel that is unplugged in the middle of a drag leaves no finger behind") {
    Wall wall;
    Kiosk& kiosk = wall.demo->kiosk();
    Hands hands = wall.hands();
    hands.handle(finger(SDL_FINGERDOWN, 0.5f, 0.9f));
    for (int i = 1; i < 8; ++i) {
        wall.demo->wait(Milliseconds(50));
        hands.handle(finger(SDL_FINGERMOTION, 0.5f, 0.9f - 0.05f * static_cast<float>(i)));
    }
    REQUIRE(kiosk.stage().is_touched());

    hands.let_go_of_lost_panel();  // SDL knows no panel here

    CHECK_FALSE(kiosk.stage().is_touched());
    wall.demo->wait(Milliseconds(2000));
    CHECK(kiosk.place()->kind == Place::Kind::Home);
    wall.demo->tap("Phim");
    CHECK(kiosk.place()->id == "demo/hai");
}

TEST_CASE("hands: a switch's space bar chooses, and types nothing") {
    Wall wall("switches = \"one\"\n");
    Kiosk& kiosk = wall.demo->kiosk();
    Hands hands = wall.hands();
    kiosk.open({Place::Kind::Search, {}});
    wall.demo->wait(Milliseconds(600));

    hands.handle(space_down());
    hands.handle(text(" "));
    wall.demo->wait(Milliseconds(100));
    hands.handle(text("a"));  // somebody else's keyboard

    CHECK(kiosk.stage().focus().is_marked());
    CHECK(wall.demo->shows(kiosk.context().string("key_clear")));
    const auto typed = [&] {
        std::string letters;
        kiosk.stage().root()->each([&](ui::Widget& widget) {
            if (const auto* field = dynamic_cast<const ui::TextField*>(&widget))
                letters = field->text();
        });
        return letters;
    };
    CHECK(typed() == "a");
}

TEST_CASE("hands: without switches a space bar is a letter where one types, and acts elsewhere") {
    Wall wall;
    Kiosk& kiosk = wall.demo->kiosk();
    Hands hands = wall.hands();

    hands.handle(space_down());
    CHECK(kiosk.stage().focus().is_marked());
    kiosk.open({Place::Kind::Search, {}});
    wall.demo->wait(Milliseconds(600));
    hands.handle(space_down());
    CHECK_FALSE(kiosk.stage().focus().is_marked());
}

TEST_CASE("hands: what fingers report is recorded as it lies on the picture") {
    Wall wall("[touch]\ninvert_x = true\n");
    const auto file = wall.directory.path() / "touches.txt";
    auto recorder =
        TouchRecorder::create(file, wall.demo->canvas().size(), 0.25, wall.demo->clock()).value();
    Hands hands = wall.hands(&recorder);

    hands.handle(finger(SDL_FINGERDOWN, 0.75f, 0.5f));
    wall.demo->wait(Milliseconds(50));
    hands.handle(finger(SDL_FINGERUP, 0.75f, 0.5f));

    const auto stream = ui::test::read_stream(file);
    REQUIRE(stream.samples.size() == 2);
    CHECK(stream.samples[0].at == Point{320, 360});
    CHECK(stream.samples[1].phase == ui::TouchPhase::Up);
    CHECK(stream.samples[1].time == Milliseconds(50));
}
