// SPDX-License-Identifier: Apache-2.0
#include "ui/picture.h"

#include <algorithm>

#include "ui/ground.h"

namespace sen::ui {

void Picture::set_source(Source source) {
    if (source.object == source_.object) return;
    source_ = source;
    is_here_ = is_appearing_ = false;
    presence_.jump(0);
    invalidate();
}

int Picture::height_for(int width) const {
    if (source_.size.width <= 0) return width * 3 / 4;
    return static_cast<int>(static_cast<long long>(width) * source_.size.height /
                            source_.size.width);
}

Size Picture::measure(Context&, Size available) {
    const int height = height_for(available.width);
    return {available.width, std::min(height, available.height)};
}

std::optional<SharedPicture> Picture::shared_picture() const {
    if (!has_object() || fit_ != graphics::Fit::Cover || rect().is_empty()) return {};
    return SharedPicture{source_.object, fit_, rect().size(), rect()};
}

void Picture::set_in_flight(bool is_in_flight) {
    if (is_in_flight == is_in_flight_) return;
    is_in_flight_ = is_in_flight;
    invalidate();
}

bool Picture::is_near(const Context& context) const {
    const Size screen = context.canvas.size();
    return !intersection(rect(), {-screen.width / 2, -screen.height / 2, screen.width * 2,
                                  screen.height * 2})
                .is_empty();
}

void Picture::update(Context& context) {
    if (!is_here_ && has_object() && is_near(context) &&
        context.pictures.find(source_.object, rect().size(), fit_) != nullptr) {
        is_here_ = true;
        // What arrives from another page is there already.
        const auto fade = context.is_reduced_motion || is_in_flight_ ? Milliseconds{0}
                                                                     : context.theme->motion.fade;
        presence_.start_from(0, 1, context.now, fade);
        is_appearing_ = true;
    }
    if (!is_appearing_) return;
    is_appearing_ = presence_.is_running(context.now);
    invalidate();
}

Milliseconds Picture::next_update(Milliseconds now) const {
    return is_appearing_ ? now : kNever;
}

void Picture::draw_emblem(Context& context) const {
    context.canvas.fill(rect(), context.colour(theme::ColourRole::Lacquer));
    const int side = std::min(rect().height * 3 / 5, context.metrics.target * 2);
    if (side < context.metrics.unit) return;
    context.canvas.draw(
        context.icons.find("lotus-mark", side, context.colour(theme::ColourRole::OnLacquer)),
        {rect().x + (rect().width - side) / 2, rect().y + (rect().height - side) / 2});
}

void Picture::draw(Context& context) const {
    if (rect().is_empty()) return;
    if (!has_object()) return draw_emblem(context);
    const auto* texture = context.pictures.find(source_.object, rect().size(), fit_);
    // A texture that came after update() waits for the next one, so that it fades in from the
    // start.
    const double presence = is_here_ && !is_in_flight_ ? presence_.value(context.now) : 0;
    const auto alpha = static_cast<unsigned char>(presence * 255);
    if (fit_ == graphics::Fit::Cover && (texture == nullptr || alpha < 255))
        context.canvas.fill(rect(), source_.average);
    const Size size = texture != nullptr ? texture->size() : rect().size();
    const Point at{rect().x + (rect().width - size.width) / 2,
                   rect().y + (rect().height - size.height) / 2};
    if (texture != nullptr && alpha > 0) context.canvas.draw(*texture, at, alpha);
    dim_picture(context, {at.x, at.y, size.width, size.height});
}

}  // namespace sen::ui
