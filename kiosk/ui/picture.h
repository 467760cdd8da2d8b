// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "base/digest.h"
#include "ui/widget.h"

namespace sen::ui {

/// A picture of the store: its average colour first, then the picture fades in. Without an object
/// the lotus on lacquer, which looks intended.
class Picture : public Widget {
  public:
    struct Source {
        Digest object;
        Size size;  ///< of the object, pixels
        Colour average;
    };
    explicit Picture(Source source, graphics::Fit fit = graphics::Fit::Cover)
        : source_(source), fit_(fit) {}

    void set_source(Source source);
    /// What screen readers and tests call it.
    void set_alt(std::string alt) { alt_ = std::move(alt); }

    Size measure(Context& context, Size available) override;
    void draw(Context& context) const override;
    void update(Context& context) override;
    Milliseconds next_update(Milliseconds now) const override;
    std::optional<SharedPicture> shared_picture() const override;
    void set_in_flight(bool is_in_flight) override;
    std::string label() const override { return alt_; }

    bool has_object() const { return source_.object != Digest{}; }

    /// Height of a picture of this shape at a width.
    int height_for(int width) const;

  private:
    /// On the screen or within half a screen of it: what is farther away is not asked for.
    bool is_near(const Context& context) const;
    void draw_emblem(Context& context) const;

    Source source_;
    graphics::Fit fit_;
    std::string alt_;
    bool is_here_ = false;
    bool is_appearing_ = false;
    bool is_in_flight_ = false;
    Glide presence_{0};
};

}  // namespace sen::ui
