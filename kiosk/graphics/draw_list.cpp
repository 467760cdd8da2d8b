// SPDX-License-Identifier: Apache-2.0
#include "graphics/draw_list.h"

#include <algorithm>

namespace sen::graphics {

Rect changed_area(const DrawList& before, const DrawList& now) {
    const auto [old_begin, new_begin] =
        std::mismatch(before.begin(), before.end(), now.begin(), now.end());
    const auto [old_rest, new_rest] =
        std::mismatch(before.rbegin(), std::make_reverse_iterator(old_begin), now.rbegin(),
                      std::make_reverse_iterator(new_begin));
    Rect area;
    for (auto step = old_begin; step != old_rest.base(); ++step) area = bounds(area, step->area);
    for (auto step = new_begin; step != new_rest.base(); ++step) area = bounds(area, step->area);
    return area;
}

}  // namespace sen::graphics
