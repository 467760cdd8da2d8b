// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "ui/containers.h"
#include "ui/controls.h"
#include "ui/scroll.h"
#include "ui/stage.h"

namespace sen::ui::test {

/// Widgets at given places, added in the order of their names.
class Board : public Widget {
  public:
    Button& put(const std::string& name, Rect place, Action action = nullptr) {
        return put_widget<Button>(place, name, "", ButtonLook::Filled, std::move(action));
    }
    RoundButton& put_round(const std::string& name, Rect place, Action action) {
        return put_widget<RoundButton>(place, name, "", ButtonLook::Filled, place.width,
                                       std::move(action));
    }
    template <class T, class... Args>
    T& put_widget(Rect place, Args&&... args) {
        places_.push_back(place);
        return add<T>(std::forward<Args>(args)...);
    }
    Size measure(Context&, Size available) override { return available; }
    void arrange(Context& context, Rect rect) override {
        set_rect(rect);
        for (std::size_t i = 0; i < places_.size(); ++i)
            children()[i]->arrange(context, places_[i]);
    }

  private:
    std::vector<Rect> places_;
};

/// Twelve buttons, "0" to "11", in a column that is seen through a window; the stage's root.
struct LongList {
    Scroll& window;
    Column& column;
};
inline LongList show_long_list(Stage& stage) {
    auto scroll = std::make_unique<Scroll>(theme::ColourRole::Paper, Scroll::Names{"xuống", "lên"});
    LongList list{*scroll, scroll->set_content<Column>(200)};
    for (int i = 0; i < 12; ++i)
        list.column.put<Button>(kFit, std::to_string(i), "", ButtonLook::Filled, nullptr);
    stage.set_root(std::move(scroll), Stage::Change::Cut);
    return list;
}

}  // namespace sen::ui::test
