// SPDX-License-Identifier: Apache-2.0
#include "app/tour.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "app/kiosk.h"
#include "base/log.h"
#include "screens/film_screen.h"
#include "screens/hit_card.h"
#include "screens/story_screen.h"
#include "ui/chip.h"
#include "ui/controls.h"
#include "ui/scroll.h"

namespace sen::app {

namespace {

using screens::Place;

constexpr Milliseconds kLongStep{200};

/// A visitor who never errs: taps by name, waits exactly, photographs.
class Guide {
  public:
    Guide(Kiosk& kiosk, FakeClock& clock, graphics::Canvas& canvas, std::filesystem::path directory)
        : kiosk_(kiosk), clock_(clock), canvas_(canvas), directory_(std::move(directory)) {}

    /// Lets time go by in frames.
    void wait(Milliseconds time) { wait(time, kStep); }
    /// The same in larger steps, where only the end of the wait is looked at.
    void wait(Milliseconds time, Milliseconds step) {
        for (Milliseconds passed{0}; passed < time; passed += step) {
            clock_.advance(step);
            kiosk_.frame();
        }
    }

    Result<void> photograph(const std::string& name) {
        wait(kSettled);
        kiosk_.frame(true);
        return photograph_now(name);
    }

    Result<void> photograph_now(const std::string& name) {
        SEN_TRY(const auto pixels, canvas_.read_pixels());
        return graphics::write_png(directory_ / fmt::format("{:03}-{}.png", ++count_, name),
                                   pixels);
    }

    void finger(ui::TouchPhase phase, Point at) { kiosk_.touch({1, phase, at, clock_.now()}); }

    void tap(Point at) {
        finger(ui::TouchPhase::Down, at);
        wait(kStep * 3);
        finger(ui::TouchPhase::Up, at);
        wait(kStep);
    }

    /// The middle of what can be seen of the control that is called `label`.
    std::optional<Point> find_control(const std::string& label) {
        const Rect screen{0, 0, canvas_.size().width, canvas_.size().height};
        std::optional<Point> at;
        ui::Widget* top =
            kiosk_.stage().overlay() ? kiosk_.stage().overlay() : kiosk_.stage().root();
        top->each([&](const ui::Widget& widget) {
            if (!at && widget.is_tappable() && widget.label() == label) {
                const Rect seen = intersection(widget.rect(), screen);
                if (!seen.is_empty()) at = Point{seen.x + seen.width / 2, seen.y + seen.height / 2};
            }
        });
        return at;
    }

    /// Taps what is called `label`; it must be on the screen.
    Result<void> tap(const std::string& label) {
        const auto at = find_control(label);
        if (!at)
            return fail(ErrorKind::NotFound, "tour: nothing on the screen is called \"{}\"", label);
        tap(*at);
        return {};
    }

    template <class T>
    T* find() {
        T* found = nullptr;
        kiosk_.stage().root()->each([&](ui::Widget& widget) {
            if (found == nullptr) found = dynamic_cast<T*>(&widget);
        });
        return found;
    }

    /// What the visitor sets before anything else.
    void set_usual(screens::Comfort comfort) {
        comfort.volume_percent = kiosk_.comfort().volume_percent;  // the site's
        kiosk_.set_comfort(comfort);
        wait(kStep);
    }

    Kiosk& kiosk() { return kiosk_; }
    const std::string& word(std::string_view key) { return kiosk_.context().string(key); }

  private:
    static constexpr Milliseconds kStep{16};
    static constexpr Milliseconds kSettled{800};  // longer than any animation of a page

    Kiosk& kiosk_;
    FakeClock& clock_;
    graphics::Canvas& canvas_;
    std::filesystem::path directory_;
    int count_ = 0;
};

std::string file_name(const std::string& id) {
    return id.substr(id.find('/') + 1);
}

Result<void> show_attract(Guide& guide) {
    guide.wait(Milliseconds(2000), kLongStep);
    SEN_CHECK(guide.photograph_now("attract"));
    guide.wait(Milliseconds(9000), kLongStep);
    guide.wait(Milliseconds(600));
    SEN_CHECK(guide.photograph_now("attract-cross-fade"));
    guide.wait(Milliseconds(3000), kLongStep);
    return guide.photograph_now("attract-next");
}

Result<void> show_exhibit(Guide& guide, const catalogue::ExhibitCard& card) {
    guide.kiosk().open({Place::Kind::Exhibit, card.id});
    const std::string name = file_name(card.id);
    SEN_CHECK(guide.photograph(name));
    if (card.kind == catalogue::ExhibitKind::Story) {
        if (auto* scroll = guide.find<ui::Scroll>(); scroll != nullptr && scroll->limit() > 0) {
            scroll->scroll_to(scroll->limit());
            SEN_CHECK(guide.photograph(name + "-end"));
        }
        if (auto* story = guide.find<screens::StoryScreen>()) {
            story->pretend_listening(2);
            SEN_CHECK(guide.photograph(name + "-listening"));
        }
    } else if (card.kind == catalogue::ExhibitKind::Album) {
        SEN_CHECK(guide.tap(guide.word("next_picture")));
        SEN_CHECK(guide.tap(guide.word("zoom_in")));
        SEN_CHECK(guide.photograph(name + "-zoomed"));
    } else if (auto* film = guide.find<screens::FilmScreen>()) {
        film->pretend(Milliseconds(8000));
        SEN_CHECK(guide.photograph(name + "-playing"));
    }
    guide.kiosk().back();
    return {};
}

Result<void> show_everything(Guide& guide) {
    const auto* library = guide.kiosk().library();
    const std::string language = guide.kiosk().language();
    SEN_CHECK(guide.photograph("home"));
    SEN_TRY(const auto collections, library->collections(language));
    for (const auto& collection : collections) {
        guide.kiosk().home();
        guide.kiosk().open({Place::Kind::Collection, collection.id});
        SEN_CHECK(guide.photograph("collection-" + file_name(collection.id)));
        SEN_TRY(const auto exhibits, library->exhibits(collection.id, language));
        for (const auto& exhibit : exhibits) SEN_CHECK(show_exhibit(guide, exhibit));
    }
    guide.kiosk().home();
    return {};
}

/// Types on the drawn keyboard, key by key.
Result<void> type(Guide& guide, std::string_view letters) {
    for (const char letter : letters)
        SEN_CHECK(guide.tap(letter == ' ' ? guide.word("key_space") : std::string(1, letter)));
    return {};
}

/// The keyboard in each method, and a search: before it, while typing, narrowed, in vain.
Result<void> show_search(Guide& guide) {
    std::array methods{"typing_letters", "typing_telex", "typing_vni", "typing_viqr",
                       "typing_latin"};
    guide.kiosk().home();
    guide.kiosk().open({Place::Kind::Search, {}});
    SEN_CHECK(guide.photograph("search-empty"));
    // A small panel has one key that goes round; it is called as what it shows now.
    std::rotate(
        methods.begin(),
        std::find_if(methods.begin(), methods.end(),
                     [&](const char* method) { return guide.find_control(guide.word(method)); }),
        methods.end());
    for (std::size_t i = 1; i <= methods.size(); ++i) {
        const std::string wanted = methods[i % methods.size()];
        if (!guide.tap(guide.word(wanted))) SEN_CHECK(guide.tap(guide.word(methods[i - 1])));
        SEN_CHECK(guide.photograph("keyboard-" + wanted.substr(wanted.find('_') + 1)));
    }
    SEN_CHECK(guide.tap(guide.word("key_signs")));
    SEN_CHECK(guide.photograph("keyboard-signs"));
    SEN_CHECK(guide.tap(guide.word("key_letters")));
    SEN_CHECK(type(guide, "song"));
    SEN_CHECK(guide.photograph("search-results"));
    SEN_CHECK(guide.tap(guide.word("search_do")));
    SEN_CHECK(guide.photograph("search-all-results"));
    // Without hits the chips lead away from here.
    const auto* chip = guide.find<ui::Chip>();
    if (chip != nullptr && guide.find<screens::HitCard>() != nullptr) {
        const std::string name = chip->label();
        SEN_CHECK(guide.tap(name));
        SEN_CHECK(guide.photograph("search-narrowed"));
        SEN_CHECK(guide.tap(name));
    }
    SEN_CHECK(guide.tap(guide.word("search_field")));
    SEN_CHECK(type(guide, " zzyx"));
    SEN_CHECK(guide.photograph("search-nothing"));
    SEN_CHECK(guide.tap(guide.word("search_do")));
    SEN_CHECK(guide.photograph("search-nothing-help"));
    guide.kiosk().home();
    return {};
}

/// The chooser, and a page in each language that has menus but no texts.
Result<void> show_languages(Guide& guide) {
    const std::string usual = guide.kiosk().language();
    const auto* library = guide.kiosk().library();
    SEN_TRY(const auto collections, library->collections(usual));
    guide.kiosk().home();
    guide.kiosk().switch_language();
    SEN_CHECK(guide.photograph("languages"));
    guide.kiosk().close_panel();
    for (const auto& language : guide.kiosk().languages()) {
        if (language.has_content) continue;
        guide.kiosk().use_language(language.code);
        SEN_CHECK(guide.photograph("home-" + language.code));
        SEN_CHECK(guide.tap(guide.word("search")));
        SEN_CHECK(guide.photograph("search-" + language.code));
        guide.kiosk().home();
        guide.kiosk().open({Place::Kind::Collection, collections.front().id});
        SEN_CHECK(guide.photograph("collection-" + language.code));
        guide.kiosk().home();
    }
    guide.kiosk().use_language(usual);
    guide.wait(Milliseconds(500));
    return {};
}

/// The settings' panel over a page, and the pages as those see them who set something.
Result<void> show_comfort(Guide& guide) {
    const auto* library = guide.kiosk().library();
    const std::string language = guide.kiosk().language();
    SEN_TRY(const auto collections, library->collections(language));
    // One exhibit of each kind.
    std::vector<catalogue::ExhibitCard> shown;
    for (const auto& collection : collections) {
        SEN_TRY(const auto exhibits, library->exhibits(collection.id, language));
        for (const auto& card : exhibits)
            if (std::none_of(shown.begin(), shown.end(),
                             [&](const auto& other) { return other.kind == card.kind; }))
                shown.push_back(card);
    }
    const auto show = [&](const std::string& name,
                          const screens::Comfort& comfort) -> Result<void> {
        guide.kiosk().set_comfort(comfort);
        guide.kiosk().home();
        SEN_CHECK(guide.photograph(name + "-home"));
        guide.kiosk().open({Place::Kind::Collection, collections.front().id});
        SEN_CHECK(guide.photograph(name + "-collection"));
        for (const auto& card : shown) {
            guide.kiosk().open({Place::Kind::Exhibit, card.id});
            if (auto* film = guide.find<screens::FilmScreen>()) film->pretend(Milliseconds(8000));
            SEN_CHECK(guide.photograph(name + "-" + file_name(card.id)));
            if (guide.tap(guide.word("guide_notes"))) {
                SEN_CHECK(guide.photograph(name + "-" + file_name(card.id) + "-notes"));
                SEN_CHECK(guide.tap(guide.word("guide_notes")));
            }
            auto* scroll = guide.find<ui::Scroll>();
            if (scroll == nullptr || !scroll->is_visible() || !scroll->turn_page(1)) continue;
            SEN_CHECK(guide.photograph(name + "-" + file_name(card.id) + "-on"));
        }
        guide.kiosk().home();
        guide.kiosk().show_comfort();
        SEN_CHECK(guide.photograph(name + "-panel"));
        guide.kiosk().close_panel();
        return {};
    };
    const screens::Comfort usual = guide.kiosk().comfort();
    std::vector<std::pair<std::string, screens::Comfort>> settings{{"usual", usual}};
    for (const int percent : screens::Comfort::kTextPercents) {
        if (percent == usual.text_percent) continue;
        settings.emplace_back("text-" + std::to_string(percent), usual);
        settings.back().second.text_percent = percent;
    }
    settings.emplace_back("contrast", usual);
    settings.back().second.has_contrast = true;
    settings.emplace_back("lowered", usual);
    settings.back().second.is_lowered = true;
    if (library->has_simple_text(language)) {
        settings.emplace_back("simple", usual);
        settings.back().second.has_simple_text = true;
    }
    if (!guide.kiosk().context().metrics.is_small) {
        settings.emplace_back("guide", usual);
        settings.back().second.is_guided = true;
    }
    for (const auto& [name, comfort] : settings) SEN_CHECK(show(name, comfort));
    guide.kiosk().set_comfort(usual);
    guide.wait(Milliseconds(100));
    guide.kiosk().home();
    return {};
}

/// What a visitor does: opens the first collection and its first exhibit, changes the language,
/// goes away, answers "still there?", goes away again.
Result<void> make_visit(Guide& guide) {
    const auto* library = guide.kiosk().library();
    SEN_TRY(const auto collections, library->collections(guide.kiosk().language()));
    guide.wait(Milliseconds(500));
    SEN_CHECK(guide.tap(collections.front().title));
    guide.wait(Milliseconds(500));
    SEN_TRY(const auto exhibits,
            library->exhibits(collections.front().id, guide.kiosk().language()));
    SEN_CHECK(guide.tap(exhibits.front().title));
    SEN_CHECK(guide.photograph("visit-exhibit"));
    for (const auto& other : library->languages()) {
        if (other == guide.kiosk().language()) continue;
        const std::string usual = guide.kiosk().language();
        guide.kiosk().use_language(other);
        SEN_CHECK(guide.photograph("visit-other-language"));
        guide.kiosk().use_language(usual);
        guide.wait(Milliseconds(500));
        break;
    }
    for (int i = 0; i < 12 && guide.kiosk().stage().overlay() == nullptr; ++i)
        guide.wait(Milliseconds(10'000), kLongStep);
    SEN_CHECK(guide.photograph("still-there"));
    SEN_CHECK(guide.tap(guide.word("continue")));
    SEN_CHECK(guide.photograph("visit-goes-on"));
    for (int i = 0; i < 20 && guide.kiosk().mode() == Kiosk::Mode::Visit; ++i)
        guide.wait(Milliseconds(10'000), kLongStep);
    guide.wait(Milliseconds(1000));
    return guide.photograph_now("attract-again");
}

Result<void> show_calm(const Options& options, const std::filesystem::path& directory) {
    Options empty = options;
    empty.store = directory / "no-store";
    SEN_TRY(auto canvas, graphics::Canvas::create_offscreen(*options.window));
    SEN_TRY(auto parts, Parts::create(
                            empty, std::move(canvas), [] {}, true));
    FakeClock clock;
    log::set_level(log::Level::Error);
    Kiosk kiosk(parts, clock, nullptr);
    kiosk.frame(true);
    SEN_TRY(const auto pixels, parts.canvas->read_pixels());
    return graphics::write_png(directory / "999-calm.png", pixels);
}

}  // namespace

Result<void> run_tour(const Options& options) {
    std::error_code error;
    std::filesystem::create_directories(options.tour, error);
    if (error) return fail(ErrorKind::Io, "make {}: {}", options.tour.string(), error.message());
    SEN_TRY(auto canvas, graphics::Canvas::create_offscreen(*options.window));
    SEN_TRY(auto parts, Parts::create(
                            options, std::move(canvas), [] {}, true));
    FakeClock clock;
    Kiosk kiosk(parts, clock, nullptr);
    if (kiosk.library() == nullptr)
        return fail(ErrorKind::NotFound, "tour: {} has nothing to show", options.store.string());
    Guide guide(kiosk, clock, *parts.canvas, options.tour);
    SEN_CHECK(show_attract(guide));
    guide.tap(Point{parts.canvas->size().width / 2, parts.canvas->size().height / 2});
    guide.set_usual(options.tour_comfort);
    SEN_CHECK(show_everything(guide));
    SEN_CHECK(show_search(guide));
    SEN_CHECK(show_languages(guide));
    SEN_CHECK(show_comfort(guide));
    SEN_CHECK(make_visit(guide));
    return show_calm(options, options.tour);
}

}  // namespace sen::app
