// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "kiosk_process.h"
#include "table.h"
#include "x_screen.h"

namespace sen::bench {

/// What the real sen-kiosk takes, touched through xdotool: its start to the first presented frame,
/// memory on every kind of page, and CPU on pages where nothing moves.
Result<void> measure_start(const KioskProgram& kiosk, const XScreen& screen, Table& table);
Result<void> measure_memory(const KioskProgram& kiosk, Table& table);
Result<void> measure_idle(const KioskProgram& kiosk, Table& table);

}  // namespace sen::bench
