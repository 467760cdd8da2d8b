// SPDX-License-Identifier: Apache-2.0
#include "screens/video_view.h"

#include <algorithm>

#include "ui/ground.h"

namespace sen::screens {

Rect fit_rect(Size size, Rect target, graphics::Fit fit) {
    if (size.width <= 0 || size.height <= 0) return target;
    const double x = static_cast<double>(target.width) / size.width;
    const double y = static_cast<double>(target.height) / size.height;
    const double scale = fit == graphics::Fit::Cover ? std::max(x, y) : std::min(x, y);
    const int width = static_cast<int>(size.width * scale + 0.5);
    const int height = static_cast<int>(size.height * scale + 0.5);
    return {target.x + (target.width - width) / 2, target.y + (target.height - height) / 2, width,
            height};
}

bool VideoFrame::update(ui::Context& context, media::MediaPlayer& player) {
    const auto frame = player.take_frame();
    if (!frame) return false;
    if (!texture_ || texture_.size() != frame->size)
        texture_ = context.canvas.make_video_texture(frame->size);
    context.canvas.update_video(texture_,
                                {frame->y, frame->u, frame->v, frame->y_pitch, frame->uv_pitch});
    has_picture_ = true;
    return true;
}

void VideoFrame::draw(ui::Context& context, Rect target, graphics::Fit fit) const {
    if (!has_picture()) return;
    const Size size = texture_.size();
    context.canvas.push_clip(target);
    const Rect place = fit_rect(size, target, fit);
    context.canvas.draw(texture_, {0, 0, size.width, size.height}, place);
    ui::dim_picture(context, place);
    context.canvas.pop_clip();
}

}  // namespace sen::screens
