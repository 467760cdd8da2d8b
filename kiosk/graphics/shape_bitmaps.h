// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "graphics/bitmap.h"

/// The house's shapes as anti-aliased pictures; pure.
namespace sen::graphics {

/// A disc in a square of 2*radius.
Bitmap disc_bitmap(int radius, Colour colour);
/// A ring of `thickness` inside the same disc.
Bitmap ring_bitmap(int radius, int thickness, Colour colour);
/// What the disc leaves free of its square.
Bitmap outside_bitmap(int radius, Colour colour);
/// From transparent at the top to `colour` at the bottom, or the other way round.
Bitmap veil_bitmap(Size size, Colour colour, bool is_from_top);
/// A part of a ring, clockwise from 12 o'clock, in turns; 0 <= from <= to <= from + 1.
Bitmap arc_bitmap(int radius, int thickness, float from, float to, Colour colour);
/// A wave of `wavelength` pixels around the middle of `size`.
Bitmap wave_bitmap(Size size, int thickness, int wavelength, Colour colour);

}  // namespace sen::graphics
