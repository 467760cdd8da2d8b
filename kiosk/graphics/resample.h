// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "graphics/bitmap.h"

namespace sen::graphics {

/// The part `crop` of `source` (inside it, not empty) at the size `target`: each axis by area
/// averaging when it shrinks and linearly when it grows. Integer arithmetic: the same on every
/// machine.
Bitmap resample(const Bitmap& source, Rect crop, Size target);

/// The same without averaging, for a picture that mostly grows: the rows of `part` of the picture
/// at the size `target`, from the top; `take` gets each with its y and `part.width` pixels.
using TakeRow = std::function<void(int y, const std::uint32_t* row)>;
void stretch(const Bitmap& source, Rect crop, Size target, Rect part, const TakeRow& take);

}  // namespace sen::graphics
