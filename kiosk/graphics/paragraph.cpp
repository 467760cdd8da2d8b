// SPDX-License-Identifier: Apache-2.0
#include "graphics/paragraph.h"

#include <algorithm>

#include "base/utf8.h"

namespace sen::graphics {
namespace {

constexpr std::string_view kEllipsis = "…";

/// Control characters would draw as boxes; bytes that are no UTF-8 would end the text early. Both
/// keep their length, so that offsets stay those of the source.
std::string make_drawable(std::string_view source) {
    std::string text(source);
    for (std::size_t at = 0; at < text.size();) {
        const auto character = first_code_point(std::string_view(text).substr(at));
        if (!character) {
            text[at++] = '?';
            continue;
        }
        if (character->value < 0x20 && character->value != U'\n') text[at] = ' ';
        at += character->length;
    }
    return text;
}

/// Belongs to the character before it: combining marks, joiners, variation selectors.
bool is_attached(char32_t character) {
    return (character >= 0x0300 && character <= 0x036F) || character == 0x200D ||
           (character >= 0xFE00 && character <= 0xFE0F);
}

}  // namespace

Paragraph::Paragraph(FontSet& fonts, const std::vector<TextRun>& runs) : fonts_(fonts) {
    for (const TextRun& run : runs) add_run(run);
    if (stretches_.empty() && !runs.empty()) stretches_.push_back({0, 0, runs.front().style, 0});
}

void Paragraph::add_run(const TextRun& run) {
    const std::size_t start = text_.size();
    text_ += make_drawable(run.text);
    bool is_new_run = true;
    for (std::size_t at = start; at < text_.size();) {
        const auto character = first_code_point(std::string_view(text_).substr(at));
        const std::size_t next = at + character->length;
        const int previous = is_new_run ? -1 : stretches_.back().place;
        int place = previous;
        // A space stays in the font it is in: a change of font would only cut the line up.
        const bool stays =
            previous >= 0 &&
            (is_attached(character->value) || character->value == U'\n' ||
             (character->value == U' ' && fonts_.provides(run.style.face, previous, U' ')));
        if (!stays) place = fonts_.place_of(run.style.face, character->value);
        if (place == previous)
            stretches_.back().end = next;
        else
            stretches_.push_back({at, next, run.style, place});
        is_new_run = false;
        at = next;
    }
}

std::string_view Paragraph::piece_text(const Stretch& stretch) const {
    return std::string_view(text_).substr(stretch.begin, stretch.end - stretch.begin);
}

int Paragraph::width_of(const Stretch& stretch, std::string_view text) {
    Font* font = fonts_.find(stretch.style.face, stretch.place, stretch.style.size);
    return font == nullptr ? 0 : font->width(text);
}

std::vector<Paragraph::Stretch> Paragraph::stretches_of(const LineSpan& line) const {
    std::vector<Stretch> parts;
    auto stretch = std::partition_point(stretches_.begin(), stretches_.end(),
                                        [&](const Stretch& s) { return s.end <= line.begin; });
    for (; stretch != stretches_.end() && stretch->begin < line.end; ++stretch)
        parts.push_back({std::max(stretch->begin, line.begin), std::min(stretch->end, line.end),
                         stretch->style, stretch->place});
    return parts;
}

Paragraph::Stretch Paragraph::ellipsis_after(std::size_t end) const {
    auto stretch = std::partition_point(stretches_.begin(), stretches_.end(),
                                        [&](const Stretch& s) { return s.end < end; });
    if (stretch == stretches_.end()) --stretch;
    return {end, end, stretch->style, fonts_.place_of(stretch->style.face, U'…')};
}

int Paragraph::measure(std::size_t begin, std::size_t end, Ellipsis ellipsis) {
    int width = 0;
    std::vector<Stretch> parts = stretches_of({begin, end, false});
    if (ellipsis == Ellipsis::Yes) {
        const Stretch mark = ellipsis_after(end);
        if (!parts.empty() && parts.back().place == mark.place &&
            parts.back().style == mark.style) {
            width += width_of(mark, std::string(piece_text(parts.back())) + std::string(kEllipsis));
            parts.pop_back();
        } else {
            width += width_of(mark, kEllipsis);
        }
    }
    for (const Stretch& part : parts) width += width_of(part, piece_text(part));
    return width;
}

Paragraph::LineMetrics Paragraph::metrics_of(const std::vector<Stretch>& stretches,
                                             std::size_t at) {
    LineMetrics metrics;
    const auto add = [&](const TextStyle& style) {
        // The first font of the chain rules: a fallback must not move the line.
        const Font* font = fonts_.find(style.face, 0, style.size);
        metrics.height = std::max(metrics.height, style.line_height);
        if (font == nullptr) return;
        metrics.ascent = std::max(metrics.ascent, font->ascent());
        metrics.descent = std::max(metrics.descent, font->descent());
    };
    for (const Stretch& stretch : stretches) add(stretch.style);
    if (stretches.empty()) add(ellipsis_after(at).style);
    return metrics;
}

int Paragraph::add_line(TextLayout& layout, const LineSpan& line, int top) {
    const std::vector<Stretch> parts = stretches_of(line);
    const LineMetrics metrics = metrics_of(parts, line.begin);
    const int baseline =
        top + (metrics.height - metrics.ascent - metrics.descent) / 2 + metrics.ascent;
    int x = 0;
    const auto add = [&](const Stretch& part, std::string text) {
        const int width = width_of(part, text);
        layout.pieces.push_back({std::move(text),
                                 part.style,
                                 part.place,
                                 {x, top, width, metrics.height},
                                 baseline,
                                 part.begin,
                                 part.end});
        x += width;
    };
    for (const Stretch& part : parts) add(part, std::string(piece_text(part)));
    if (line.has_ellipsis) {
        const Stretch mark = ellipsis_after(line.end);
        if (!parts.empty() && parts.back().place == mark.place &&
            parts.back().style == mark.style) {
            TextLayout::Piece& last = layout.pieces.back();
            x -= last.box.width;
            last.text += kEllipsis;
            last.box.width = width_of(mark, last.text);
            x += last.box.width;
        } else {
            add(mark, std::string(kEllipsis));
        }
    }
    layout.size.width = std::max(layout.size.width, x);
    layout.size.height = top + metrics.height;
    return x;
}

TextLayout Paragraph::lay_out(const std::vector<LineSpan>& lines, const TextOptions& options) {
    TextLayout layout;
    std::vector<std::pair<std::size_t, int>> ends;  // of each line: pieces so far, width
    for (const LineSpan& line : lines) {
        const int width = add_line(layout, line, layout.size.height);
        ends.emplace_back(layout.pieces.size(), width);
        layout.is_truncated = layout.is_truncated || line.has_ellipsis;
    }
    layout.line_count = static_cast<int>(lines.size());
    if (options.align == Align::Left) return layout;
    const int room = options.width > 0 ? options.width : layout.size.width;
    std::size_t piece = 0;
    for (const auto& [end, width] : ends) {
        const int spare = std::max(0, room - width);
        const int shift = options.align == Align::Right ? spare : spare / 2;
        for (; piece < end; ++piece) layout.pieces[piece].box.x += shift;
    }
    return layout;
}

}  // namespace sen::graphics
