// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "screens/screen.h"

namespace sen::screens {

/// The exhibits of one collection.
class CollectionScreen : public Screen {
  public:
    CollectionScreen(Services& services, const catalogue::CollectionCard& collection,
                     const std::vector<catalogue::ExhibitCard>& exhibits);

  protected:
    void arrange_content(ui::Context& context, Rect rect) override;

  private:
    ui::Widget *header_, *scroll_;
};

}  // namespace sen::screens
