// SPDX-License-Identifier: Apache-2.0
#include "screens/story_screen.h"

#include <algorithm>

#include "screens/bar.h"
#include "screens/cards.h"

namespace sen::screens {

using theme::ColourRole;
using theme::TextRole;

namespace {

/// The margin on both sides of a text that stands alone: its lines do not get too long.
int lone_margin(const ui::Context& context) {
    return std::max(context.metrics.margin,
                    (context.canvas.size().width - context.metrics.body * 32) / 2);
}

}  // namespace

std::vector<ui::Paragraph*> add_paragraphs(ui::Column& column,
                                           const std::vector<catalogue::Block>& text,
                                           ColourRole colour) {
    std::vector<ui::Paragraph*> paragraphs;
    for (const auto& block : text) {
        std::vector<ui::ParagraphRun> runs;
        for (const auto& run : block.runs) runs.push_back({run.begin, run.end, TextRole::Strong});
        auto role = TextRole::Body;
        auto lead = ui::Paragraph::Lead::None;
        if (block.kind == catalogue::BlockKind::Heading) role = TextRole::Card;
        if (block.kind == catalogue::BlockKind::ListItem) lead = ui::Paragraph::Lead::Bullet;
        if (block.kind == catalogue::BlockKind::Quotation)
            role = TextRole::Lead, lead = ui::Paragraph::Lead::Rule;
        paragraphs.push_back(
            &column.put<ui::Paragraph>(ui::kFit, block.text, std::move(runs), role, colour, lead));
    }
    return paragraphs;
}

StoryScreen::StoryScreen(Services& services, catalogue::Exhibit story,
                         const std::vector<catalogue::ExhibitCard>& next)
    : HeardScreen(services, false, std::move(story)) {
    const auto& metrics = services.ui.metrics;
    const bool has_pictures = !exhibit().pictures.empty();
    const bool is_one_column = metrics.is_one_column;
    std::unique_ptr<PictureBlock> pictures;
    if (has_pictures) {
        const bool is_beside = !is_one_column && !metrics.is_portrait;
        const int near = metrics.unit * 2;
        pictures = std::make_unique<PictureBlock>(
            services, exhibit().pictures, is_beside && metrics.is_compact ? near : metrics.margin,
            is_one_column ? scroll_margin(metrics)
            : is_beside   ? near
                          : metrics.margin);
    }
    pictures_ = pictures.get();
    auto head = make_head();
    // In one column everything scrolls; a page of few lines scrolls its title at least.
    const bool is_fixed = !is_one_column && (!metrics.is_compact || metrics.is_portrait);
    head_ = is_fixed ? head.get() : nullptr;
    // Beside the place the voice is named without moving a line.
    if (is_fixed && exhibit().card.place.empty()) add_voice(*head);
    if (pictures && !is_one_column) adopt(std::move(pictures));
    if (is_fixed) adopt(std::move(head));
    scroll_ = &add<ui::Scroll>(ColourRole::Paper, scroll_names(services.ui));
    auto& page = scroll_->set_content<ui::Column>(0);
    const int right = std::max(has_pictures ? 0 : lone_margin(services.ui), scroll_margin(metrics));
    const int left = is_one_column && has_pictures ? metrics.margin : 0;
    if (pictures) {
        // What it is comes before what the picture shows: both must be on a small panel's first
        // page.
        // The title goes up and away, and never comes near the scroller's buttons.
        auto& top =
            page.put<ui::Padding>(ui::kFit, ui::Insets{left, metrics.unit, metrics.margin, 0});
        top.adopt(std::move(head));
        page.put_widget(ui::kFit, std::move(pictures));
    }
    auto& padding = page.put<ui::Padding>(ui::kFit, ui::Insets{left, metrics.unit / 2, right, 0});
    column_ = &padding.add<ui::Column>(metrics.unit * 3 / 2);
    if (head) column_->put_widget(ui::kFit, std::move(head));
    if (!is_fixed) add_voice(*column_);
    paragraphs_ = add_paragraphs(*column_, exhibit().text, ColourRole::Ink);
    simple_ = add_paragraphs(*column_, exhibit().simple_text, ColourRole::Ink);
    show_text();
    add_sources(*column_);
    add_next(*column_, next);
    bar().set_has_back(true);
}

std::unique_ptr<ui::Column> StoryScreen::make_head() {
    const auto& metrics = services().ui.metrics;
    const auto& card = exhibit().card;
    auto head = std::make_unique<ui::Column>(0);
    const auto put = [&](const std::string& text, TextRole role, ColourRole colour, int lines) {
        return &head->put<ui::Label>(
            ui::kFit, text,
            ui::LabelOptions{role, colour, graphics::Align::Left, lines, role == TextRole::Title});
    };
    if (!card.year.empty()) put(card.year, TextRole::Year, ColourRole::Gold, 1);
    put(card.title, TextRole::Title, ColourRole::Ink, metrics.is_one_column ? 0 : 3);
    if (!card.place.empty()) place_ = put(card.place, TextRole::Caption, ColourRole::InkSoft, 3);
    head->put<ui::Space>(ui::fixed(metrics.unit));
    return head;
}

void StoryScreen::add_voice(ui::Column& column) {
    voice_ = &column.put<ui::Label>(
        ui::kFit, services().ui.string("machine_voice"),
        ui::LabelOptions{TextRole::Caption, ColourRole::Ink, graphics::Align::Left, 1, false});
    voice_->set_visible(false);
}

void StoryScreen::add_sources(ui::Column& column) {
    column.put<ui::Wave>(ui::fixed(services().ui.metrics.unit * 3), ColourRole::Gold);
    const ui::LabelOptions small{TextRole::Caption, ColourRole::InkSoft, graphics::Align::Left, 0,
                                 false};
    std::string text = services().ui.string("sources") + ": ";
    for (std::size_t i = 0; i < exhibit().sources.size(); ++i) {
        if (i > 0) text += "; ";
        text += exhibit().sources[i].text;
        if (!exhibit().sources[i].address.empty())
            text += " (" + exhibit().sources[i].address + ")";
    }
    column.put<ui::Label>(ui::kFit, text + ".", small);
    column.put<ui::Label>(ui::kFit, exhibit().rights, small);
}

void StoryScreen::add_next(ui::Column& column, const std::vector<catalogue::ExhibitCard>& next) {
    if (next.empty()) return;
    const auto& metrics = services().ui.metrics;
    column.put<ui::Label>(
        ui::kFit, services().ui.string("see_next"),
        ui::LabelOptions{TextRole::Card, ColourRole::Lacquer, graphics::Align::Left, 1, false});
    // Side by side, but under each other where half the column would cut a year short.
    auto& grid = column.put<ui::CardGrid>(
        ui::kFit,
        ui::CardGrid::Shape{std::min(2, static_cast<int>(next.size())), 8 * metrics.body, 1, 45},
        metrics.gutter);
    for (const auto& card : next)
        grid.add<ui::Card>(card_source(card.cover, true), exhibit_words(services().ui, card),
                           [&navigator = services().navigator, id = card.id] {
                               navigator.open({Place::Kind::Exhibit, id});
                           });
    column.put<ui::Space>(ui::fixed(metrics.unit * 4));
}

Moment StoryScreen::hand_over(bool is_same_language) {
    Moment moment = HeardScreen::hand_over(is_same_language);
    moment.scrolled = scroll_->share();
    if (pictures_ != nullptr) moment.picture = static_cast<int>(pictures_->shown());
    return moment;
}

void StoryScreen::take_up(Moment moment) {
    scroll_->begin_at(moment.scrolled);
    if (pictures_ != nullptr) pictures_->show(static_cast<std::size_t>(moment.picture));
    HeardScreen::take_up(std::move(moment));
}

void StoryScreen::arrange_content(ui::Context& context, Rect rect) {
    const auto& metrics = context.metrics;
    const int margin = metrics.margin, unit = metrics.unit;
    const int above = metrics.is_small ? unit : margin * 2 / 3;
    if (pictures_ == nullptr) {
        const int side = lone_margin(context);
        return arrange_text(
            context, {rect.x + side, rect.y + above, rect.width - side, rect.height - above});
    }
    if (metrics.is_one_column) return arrange_text(context, rect);
    Rect side = rect, text;
    if (metrics.is_portrait) {
        side.height = rect.height * 42 / 100;
        text = {rect.x + margin, side.bottom() + unit, rect.width - margin,
                rect.height - side.height - unit};
    } else {
        side.width = rect.width / 2;
        text = {side.right() + margin, rect.y + above, rect.width - side.width - margin,
                rect.height - above};
    }
    // The picture bleeds to the edge; its words stand right under it.
    pictures_->arrange(context, side);
    arrange_text(context, text);
}

/// `text` reaches to the edge at the right: the scroller's bar and buttons stand in the margin.
void StoryScreen::arrange_text(ui::Context& context, Rect text) {
    if (head_ != nullptr) {
        const int width = text.width - context.metrics.margin;
        const int head = head_->measure(context, {width, text.height}).height;
        head_->arrange(context, {text.x, text.y, width, head});
        text.y += head;
        text.height -= head;
    }
    scroll_->measure(context, text.size());
    scroll_->arrange(context, text);
}

void StoryScreen::follow_voice() {
    HeardScreen::follow_voice();
    const bool is_machine = narrator().is_speaking() && narrator().is_machine_voice();
    if (voice_ != nullptr)
        voice_->set_visible(is_machine);
    else
        place_->set_text(exhibit().card.place +
                         (is_machine ? " · " + services().ui.string("machine_voice") : ""));
    show_text();
    const auto* cue = narrator().cue();
    const auto& seen = shows_simple_text() ? simple_ : paragraphs_;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        const bool is_spoken = cue != nullptr && cue->block == static_cast<int>(i);
        seen[i]->set_spoken(is_spoken ? std::optional(std::pair<std::size_t, std::size_t>(
                                            cue->text_begin, cue->text_end))
                                      : std::nullopt);
        if (!is_spoken) continue;
        const int top = seen[i]->rect().y - scroll_->rect().y + scroll_->offset();
        if (const auto lines = seen[i]->spoken_lines())
            scroll_->reveal(top + lines->first, lines->second - lines->first);
    }
}

void StoryScreen::show_text() {
    if (simple_.empty()) return;
    const bool is_simple = shows_simple_text();
    for (auto* paragraph : paragraphs_) paragraph->set_visible(!is_simple);
    const bool is_swapped = simple_.front()->is_visible() != is_simple;
    for (auto* paragraph : simple_) paragraph->set_visible(is_simple);
    if (is_swapped) scroll_->begin_at(scroll_->share());
}

}  // namespace sen::screens
