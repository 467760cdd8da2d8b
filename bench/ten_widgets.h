// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/result.h"
#include "visitor.h"

namespace sen::bench {

/// Thread CPU, in ms, of each frame of a page of ten widgets that fade in at once: a picture of the
/// store, a title, a sentence and a button with an icon in each, all of changing opacity. NotFound
/// when the store has too few exhibits.
Result<std::vector<double>> fade_ten_widgets(Visitor& visitor);

}  // namespace sen::bench
