// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "base/result.h"
#include "kiosk_process.h"
#include "table.h"

namespace sen::bench {

/// Chromium in kiosk mode on pages made of `page`, in turns with sen-kiosk: the start, memory, idle
/// CPU, and CPU per frame of a cross-fade and of a scroll; then the ratios.
Result<void> measure_against_chromium(const std::filesystem::path& chromium,
                                      const std::filesystem::path& page, const KioskProgram& kiosk,
                                      const XScreen& screen, Table& table);

}  // namespace sen::bench
