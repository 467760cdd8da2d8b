// SPDX-License-Identifier: Apache-2.0
#include "graphics/painter.h"
#include "graphics/pixel.h"

namespace sen::graphics {
namespace {

class BlankPainter final : public Painter {
  public:
    explicit BlankPainter(Size size) : size_(size) {}

    Size size() const override { return size_; }
    void begin_frame(Colour) override {}
    void present() override {}
    Result<Bitmap> read_pixels() override {
        return Bitmap{size_, true, std::vector<std::uint32_t>(pixel_count(size_))};
    }
    void set_clip(Rect) override {}
    Result<std::unique_ptr<Texture::Content>> make_texture(Bitmap) override {
        return std::make_unique<Texture::Content>();
    }
    Result<std::unique_ptr<Texture::Content>> make_video_texture(Size) override {
        return std::make_unique<Texture::Content>();
    }
    void update_video(Texture&, const VideoPlanes&) override {}
    void fill(Rect, Colour) override {}
    void draw(const Texture&, Rect, Rect, unsigned char) override {}
    void draw_mixed(const Texture&, Point, const Texture&, Point, unsigned char) override {}

  private:
    Size size_;
};

}  // namespace

std::unique_ptr<Painter> make_blank_painter(Size size) {
    return std::make_unique<BlankPainter>(size);
}

}  // namespace sen::graphics
