// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>

#include "base/clock.h"

namespace sen::app {

/// Looks now and then whether a file of the themes' directory has changed, by times and sizes: it
/// works on every file system, and only for who makes a theme.
class ThemeWatch {
  public:
    explicit ThemeWatch(std::filesystem::path directory);

    /// True once after each change. Looks at the disk twice a second at the most.
    bool has_changed(Milliseconds now);
    static constexpr Milliseconds kBeat{500};

  private:
    std::uint64_t look() const;

    std::filesystem::path directory_;
    std::uint64_t seen_;
    Milliseconds looked_{0};
};

}  // namespace sen::app
