// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "graphics/bitmap.h"
#include "ui/widget.h"

namespace sen::app::test {

/// What a visitor could not use on a page: a sentence for each control that is too small, lies on
/// another, is out of the screen and cannot be scrolled there, or stands out of a lowered reach;
/// for each word that is cut; and for each text whose contrast, as drawn in `pixels`, is too low.
/// `tree` has been laid out on the canvas of `context`.
std::vector<std::string> page_faults(ui::Widget& tree, ui::Context& context,
                                     const graphics::Bitmap& pixels);

}  // namespace sen::app::test
