// SPDX-License-Identifier: Apache-2.0
#include "screens/hit_card.h"

#include <algorithm>

#include "ui/ground.h"

namespace sen::screens {

using theme::ColourRole;
using theme::TextRole;

namespace {

std::vector<std::string> facts_of(const ui::Context& context, const catalogue::ExhibitCard& card) {
    const char* kind = card.kind == catalogue::ExhibitKind::Album  ? "kind_album"
                       : card.kind == catalogue::ExhibitKind::Film ? "kind_film"
                                                                   : "kind_story";
    std::vector<std::string> facts{context.string(kind)};
    for (const std::string& fact : {card.year, card.place})
        if (!fact.empty()) facts.push_back(fact);
    return facts;
}

/// As many of the facts as fit on one line, whole; the first one in any case.
graphics::TextLayout lay_out_facts(ui::Context& context, const std::vector<std::string>& facts,
                                   int width) {
    const auto style = context.style(TextRole::Caption, ColourRole::InkSoft);
    std::string line = facts.front();
    for (std::size_t i = 1; i < facts.size(); ++i) {
        const std::string longer = line + " · " + facts[i];
        if (context.text.width(longer, style) > width) break;
        line = longer;
    }
    return context.text.layout(line, style, {width, 1, graphics::Align::Left, false});
}

int inset_of(const ui::Context& context) {
    return ui::patch_inset(context, theme::PatchRole::Card);
}

}  // namespace

int MarkedText::lay_out(ui::Context& context, TextRole role, ColourRole colour, int width,
                        int max_lines) {
    const auto style = context.style(role, colour);
    std::vector<graphics::TextRun> runs;
    std::size_t at = 0;
    const auto put = [&](std::size_t end) {
        if (end > at) runs.push_back({text_.substr(at, end - at), style});
        at = std::max(at, end);
    };
    for (const auto& mark : marks_) {
        if (mark.begin < at || mark.end <= mark.begin || mark.end > text_.size()) continue;
        put(mark.begin);
        put(mark.end);
    }
    put(text_.size());
    layout_ = context.text.layout(runs, {std::max(1, width), max_lines, graphics::Align::Left,
                                         role == TextRole::Card});  // a title keeps its names whole
    return layout_.size.height;
}

void MarkedText::draw(ui::Context& context, Point at) const {
    Colour ground = context.colour(ColourRole::Gold);
    ground.a = 84;
    for (const auto& piece : layout_.pieces) {
        const bool is_marked =
            std::any_of(marks_.begin(), marks_.end(), [&](const language::ByteRange& mark) {
                return piece.source_begin < mark.end && piece.source_end > mark.begin;
            });
        if (is_marked)
            context.canvas.fill_rounded(piece.box.moved(at.x, at.y), context.metrics.radius / 3,
                                        ground);
    }
    context.text.draw(layout_, at);
}

HitCard::HitCard(const ui::Context& context, catalogue::FoundExhibit found, ui::Action action)
    : Tappable(std::move(action)),
      name_(found.card.title),
      facts_(facts_of(context, found.card)),
      title_(found.card.title, std::move(found.title_marks)),
      snippet_(found.snippet, std::move(found.snippet_marks)),
      has_snippet_(!found.snippet.empty()),
      picture_(add<ui::Picture>(card_source(found.card.cover, false))) {
    picture_.set_alt(found.card.title);
}

void HitCard::lay_out(ui::Context& context, int width) {
    if (width == laid_out_width_) return;
    const auto& metrics = context.metrics;
    const int pad = metrics.unit * 3 / 2;
    picture_width_ =
        metrics.is_small ? metrics.target : std::min(width * 28 / 100, metrics.target * 5 / 2);
    const int inner = std::max(1, width - picture_width_ - 2 * pad - 2 * inset_of(context));
    height_ = title_.lay_out(context, TextRole::Card, ColourRole::Ink, inner, 3);
    facts_layout_ = lay_out_facts(context, facts_, inner);
    height_ += facts_layout_.size.height;
    if (has_snippet_ && !metrics.is_small)
        height_ += snippet_.lay_out(context, TextRole::Caption, ColourRole::Ink, inner, 2);
    height_ = std::max(height_ + 2 * metrics.unit, picture_width_ * 3 / 4);
    laid_out_width_ = width;
}

Size HitCard::measure(ui::Context& context, Size available) {
    lay_out(context, available.width);
    return {available.width, height_};
}

void HitCard::arrange(ui::Context& context, Rect rect) {
    set_rect(rect);
    lay_out(context, rect.width);
    const int inset = inset_of(context);
    picture_.arrange(context, {rect.x + inset, rect.y + inset, picture_width_,
                               std::max(0, rect.height - 2 * inset)});
}

void HitCard::draw(ui::Context& context) const {
    const auto giving_way = give_way(context);
    ui::draw_card(context, rect(), is_pressed(), [&] { draw_inside(context); });
}

void HitCard::draw_inside(ui::Context& context) const {
    const auto& metrics = context.metrics;
    picture_.draw(context);
    const int x = picture_.rect().right() + metrics.unit * 3 / 2;
    const bool has_snippet = has_snippet_ && !metrics.is_small;
    const int words =
        title_.height() + facts_layout_.size.height + (has_snippet ? snippet_.height() : 0);
    int y = rect().y + (rect().height - words) / 2;
    title_.draw(context, {x, y});
    y += title_.height();
    context.text.draw(facts_layout_, {x, y});
    y += facts_layout_.size.height;
    if (has_snippet) snippet_.draw(context, {x, y});
}

}  // namespace sen::screens
