// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "graphics/bitmap.h"

struct SDL_Surface;

namespace sen::graphics {

/// A copy of the pixels; opaque when no pixel is transparent. Io when SDL cannot convert them.
Result<Bitmap> to_bitmap(SDL_Surface& surface);

}  // namespace sen::graphics
