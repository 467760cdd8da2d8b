// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widget.h"

namespace sen::ui {

/// The ground of a panel that floats over a page (settings, languages, a guide's notes, the
/// keyboard): the theme's panel, with the one soft shadow of the house. One that reaches from edge
/// to edge has no corners.
void draw_floating(Context& context, Rect rect, theme::ColourRole ground,
                   bool is_edge_to_edge = false);

/// The same for something small, such as the preview of a key: a plain slip.
void draw_slip(Context& context, Rect rect, int radius);

}  // namespace sen::ui
