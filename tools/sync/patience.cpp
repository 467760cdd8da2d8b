// SPDX-License-Identifier: Apache-2.0
#include "patience.h"

#include <thread>

namespace sen::sync {

void SystemPatience::wait(Milliseconds time) {
    std::this_thread::sleep_for(time);
}

double SystemPatience::chance() {
    return std::uniform_real_distribution<double>(0, 1)(random_);
}

}  // namespace sen::sync
