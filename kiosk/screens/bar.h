// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <functional>

#include "screens/screen.h"
#include "ui/controls.h"

namespace sen::screens {

/// The one bar at the bottom of every page: back, home, search, listen, language, "Aa", always in
/// the same places; what a page does not have leaves its place empty.
class Bar : public ui::Widget {
  public:
    Bar(Services& services, bool is_dark);

    void set_has_back(bool has_back);
    /// Shows the listen button; null hides it.
    void set_listen(std::function<void()> toggle);
    void set_listening(bool is_listening);
    /// The page is the search itself.
    void set_searching();

    Size measure(ui::Context& context, Size available) override;
    void arrange(ui::Context& context, Rect rect) override;
    void draw(ui::Context& context) const override;
    bool keeps_together() const override { return true; }

  private:
    std::array<ui::BarButton*, 6> buttons() const {
        return {back_, home_, search_, listen_, language_, comfort_};
    }

    Services& services_;
    bool is_dark_;
    ui::BarButton *back_, *home_, *search_, *listen_, *language_, *comfort_;
};

}  // namespace sen::screens
