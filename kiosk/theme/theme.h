// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/geometry.h"
#include "base/result.h"

/// Named tokens: what the screens ask for instead of colours and sizes of their own.
namespace sen::theme {

enum class ColourRole {
    Paper,
    PaperLow,
    Ink,
    InkSoft,
    Lacquer,
    LacquerDeep,
    OnLacquer,
    Lotus,
    Gold,
    Leaf,
    Water,
    Night,
    OnNight,
    Veil,
    Edge,
    Focus,
    Selected,
    OnSelected,
    Pressed,
    Disabled,
};
inline constexpr int kColourRoles = 20;

enum class FontRole { Sans, SansBold, Serif, SerifBold };
inline constexpr int kFontRoles = 4;

/// File names by role; of each the first that has a character draws it.
using FontNames = std::array<std::vector<std::string>, kFontRoles>;

enum class TextRole { Caption, Body, Strong, Label, Lead, Card, Title, Display, Year };
inline constexpr int kTextRoles = 9;

struct TextToken {
    FontRole font = FontRole::Sans;
    double size = 1.0;  ///< in body sizes
    double line = 1.5;  ///< line height in sizes of its own
};

struct Motion {
    Milliseconds press{0}, navigation{0}, fade{0}, attract_fade{0};
};

struct Theme {
    std::string name;
    std::array<Colour, kColourRoles> colours;
    FontNames fonts;
    std::array<TextToken, kTextRoles> texts;
    Motion motion;

    Colour colour(ColourRole role) const { return colours[static_cast<std::size_t>(role)]; }
    const TextToken& text(TextRole role) const { return texts[static_cast<std::size_t>(role)]; }

    /// Reads a token file of format 1. Unknown or missing keys, wrong types, and text of less than
    /// 4.5:1 on its ground (WCAG 2.1, 1.4.3) are errors that name file, line and key.
    static Result<Theme> load(const std::filesystem::path& file);
};

/// Contrast ratio of two opaque colours, 1 to 21 (WCAG 2.1, relative luminance).
double contrast(Colour a, Colour b);

}  // namespace sen::theme
