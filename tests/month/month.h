// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "month/board_process.h"
#include "month/day_plan.h"
#include "month/upkeep.h"
#include "month/world.h"

namespace sen::month {

/// What a day was and how it ended.
struct DayRecord {
    int day = 0;   ///< 1 is the first
    int life = 0;  ///< starts of the board so far
    Day events;
    std::uint64_t published = 0, shown = 0;  ///< versions
    long rss_kb = 0, player_rss_kb = 0;
    long heap_kb = 0;  ///< in use by the kiosk, without what is kept for drawing
    int descriptors = 0, threads = 0;
    std::uint64_t store_bytes = 0, log_bytes = 0;
    int films = 0;  ///< played in this life's attract loop
    int cuts = 0;   ///< of the power, today
    std::vector<std::string> faults;
};

struct MonthPlan {
    std::vector<Day> days;
    int visits = 24;                   ///< a day
    std::chrono::minutes leap{60};     ///< between two looks at the attract loop,
    std::chrono::seconds watched{20};  ///< of which each lasts so long
    std::uint32_t seed = 20261126;     ///< of visitors and of when the power goes
    bool has_player = true;            ///< else films show their pictures
    std::set<Plant> plants{};
};

/// A kiosk that nobody attends, day for day. What happens by itself on a board happens here: its
/// programs start with the power, the hourly unit runs. Nobody does anything else; a state that
/// needs a hand stays as it is and is a fault on that day and those after it.
class Month {
  public:
    explicit Month(MonthPlan plan);

    /// The next day; false after the last one.
    bool live_a_day();
    const std::vector<DayRecord>& days() const { return records_; }
    /// All that was found: faults of days, and what only shows over several of them.
    std::vector<std::string> findings() const;

  private:
    bool has(Event event) const { return today_->events.count(event) > 0; }
    /// Whether anything new can reach the kiosk today.
    bool is_open() const;
    void start(std::chrono::sys_seconds wall);
    std::chrono::sys_seconds first_wall() const;
    void ask(const Json& order);
    void hear(Json answer);
    void pass(std::chrono::minutes time);
    std::chrono::sys_seconds board_wall() const;
    bool has(Plant plant) const { return plan_.plants.contains(plant); }
    void complain(const std::string& fault);

    void morning();
    void night();
    void visits(int count);
    void noon();
    void evening();
    void close();
    void keep_up();
    void cut();
    void damage();
    void check_installed();
    void check_leftovers();
    void check_end();
    std::filesystem::path object_file(const std::string& name) const;

    MonthPlan plan_;
    TemporaryDirectory directory_ = TemporaryDirectory::create().value();
    std::filesystem::path store_path_ = directory_.path() / "store";
    std::filesystem::path log_ = directory_.path() / "log";
    store::Store store_{store_path_};
    pack::Day date_ = std::chrono::year(2026) / 11 / 25;
    World world_;
    Upkeep upkeep_;
    std::mt19937 random_;
    std::unique_ptr<BoardProcess> board_;
    Json told_;  ///< by the board, last
    bool is_upright_ = false;
    int life_ = 0;
    int install_calls_ = 0;        ///< of the last run that installed something
    std::uint64_t reachable_ = 0;  ///< the newest version that could come
    bool is_withdrawn_ = false;    ///< as far as it could come
    bool is_good_ = false;         ///< the last run of the unit
    std::uint64_t logged_ = 0;
    std::vector<DayRecord> records_;
    DayRecord* today_ = nullptr;
};

}  // namespace sen::month
