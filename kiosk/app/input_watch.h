// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "base/clock.h"

namespace sen::app {

/// Sleeps until a device of the kernel has something to tell, for video drivers on which SDL would
/// look a thousand times a second (KMSDRM). It reads nothing of what the devices say: SDL does that
/// afterwards from descriptors of its own. wake() may be called on any thread, the rest on one.
class InputWatch {
  public:
    /// `directory` holds the devices, as event0, event1, …: what is plugged in later is found, too.
    explicit InputWatch(std::filesystem::path directory = "/dev/input");
    ~InputWatch();
    InputWatch(const InputWatch&) = delete;
    InputWatch& operator=(const InputWatch&) = delete;

    /// True when something came, or may have come: a device, wake(), a signal. Where a device
    /// cannot be opened (no right to read it) it returns after a short while instead, for SDL to
    /// look.
    bool wait(Milliseconds timeout);
    void wake();
    /// All that is there can be listened to.
    bool is_complete() const { return is_complete_; }

  private:
    void open_new();
    bool drain(int descriptor) const;
    void watch_directory();

    std::filesystem::path directory_;
    int wake_ = -1;    ///< an eventfd
    int notify_ = -1;  ///< inotify on the directory
    std::map<std::string, int> devices_;
    bool is_complete_ = false;
};

}  // namespace sen::app
