// SPDX-License-Identifier: Apache-2.0
#include "screens/picture_block.h"

#include <algorithm>

namespace sen::screens {

using theme::ColourRole;
using theme::TextRole;

namespace {

/// A panel of few lines keeps them for the picture, unless they scroll anyway.
bool has_credit(const theme::Metrics& metrics) {
    return !metrics.is_small || metrics.is_one_column;
}

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
            context.canvas.stroke_rounded(rect(), 0, context.metrics.hairline * 3,
                                          context.colour(ColourRole::Lotus));
        draw_press(context, rect(), 0);
    }
    std::string label() const override { return name_; }

  private:
    std::string name_;
    ui::Picture& picture_;
    bool is_current_ = false;
};

}  // namespace

PictureBlock::PictureBlock(Services& services, const std::vector<catalogue::Picture>& pictures,
                           int left, int right)
    : services_(services), pictures_(pictures), left_(left), right_(right) {
    const auto& metrics = services.ui.metrics;
    const int unit = metrics.unit;
    page_ = &add<ui::Column>();
    auto& frame = page_->put<ui::Stack>(ui::grow());
    picture_ = &frame.put<ui::Picture>({}, card_source(pictures.front(), true));
    words_ = &page_->put<ui::Padding>(ui::kFit, ui::Insets{left, unit, right, unit});
    auto& words = words_->add<ui::Column>(unit);
    if (pictures.size() > 1) {
        using Align = ui::Stack::Align;
        turn_ = &frame.put<ui::RoundButton>({Align::End, Align::End, ui::Insets::all(unit)},
                                            services.ui.string("next_picture"), "next",
                                            ui::ButtonLook::OnDark, metrics.target,
                                            [this] { show((shown_ + 1) % pictures_.size()); });
        strip_ = &words.put<ui::Row>(ui::kFit, unit);
        for (std::size_t i = 0; i < pictures.size(); ++i)
            strip_->put<Thumbnail>(ui::kFit, card_source(pictures[i], false), pictures[i].caption,
                                   [this, i] { show(i); });
    }
    auto& lines = words.put<ui::Column>(ui::kFit);
    const auto label = [&](ColourRole colour, int most) -> ui::Label* {
        return &lines.put<ui::Label>(
            ui::kFit, "",
            ui::LabelOptions{TextRole::Caption, colour, graphics::Align::Left,
                             metrics.is_one_column ? 0 : most, true});
    };
    caption_ = label(ColourRole::Ink, 4);
    credit_ = label(ColourRole::InkSoft, 2);
    credit_->set_visible(has_credit(metrics));
    show(0);
}

void PictureBlock::show(std::size_t index) {
    if (index >= pictures_.size()) return;
    shown_ = index;
    const auto& picture = pictures_[index];
    picture_->set_source(card_source(picture, true));
    picture_->set_alt(picture.alt);
    caption_->set_text(picture.caption);
    credit_->set_text(services_.ui.strings->format(
        "picture_source", {{"source", picture.source}, {"rights", picture.rights}}));
    if (strip_ == nullptr) return;
    for (std::size_t i = 0; i < strip_->children().size(); ++i)
        static_cast<Thumbnail&>(*strip_->children()[i]).set_current(i == index);
}

bool PictureBlock::has_strip(const ui::Context& context, int width) const {
    if (strip_ == nullptr || context.metrics.is_one_column) return false;
    const int count = static_cast<int>(pictures_.size());
    const int wanted = count * (context.metrics.target * 4 / 3 + context.metrics.unit);
    return wanted <= width - left_ - right_ + context.metrics.unit;
}

void PictureBlock::choose_parts(const ui::Context& context, int width) {
    if (strip_ == nullptr) return;
    const bool is_strip = has_strip(context, width);
    strip_->set_visible(is_strip);
    turn_->set_visible(!is_strip);
}

Size PictureBlock::measure(ui::Context& context, Size available) {
    if (available.height < ui::kUnbounded) return available;
    choose_parts(context, available.width);
    const int picture =
        std::min(available.width * 10 / 16, context.canvas.size().height * 45 / 100);
    return {available.width, picture + words_->measure(context, available).height};
}

void PictureBlock::arrange(ui::Context& context, Rect rect) {
    set_rect(rect);
    choose_parts(context, rect.width);
    page_->arrange(context, rect);
}

}  // namespace sen::screens
