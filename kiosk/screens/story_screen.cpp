// SPDX-License-Identifier: Apache-2.0
#include "screens/story_screen.h"

#include <algorithm>

#include "screens/bar.h"
#include "screens/cards.h"

namespace sen::screens {

using theme::ColourRole;
using theme::TextRole;

namespace {

/// One picture of the filmstrip.
class Thumbnail : public ui::Tappable {
  public:
    Thumbnail(const ui::Picture::Source& source, std::string name, ui::Action action)
        : Tappable(std::move(action)), name_(std::move(name)), picture_(add<ui::Picture>(source)) {}
    void set_current(bool is_current) {
        is_current_ = is_current;
        invalidate();
    }
    Size measure(ui::Context& context, Size) override {
        return {context.metrics.target * 4 / 3, context.metrics.target};
    }
    void arrange(ui::Context& context, Rect rect) override {
        set_rect(rect);
        picture_.arrange(context, rect);
    }
    void draw(ui::Context& context) const override {
        Widget::draw(context);
        if (is_current_)
            context.canvas.stroke_rounded(rect(), 0, context.metrics.hairline * 2,
                                          context.colour(ColourRole::Lotus));
        draw_press(context, rect(), 0);
    }
    std::string label() const override { return name_; }

  private:
    std::string name_;
    ui::Picture& picture_;
    bool is_current_ = false;
};

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
    const auto& card = exhibit().card;
    picture_ = &add<ui::Picture>(card_source(card.cover, true));
    caption_ = &add<ui::Label>(
        "", ui::LabelOptions{TextRole::Caption, ColourRole::Ink, graphics::Align::Left, 2, false});
    credit_ = &add<ui::Label>("", ui::LabelOptions{TextRole::Caption, ColourRole::InkSoft,
                                                   graphics::Align::Left, 2, false});
    if (exhibit().pictures.size() > 1) {
        filmstrip_ = &add<ui::Row>(metrics.unit);
        for (std::size_t i = 0; i < exhibit().pictures.size(); ++i)
            filmstrip_->put<Thumbnail>(ui::kFit, card_source(exhibit().pictures[i], false),
                                       exhibit().pictures[i].caption,
                                       [this, i] { show_picture(i); });
        turn_ = &add<ui::RoundButton>(services.ui.string("next_picture"), "next",
                                      ui::ButtonLook::OnDark, metrics.target_small, [this] {
                                          show_picture((shown_ + 1) % exhibit().pictures.size());
                                      });
        turn_->set_visible(metrics.is_small);
    }
    auto head = std::make_unique<ui::Column>(0);
    if (!card.year.empty())
        head->put<ui::Label>(
            ui::kFit, card.year,
            ui::LabelOptions{TextRole::Year, ColourRole::Gold, graphics::Align::Left, 1, false});
    head->put<ui::Label>(
        ui::kFit, card.title,
        ui::LabelOptions{TextRole::Title, ColourRole::Ink, graphics::Align::Left, 3, true});
    if (!card.place.empty())
        head->put<ui::Label>(ui::kFit, card.place,
                             ui::LabelOptions{TextRole::Caption, ColourRole::InkSoft,
                                              graphics::Align::Left, 1, false});
    head->put<ui::Space>(ui::fixed(metrics.unit));
    voice_ = &head->put<ui::Label>(
        ui::kFit, services.ui.string("machine_voice"),
        ui::LabelOptions{TextRole::Caption, ColourRole::Ink, graphics::Align::Left, 1, false});
    voice_->set_visible(false);
    // A panel of few lines scrolls the title too: it has no height to spare.
    const bool is_fixed = !metrics.is_compact || metrics.is_portrait;
    head_ = is_fixed ? head.get() : nullptr;
    if (is_fixed) adopt(std::move(head));
    scroll_ = &add<ui::Scroll>(ColourRole::Paper, services.ui.string("more_below"));
    const int right = exhibit().pictures.empty() ? lone_margin(services.ui) : metrics.margin;
    auto& padding = scroll_->set_content<ui::Padding>(ui::Insets{0, metrics.unit / 2, right, 0});
    column_ = &padding.add<ui::Column>(metrics.unit * 3 / 2);
    if (!is_fixed) column_->put_widget(ui::kFit, std::move(head));
    paragraphs_ = add_paragraphs(*column_, exhibit().text, ColourRole::Ink);
    add_sources(*column_);
    add_next(*column_, next);
    bar().set_has_back(true);
    for (ui::Widget* widget : std::initializer_list<ui::Widget*>{picture_, caption_, credit_})
        widget->set_visible(!exhibit().pictures.empty());
    show_picture(0);
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
    auto* row = metrics.is_small ? nullptr : &column.put<ui::Row>(ui::kFit, metrics.gutter);
    for (const auto& card : next) {
        auto made = std::make_unique<ui::Card>(card_source(card.cover, metrics.is_small),
                                               exhibit_words(services().ui, card),
                                               [&navigator = services().navigator, id = card.id] {
                                                   navigator.open({Place::Kind::Exhibit, id});
                                               });
        if (row != nullptr)
            row->put_widget(ui::grow(), std::move(made));
        else
            column.put_widget(ui::kFit, std::move(made));
    }
    column.put<ui::Space>(ui::fixed(metrics.unit * 4));
}

void StoryScreen::show_picture(std::size_t index) {
    if (index >= exhibit().pictures.size()) return;
    shown_ = index;
    const auto& picture = exhibit().pictures[index];
    picture_->set_source(card_source(picture, true));
    picture_->set_alt(picture.alt);
    caption_->set_text(picture.caption);
    credit_->set_text(services().ui.strings->format(
        "picture_source", {{"source", picture.source}, {"rights", picture.rights}}));
    if (filmstrip_ == nullptr) return;
    for (std::size_t i = 0; i < filmstrip_->children().size(); ++i)
        static_cast<Thumbnail&>(*filmstrip_->children()[i]).set_current(i == index);
}

void StoryScreen::arrange_content(ui::Context& context, Rect rect) {
    const auto& metrics = context.metrics;
    const int margin = metrics.margin, unit = metrics.unit;
    if (exhibit().pictures.empty()) {
        const int side = lone_margin(context), above = metrics.is_small ? unit : margin * 2 / 3;
        return arrange_text(
            context, {rect.x + side, rect.y + above, rect.width - 2 * side, rect.height - above});
    }
    Rect side = rect, text;
    if (metrics.is_portrait) {
        side.height = rect.height * 42 / 100;
        text = {rect.x + margin, side.bottom() + unit, rect.width - 2 * margin,
                rect.height - side.height - unit};
    } else {
        side.width = rect.width * (metrics.is_small ? 42 : 50) / 100;
        text = {side.right() + margin, rect.y + (metrics.is_small ? unit : margin * 2 / 3),
                rect.width - side.width - 2 * margin,
                rect.height - (metrics.is_small ? unit : margin * 2 / 3)};
    }
    // The picture bleeds to the edge; its words stand right under it.
    const int inner = side.width - 2 * (metrics.is_portrait ? margin : unit * 2);
    const int left = side.x + (metrics.is_portrait ? margin : unit * 2);
    const bool has_credit = !metrics.is_small;
    const int credit = has_credit ? credit_->measure(context, {inner, side.height}).height : 0;
    const int caption = caption_->measure(context, {inner, side.height}).height;
    const int strip = filmstrip_ == nullptr || metrics.is_small ? 0 : metrics.target + unit;
    const int words = caption + credit + strip + unit * 2;
    picture_->arrange(context, {side.x, side.y, side.width, side.height - words});
    int y = picture_->rect().bottom() + unit;
    if (filmstrip_ != nullptr) {
        filmstrip_->set_visible(strip > 0);
        const int turn = turn_->side();
        turn_->arrange(context, {picture_->rect().right() - turn - unit,
                                 picture_->rect().bottom() - turn - unit, turn, turn});
    }
    if (strip > 0) {
        filmstrip_->arrange(context, {left, y, inner, metrics.target});
        y += strip;
    }
    caption_->arrange(context, {left, y, inner, caption});
    credit_->set_visible(has_credit);
    credit_->arrange(context, {left, y + caption, inner, credit});
    arrange_text(context, text);
}

void StoryScreen::arrange_text(ui::Context& context, Rect text) {
    if (head_ != nullptr) {
        const int head = head_->measure(context, {text.width, text.height}).height;
        head_->arrange(context, {text.x, text.y, text.width, head});
        text.y += head;
        text.height -= head;
    }
    // The scroller reaches to the edge of the screen: its bar and button stand in the margin.
    text.width = rect().right() - text.x;
    scroll_->measure(context, text.size());
    scroll_->arrange(context, text);
}

void StoryScreen::follow_voice() {
    HeardScreen::follow_voice();
    voice_->set_visible(narrator().is_speaking() && narrator().is_machine_voice());
    const auto* cue = narrator().cue();
    for (std::size_t i = 0; i < paragraphs_.size(); ++i) {
        const bool is_spoken = cue != nullptr && cue->block == static_cast<int>(i);
        paragraphs_[i]->set_spoken(is_spoken ? std::optional(std::pair<std::size_t, std::size_t>(
                                                   cue->text_begin, cue->text_end))
                                             : std::nullopt);
        if (!is_spoken) continue;
        const int top = paragraphs_[i]->rect().y - column_->rect().y;
        scroll_->reveal(top + paragraphs_[i]->spoken_top().value_or(0),
                        services().ui.line_height(TextRole::Body) * 3);
    }
}

}  // namespace sen::screens
