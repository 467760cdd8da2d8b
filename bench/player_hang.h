// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "kiosk_process.h"
#include "table.h"
#include "x_screen.h"

namespace sen::bench {

/// Stops the sen-player of a playing film, as a decoder that hangs would: seconds on the X display
/// until the film moves again in another sen-player. Its last picture must stay there all the
/// while.
Result<void> measure_hang(const KioskProgram& kiosk, const XScreen& screen, Table& table);

}  // namespace sen::bench
