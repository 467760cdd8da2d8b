// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "commands.h"
#include "messages.h"

namespace sen::pack {

struct PreviewRequest {
    BuildRequest build;            ///< its cache may be empty: then it is the author's own
    std::string window;            ///< "1280x720"
    std::string theme;             ///< empty: the usual one
    std::filesystem::path themes;  ///< directory of themes; empty: the installed ones
    std::string language;          ///< of the screen; empty: the usual one
};

/// Shows a source folder in a window of sen-kiosk, and again whenever a file in it is saved: what
/// has faults is told and the version before stays. Ends with 0 when the window is closed or at
/// SIGINT, SIGTERM and SIGHUP; with 1 and a sentence when there is nothing to show it with. Leaves
/// nothing behind but the cache. Needs a process with one thread.
int run_preview(const PreviewRequest& request, const Messages& messages);

}  // namespace sen::pack
