// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "ui/widget.h"

/// What words, pictures and controls lie on, as the theme wants it.
namespace sen::ui {

/// The wall itself: the paper, or the theme's tile, which hangs on the screen's corner and so does
/// not move with what is scrolled.
void draw_paper(Context& context, Rect rect);

/// Brings what has just been drawn of a picture or a film down to the theme's brightness;
/// `presence` is how much of it was drawn, 0 to 1.
void dim_picture(Context& context, Rect rect, double presence = 1);

enum class VeilEdge { Bottom, Top };

/// The ground of words that lie on a picture: `veil` from `words` to the edge of the screen,
/// thinning away over the rest of `fade`. Where the theme wants no picture under words, the solid
/// night ground: at the bottom a band from side to side, at the top a label that hangs down around
/// `words`.
void draw_veil(Context& context, VeilEdge edge, Rect fade, Rect words, Colour veil);

/// The theme's nine-patch for such a thing, in these colours. False, and nothing drawn, where it
/// has none: then the thing has the theme's plain shape.
bool draw_patch(Context& context, Rect rect, theme::PatchRole role, Colour ground, Colour edge);
/// How far pictures stay off the edges of such a thing, pixels; 0 where it is plain.
int patch_inset(const Context& context, theme::PatchRole role);

/// The ground and border of a panel that stands out of the wall, such as a dialog.
void draw_raised(Context& context, Rect rect, theme::ColourRole ground);
/// A card: `face` is its picture and words, the shade of a press comes over them, then its corners
/// and its border.
void draw_card(Context& context, Rect rect, bool is_pressed, const std::function<void()>& face);
/// The border alone, drawn over what fills it; nothing in a theme without borders.
void draw_border(Context& context, Rect rect, int radius, theme::ColourRole role);

}  // namespace sen::ui
