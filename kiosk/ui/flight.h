// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "ui/widget.h"

namespace sen::ui {

/// The picture that two pages share, on its way from its place on the one that goes to its place on
/// the one that comes. It lies over both and takes no touch. Its goal follows the new page, and
/// when it goes back before it was there it turns round where it is. Main thread only.
class Flight {
  public:
    /// `page` goes: remembers where its pictures stand. Those in `tapped`, a part of the page or
    /// null, are the likelier ones.
    void depart(Context& context, Widget& page, Widget* tapped);
    void forget();
    /// The new page is laid out: begins if it shows one of the pictures; follows it in every frame.
    void update(Context& context, Widget& page);
    void draw(Context& context) const;
    /// Where the picture is just now; nothing when none flies.
    std::optional<Rect> place(Milliseconds now) const;
    /// Each frame is another one, to the one in which it lands.
    bool is_moving() const { return is_flying_ && !is_waiting_; }
    /// When update() is next wanted though nobody touches.
    Milliseconds next_update(Milliseconds now) const;

  private:
    /// A picture and what can be seen of it.
    struct Place {
        SharedPicture picture;
        Rect seen;
        double way = 1;  ///< share of a whole flight that lies before it
    };
    static std::vector<Place> places(Context& context, Widget& page);
    Rect shown(double travelled) const;
    void begin(Context& context, Widget& page);
    void land(Widget& page);

    std::vector<Place> departures_;
    bool is_flying_ = false;
    bool is_waiting_ = false;  ///< it is there, and the page's own picture is not decoded yet
    Place from_, to_;
    Glide travelled_{0};  ///< 0 to 1
    Milliseconds gives_way_{0}, end_{0};
};

}  // namespace sen::ui
