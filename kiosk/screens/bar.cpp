// SPDX-License-Identifier: Apache-2.0
#include "screens/bar.h"

#include <algorithm>

#include "ui/ground.h"

namespace sen::screens {

using theme::ColourRole;

Bar::Bar(Services& services, bool is_dark) : services_(services), is_dark_(is_dark) {
    const auto word = [&](const char* key) { return services.ui.string(key); };
    Navigator& navigator = services.navigator;
    back_ = &add<ui::BarButton>(word("back"), "back", [&navigator] { navigator.back(); });
    home_ = &add<ui::BarButton>(word("home"), "home", [&navigator] { navigator.home(); });
    search_ = &add<ui::BarButton>(word("search"), "search", [&navigator] {
        navigator.open({Place::Kind::Search, {}});
    });
    listen_ = &add<ui::BarButton>(word("listen"), "listen", nullptr);
    language_ = &add<ui::BarButton>(services.other_language_name, "language",
                                    [&navigator] { navigator.switch_language(); });
    comfort_ =
        &add<ui::BarButton>(word("comfort"), "aa", [&navigator] { navigator.show_comfort(); });
    for (ui::BarButton* button : buttons()) button->set_dark(is_dark);
    back_->set_leads_back();
    listen_->set_enabled(false);
    language_->set_enabled(!services.other_language_name.empty());
}

void Bar::set_has_back(bool has_back) {
    back_->set_enabled(has_back);
    home_->set_enabled(has_back);
}

void Bar::set_listen(std::function<void()> toggle) {
    listen_->set_enabled(toggle != nullptr);
    listen_->set_action(std::move(toggle));
}

void Bar::set_listening(bool is_listening) {
    listen_->set_active(is_listening);
    listen_->set_icon(is_listening ? "stop" : "listen");
    listen_->set_text(services_.ui.string(is_listening ? "stop_listening" : "listen"));
}

void Bar::set_searching() {
    search_->set_active(true);
}

Size Bar::measure(ui::Context& context, Size available) {
    return {available.width, context.metrics.bar};
}

void Bar::arrange(ui::Context& context, Rect rect) {
    set_rect(rect);
    // Where to go stands at the left, how to see and hear it at the right.
    const int edge = context.metrics.is_small ? 0 : context.metrics.unit * 5 / 2;
    const int cell = std::min((rect.width - 2 * edge) / static_cast<int>(buttons().size()),
                              context.metrics.target * 5 / 2);
    const int left = rect.x + edge, right = rect.right() - edge;
    back_->arrange(context, {left, rect.y, cell, rect.height});
    home_->arrange(context, {left + cell, rect.y, cell, rect.height});
    search_->arrange(context, {left + 2 * cell, rect.y, cell, rect.height});
    listen_->arrange(context, {right - 3 * cell, rect.y, cell, rect.height});
    language_->arrange(context, {right - 2 * cell, rect.y, cell, rect.height});
    comfort_->arrange(context, {right - cell, rect.y, cell, rect.height});
    int size = cell;
    for (const ui::BarButton* button : buttons())
        size = std::min(size, button->fitting_size(context));
    for (ui::BarButton* button : buttons()) button->set_word_size(size);
}

void Bar::draw(ui::Context& context) const {
    if (is_dark_)
        context.canvas.fill(rect(), context.colour(ColourRole::Night));
    else
        ui::draw_paper(context, rect());
    Colour line = context.colour(ColourRole::Gold);
    line.a = is_dark_ ? 70 : 130;
    context.canvas.fill({rect().x, rect().y, rect().width, context.metrics.hairline}, line);
    Widget::draw(context);
}

}  // namespace sen::screens
