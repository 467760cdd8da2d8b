// SPDX-License-Identifier: Apache-2.0
#include "ui/flight.h"

#include <algorithm>
#include <cmath>

#include "ui/ground.h"

namespace sen::ui {

namespace {
constexpr Milliseconds kShortest{120};
constexpr Milliseconds kGivesWay{80};    // at the end, to the page's own picture
constexpr Milliseconds kPatience{2000};  // with a picture that is not decoded yet

int between(int from, int to, double share) {
    return static_cast<int>(std::lround(from + (to - from) * share));
}

Rect between(Rect from, Rect to, double share) {
    const int x = between(from.x, to.x, share), y = between(from.y, to.y, share);
    return {x, y, between(from.right(), to.right(), share) - x,
            between(from.bottom(), to.bottom(), share) - y};
}

const graphics::Texture* texture_of(Context& context, const SharedPicture& picture) {
    return context.pictures.find(picture.object, picture.asked, picture.fit);
}

Rect seen_of(const Widget& widget, Rect shown, Rect screen) {
    Rect seen = intersection(shown, screen);
    for (const Widget* at = widget.parent(); at != nullptr; at = at->parent())
        if (at->clips_children()) seen = intersection(seen, at->rect());
    return seen;
}

/// The middle of `texture` that has the shape of `target`.
Rect crop(Size texture, Size target) {
    const auto scaled = [](int length, int by, int over) {
        return static_cast<int>(static_cast<long long>(length) * by / std::max(1, over));
    };
    const int width =
        std::clamp(scaled(texture.height, target.width, target.height), 1, texture.width);
    const int height =
        std::clamp(scaled(texture.width, target.height, target.width), 1, texture.height);
    return {(texture.width - width) / 2, (texture.height - height) / 2, width, height};
}

/// Also what cannot be seen: it must not stay empty when it is seen again.
void set_in_flight(Widget& widget, const SharedPicture* flying) {
    const auto picture = widget.shared_picture();
    widget.set_in_flight(flying != nullptr && picture && *picture == *flying);
    for (const auto& child : widget.children()) set_in_flight(*child, flying);
}
}  // namespace

std::vector<Flight::Place> Flight::places(Context& context, Widget& page) {
    const Size size = context.canvas.size();
    std::vector<Place> places;
    page.each([&](Widget& widget) {
        const auto picture = widget.shared_picture();
        if (!picture) return;
        const Rect seen = seen_of(widget, picture->shown, {0, 0, size.width, size.height});
        if (!seen.is_empty()) places.push_back({*picture, seen, 1});
    });
    return places;
}

Rect Flight::shown(double travelled) const {
    return between(from_.picture.shown, to_.picture.shown, travelled);
}

void Flight::depart(Context& context, Widget& page, Widget* tapped) {
    std::vector<Place> departures;
    if (is_flying_) {
        // Turns round where it is; the way back is as long as the way that it has come.
        const double travelled = travelled_.value(context.now);
        Place here = texture_of(context, to_.picture) != nullptr ? to_ : from_;
        here.picture.shown = shown(travelled);
        here.seen = between(from_.seen, to_.seen, travelled);
        const auto whole = std::max(kShortest, context.theme->motion.flight);
        here.way = std::max(travelled * from_.way, static_cast<double>(kShortest.count()) /
                                                       static_cast<double>(whole.count()));
        departures.push_back(here);
    }
    const auto add = [&](std::vector<Place> more) {
        departures.insert(departures.end(), more.begin(), more.end());
    };
    if (tapped != nullptr) add(places(context, *tapped));
    auto all = places(context, page);
    const auto area = [](const Place& place) {
        return static_cast<long long>(place.seen.width) * place.seen.height;
    };
    std::stable_sort(all.begin(), all.end(),
                     [&](const Place& a, const Place& b) { return area(a) > area(b); });
    add(std::move(all));
    departures_ = std::move(departures);
    is_flying_ = false;
}

void Flight::forget() {
    departures_.clear();
    is_flying_ = false;
}

void Flight::begin(Context& context, Widget& page) {
    const auto arrivals = places(context, page);
    for (const Place& departure : std::exchange(departures_, {})) {
        const auto arrival = std::find_if(
            arrivals.begin(), arrivals.end(),
            [&](const Place& place) { return place.picture.object == departure.picture.object; });
        if (arrival == arrivals.end() || arrival->picture.shown == departure.picture.shown ||
            texture_of(context, departure.picture) == nullptr)
            continue;
        from_ = departure;
        to_ = *arrival;
        const auto whole = context.theme->motion.flight;
        const Milliseconds time{std::lround(static_cast<double>(whole.count()) * departure.way)};
        travelled_.start_from(0, 1, context.now, time);
        end_ = context.now + time;
        gives_way_ = end_ - kGivesWay;
        is_flying_ = true;
        is_waiting_ = false;
        return;
    }
}

std::optional<Rect> Flight::place(Milliseconds now) const {
    return is_flying_ ? std::optional(shown(travelled_.value(now))) : std::nullopt;
}

Milliseconds Flight::next_update(Milliseconds now) const {
    if (is_moving() || !departures_.empty()) return now;
    return is_flying_ ? end_ + kPatience : kNever;
}

void Flight::land(Widget& page) {
    is_flying_ = false;
    set_in_flight(page, nullptr);
}

void Flight::update(Context& context, Widget& page) {
    if (!departures_.empty()) begin(context, page);
    if (!is_flying_) return;
    const auto arrivals = places(context, page);
    const auto arrival = std::find_if(arrivals.begin(), arrivals.end(), [&](const Place& place) {
        return place.picture.object == to_.picture.object;
    });
    if (arrival == arrivals.end()) return land(page);
    to_ = *arrival;
    const auto& goal = to_.picture;
    const bool is_here = texture_of(context, goal) != nullptr;
    const bool is_in_vain = context.pictures.has_failed(goal.object, goal.asked, goal.fit) ||
                            context.now >= end_ + kPatience;
    if (context.now >= end_ && (is_here || is_in_vain)) return land(page);
    is_waiting_ = context.now >= end_;
    const bool gives_way = is_here && context.now >= gives_way_;
    set_in_flight(page, gives_way ? nullptr : &goal);
}

void Flight::draw(Context& context) const {
    if (!is_flying_) return;
    const double travelled = travelled_.value(context.now);
    const Rect target = shown(travelled);
    if (target.is_empty()) return;
    const auto* old = texture_of(context, from_.picture);
    const auto* coming = texture_of(context, to_.picture);
    double presence = 1;
    if (coming != nullptr && context.now > gives_way_)
        presence = std::clamp(static_cast<double>((end_ - context.now).count()) /
                                  static_cast<double>(kGivesWay.count()),
                              0.0, 1.0);
    context.canvas.push_clip(between(from_.seen, to_.seen, travelled));
    const auto draw = [&](const graphics::Texture* texture, double share) {
        if (texture != nullptr && *texture)
            context.canvas.draw(*texture, crop(texture->size(), target.size()), target,
                                static_cast<unsigned char>(share * 255));
    };
    // Two crops of one picture: the one becomes the other on the way.
    if (coming == nullptr || old == nullptr) {
        draw(old != nullptr ? old : coming, presence);
    } else if (presence < 1) {
        draw(coming, presence);
    } else {
        draw(old, 1);
        draw(coming, travelled);
    }
    dim_picture(context, target, presence);
    context.canvas.pop_clip();
}

}  // namespace sen::ui
