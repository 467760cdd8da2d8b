// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

namespace sen::sync {

/// The day that this program was configured for building: no earlier time can be the true one.
std::chrono::sys_seconds build_day();

}  // namespace sen::sync
