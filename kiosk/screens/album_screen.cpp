// SPDX-License-Identifier: Apache-2.0
#include "screens/album_screen.h"

#include <algorithm>

#include "screens/bar.h"
#include "ui/ground.h"

namespace sen::screens {

using theme::ColourRole;
using theme::TextRole;

AlbumScreen::AlbumScreen(Services& services, catalogue::Exhibit album)
    : HeardScreen(services, true, std::move(album)) {
    std::vector<ui::Picture::Source> sources;
    std::vector<std::string> alts;
    for (const auto& picture : exhibit().pictures) {
        sources.push_back(picture_source(services.ui, picture));
        alts.push_back(picture.alt);
    }
    pager_ = &add<ui::PicturePager>(
        std::move(sources), std::move(alts), [this](int) { on_change(); }, [] {});
    const auto label = [&](TextRole role, ColourRole colour, int lines) -> ui::Label* {
        return &add<ui::Label>("",
                               ui::LabelOptions{role, colour, graphics::Align::Left, lines, false});
    };
    title_ = label(TextRole::Card, ColourRole::OnNight, 1);
    title_->set_text(exhibit().card.title);
    counter_ = label(TextRole::Label, ColourRole::OnNight, 1);
    caption_ = label(TextRole::Body, ColourRole::OnNight, services.ui.metrics.text_scale > 1 ? 4 : 2);
    credit_ = label(TextRole::Caption, ColourRole::OnNight, 1);
    const auto word = [&](const char* key) { return services.ui.string(key); };
    const int side = services.ui.metrics.target;
    const auto round = [&](const char* key, const char* icon,
                           ui::Action action) -> ui::RoundButton* {
        return &add<ui::RoundButton>(word(key), icon, ui::ButtonLook::OnDark, side,
                                     std::move(action));
    };
    previous_ = round("previous_picture", "previous", [this] { pager_->previous(); });
    next_ = round("next_picture", "next", [this] { pager_->next(); });
    zoom_out_ = round("zoom_out", "minus", [this] { pager_->zoom_by(1 / 1.6); });
    zoom_in_ = round("zoom_in", "plus", [this] { pager_->zoom_by(1.6); });
    // A guide's own buttons turn the pictures, in the same places.
    for (ui::Widget* button : {previous_, next_})
        button->set_visible(!services.ui.metrics.is_presenting);
    bar().set_has_back(true);
    on_change();
}

Moment AlbumScreen::hand_over(bool is_same_language) {
    Moment moment = HeardScreen::hand_over(is_same_language);
    moment.picture = pager_->index();
    return moment;
}

void AlbumScreen::take_up(Moment moment) {
    pager_->show(moment.picture);
    on_change();
    HeardScreen::take_up(std::move(moment));
}

bool AlbumScreen::turn_page(int by) {
    const int before = pager_->index();
    pager_->show(before + by);
    return pager_->index() != before;
}

void AlbumScreen::on_change() {
    const auto& picture = exhibit().pictures[static_cast<std::size_t>(pager_->index())];
    caption_->set_text(picture.caption);
    credit_->set_text(services().ui.strings->format(
        "picture_source", {{"source", picture.source}, {"rights", picture.rights}}));
    counter_->set_text(services().ui.strings->format(
        "picture_of",
        {{"n", std::to_string(pager_->index() + 1)}, {"all", std::to_string(pager_->count())}}));
    previous_->set_enabled(pager_->index() > 0);
    next_->set_enabled(pager_->index() + 1 < pager_->count());
}

void AlbumScreen::arrange_content(ui::Context& context, Rect rect) {
    const auto& metrics = context.metrics;
    const int margin = metrics.margin, unit = metrics.unit, side = metrics.target;
    pager_->arrange(context, rect);
    const int width = rect.width - 2 * margin;
    title_->arrange(context, {rect.x + margin, rect.y + unit, width * 3 / 4,
                              title_->measure(context, {width * 3 / 4, side}).height});
    const Size counter = counter_->measure(context, {width, side});
    counter_->arrange(context, {rect.right() - margin - counter.width, rect.y + unit * 3 / 2,
                                counter.width, counter.height});
    const bool has_credit = !metrics.is_small;
    credit_->set_visible(has_credit);
    const int zoom = 2 * side + 2 * unit;
    const int words = width - zoom - unit * 2;
    const int caption = caption_->measure(context, {words, rect.height}).height;
    const int credit = has_credit ? credit_->measure(context, {words, rect.height}).height : 0;
    veil_ = {rect.x, rect.bottom() - caption - credit - unit * 6, rect.width,
             caption + credit + unit * 6};
    int y = rect.bottom() - caption - credit - unit * 2;
    caption_->arrange(context, {rect.x + margin, y, words, caption});
    credit_->arrange(context, {rect.x + margin, y + caption, words, credit});
    // Not beside the zoom buttons, however low it is.
    const int below = rect.bottom() - side - unit * 2;
    const int middle = std::min(metrics.reached(rect.y + (rect.height - side) / 2, side),
                                below - side - unit * 2);
    previous_->arrange(context, {rect.x + unit * 2, middle, side, side});
    next_->arrange(context, {rect.right() - side - unit * 2, middle, side, side});
    zoom_in_->arrange(context, {rect.right() - margin - side, below, side, side});
    zoom_out_->arrange(context, {rect.right() - margin - zoom + unit, below, side, side});
}

void AlbumScreen::draw(ui::Context& context) const {
    context.canvas.fill(rect(), context.colour(ColourRole::Night));
    pager_->draw(context);
    const Colour veil = context.colour(ColourRole::Veil);
    ui::draw_veil(context, ui::VeilEdge::Bottom, veil_, caption_->rect(), veil);
    ui::draw_veil(context, ui::VeilEdge::Top,
                  {rect().x, rect().y, rect().width, context.metrics.unit * 8}, title_->rect(),
                  veil);
    for (const ui::Widget* widget : std::initializer_list<const ui::Widget*>{
             title_, counter_, caption_, credit_, previous_, next_, zoom_in_, zoom_out_})
        if (widget->is_visible()) widget->draw(context);
    draw_controls(context);
}

}  // namespace sen::screens
