// SPDX-License-Identifier: Apache-2.0
#include "ui/text.h"

#include <algorithm>

namespace sen::ui {

void Label::set_text(std::string text) {
    if (text == text_) return;
    text_ = std::move(text);
    laid_out_width_ = -1;
    invalidate_layout();
}

const graphics::TextLayout& Label::lay_out(Context& context, int width) {
    if (width == laid_out_width_) return layout_;
    layout_ = context.text.layout(text_, context.style(options_.role, options_.colour),
                                  {width >= kUnbounded ? 0 : std::max(1, width), options_.max_lines,
                                   options_.align, options_.balance});
    laid_out_width_ = width;
    return layout_;
}

Size Label::measure(Context& context, Size available) {
    return lay_out(context, available.width).size;
}

void Label::arrange(Context& context, Rect rect) {
    set_rect(rect);
    lay_out(context, rect.width);
}

bool Label::is_cut(Context&) const {
    return layout_.is_truncated || layout_.size.width > rect().width ||
           layout_.size.height > rect().height;
}

Rect Label::text_rect() const {
    const int free = std::max(0, rect().width - layout_.size.width);
    const int left = options_.align == graphics::Align::Left     ? 0
                     : options_.align == graphics::Align::Centre ? free / 2
                                                                 : free;
    return intersection({rect().x + left, rect().y, layout_.size.width, layout_.size.height},
                        rect());
}

void Label::draw(Context& context) const {
    context.text.draw(layout_, {rect().x, rect().y});
}

Paragraph::Paragraph(std::string text, std::vector<ParagraphRun> runs, theme::TextRole role,
                     theme::ColourRole colour, Lead lead)
    : text_(std::move(text)), runs_(std::move(runs)), role_(role), colour_(colour), lead_(lead) {}

void Paragraph::set_spoken(std::optional<std::pair<std::size_t, std::size_t>> bytes) {
    if (bytes == spoken_) return;
    spoken_ = bytes;
    invalidate();
}

namespace {
/// Of what stands before a paragraph: it grows with the letters.
int lead_unit(const Context& context) {
    return static_cast<int>(context.metrics.unit * context.metrics.text_scale);
}
}  // namespace

int Paragraph::indent(const Context& context) const {
    return lead_ == Lead::None ? 0 : lead_unit(context) * 2;
}

const graphics::TextLayout& Paragraph::lay_out(Context& context, int width) {
    if (width == laid_out_width_) return layout_;
    std::vector<graphics::TextRun> pieces;
    std::size_t at = 0;
    const auto put = [&](std::size_t end, theme::TextRole role) {
        if (end > at) pieces.push_back({text_.substr(at, end - at), context.style(role, colour_)});
        at = std::max(at, end);
    };
    for (const ParagraphRun& run : runs_) {
        put(std::min(run.begin, text_.size()), role_);
        put(std::min(run.end, text_.size()), run.role);
    }
    put(text_.size(), role_);
    layout_ = context.text.layout(
        pieces, {std::max(1, width - indent(context)), 0, graphics::Align::Left, false});
    laid_out_width_ = width;
    return layout_;
}

Size Paragraph::measure(Context& context, Size available) {
    const Size size = lay_out(context, available.width).size;
    return {size.width + indent(context), size.height};
}

void Paragraph::arrange(Context& context, Rect rect) {
    set_rect(rect);
    lay_out(context, rect.width);
}

void Paragraph::draw(Context& context) const {
    const int left = rect().x + indent(context);
    if (spoken_) {
        Colour colour = context.colour(theme::ColourRole::Lotus);
        colour.a = 56;
        for (const Rect& mark : spoken_marks(context))
            context.canvas.fill(mark.moved(left, rect().y), colour);
    }
    if (lead_ == Lead::Bullet) {
        const int unit = lead_unit(context), dot = std::max(4, unit / 2);
        context.canvas.fill_rounded(
            {rect().x + unit / 2, rect().y + (context.line_height(role_) - dot) / 2, dot, dot},
            dot / 2, context.colour(theme::ColourRole::Lacquer));
    } else if (lead_ == Lead::Rule) {
        context.canvas.fill({rect().x, rect().y, context.metrics.hairline * 2, layout_.size.height},
                            context.colour(theme::ColourRole::Gold));
    }
    context.text.draw(layout_, {left, rect().y});
}

std::vector<Rect> Paragraph::spoken_marks(Context& context) const {
    std::vector<Rect> marks;
    if (!spoken_) return marks;
    for (const auto& piece : layout_.pieces) {
        const std::size_t begin = std::max(piece.source_begin, spoken_->first);
        const std::size_t end = std::min(piece.source_end, spoken_->second);
        if (begin >= end) continue;
        const std::string_view text = piece.text;
        const auto x_of = [&](std::size_t at) {
            return at >= piece.source_end
                       ? piece.box.width
                       : context.text.width(text.substr(0, at - piece.source_begin), piece.style);
        };
        const int from = x_of(begin);
        marks.push_back({piece.box.x + from, piece.box.y, x_of(end) - from, piece.box.height});
    }
    return marks;
}

std::optional<std::pair<int, int>> Paragraph::spoken_lines() const {
    if (!spoken_) return std::nullopt;
    std::optional<std::pair<int, int>> lines;
    for (const auto& piece : layout_.pieces) {
        if (piece.source_begin >= spoken_->second || piece.source_end <= spoken_->first) continue;
        if (!lines) lines.emplace(piece.box.y, piece.box.bottom());
        lines->second = std::max(lines->second, piece.box.bottom());
    }
    return lines;
}

}  // namespace sen::ui
