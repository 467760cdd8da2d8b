// SPDX-License-Identifier: Apache-2.0
#include "screens/language_chooser.h"

#include <algorithm>

#include "ui/containers.h"
#include "ui/floating.h"
#include "ui/text.h"

namespace sen::screens {

using theme::ColourRole;
using theme::TextRole;

namespace {

int padding_of(const theme::Metrics& metrics) {
    return metrics.is_small ? metrics.unit : metrics.unit * 5 / 2;
}

}  // namespace

LanguageChooser::LanguageChooser(Services& services)
    : services_(services), title_(services.ui.string("language_title")) {
    const auto& metrics = services.ui.metrics;
    scroll_ = &add<ui::Scroll>(ColourRole::Raised, scroll_names(services.ui));
    scroll_->keep_buttons_clear();
    auto& column = scroll_->set_content<ui::Column>(metrics.unit);
    column.put<ui::Label>(ui::kFit, title_,
                          ui::LabelOptions{metrics.is_small ? TextRole::Card : TextRole::Lead,
                                           ColourRole::Ink, graphics::Align::Left, 2, true});
    std::vector<std::unique_ptr<ui::Choice>> choices;
    int widest = 0;
    for (const auto& language : services.languages) {
        auto& choice = choices.emplace_back(
            std::make_unique<ui::Choice>(language.name, language.name, 1.0,
                                         [&navigator = services.navigator, code = language.code] {
                                             navigator.use_language(code);
                                         }));
        choice->set_chosen(language.code == services.language);
        widest = std::max(widest, choice->measure(services.ui, {}).width);
    }
    // A wide panel has little height above its bar.
    const int most = metrics.is_portrait ? 2 : 3;
    auto& grid = column.put<ui::Grid>(ui::kFit, ui::Grid::Columns{most, widest}, metrics.unit);
    for (auto& choice : choices) grid.adopt(std::move(choice));
    std::string texts;
    for (const auto& language : services.languages)
        if (language.has_content) texts += (texts.empty() ? "" : " · ") + language.name;
    const bool is_partial =
        std::any_of(services.languages.begin(), services.languages.end(),
                    [](const Language& language) { return !language.has_content; });
    if (is_partial)
        column.put<ui::Label>(ui::kFit,
                              services.ui.strings->format("texts_in", {{"languages", texts}}),
                              ui::LabelOptions{TextRole::Caption, ColourRole::InkSoft,
                                               graphics::Align::Left, 3, true});
}

void LanguageChooser::on_tap(Point at) {
    if (!card_.contains(at)) services_.navigator.close_panel();
}

void LanguageChooser::arrange(ui::Context& context, Rect rect) {
    set_rect(rect);
    const auto& metrics = context.metrics;
    const int pad = padding_of(metrics), edge = metrics.is_small ? 0 : metrics.unit;
    const bool is_wide = !metrics.is_small && !metrics.is_portrait;
    const int width =
        std::min(rect.width - 2 * edge,
                 is_wide ? std::max(rect.width * 40 / 100, metrics.body * 16) : rect.width);
    // It stands above the bar, whose button opened it.
    const int foot = metrics.reach_bottom - metrics.bar - edge;
    const int wanted = scroll_->measure(context, {width - 2 * pad, ui::kUnbounded}).height;
    const int height = std::min(foot - metrics.reach_top - edge, wanted + 2 * pad);
    card_ = {rect.right() - edge - width, rect.y + foot - height, width, height};
    scroll_->arrange(context, card_.inset(pad));
}

void LanguageChooser::draw(ui::Context& context) const {
    ui::draw_floating(context, card_, ColourRole::Raised, context.metrics.is_small);
    Widget::draw(context);
}

}  // namespace sen::screens
