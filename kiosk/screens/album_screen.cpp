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
    const ui::LabelOptions heading{TextRole::Card, ColourRole::OnNight, graphics::Align::Left, 2,
                                   true};
    title_ = &add<ui::Label>(exhibit().card.title, heading);
    counter_ = &add<ui::Label>("", ui::LabelOptions{TextRole::Label, ColourRole::OnNight,
                                                    graphics::Align::Left, 1, false});
    words_ = &add<ui::Scroll>(ColourRole::Night, scroll_names(services.ui));
    words_->keep_buttons_clear();
    auto& column = words_->set_content<ui::Column>(0);
    const auto line = [&](TextRole role) -> ui::Label* {
        return &column.put<ui::Label>(
            ui::kFit, "",
            ui::LabelOptions{role, ColourRole::OnNight, graphics::Align::Left, 0, true});
    };
    caption_ = line(TextRole::Body);
    credit_ = line(TextRole::Caption);
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
    // A panel of few lines keeps them for the picture and what is said of it.
    credit_->set_visible(!metrics.is_small);
    const bool is_tall = metrics.is_portrait;
    // Large letters would hide the picture that they lie on, and a tall screen has room below.
    const bool is_large = metrics.text_scale > 1.2;
    is_apart_ = !context.theme->pictures.are_under_text || is_large || is_tall;
    if (is_large && rect.width > rect.height) return arrange_beside(context, rect);
    const int margin = metrics.margin, unit = metrics.unit, side = metrics.target;
    const int width = rect.width - 2 * margin;
    const Size counter = counter_->measure(context, {width, side});
    // On the first line of the title.
    const int lower = std::max(0, (context.line_height(TextRole::Card) - counter.height + 1) / 2);
    counter_->arrange(context, {rect.right() - margin - counter.width, rect.y + unit + lower,
                                counter.width, counter.height});
    const int heading = width - counter.width - unit * 3;
    title_->arrange(context, {rect.x + margin, rect.y + unit, heading,
                              title_->measure(context, {heading, side}).height});
    // A small panel has no room for words beside two buttons: there one stands at each edge. On a
    // tall screen all four stand in a row below, clear of the picture.
    const bool is_flanked = is_apart_ && metrics.is_small && !is_tall;
    title_->set_visible(!is_flanked && title_->rect().height <= rect.height / 4);
    const int edge = unit * 2, flank = is_flanked ? side + 2 * edge : 0;
    const int zoom = 2 * side + 2 * unit;
    const int left = rect.x + std::max(margin, flank);
    const int room = is_flanked ? rect.width - 2 * flank
                     : is_tall  ? width
                                : width - zoom - unit * 2;
    const int below = rect.bottom() - side - unit * 2;
    // What is said of it may be long: then it scrolls.
    const int wanted = words_->measure(context, {room, ui::kUnbounded}).height;
    const int share = is_apart_ && !is_flanked ? 32 : 45;
    int height = std::min(wanted, rect.height * share / 100);
    // From picture to picture the words begin at one height, unless they are long.
    if (is_tall)
        height = std::max(height,
                          2 * context.line_height(TextRole::Body) +
                              (credit_->is_visible() ? context.line_height(TextRole::Caption) : 0));
    const int apart = metrics.is_small ? unit : 2 * unit;
    const int y = (is_tall ? below - apart : rect.bottom() - unit * 2) - height;
    words_->arrange(context, {left, y, room, height});
    veil_ = {rect.x, y - unit * 6, rect.width, rect.bottom() - y + unit * 6};
    Rect pages = rect;
    if (is_apart_) {
        // Not beside the zoom buttons, however low it is, unless they stand at the edges.
        const int end = is_flanked || is_tall ? y : std::min(caption_->rect().y, below);
        pages.y = (is_flanked ? rect.y : title_->rect().bottom()) + unit;
        pages.height = end - unit - pages.y;
        pages.x += flank;
        pages.width -= 2 * flank;
    }
    pager_->arrange(context, pages);
    if (is_tall) return arrange_row(context, {rect.x, below, rect.width, side});
    // Beside the picture, and never on its words.
    const int middle =
        std::min(metrics.reached(rect.y + (rect.height - side) / 2, side), below - side - unit * 2);
    previous_->arrange(context, {rect.x + edge, middle, side, side});
    next_->arrange(context, {rect.right() - side - edge, middle, side, side});
    const int end = is_flanked ? edge : margin;
    zoom_in_->arrange(context, {rect.right() - end - side, below, side, side});
    zoom_out_->arrange(context, {is_flanked ? rect.x + edge : rect.right() - end - zoom + unit,
                                 below, side, side});
}

/// Words in large letters need height: they stand beside the picture, which has the buttons under
/// it.
void AlbumScreen::arrange_beside(ui::Context& context, Rect rect) {
    const auto& metrics = context.metrics;
    const int margin = metrics.margin, unit = metrics.unit;
    const int left = metrics.is_presenting ? rect.x + margin : rect.x;
    const int middle = rect.x + rect.width * (metrics.is_small ? 46 : 48) / 100;
    const int side = metrics.is_small ? metrics.target_small : metrics.target;
    const int row = rect.bottom() - side - unit;
    for (ui::RoundButton* button : {previous_, next_, zoom_out_, zoom_in_}) button->set_side(side);
    // The counter has room for its last number, so that the button after it stays where it is.
    const std::string all = std::to_string(pager_->count());
    const auto longest = services().ui.strings->format("picture_of", {{"n", all}, {"all", all}});
    const Size counter =
        context.text.layout(longest, context.style(TextRole::Label, ColourRole::OnNight), {}).size;
    const int first = rect.x + std::max(unit, metrics.is_small ? 0 : margin);
    const bool has_counter_below = first + 4 * side + counter.width + 5 * unit <= middle;
    Rect pages{left, rect.y, middle - left, row - unit - rect.y};
    if (!has_counter_below) {
        counter_->arrange(context, {first, rect.y, counter.width, counter.height});
        pages.y += counter.height;
        pages.height -= counter.height;
    }
    pager_->arrange(context, pages);
    int x = first;
    previous_->arrange(context, {x, row, side, side});
    if (previous_->is_visible()) x += side + unit;
    if (has_counter_below) {
        const int width = counter_->measure(context, counter).width;
        counter_->arrange(context, {x + (counter.width - width) / 2,
                                    row + (side - counter.height) / 2, width, counter.height});
        x += counter.width + unit;
    }
    next_->arrange(context, {x, row, side, side});
    zoom_in_->arrange(context, {middle - side, row, side, side});
    zoom_out_->arrange(context, {middle - 2 * side - unit, row, side, side});

    const int words = middle + 2 * unit, width = rect.right() - margin - words;
    const int title = title_->measure(context, {width, rect.height}).height;
    title_->set_visible(!metrics.is_small && title <= rect.height / 3);
    int y = rect.y + unit;
    title_->arrange(context, {words, y, width, title});
    if (title_->is_visible()) y += title + unit;
    const Size room{width, rect.bottom() - unit - y};
    words_->arrange(context, {words, y, width, words_->measure(context, room).height});
}

/// What turns stands at the ends of the row, what magnifies in its middle.
void AlbumScreen::arrange_row(ui::Context& context, Rect row) {
    const auto& metrics = context.metrics;
    const int side = row.height, edge = metrics.is_small ? metrics.unit : metrics.margin;
    const int middle = row.x + row.width / 2, gap = metrics.unit;
    previous_->arrange(context, {row.x + edge, row.y, side, side});
    zoom_out_->arrange(context, {middle - gap / 2 - side, row.y, side, side});
    zoom_in_->arrange(context, {middle + gap - gap / 2, row.y, side, side});
    next_->arrange(context, {row.right() - edge - side, row.y, side, side});
}

void AlbumScreen::draw(ui::Context& context) const {
    context.canvas.fill(rect(), context.colour(ColourRole::Night));
    pager_->draw(context);
    const Colour veil = context.colour(ColourRole::Veil);
    if (!is_apart_) {
        ui::draw_veil(context, ui::VeilEdge::Bottom, veil_, caption_->rect(), veil);
        ui::draw_veil(context, ui::VeilEdge::Top,
                      {rect().x, rect().y, rect().width, context.metrics.unit * 10}, title_->rect(),
                      veil);
    }
    for (const ui::Widget* widget : std::initializer_list<const ui::Widget*>{
             title_, counter_, words_, previous_, next_, zoom_in_, zoom_out_})
        if (widget->is_visible()) widget->draw(context);
    draw_controls(context);
}

}  // namespace sen::screens
