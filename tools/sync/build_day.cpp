// SPDX-License-Identifier: Apache-2.0
#include "build_day.h"

namespace sen::sync {

std::chrono::sys_seconds build_day() {
    return std::chrono::floor<std::chrono::days>(
        std::chrono::sys_seconds(std::chrono::seconds(SEN_BUILD_TIME)));
}

}  // namespace sen::sync
