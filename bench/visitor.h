// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/kiosk.h"
#include "base/clock.h"
#include "base/result.h"
#include "graphics/bitmap.h"

namespace sen::bench {

inline constexpr Size kScreen{1920, 1080};
inline constexpr Milliseconds kFrame{16};

/// A kiosk with a clock that is moved by hand, drawn in memory or in a window, without a player.
class Visitor {
  public:
    enum class Where { Memory, Blank, Window, WindowOfGpu };
    static Result<std::unique_ptr<Visitor>> create(const std::filesystem::path& store, Where where,
                                                   Size screen = kScreen);
    ~Visitor();

    /// One frame later; true if it drew.
    bool step();
    /// Frames until no picture is being made and no animation runs.
    void settle();
    /// From the attract loop to the home screen.
    void begin_visit();
    void open_exhibit(const std::string& id);
    /// From anywhere to the collection with the most exhibits.
    Result<void> open_longest_collection();
    /// A tap at this place.
    void tap(Point at);
    void finger(ui::TouchPhase phase, Point at);
    void skip(Milliseconds time) { clock_.advance(time); }
    /// Lets the loop's picture stand its time and the next one be decoded: a cross-fade begins.
    void reach_fade();

    /// The first exhibit of a kind with at least so many pictures.
    Result<catalogue::Exhibit> find_exhibit(catalogue::ExhibitKind kind,
                                            std::size_t pictures) const;
    /// Where a tap on what is called `label` lands, if all of it can be seen.
    std::optional<Point> find_label(const std::string& label);
    template <class T>
    T* find() {
        T* found = nullptr;
        kiosk_->stage().root()->each([&](ui::Widget& widget) {
            if (found == nullptr) found = dynamic_cast<T*>(&widget);
        });
        return found;
    }

    app::Kiosk& kiosk() { return *kiosk_; }
    app::Parts& parts() { return *parts_; }
    graphics::Canvas& canvas() { return *parts_->canvas; }

  private:
    Visitor() = default;

    FakeClock clock_;
    std::unique_ptr<app::Parts> parts_;
    std::unique_ptr<app::Kiosk> kiosk_;
};

/// The taps that lead from the attract loop to a page of the real program.
struct Route {
    std::string name;
    std::vector<Point> taps = {};
    std::string page = {};     ///< where they lead, by its name in the program's report
    std::string exhibit = {};  ///< that it shows; empty on other pages
    bool plays_film = false;
};

/// Routes to the attract loop, the home screen, a story with a picture, an album and a playing
/// film. NotFound when one of them cannot be reached without scrolling.
Result<std::vector<Route>> find_routes(const std::filesystem::path& store);
/// The one to the story.
Result<Route> find_story_route(const std::filesystem::path& store);

}  // namespace sen::bench
