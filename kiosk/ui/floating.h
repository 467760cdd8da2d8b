// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widget.h"

namespace sen::ui {

/// The ground of what floats over a page (panels, the keyboard, the preview of a key), with the one
/// soft shadow of the house.
void draw_floating(Context& context, Rect rect, int radius);

}  // namespace sen::ui
