// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "base/clock.h"

namespace sen {

/// Looks now and then whether anything in a directory has changed, by names, times and sizes: that
/// works on every file system, also on a share that another machine writes to. Names that begin
/// with a dot are passed over. One thread.
class FolderWatch {
  public:
    /// Looks at the disk once in a `beat` at the most. What has changed is told when nothing has
    /// changed any more for `rest`: a copy of many files is one change.
    FolderWatch(std::filesystem::path directory, Milliseconds beat,
                Milliseconds rest = Milliseconds{0});

    /// True once after each change; `now` never goes back. A change that was taken back is none.
    bool has_changed(Milliseconds now);
    Milliseconds beat() const { return beat_; }

  private:
    std::uint64_t look() const;

    std::filesystem::path directory_;
    Milliseconds beat_, rest_;
    std::uint64_t told_, seen_;
    Milliseconds looked_{0};
    std::optional<Milliseconds> changed_;  ///< when a change was seen that is not told yet
};

}  // namespace sen
