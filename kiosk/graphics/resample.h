// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "graphics/bitmap.h"

namespace sen::graphics {

/// The part `crop` of `source` (inside it, not empty) at the size `target`: each axis by area
/// averaging when it shrinks and linearly when it grows. Integer arithmetic: the same on every
/// machine.
Bitmap resample(const Bitmap& source, Rect crop, Size target);

}  // namespace sen::graphics
