// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "kiosk_process.h"
#include "table.h"
#include "x_screen.h"

namespace sen::bench {

/// Milliseconds from a finger on the glass to pixels, of the real sen-kiosk on the X display: to
/// the frame that answers the touch, and from the lift to the first frame of the collection that it
/// opens, whose pictures have been shown before.
Result<void> measure_touch(const KioskProgram& kiosk, const XScreen& screen, Table& table);

}  // namespace sen::bench
