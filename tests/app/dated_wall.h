// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

#include "app/demo_store.h"
#include "base/file.h"
#include "base/log.h"

namespace sen::app::test {

/// A time by the clock on a wall in UTC+7.
inline std::chrono::sys_seconds local(std::chrono::year_month_day day, std::chrono::hours hour,
                                      std::chrono::minutes minute = {}) {
    return std::chrono::sys_days{day} + hour + minute - std::chrono::hours(7);
}

/// A kiosk with a site file of its own, at a time that the test sets.
class DatedWall {
  public:
    DatedWall(std::chrono::sys_seconds wall, const std::string& site) : wall_(wall) {
        log::set_level(log::Level::Error);
        store_.install(1, "Đất");
        REQUIRE(write_file_atomically(site_, site));
    }
    ~DatedWall() { log::set_level(log::Level::Info); }
    DatedWall(const DatedWall&) = delete;
    DatedWall& operator=(const DatedWall&) = delete;

    DemoKiosk& open() { return demo_.emplace(store_.path(), Size{640, 360}, site_, wall_); }
    /// Lets time pass, and the kiosk look at the clock.
    void pass(std::chrono::hours time) {
        demo_->clock().advance(time);
        demo_->wait(std::chrono::seconds(6));
    }
    /// Somebody touches a corner of the page, again and again, for two minutes.
    void stay() {
        for (int i = 0; i < 4; ++i) {
            demo_->wait(std::chrono::seconds(30));
            demo_->touch(ui::TouchPhase::Down, {1, 1});
            demo_->touch(ui::TouchPhase::Up, {1, 1});
        }
    }
    const std::string& theme() { return demo_->kiosk().context().theme->name; }
    std::filesystem::path store() const { return store_.path(); }

  private:
    DemoStore store_;
    TemporaryDirectory directory_ = TemporaryDirectory::create().value();
    std::filesystem::path site_ = directory_.path() / "site.toml";
    std::chrono::sys_seconds wall_;
    std::optional<DemoKiosk> demo_;
};

}  // namespace sen::app::test
