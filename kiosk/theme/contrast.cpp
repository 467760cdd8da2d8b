// SPDX-License-Identifier: Apache-2.0
#include "theme/contrast.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sen::theme {

namespace {

using enum ColourRole;

struct Pair {
    ColourRole colour, ground;
};

constexpr Pair kTexts[] = {
    {Ink, Paper},      {Ink, PaperLow},          {Ink, Raised},          {InkSoft, Paper},
    {InkSoft, Raised}, {InkSoft, PaperLow},      {Lacquer, Paper},       {Water, Paper},
    {Leaf, Paper},     {OnLacquer, Lacquer},     {OnSelected, Selected}, {OnNight, Night},
    {OnNight, Veil},   {OnLacquer, LacquerDeep},
};
/// Years, marks, rings and borders: large, or no text.
constexpr Pair kShapes[] = {
    {Gold, Paper},  {Gold, PaperLow},  {Lotus, Paper},     {Lotus, Raised}, {Lotus, Night},
    {Focus, Paper}, {Focus, Raised},   {Focus, PaperLow},  {Focus, Night},  {Edge, Paper},
    {Edge, Raised}, {Disabled, Paper}, {Disabled, Raised},
};
constexpr Pair kPressed[] = {{Ink, PaperLow}, {Ink, Paper}, {OnLacquer, Lacquer}};

constexpr double kLeastPressed = 3;  // for the moment of a touch
/// Of ink and paper, the lines of the ring round what a key or a switch acts on: then one of them
/// has 3:1 on any ground whatever (WCAG 2.2, technique C40).
constexpr double kLeastRing = 9;

constexpr Colour kWhite{255, 255, 255, 255};

double luminance(Colour colour) {
    const auto linear = [](unsigned char channel) {
        const double value = channel / 255.0;
        return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b);
}

/// What to change is said of the colour: it must move away from its ground.
std::optional<ContrastFault> look_at(const Theme& theme, Pair pair, Colour ground, double least,
                                     const char* where) {
    const Colour colour = theme.colour(pair.colour);
    const double ratio = contrast(colour, ground);
    if (ratio >= least) return std::nullopt;
    const bool is_darker = luminance(colour) < luminance(ground);
    return ContrastFault{
        pair.colour, pair.ground,
        fmt::format("contrast {:.1f}:1 on {}{} is below {}:1; make it {}, or {} {}", ratio,
                    name_of(pair.ground), where, least, is_darker ? "darker" : "lighter",
                    name_of(pair.ground), is_darker ? "lighter" : "darker")};
}

}  // namespace

double contrast(Colour a, Colour b) {
    const double light = std::max(luminance(a), luminance(b));
    const double dark = std::min(luminance(a), luminance(b));
    return (light + 0.05) / (dark + 0.05);
}

Colour blend(Colour top, Colour below) {
    const auto mix = [&](unsigned char over, unsigned char under) {
        return static_cast<unsigned char>((over * top.a + under * (255 - top.a) + 127) / 255);
    };
    return {mix(top.r, below.r), mix(top.g, below.g), mix(top.b, below.b), 255};
}

std::optional<ContrastFault> find_contrast_fault(const Theme& theme) {
    const double large = theme.least_contrast >= 7 ? 4.5 : 3;
    for (const Pair pair : kTexts)
        if (auto fault = look_at(theme, pair, blend(theme.colour(pair.ground), kWhite),
                                 theme.least_contrast, pair.ground == Veil ? " over white" : ""))
            return fault;
    for (const Pair pair : kPressed) {
        // The shade lies over a card's words, too, and under a button's.
        const Colour shade = theme.colour(Pressed), colour = theme.colour(pair.colour);
        const Colour ground = blend(shade, theme.colour(pair.ground));
        const double ratio =
            std::min(contrast(colour, ground), contrast(blend(shade, colour), ground));
        if (ratio < kLeastPressed)
            return ContrastFault{
                Pressed, pair.ground,
                fmt::format(
                    "contrast of {} under it is {:.1f}:1 on {}, below {}:1; make it fainter",
                    name_of(pair.colour), ratio, name_of(pair.ground), kLeastPressed)};
    }
    for (const Pair pair : kShapes)
        if (auto fault = look_at(theme, pair, theme.colour(pair.ground), large, "")) return fault;
    if (auto fault = look_at(theme, {Ink, Paper}, theme.colour(Paper), kLeastRing, ""))
        return fault;
    return std::nullopt;
}

}  // namespace sen::theme
