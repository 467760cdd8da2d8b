// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "media/media_player.h"
#include "ui/widget.h"

namespace sen::screens {

/// The newest frame of the player as a texture. Keeps the last picture until it is cleared.
class VideoFrame {
  public:
    /// Takes a new frame if there is one; true when the picture changed.
    bool update(ui::Context& context, media::MediaPlayer& player);
    bool has_picture() const { return static_cast<bool>(texture_) && has_picture_; }
    void clear() { has_picture_ = false; }
    /// Covering or within `target`, never stretched.
    void draw(ui::Context& context, Rect target, graphics::Fit fit) const;

  private:
    graphics::Texture texture_;
    bool has_picture_ = false;
};

/// The place of a picture of `size` in `target`.
Rect fit_rect(Size size, Rect target, graphics::Fit fit);

}  // namespace sen::screens
