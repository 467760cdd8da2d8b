// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/options.h"
#include "base/result.h"

namespace sen::app {

/// Opens the window and runs the kiosk in it until it is told to end (SIGTERM, or the window's
/// close button). Sleeps when nothing moves.
Result<void> run_window(const Options& options);

}  // namespace sen::app
