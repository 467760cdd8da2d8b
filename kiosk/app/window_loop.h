// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "app/kiosk.h"
#include "app/options.h"
#include "base/result.h"

namespace sen::app {

/// What a report calls the page on the screen: "calm", "attract", "home", "search",
/// "collection PACK/ID" or "exhibit PACK/ID".
std::string page_name(const Kiosk& kiosk);

/// Opens the window and runs the kiosk in it until it is told to end (SIGTERM, or the window's
/// close button). Sleeps when nothing moves. What options.report asks for is written at the end.
Result<void> run_window(const Options& options);

}  // namespace sen::app
