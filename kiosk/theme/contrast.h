// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "base/geometry.h"
#include "theme/theme.h"

namespace sen::theme {

/// Contrast ratio of two opaque colours, 1 to 21 (WCAG 2.1, relative luminance).
double contrast(Colour a, Colour b);

/// What is seen when `top` lies on an opaque colour.
Colour blend(Colour top, Colour below);

/// Two colours that stand too little apart.
struct ContrastFault {
    ColourRole colour, ground;
    std::string what;  ///< a sentence with what to do
};

/// The first of the pairs that the screens draw which is below the theme's least contrast: text on
/// each ground it is drawn on, also while pressed and on the veil over a white picture (WCAG 2.1,
/// 1.4.3 and 1.4.6), ink on paper with 9:1 for the ring of the focus, and with 3:1 (4.5:1 where the
/// theme asks for 7:1) what is large or no text (1.4.11).
std::optional<ContrastFault> find_contrast_fault(const Theme& theme);

}  // namespace sen::theme
