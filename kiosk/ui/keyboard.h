// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "language/typing.h"
#include "ui/key_cap.h"
#include "ui/text_field.h"

namespace sen::ui {

/// A keyboard on the glass that types Vietnamese into a field. Keys are at least 15 mm wide on
/// panels of 21" and more, and never less than 12 mm; on what is too narrow for twelve columns of
/// them they stand in the order of the alphabet. "Erase" repeats while it is held. There is no key
/// for capitals: nothing but search is typed here, it does not tell them apart, and a state that a
/// visitor has to watch would be one more thing to get wrong; an attached keyboard's capitals are
/// taken as they come, by the same rules (language::Typing). It floats: draw it last. The field
/// outlives it.
class Keyboard : public Widget {
  public:
    struct Events {
        std::function<void()> search;                      ///< the search key
        std::function<void(KeyboardMethod)> has_switched;  ///< the visitor chose another method
    };
    Keyboard(Context& context, TextField& field, KeyboardMethod method, Events events);

    /// Text from a keyboard that a site attaches, through the same rules. Any bytes.
    void type(std::string_view text);
    void erase();
    KeyboardMethod method() const { return method_; }

    /// As wide as it wants to be, at most `available`; the height does not depend on the method.
    Size measure(Context& context, Size available) override;
    void arrange(Context& context, Rect rect) override;
    void draw(Context& context) const override;
    void update(Context& context) override;
    Milliseconds next_update(Milliseconds now) const override;
    /// A finger that rolls or slides types the key that it leaves the glass on.
    DragAxis drag_axis() const override { return DragAxis::Both; }
    void on_drag_begin(Point at) override;
    void on_drag(Point by) override;
    void on_drag_end(Point velocity) override;
    bool acts_before_next_finger() const override { return true; }
    bool is_tappable() const override { return true; }  // between the keys nothing below is hit
    bool is_focusable() const override { return false; }
    bool keeps_together() const override { return true; }
    bool is_entered() const override { return true; }

    const std::vector<KeyCap*>& keys() const { return keys_; }

  private:
    struct Measures {
        KeyboardShape shape = KeyboardShape::Full;
        int columns = 12;
        int pitch = 0;  ///< from key to key, pixels
        int gap = 0, key_height = 0, method_height = 0, pad = 0;
        int rows = 0;
        Size size;
    };
    static Measures measure_for(const Context& context, int width);
    void plan_keys(const Context& context);
    void press(const KeyPlan& plan);
    void set_page(KeyboardPage page);
    void set_method(KeyboardMethod method);
    std::string name_of(const Context& context, const KeyPlan& plan) const;
    KeyCap* key_at(Point at) const;
    KeyCap* key_down() const;

    TextField& field_;
    KeyboardMethod method_;
    KeyboardPage page_ = KeyboardPage::Letters;
    Events events_;
    Measures measures_;
    KeyboardPlan plan_;
    bool is_planned_ = false;
    std::vector<KeyCap*> keys_;  ///< those of the plan in its order, then spare ones
    KeyCap* slid_on_ = nullptr;
    Point drag_start_;
    std::optional<Milliseconds> erases_next_;  ///< while the erase key is held
    bool has_repeated_ = false;
};

}  // namespace sen::ui
