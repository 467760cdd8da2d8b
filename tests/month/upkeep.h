// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "store/faulty_calls.h"

namespace sen::month {

/// What the board's hourly unit does (image/systemd/sen-update.service), each time in a process of
/// its own, as there: a piece of what is installed is read and mended, then what is new is fetched.
class Upkeep {
  public:
    Upkeep(std::filesystem::path store, std::filesystem::path repository)
        : store_(std::move(store)), repository_(std::move(repository)) {}

    /// A fault of the machine below: asked ahead of each system call, as FaultyCalls::before.
    using Fault = std::function<int(const char* call, const std::string& name)>;
    /// How a run ended, and how many system calls it made.
    struct Run {
        bool is_cut = false;   ///< the power went
        bool is_good = false;  ///< nothing to complain about
        int calls = 0;
    };
    /// With the board's clock at `wall`; the power goes at the call numbered `cut_at` (0: never).
    Run run(std::chrono::sys_seconds wall, int cut_at = 0, const Fault& fault = {}) const;
    /// The source does not answer.
    Run run_without_source(std::chrono::sys_seconds wall) const;

    /// What somebody does once, when the kiosk is set up: this root is whom it trusts.
    void trust(const std::string& root) const;

  private:
    bool work(const std::filesystem::path& from, std::chrono::sys_seconds wall,
              test::FaultyCalls& calls) const;
    Run run_from(const std::filesystem::path& from, std::chrono::sys_seconds wall, int cut_at,
                 const Fault& fault) const;

    std::filesystem::path store_, repository_;
};

/// Full: no byte more fits, and the disk says so.
int full_disk(const char* call, const std::string& name);

}  // namespace sen::month
