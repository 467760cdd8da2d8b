// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "base/geometry.h"
#include "base/result.h"

namespace sen::pack {

/// Reads an SVG drawing as far as safety and size need. Returns its size in pixels (width and
/// height, else the viewBox). Errors: Corrupt (not well-formed XML, or no <svg> at the root),
/// Untrusted (script, entities, style sheets, or a reference to anything outside the drawing),
/// Unsupported (no size).
Result<Size> check_svg(std::string_view bytes);

}  // namespace sen::pack
