// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "base/result.h"

namespace sen::pack {

/// Runs `work(i)` for every index of `order`, in that order, on `threads` threads, and calls
/// `finished(i)` on the calling thread for each that succeeded. After the first failure nothing new
/// is started; of several failures the one of the smallest index comes back.
Result<void> run_jobs(const std::vector<std::size_t>& order, unsigned threads,
                      const std::function<Result<void>(std::size_t)>& work,
                      const std::function<void(std::size_t)>& finished);

}  // namespace sen::pack
