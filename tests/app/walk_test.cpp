// SPDX-License-Identifier: Apache-2.0
// Walks every page in the settings that a visitor may choose, on small and large panels, and asks
// of each whether everything on it can be read and reached. SEN_WALK=all in the environment takes
// every combination; without it, a few in which each value meets each other's extremes.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <string_view>

#include "app/demo_store.h"
#include "app/page_check.h"
#include "base/log.h"
#include "screens/comfort_panel.h"
#include "screens/film_screen.h"
#include "ui/choice.h"
#include "ui/room.h"
#include "ui/scroll.h"

using namespace sen;
using namespace sen::app;
using namespace sen::app::test;
using screens::Comfort;
using screens::Place;

namespace {

bool walks_all() {
    const char* value = std::getenv("SEN_WALK");
    return value != nullptr && std::string_view(value) == "all";
}

/// Text size, contrast, lowered, guide.
Comfort comfort_of(int percent, bool has_contrast, bool is_lowered, bool is_guided) {
    Comfort comfort;
    comfort.text_percent = percent;
    comfort.has_contrast = has_contrast;
    comfort.is_lowered = is_lowered;
    comfort.is_guided = is_guided;
    comfort.has_less_motion = true;  // every page stands at once
    return comfort;
}

std::vector<Comfort> settings() {
    if (!walks_all())
        return {comfort_of(100, false, false, false), comfort_of(130, true, true, false),
                comfort_of(160, false, true, false), comfort_of(200, true, false, false),
                comfort_of(100, false, false, true)};
    std::vector<Comfort> all;
    for (const int percent : Comfort::kTextPercents)
        for (const bool has_contrast : {false, true})
            for (const bool is_lowered : {false, true})
                for (const bool is_guided : {false, true})
                    all.push_back(comfort_of(percent, has_contrast, is_lowered, is_guided));
    return all;
}

class Walk {
  public:
    Walk(const std::filesystem::path& store, Size size, const std::filesystem::path& site)
        : demo_(store, size, site), size_(size) {
        demo_.tap(Point{size.width / 2, size.height / 3});
        REQUIRE(demo_.kiosk().mode() == Kiosk::Mode::Visit);
    }

    void walk(const Comfort& comfort, const std::string& language) {
        Kiosk& kiosk = demo_.kiosk();
        kiosk.set_comfort(comfort);
        settle();
        kiosk.use_language(language);
        setting_ =
            fmt::format("{}x{} {} {}%{}{}{}", size_.width, size_.height, language,
                        comfort.text_percent, comfort.has_contrast ? " contrast" : "",
                        comfort.is_lowered ? " lowered" : "", comfort.is_guided ? " guide" : "");
        kiosk.home();
        look("home");
        for (const char* id : {"mot", "hai"}) {
            kiosk.home();
            kiosk.open({Place::Kind::Collection, std::string("demo/") + id});
            look(std::string("collection ") + id);
        }
        for (const char* id : {"cau", "pho", "phim"}) {
            kiosk.open({Place::Kind::Exhibit, std::string("demo/") + id});
            look(id);
        }
        dynamic_cast<screens::FilmScreen&>(*kiosk.stage().root()).pretend(Milliseconds(1000));
        look("film playing");
        kiosk.open({Place::Kind::Search, {}});
        settle();
        // Upright and lowered, only field and keyboard go into reach until the search key is used.
        const bool is_seen_only = comfort.is_lowered && size_.height > size_.width;
        if (!is_seen_only) look("search");
        kiosk.type("cau");
        if (!is_seen_only) look("search with hits");
        kiosk.type(" zzz");
        if (!is_seen_only) look("search without hits");
        demo_.tap(kiosk.context().string("search_do"));
        look("search without a keyboard");
        kiosk.switch_language();
        look("languages");
        kiosk.close_panel();
        settle();
        kiosk.home();
        kiosk.open({Place::Kind::Search, {}});
        for (int i = 0; i < 7; ++i) kiosk.erase();
        kiosk.show_comfort();
        look("panel");
        kiosk.close_panel();
        settle();
        CHECK(kiosk.stage().overlay() == nullptr);
    }

    void look_at_question() {
        demo_.kiosk().home();
        for (int i = 0; i < 100 && demo_.kiosk().stage().overlay() == nullptr; ++i)
            demo_.wait(Milliseconds(2000));
        look("still there?");
        demo_.touch(ui::TouchPhase::Down, {1, 1});
        demo_.touch(ui::TouchPhase::Up, {1, 1});
        settle();
    }

    int looked() const { return looked_; }

  private:
    void settle() {
        for (int i = 0; i < 3; ++i) {
            demo_.clock().advance(Milliseconds(20));
            demo_.kiosk().frame();
        }
    }

    void look(const std::string& page) {
        settle();
        check(page);
        std::vector<ui::Scroll*> scrolls;
        top().each([&](ui::Widget& widget) {
            if (auto* scroll = dynamic_cast<ui::Scroll*>(&widget)) scrolls.push_back(scroll);
        });
        bool has_more = false;
        for (auto* scroll : scrolls) {
            has_more = has_more || scroll->limit() > 0;
            scroll->scroll_to(scroll->limit());
        }
        if (!has_more) return;
        settle();
        check(page + ", at its end");
    }

    void check(const std::string& page) {
        ++looked_;
        const auto pixels = demo_.canvas().read_pixels().value();
        ui::Context& context = demo_.kiosk().context();
        const theme::Metrics of_page = context.metrics;
        if (const auto* panel = dynamic_cast<const screens::ComfortPanel*>(&top()))
            context.metrics = panel->metrics();
        for (const auto& fault : page_faults(top(), context, pixels))
            FAIL_CHECK(setting_ << ": " << page << ": " << fault);
        context.metrics = of_page;
    }

    ui::Widget& top() {
        auto& stage = demo_.kiosk().stage();
        return stage.overlay() != nullptr ? *stage.overlay() : *stage.root();
    }

    DemoKiosk demo_;
    Size size_;
    std::string setting_;
    int looked_ = 0;
};

}  // namespace

TEST_CASE("walk: every page in every setting can be read and reached") {
    log::set_level(log::Level::Error);
    DemoStore store;
    store.set_other_texts(OtherTexts::Long);
    store.install(1, "Đất Gia Định và những dòng kênh");
    const auto directory = TemporaryDirectory::create().value();
    const auto site = directory.path() / "site.toml";
    std::ofstream(site) << "format = 1\nmounting_height_mm = 1000\n";
    std::vector<Size> sizes{{1920, 1080}, {1080, 1920}, {1280, 720}, {800, 480}};
    if (walks_all()) sizes.insert(sizes.end(), {{480, 800}, {3840, 2160}, {2160, 3840}});
    int looked = 0;

    for (const Size size : sizes) {
        Walk walk(store.path(), size, site);
        std::size_t turn = 0;
        for (const Comfort& comfort : settings()) {
            for (const char* language : {"vi", "en"}) {
                // No guide stands before a panel of a hand's size.
                if (comfort.is_guided && std::min(size.width, size.height) <= 480) continue;
                // Every other setting in the other language, where not all are walked.
                const bool is_turn = (turn % 2 == 0) == (std::string_view(language) == "vi");
                if (walks_all() || is_turn) walk.walk(comfort, language);
            }
            ++turn;
            if (!comfort.is_guided) walk.look_at_question();
        }
        looked += walk.looked();
    }

    CHECK(looked > 150);
}

TEST_CASE("walk: a theme whose cards and buttons are drawn can be read and reached, too") {
    log::set_level(log::Level::Error);
    DemoStore store;
    store.install(1, "Đất Gia Định và những dòng kênh");
    const auto directory = TemporaryDirectory::create().value();
    const auto site = directory.path() / "site.toml";
    std::ofstream(site) << "format = 1\ntheme = \"giay-do\"\n";
    int looked = 0;

    for (const Size size : {Size{1080, 1920}, Size{800, 480}}) {
        Walk walk(store.path(), size, site);
        walk.walk(comfort_of(100, false, false, false), "vi");
        walk.walk(comfort_of(160, false, true, false), "vi");
        walk.look_at_question();
        looked += walk.looked();
    }

    CHECK(looked > 20);
}

namespace {

/// All that a page must not do.
class BadPage : public ui::Widget {
  public:
    BadPage() {
        for (const char* name : {"nhỏ", "trùm", "ngoài"})
            add<ui::Button>(name, "", ui::ButtonLook::Filled, nullptr);
        add<ui::Label>("Dòng chữ này dài hơn chỗ dành cho nó",
                       ui::LabelOptions{theme::TextRole::Body, theme::ColourRole::Ink,
                                        graphics::Align::Left, 1, false});
        add<ui::Label>("mờ nhạt",
                       ui::LabelOptions{theme::TextRole::Body, theme::ColourRole::PaperLow,
                                        graphics::Align::Left, 1, false});
    }
    Size measure(ui::Context&, Size available) override { return available; }
    void arrange(ui::Context& context, Rect rect) override {
        set_rect(rect);
        const int target = context.metrics.target;
        children()[0]->arrange(context, {100, 100, target / 3, target / 3});
        children()[1]->arrange(context, {100, 100, target * 3, target});
        children()[2]->arrange(context, {rect.right() - target, 600, target * 3, target});
        children()[3]->arrange(context, {100, 400, target, 60});
        children()[4]->arrange(context, {600, 400, 400, 60});
    }
};

}  // namespace

TEST_CASE("walk: a page that does it all wrong is found out") {
    ui::test::Room room({1280, 720});
    ui::Stage stage(room.context);
    stage.set_root(std::make_unique<BadPage>(), ui::Stage::Change::Cut);
    room.context.metrics.is_lowered = true;
    room.context.metrics.reach_top = 500;
    room.context.metrics.reach_bottom = 720;
    stage.frame(Milliseconds(0));
    stage.frame(Milliseconds(20), true);

    const auto faults =
        page_faults(*stage.root(), room.context, room.canvas->read_pixels().value());

    for (const char* part : {"less than 19.5", "lies on \"trùm\"", "reaches over the side",
                             "is out of reach", "its words are cut", "contrast 1."}) {
        const bool is_found = std::any_of(faults.begin(), faults.end(), [&](const auto& fault) {
            return fault.find(part) != std::string::npos;
        });
        CHECK_MESSAGE(is_found, part);
    }
}
