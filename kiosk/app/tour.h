// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/options.h"
#include "base/result.h"

namespace sen::app {

/// Walks every screen and a scripted visit in memory, with a clock that stands still between steps
/// and the software renderer, and writes one PNG each into options.tour. The same store gives the
/// same pictures on every run of one machine.
Result<void> run_tour(const Options& options);

}  // namespace sen::app
