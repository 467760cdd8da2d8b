// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/geometry.h"
#include "base/result.h"
#include "graphics/canvas.h"

namespace sen::graphics {

/// The faces a theme names. Each has a chain of font files: the first one that has a character
/// draws it.
enum class Face { Sans, SansBold, Serif, SerifBold };
inline constexpr int kFaceCount = 4;

/// The n-th face of a collection (.ttc) is named "file.ttc:n", counted from 0.
struct FontFiles {
    std::vector<std::filesystem::path> sans, sans_bold, serif, serif_bold;
    bool operator==(const FontFiles&) const = default;
};

/// Those of `letters` that a font file lacks, in their order; an error when it cannot be read.
Result<std::u32string> missing_letters(const std::filesystem::path& font,
                                       std::u32string_view letters);

struct TextStyle {
    Face face = Face::Sans;
    int size = 16;         ///< pixels per em
    int line_height = 24;  ///< baseline to baseline, pixels
    Colour colour;
    bool operator==(const TextStyle&) const = default;
};

/// A stretch of text in one style.
struct TextRun {
    std::string text;
    TextStyle style;
};

enum class Align { Left, Centre, Right };

struct TextOptions {
    int width = 0;      ///< to break lines at; 0: never break
    int max_lines = 0;  ///< 0: no limit; the last line allowed ends in "…" when text is left
    /// Centre and Right place the lines within `width`, or within the widest line if that is 0.
    Align align = Align::Left;
    bool balance = false;  ///< even out the lines of a title so that no syllable stands alone
};

/// Text broken into lines; a value, cheap to keep, drawn by TextEngine::draw.
struct TextLayout {
    struct Piece {
        std::string text;
        TextStyle style;
        int font = 0;  ///< place in the face's chain
        Rect
            box;  ///< the piece's place from the layout's origin: x, line top, advance, line height
        int baseline = 0;
        std::size_t source_begin = 0;  ///< bytes in the whole text (runs joined)
        std::size_t source_end = 0;
    };
    std::vector<Piece> pieces;
    Size size;  ///< of the block: widest line, lines x line height
    int line_count = 0;
    bool is_truncated = false;
};

/// Shapes, breaks, caches and draws text (SDL_ttf with HarfBuzz, hinting LIGHT, own line breaking:
/// after a space, hyphen, en dash or slash; never before closing punctuation; a number stays with
/// its unit; domain rules of Vietnamese typography). Text must be NFC UTF-8. Main thread only.
class TextEngine {
  public:
    /// NotFound when a face has no font that can be read; a missing fallback is only logged. The
    /// canvas must outlive the engine.
    static Result<std::unique_ptr<TextEngine>> create(Canvas& canvas, const FontFiles& files);
    ~TextEngine();
    /// Draws with other fonts from now on; layouts made before must be made anew. On an error
    /// (NotFound as above) the old fonts stay.
    Result<void> set_fonts(const FontFiles& files);

    TextLayout layout(const std::vector<TextRun>& runs, const TextOptions& options);
    TextLayout layout(std::string_view text, const TextStyle& style, const TextOptions& options);
    /// Width in pixels of a line that is not broken.
    int width(std::string_view text, const TextStyle& style);
    /// Draws with the layout's origin at `at`; each line is a cached texture. Lines outside the
    /// canvas's clip are not even made.
    void draw(const TextLayout& layout, Point at, unsigned char alpha = 255);
    /// Whether every face has a font with all letters of the text.
    bool can_draw(std::string_view text);
    /// Height of a capital H in pixels for a size, by the font's own measure.
    int cap_height(Face face, int size);

    std::size_t cache_bytes() const;
    /// Textures not drawn lately are dropped above this many bytes (24 MB at start), but never what
    /// the frame in hand has drawn.
    void set_cache_limit(std::size_t bytes);

  private:
    struct State;
    explicit TextEngine(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace sen::graphics
