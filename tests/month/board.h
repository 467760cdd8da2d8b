// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "app/child.h"
#include "app/demo_store.h"
#include "app/hands.h"

namespace sen::month {

/// A fault of the kiosk itself, which the month must find: a rig that finds nothing proves nothing.
enum class Plant {
    Descriptor,  ///< each visit leaves one open
    Memory,      ///< each visit leaves a megabyte
    Thread,      ///< each visit leaves one
    Log,         ///< each visit writes five hundred lines
    Frozen,      ///< nobody draws while nobody visits
    Black,       ///< the wall is black by night
    NoCleanUp,   ///< what an install removes stays there
    NoScrub,     ///< nobody reads what is installed again
    Deaf,        ///< what is withdrawn does not reach the kiosk
};

struct BoardSetup {
    std::filesystem::path store, site;
    Size size{640, 360};
    std::chrono::sys_seconds wall{};  ///< of the clock when it starts
    std::uint32_t seed = 0;           ///< of the visitors
    bool has_player = true;           ///< else films show their pictures
    std::set<Plant> plants{};
};

/// The kiosk as it runs on a board: the real one with the real player, in memory, under a clock
/// that is moved by hand. Looks at itself all the time; what is wrong it says with its next answer.
class Board {
  public:
    explicit Board(BoardSetup setup);

    /// {"do": …} and what belongs to it:
    ///   pass  "minutes" of quiet in leaps of "leap" minutes, between which it is watched for
    ///   "watched"
    ///         seconds
    ///   visit "count" visitors, one after the other
    ///   begin a visitor comes and stays; leave: goes
    ///   look  a visitor comes, and "title" is on the home page, and behind it the story is or,
    ///   when
    ///         it "is_withdrawn", is not
    ///   hang, crash: the player does, in the middle of a film
    ///   unplug the touch panel goes in the middle of a drag, and comes back
    ///   clock to "wall"
    ///   tell  nothing; rest: until no film plays; its answer
    ///         has "heap_kb", too, without what is kept for drawing
    /// The answer has "faults" since the last one, "wall", "generation", "theme", "mode", "rss_kb",
    /// "player_rss_kb", "descriptors", "threads", "frames", "films", "restarts".
    nlohmann::json obey(const nlohmann::json& order);

  private:
    using Kiosk = app::Kiosk;

    void set_wall(std::chrono::sys_seconds wall);
    void pass(std::chrono::minutes time, std::chrono::minutes leap, std::chrono::seconds watched);
    void visit();
    void look(const std::string& title, bool is_withdrawn);
    void break_player(int signal);
    void unplug();
    /// Waits until a film plays in the attract loop; false when none does for long.
    bool wait_for_film();
    void rest();
    void watch(std::chrono::seconds time);
    bool has(Plant plant) const { return setup_.plants.contains(plant); }
    void check_picture(const char* when);
    void check_library();
    void check_open_files();
    void leak();
    void complain(const std::string& fault);
    nlohmann::json tell();
    Point middle() const { return {setup_.size.width / 2, setup_.size.height / 3}; }

    BoardSetup setup_;
    store::Store store_;
    app::test::DemoKiosk demo_;
    app::test::Child child_;
    app::Hands hands_;
    std::vector<std::string> faults_;
    bool is_withdrawn_ = false;
    int films_ = 0;
    bool was_playing_ = false;
};

}  // namespace sen::month
