// SPDX-License-Identifier: Apache-2.0
#include "visitor.h"

#include <algorithm>
#include <thread>

#include "app/window_loop.h"
#include "ui/scroll.h"

namespace sen::bench {

using catalogue::ExhibitKind;
using screens::Place;

namespace {
constexpr Point kMiddle{kScreen.width / 2, kScreen.height / 2};
constexpr Milliseconds kSettled{1200};       // longer than any animation of a page
constexpr Milliseconds kStillStays{11'100};  // of the attract loop, and a little
constexpr int kLongerThanScreen = 64;        // pixels that can be scrolled at least
}  // namespace

Result<std::unique_ptr<Visitor>> Visitor::create(const std::filesystem::path& store, Where where,
                                                 Size screen) {
    std::unique_ptr<Visitor> visitor(new Visitor());
    app::Options options;
    options.store = store;
    options.window = screen;
    const auto renderer = where == Where::WindowOfGpu ? graphics::RendererKind::Accelerated
                                                      : graphics::RendererKind::Software;
    using Made = Result<std::unique_ptr<graphics::Canvas>>;
    SEN_TRY(auto canvas, where == Where::Blank    ? Made(graphics::Canvas::create_blank(screen))
                         : where == Where::Memory ? graphics::Canvas::create_offscreen(screen)
                                                  : graphics::Canvas::create_window(
                                                        {"sen-bench", screen, false, renderer}));
    SEN_TRY(auto parts, app::Parts::create(
                            options, std::move(canvas), [] {}, false));
    visitor->parts_ = std::make_unique<app::Parts>(std::move(parts));
    visitor->kiosk_ = std::make_unique<app::Kiosk>(*visitor->parts_, visitor->clock_, nullptr);
    if (visitor->kiosk_->library() == nullptr)
        return fail(ErrorKind::NotFound, "{} has nothing to show", store.string());
    visitor->settle();
    return visitor;
}

Visitor::~Visitor() = default;

bool Visitor::step() {
    clock_.advance(kFrame);
    return kiosk_->frame();
}

void Visitor::settle() {
    for (Milliseconds quiet{0}; quiet < kSettled;) {
        step();
        if (parts_->pictures->is_busy()) {
            std::this_thread::sleep_for(Milliseconds(2));  // the worker's turn
            quiet = Milliseconds{0};
        } else {
            quiet += kFrame;
        }
    }
}

void Visitor::begin_visit() {
    if (kiosk_->mode() == app::Kiosk::Mode::Attract) tap(kMiddle);
    kiosk_->home();
    settle();
}

void Visitor::open_exhibit(const std::string& id) {
    kiosk_->open({Place::Kind::Exhibit, id});
    settle();
}

Result<void> Visitor::open_longest_collection() {
    SEN_TRY(const auto collections, kiosk_->library()->collections(kiosk_->language()));
    const auto longest = std::max_element(
        collections.begin(), collections.end(),
        [](const auto& a, const auto& b) { return a.exhibit_count < b.exhibit_count; });
    if (longest == collections.end())
        return fail(ErrorKind::NotFound, "the store has no collection");
    begin_visit();
    kiosk_->open({Place::Kind::Collection, longest->id});
    settle();
    return {};
}

void Visitor::finger(ui::TouchPhase phase, Point at) {
    kiosk_->touch({1, phase, at, clock_.now()});
}

void Visitor::tap(Point at) {
    finger(ui::TouchPhase::Down, at);
    for (int i = 0; i < 4; ++i) step();
    finger(ui::TouchPhase::Up, at);
    settle();
}

Result<catalogue::Exhibit> Visitor::find_exhibit(ExhibitKind kind, std::size_t pictures) const {
    const auto& library = *kiosk_->library();
    const std::string& language = kiosk_->language();
    SEN_TRY(const auto collections, library.collections(language));
    for (const auto& collection : collections) {
        SEN_TRY(const auto cards, library.exhibits(collection.id, language));
        for (const auto& card : cards) {
            if (card.kind != kind) continue;
            SEN_TRY(auto exhibit, library.exhibit(card.id, language));
            if (exhibit.pictures.size() >= pictures) return exhibit;
        }
    }
    return fail(ErrorKind::NotFound, "the store has no exhibit of the kind that is measured");
}

std::optional<Point> Visitor::find_label(const std::string& label) {
    std::optional<Point> at;
    ui::Widget* root = kiosk_->stage().root();
    root->each([&](const ui::Widget& widget) {
        if (!at && widget.is_tappable() && widget.label() == label)
            at = Point{widget.rect().x + widget.rect().width / 2,
                       widget.rect().y + widget.rect().height / 2};
    });
    if (!at) return {};
    const ui::Widget* hit = root->find(*at, [](const ui::Widget& w) { return w.is_tappable(); });
    return hit != nullptr && hit->label() == label ? at : std::nullopt;
}

namespace {

/// Adds the taps that the page of an exhibit still needs; false if it is not what is looked for.
bool complete_route(Visitor& visitor, ExhibitKind kind, Route& route) {
    if (app::page_name(visitor.kiosk()) != route.page) return false;
    if (kind == ExhibitKind::Story) {
        const auto* view = visitor.find<ui::Scroll>();
        return view != nullptr && view->limit() >= kLongerThanScreen;
    }
    if (kind != ExhibitKind::Film) return true;
    const auto play = visitor.find_label(visitor.kiosk().context().string("play"));
    if (play) route.taps.push_back(*play);
    route.plays_film = true;
    return play.has_value();
}

/// The taps from home to the first exhibit of a kind that can be seen without scrolling; a story
/// has a picture and is longer than the screen.
Result<Route> find_route(Visitor& visitor, ExhibitKind kind, const std::string& name) {
    const auto& library = *visitor.kiosk().library();
    const std::string& language = visitor.kiosk().language();
    SEN_TRY(const auto collections, library.collections(language));
    for (const auto& collection : collections) {
        SEN_TRY(const auto cards, library.exhibits(collection.id, language));
        for (const auto& card : cards) {
            SEN_TRY(const auto exhibit, library.exhibit(card.id, language));
            if (card.kind != kind || (kind == ExhibitKind::Story && exhibit.pictures.empty()))
                continue;
            visitor.kiosk().home();
            visitor.settle();
            Route route{name, {kMiddle}, "exhibit " + card.id, card.id, false};
            const auto collection_at = visitor.find_label(collection.title);
            if (!collection_at) continue;
            visitor.tap(*collection_at);
            const auto card_at = visitor.find_label(card.title);
            if (!card_at) continue;
            visitor.tap(*card_at);
            route.taps.insert(route.taps.end(), {*collection_at, *card_at});
            if (complete_route(visitor, kind, route)) return route;
        }
    }
    return fail(ErrorKind::NotFound, "{}: none can be reached without scrolling", name);
}

}  // namespace

void Visitor::reach_fade() {
    skip(kStillStays);
    do {
        step();
        std::this_thread::sleep_for(Milliseconds(2));  // the worker's turn
    } while (parts_->pictures->is_busy());
    step();
}

namespace {
constexpr const char* kStory = "story with a picture";
}

Result<std::vector<Route>> find_routes(const std::filesystem::path& store) {
    SEN_TRY(auto visitor, Visitor::create(store, Visitor::Where::Memory));
    std::vector<Route> routes{{"attract loop", {}, app::page_name(visitor->kiosk())}};
    visitor->begin_visit();
    routes.push_back({"home", {kMiddle}, app::page_name(visitor->kiosk())});
    const std::pair<ExhibitKind, const char*> kinds[] = {{ExhibitKind::Story, kStory},
                                                         {ExhibitKind::Album, "album"},
                                                         {ExhibitKind::Film, "film, playing"}};
    for (const auto& [kind, name] : kinds) {
        SEN_TRY(auto route, find_route(*visitor, kind, name));
        routes.push_back(std::move(route));
    }
    return routes;
}

Result<Route> find_story_route(const std::filesystem::path& store) {
    SEN_TRY(auto visitor, Visitor::create(store, Visitor::Where::Memory));
    visitor->begin_visit();
    return find_route(*visitor, ExhibitKind::Story, kStory);
}

}  // namespace sen::bench
