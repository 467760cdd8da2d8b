// SPDX-License-Identifier: Apache-2.0
#include "ten_widgets.h"

#include <thread>

#include "statistics.h"
#include "ui/stage.h"

namespace sen::bench {

namespace {

using theme::ColourRole;
using theme::TextRole;

constexpr std::size_t kWidgets = 10;
constexpr int kColumns = 5;
constexpr int kLaps = 20;
constexpr Milliseconds kFade{400};

unsigned char faded(double presence, unsigned char alpha = 255) {
    return static_cast<unsigned char>(presence * alpha);
}

/// A card of which everything appears together.
class Appearing : public ui::Widget {
  public:
    Appearing(const catalogue::ExhibitCard& card, std::string sentence, std::string action)
        : picture_(screens::card_source(card.cover, false)),
          title_(card.title),
          sentence_(std::move(sentence)),
          action_(std::move(action)) {}

    void appear(Milliseconds at) {
        presence_.start_from(0, 1, at, kFade);
        is_moving_ = true;
    }
    Size measure(ui::Context&, Size available) override { return available; }
    void arrange(ui::Context& context, Rect rect) override {
        set_rect(rect);
        const int width = rect.width - 2 * context.metrics.unit;
        title_layout_ = context.text.layout(title_, context.style(TextRole::Card, ColourRole::Ink),
                                            {width, 2, graphics::Align::Left, true});
        sentence_layout_ = context.text.layout(
            sentence_, context.style(TextRole::Body, ColourRole::InkSoft), {width, 3});
        action_layout_ = context.text.layout(
            action_, context.style(TextRole::Label, ColourRole::OnLacquer), {width, 1});
    }
    void update(ui::Context& context) override {
        if (!is_moving_) return;
        is_moving_ = presence_.is_running(context.now);
        invalidate();
    }
    Milliseconds next_update(Milliseconds now) const override {
        return is_moving_ ? now : ui::kNever;
    }
    void draw(ui::Context& context) const override {
        const double presence = std::max(0.0, presence_.value(context.now));
        const int unit = context.metrics.unit;
        const Rect image = picture_rect();
        fill(context, rect(), unit, ColourRole::Gold, presence / 4);
        if (const auto* texture =
                context.pictures.find(picture_.object, image.size(), graphics::Fit::Cover))
            context.canvas.draw(*texture, Point{image.x, image.y}, faded(presence));
        Point at{rect().x + unit, image.bottom() + unit};
        context.text.draw(title_layout_, at, faded(presence));
        at.y += title_layout_.size.height;
        context.text.draw(sentence_layout_, at, faded(presence));
        const int height = context.metrics.target, icon = height / 2;
        const Rect button{rect().x + unit, rect().bottom() - height - unit, rect().width - 2 * unit,
                          height};
        fill(context, button, height / 4, ColourRole::Lacquer, presence);
        context.canvas.draw(context.icons.find("play", icon, context.colour(ColourRole::OnLacquer)),
                            Point{button.x + unit, button.y + (height - icon) / 2},
                            faded(presence));
        context.text.draw(
            action_layout_,
            {button.x + icon + 2 * unit, button.y + (height - action_layout_.size.height) / 2},
            faded(presence));
    }

  private:
    Rect picture_rect() const { return {rect().x, rect().y, rect().width, rect().width * 9 / 16}; }
    static void fill(ui::Context& context, Rect rect, int radius, ColourRole role,
                     double presence) {
        Colour colour = context.colour(role);
        colour.a = faded(presence, colour.a);
        context.canvas.fill_rounded(rect, radius, colour);
    }

    ui::Picture::Source picture_;
    std::string title_, sentence_, action_;
    graphics::TextLayout title_layout_, sentence_layout_, action_layout_;
    ui::Glide presence_{0};
    bool is_moving_ = false;
};

class TenWidgets : public ui::Widget {
  public:
    Size measure(ui::Context&, Size available) override { return available; }
    void arrange(ui::Context& context, Rect rect) override {
        set_rect(rect);
        const int gap = context.metrics.unit, rows = static_cast<int>(kWidgets) / kColumns;
        const int width = (rect.width - (kColumns + 1) * gap) / kColumns,
                  height = (rect.height - (rows + 1) * gap) / rows;
        for (int i = 0; i < static_cast<int>(children().size()); ++i)
            children()[static_cast<std::size_t>(i)]->arrange(
                context, {gap + i % kColumns * (width + gap), gap + i / kColumns * (height + gap),
                          width, height});
    }
};

/// Ten cards with pictures, from as many collections as that takes.
Result<std::vector<catalogue::ExhibitCard>> ten_cards(Visitor& visitor) {
    const auto& library = *visitor.kiosk().library();
    const std::string& language = visitor.kiosk().language();
    std::vector<catalogue::ExhibitCard> found;
    SEN_TRY(const auto collections, library.collections(language));
    for (const auto& collection : collections) {
        SEN_TRY(const auto cards, library.exhibits(collection.id, language));
        for (const auto& card : cards)
            if (found.size() < kWidgets) found.push_back(card);
    }
    if (found.size() < kWidgets)
        return fail(ErrorKind::NotFound, "the store has only {} exhibits", found.size());
    return found;
}

}  // namespace

Result<std::vector<double>> fade_ten_widgets(Visitor& visitor) {
    visitor.begin_visit();
    SEN_TRY(const auto cards, ten_cards(visitor));
    auto& context = visitor.kiosk().context();
    ui::Stage stage(context);
    auto page = std::make_unique<TenWidgets>();
    std::vector<Appearing*> widgets;
    for (const auto& card : cards)
        widgets.push_back(&page->add<Appearing>(card, card.year + " " + card.place,
                                                context.string("touch_to_begin")));
    stage.set_root(std::move(page));
    Milliseconds now = context.now;
    do {
        now += kFrame;
        stage.frame(now, true);
        std::this_thread::sleep_for(Milliseconds(2));  // the worker's turn
    } while (visitor.parts().pictures->is_busy());
    std::vector<double> samples;
    for (int lap = 0; lap < kLaps; ++lap) {
        for (Appearing* widget : widgets) widget->appear(now);
        for (bool has_drawn = true; has_drawn;) {
            now += kFrame;
            const double took = cost([&] { has_drawn = stage.frame(now); });
            if (has_drawn) samples.push_back(took);
        }
    }
    return samples;
}

}  // namespace sen::bench
