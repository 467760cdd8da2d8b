// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graphics/font_set.h"
#include "graphics/line_breaker.h"
#include "graphics/text.h"

namespace sen::graphics {

/// Runs joined into one text and cut where the style or the font that has the characters changes;
/// lives for the length of one layout.
class Paragraph {
  public:
    Paragraph(FontSet& fonts, const std::vector<TextRun>& runs);

    const std::string& text() const { return text_; }
    int measure(std::size_t begin, std::size_t end, Ellipsis ellipsis);
    TextLayout lay_out(const std::vector<LineSpan>& lines, const TextOptions& options);

  private:
    /// Bytes [begin, end) in one style and one font.
    struct Stretch {
        std::size_t begin = 0;
        std::size_t end = 0;
        TextStyle style;
        int place = 0;  // in the face's chain
    };
    /// What is between the tallest letter and the deepest of a line, and how tall the line is.
    struct LineMetrics {
        int ascent = 0;
        int descent = 0;
        int height = 0;
    };

    void add_run(const TextRun& run);
    std::vector<Stretch> stretches_of(const LineSpan& line) const;
    Stretch ellipsis_after(std::size_t end) const;
    std::string_view piece_text(const Stretch& stretch) const;
    int width_of(const Stretch& stretch, std::string_view text);
    LineMetrics metrics_of(const std::vector<Stretch>& stretches, std::size_t at);
    int add_line(TextLayout& layout, const LineSpan& line, int top);

    FontSet& fonts_;
    std::string text_;
    std::vector<Stretch> stretches_;
};

}  // namespace sen::graphics
