// SPDX-License-Identifier: Apache-2.0
#include "ui/progress.h"

#include <algorithm>

namespace sen::ui {

using theme::ColourRole;

void ProgressRing::show(double share, std::string number) {
    share = std::clamp(share, 0.0, 1.0);
    if (share == share_ && number == number_) return;
    share_ = share;
    number_ = std::move(number);
    invalidate();
}

Size ProgressRing::measure(Context& context, Size) {
    const int target = context.metrics.target;
    const int side = context.metrics.is_small ? target : target * 3 / 2;
    return {side, side};
}

void ProgressRing::draw(Context& context) const {
    const int side = std::min(rect().width, rect().height);
    const Point centre{rect().x + rect().width / 2, rect().y + rect().height / 2};
    const int thickness = std::max(4, context.metrics.unit / 2);
    context.canvas.draw_arc(centre, side / 2, thickness, 0, 1,
                            context.colour(ColourRole::PaperLow));
    context.canvas.draw_arc(centre, side / 2, thickness, 0, static_cast<float>(share_),
                            context.colour(ColourRole::Lotus));
    auto style = context.style(theme::TextRole::Lead, ColourRole::Ink);
    // Inside the ring, however large letters are.
    const int room = side * 2 / 3;
    const int width = context.text.width(number_, style);
    if (width > room) style.size = std::max(1, style.size * room / width);
    const auto number = context.text.layout(number_, style, {});
    context.text.draw(number,
                      {centre.x - number.size.width / 2, centre.y - number.size.height / 2});
}

}  // namespace sen::ui
