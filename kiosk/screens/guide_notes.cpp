// SPDX-License-Identifier: Apache-2.0
#include "screens/guide_notes.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "screens/own_sizes.h"
#include "screens/story_screen.h"
#include "ui/containers.h"
#include "ui/floating.h"
#include "ui/text.h"

namespace sen::screens {

using theme::ColourRole;
using theme::TextRole;

namespace {

/// The page's sizes, with the letters of who stands before it, in the size that was chosen.
theme::Metrics sizes_for_guide(const theme::Metrics& page, int text_percent) {
    theme::Metrics own = page;
    const double scale = std::min(page.text_scale, text_percent / 100.0);
    own.body = static_cast<int>(std::lround(page.body / page.text_scale * scale));
    own.text_scale = scale;
    own.is_presenting = false;  // a scroller has its own buttons
    return own;
}

}  // namespace

GuideNotes::GuideNotes(Services& services, const std::vector<catalogue::Block>& notes)
    : metrics_(sizes_for_guide(services.ui.metrics, services.comfort.text_percent)) {
    const OwnSizes sizes(services.ui, metrics_);
    scroll_ = &add<ui::Scroll>(ColourRole::Raised, scroll_names(services.ui));
    scroll_->keep_buttons_clear();
    auto& column = scroll_->set_content<ui::Column>(metrics_.unit);
    column.put<ui::Label>(
        ui::kFit, services.ui.string("guide_notes_title"),
        ui::LabelOptions{TextRole::Caption, ColourRole::InkSoft, graphics::Align::Left, 0, false});
    add_paragraphs(column, notes, ColourRole::Ink);
}

void GuideNotes::arrange(ui::Context& context, Rect page) {
    const OwnSizes sizes(context, metrics_);
    const int pad = metrics_.unit * 5 / 2, gap = metrics_.unit;
    // Between the guide's buttons; in landscape beside the picture.
    Rect room{page.x + metrics_.margin, page.y + gap, page.width - 2 * metrics_.margin,
              page.height - 2 * gap};
    if (!metrics_.is_portrait) {
        const int left = page.x + page.width / 2;
        room = {left, room.y, room.right() - left, room.height};
    }
    const int most = metrics_.is_portrait ? room.height * 42 / 100 : room.height * 2 / 3;
    const int wanted = scroll_->measure(context, {room.width - 2 * pad, ui::kUnbounded}).height;
    const int height = std::min(most, wanted + 2 * pad);
    set_rect({room.x, room.bottom() - height, room.width, height});
    scroll_->arrange(context, rect().inset(pad));
}

void GuideNotes::update(ui::Context& context) {
    const OwnSizes sizes(context, metrics_);
    Widget::update(context);
}

void GuideNotes::draw(ui::Context& context) const {
    const OwnSizes sizes(context, metrics_);
    ui::draw_floating(context, rect(), ColourRole::Raised);
    Widget::draw(context);
}

NotesButton::NotesButton(const std::string& word, bool is_dark, ui::Action action)
    : BarButton(word, "notes", std::move(action)) {
    set_dark(is_dark);
}

void NotesButton::set_open(bool is_open) {
    set_active(is_open);
    set_icon(is_open ? "close" : "notes");
}

void NotesButton::draw(ui::Context& context) const {
    const int radius = context.units(context.theme->shape.card);
    const auto ground = is_active() ? ColourRole::Selected
                        : is_dark() ? ColourRole::Veil
                                    : ColourRole::Paper;
    context.canvas.fill_rounded(rect(), radius, context.colour(ground));
    if (!is_active() && (!is_dark() || context.border() > 0))
        context.canvas.stroke_rounded(
            rect(), radius, std::max(context.border(), context.metrics.hairline),
            context.colour(is_dark() ? ColourRole::OnNight : ColourRole::Ink));
    BarButton::draw(context);
}

}  // namespace sen::screens
