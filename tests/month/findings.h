// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "month/month.h"

namespace sen::month {

/// "day 3: …" for each fault of a day, and what grows over the days of one life of the kiosk:
/// "descriptors: …", "threads: …", "memory: …", "store: …".
std::vector<std::string> findings_of(const std::vector<DayRecord>& days);

/// By how much a value grows a day: the slope of the line that fits best.
double slope_of(const std::vector<double>& values);

}  // namespace sen::month
