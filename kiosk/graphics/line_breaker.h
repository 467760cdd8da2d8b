// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

namespace sen::graphics {

struct BreakOptions {
    int width = 0;      ///< 0: only newlines end a line
    int max_lines = 0;  ///< 0: no limit
    bool balance = false;
};

/// Bytes [begin, end) of the text on one line, without the spaces it ends in.
struct LineSpan {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool has_ellipsis = false;  ///< "…" stands for what is left out
    bool operator==(const LineSpan&) const = default;
};

enum class Ellipsis { No, Yes };

/// Width of a stretch of the text drawn on one line, with "…" behind it or not.
using MeasureText = std::function<int(std::size_t begin, std::size_t end, Ellipsis ellipsis)>;

/// Greedy lines of whole words, measured joined (the sum of word widths is not the line's width).
/// A word wider than the line is cut between characters; a short syllable alone on the last line
/// of a paragraph gets a second one; `balance` takes the narrowest width that needs no more lines,
/// or parts two lines where a phrase ends.
/// No line is wider than the width, unless a single character is.
std::vector<LineSpan> break_lines(std::string_view text, const BreakOptions& options,
                                  const MeasureText& measure);

}  // namespace sen::graphics
