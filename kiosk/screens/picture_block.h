// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "screens/screen.h"
#include "ui/containers.h"
#include "ui/text.h"

namespace sen::screens {

/// The pictures of a story, one at a time, with the words of the one that is shown right under it.
/// A filmstrip chooses among several; where it has no room, a button turns to the next.
class PictureBlock : public ui::Widget {
  public:
    /// `pictures` outlive the block and are at least one. The margins stand beside the words,
    /// pixels.
    PictureBlock(Services& services, const std::vector<catalogue::Picture>& pictures, int left,
                 int right);

    std::size_t shown() const { return shown_; }
    /// An index that is not there changes nothing.
    void show(std::size_t index);

    /// Without a bound on the height, the picture is as high as suits its width.
    Size measure(ui::Context& context, Size available) override;
    void arrange(ui::Context& context, Rect rect) override;

  private:
    bool has_strip(const ui::Context& context, int width) const;
    /// Shows what there is room for in so much width.
    void choose_parts(const ui::Context& context, int width);

    Services& services_;
    const std::vector<catalogue::Picture>& pictures_;
    int left_, right_;
    std::size_t shown_ = 0;
    ui::Column* page_;
    ui::Padding* words_;
    ui::Picture* picture_;
    ui::Label *caption_, *credit_;
    ui::Row* strip_ = nullptr;
    ui::RoundButton* turn_ = nullptr;
};

}  // namespace sen::screens
