// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/geometry.h"
#include "base/result.h"
#include "theme/font_check.h"

/// Named tokens: what the screens ask for instead of colours and sizes of their own. What each one
/// is for is written in themes/README.md.
namespace sen::theme {

enum class ColourRole {
    Paper,
    PaperLow,
    Raised,
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
inline constexpr int kColourRoles = 21;

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

/// What lies under everything but pictures.
struct Ground {
    std::filesystem::path tile;  ///< SVG, laid over the paper again and again; empty: plain paper
    double tile_mm = 120;        ///< its side on the glass
};

/// What a touch sounds like.
enum class SoundRole {
    Tap,   ///< a control was touched
    Open,  ///< a page opens
    Back,  ///< a page is left
    Done,  ///< a choice is taken: a language, a setting
};
inline constexpr int kSoundRoles = 4;
/// WAV files (sound_file.h); empty: silent.
using Sounds = std::array<std::filesystem::path, kSoundRoles>;

/// A drawing that is laid under what stands out of the wall: corners as they are, edges repeated.
struct NinePatch {
    std::filesystem::path image;  ///< a square SVG, rasterised as large as needed; empty: none
    double left = 0, top = 0, right = 0, bottom = 0;  ///< what stays at the edges, percent of it
    double side = 0;   ///< of the whole drawing on the glass, in units
    double inset = 0;  ///< how far pictures stay off the edges, in units
};
enum class PatchRole { Card, Panel, Button };
inline constexpr int kPatchRoles = 3;
using NinePatches = std::array<NinePatch, kPatchRoles>;

/// In units (Metrics::unit).
struct Space {
    double margin = 6;           ///< of a page, on a wide wall panel
    double margin_portrait = 5;  ///< on a tall one
    double margin_small = 2;     ///< on a small one
    double gutter = 3;           ///< between cards
    double gutter_small = 2;
    double card = 1.5;  ///< around a card's words
    bool operator==(const Space&) const = default;
};

struct Shape {
    double card = 2;     ///< radius of cards and dialogs, in units
    double button = 20;  ///< radius of buttons, in units; never more than half their height
    double mark = 1;     ///< radius of small grounds, as under a film's captions, in units
    double border = 0;   ///< around cards, dialogs and buttons on pictures, in hairlines; 0: none
};

struct Pictures {
    int brightness = 100;        ///< percent
    bool are_under_text = true;  ///< false: words on a picture get a solid ground
};

struct Motion {
    Milliseconds navigation{0}, flight{0}, fade{0}, attract_fade{0};
    Milliseconds press{0};  ///< until a control has given way under a finger
};

struct Theme {
    std::string name;
    double least_contrast = 4.5;  ///< of text on its ground: 4.5, or 7 if the file says so
    std::array<Colour, kColourRoles> colours;
    FontNames fonts;
    std::array<TextToken, kTextRoles> texts;
    Ground ground;
    Space space;
    Shape shape;
    Pictures pictures;
    Motion motion;
    Sounds sounds;
    NinePatches nine_patches;
    std::vector<std::filesystem::path> icons;  ///< folders; the first that has one gives it

    Colour colour(ColourRole role) const { return colours[static_cast<std::size_t>(role)]; }
    const TextToken& text(TextRole role) const { return texts[static_cast<std::size_t>(role)]; }
    const NinePatch& nine_patch(PatchRole role) const {
        return nine_patches[static_cast<std::size_t>(role)];
    }

    /// Reads a token file of format 1 and, where it has a `base`, that one first. Unknown and
    /// missing keys, wrong values, too little contrast (contrast.h), a file that is not there or
    /// cannot be used and a font that `check_font` refuses are errors with file, line, key and what
    /// to do.
    static Result<Theme> load(const std::filesystem::path& file, const CheckFont& check_font);
};

/// As the token files write it.
const char* name_of(ColourRole role);

}  // namespace sen::theme
