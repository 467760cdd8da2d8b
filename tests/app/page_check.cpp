// SPDX-License-Identifier: Apache-2.0
#include "app/page_check.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "theme/contrast.h"
#include "ui/card.h"
#include "ui/choice.h"
#include "ui/controls.h"
#include "ui/scroll.h"
#include "ui/text.h"

namespace sen::app::test {

namespace {

constexpr double kLeastMm = 12, kPrimaryMm = 20, kRounding = 0.5;

const ui::Scroll* scroller_of(const ui::Widget& widget) {
    for (const ui::Widget* parent = widget.parent(); parent != nullptr; parent = parent->parent())
        if (const auto* scroll = dynamic_cast<const ui::Scroll*>(parent)) return scroll;
    return nullptr;
}

/// The panel that a widget is part of, which takes every touch where it lies: what is under it is
/// behind it.
const ui::Widget* panel_of(const ui::Widget& widget) {
    for (const ui::Widget* parent = widget.parent(); parent != nullptr; parent = parent->parent())
        if (parent->is_tappable() && !parent->is_focusable()) return parent;
    return nullptr;
}

/// A scroller's own buttons stand still in it.
bool is_scrolled(const ui::Widget& widget) {
    return scroller_of(widget) != nullptr && widget.parent() != scroller_of(widget);
}

bool is_primary(const ui::Widget& widget, const theme::Metrics& metrics) {
    if (dynamic_cast<const ui::BarButton*>(&widget) != nullptr) return !metrics.is_small;
    return dynamic_cast<const ui::Button*>(&widget) != nullptr ||
           dynamic_cast<const ui::Card*>(&widget) != nullptr ||
           dynamic_cast<const ui::Toggle*>(&widget) != nullptr;
}

class Page {
  public:
    Page(ui::Widget& tree, ui::Context& context, const graphics::Bitmap& pixels)
        : context_(context), pixels_(pixels) {
        const Size size = context.canvas.size();
        screen_ = {0, 0, size.width, size.height};
        tree.each([&](ui::Widget& widget) { all_.push_back(&widget); });
        for (const ui::Widget* widget : all_)
            if (is_control(*widget)) controls_.push_back(widget);
    }

    std::vector<std::string> faults() {
        for (const ui::Widget* control : controls_) {
            check_size(*control);
            check_place(*control);
            check_reach(*control);
        }
        check_overlaps();
        for (const ui::Widget* widget : all_) {
            if (!widget->rect().is_empty() && widget->is_cut(context_))
                blame(*widget, "its words are cut");
            check_contrast(*widget);
        }
        return std::move(faults_);
    }

  private:
    /// What covers most of the screen is the ground that the others lie on.
    bool is_control(const ui::Widget& widget) const {
        const Rect rect = widget.rect();
        const bool is_ground =
            rect.width >= screen_.width * 9 / 10 && rect.height >= screen_.height * 6 / 10;
        const bool is_button = widget.is_tappable() && widget.is_focusable();
        return is_button && !is_ground;
    }

    Rect seen(const ui::Widget& widget) const {
        Rect rect = intersection(widget.touch_rect(), screen_);
        for (const ui::Widget* parent = widget.parent(); parent != nullptr;
             parent = parent->parent())
            if (parent->clips_children()) rect = intersection(rect, parent->rect());
        return rect;
    }

    void blame(const ui::Widget& widget, const std::string& what) {
        const Rect at = widget.rect();
        faults_.push_back(fmt::format("\"{}\" at {},{} {}x{}: {}", widget.label(), at.x, at.y,
                                      at.width, at.height, what));
    }

    void check_size(const ui::Widget& control) {
        const double least =
            (is_primary(control, context_.metrics) ? kPrimaryMm : kLeastMm) - kRounding;
        const Rect rect = control.touch_rect();
        const double mm = context_.metrics.mm_per_px;
        if (rect.width * mm < least || rect.height * mm < least)
            blame(control, fmt::format("{:.1f} x {:.1f} mm, less than {:.1f}", rect.width * mm,
                                       rect.height * mm, least));
    }

    void check_place(const ui::Widget& control) {
        const Rect rect = control.rect();
        const ui::Scroll* scroll = is_scrolled(control) ? scroller_of(control) : nullptr;
        const Rect room = scroll == nullptr ? screen_ : intersection(scroll->rect(), screen_);
        if (rect.x < room.x || rect.right() > room.right()) blame(control, "reaches over the side");
        const bool is_above = rect.y<room.y, is_below = rect.bottom()> room.bottom();
        if (!is_above && !is_below) return;
        if (scroll == nullptr) return blame(control, "is out of the screen");
        // Somebody who cannot swipe gets there by a button.
        const bool has_button =
            std::any_of(scroll->children().begin() + 1, scroll->children().end(),
                        [](const auto& button) { return button->is_visible(); });
        if (!has_button && !context_.metrics.is_presenting)
            blame(control, "nothing to tap scrolls there");
    }

    void check_reach(const ui::Widget& control) {
        const auto& metrics = context_.metrics;
        if (!metrics.is_lowered) return;
        const Rect band{0, metrics.reach_top, screen_.width,
                        metrics.reach_bottom - metrics.reach_top};
        if (!is_scrolled(control)) {
            if (control.rect().y < band.y - 1 || control.rect().bottom() > band.bottom() + 1)
                blame(control, fmt::format("is out of reach, {} to {}", band.y, band.bottom()));
            return;
        }
        const Rect part = intersection(scroller_of(control)->rect(), band);
        if (part.height < std::min(metrics.target_small, control.rect().height))
            blame(control, "does not scroll into reach");
    }

    void check_overlaps() {
        for (std::size_t i = 0; i < controls_.size(); ++i)
            for (std::size_t j = i + 1; j < controls_.size(); ++j) {
                const Rect both = intersection(seen(*controls_[i]), seen(*controls_[j]));
                // A field has its own button inside.
                if (!both.is_empty() && controls_[j]->parent() != controls_[i] &&
                    panel_of(*controls_[i]) == panel_of(*controls_[j]))
                    blame(*controls_[i], "lies on \"" + controls_[j]->label() + "\"");
            }
    }

    /// What comes later in the tree is drawn over what came before.
    bool is_under_panel(const ui::Widget& widget, Rect rect) const {
        const auto covers = [&](const ui::Widget* panel) {
            return panel->is_tappable() && !panel->is_focusable() &&
                   intersection(panel->rect(), rect) == rect;
        };
        return std::any_of(std::find(all_.begin(), all_.end(), &widget) + 1, all_.end(), covers);
    }

    void check_contrast(const ui::Widget& widget) {
        const auto* label = dynamic_cast<const ui::Label*>(&widget);
        const bool is_text = label != nullptr || dynamic_cast<const ui::BarButton*>(&widget) ||
                             dynamic_cast<const ui::Button*>(&widget) ||
                             dynamic_cast<const ui::Toggle*>(&widget) ||
                             dynamic_cast<const ui::Paragraph*>(&widget);
        const auto* tappable = dynamic_cast<const ui::Tappable*>(&widget);
        const bool is_off = tappable != nullptr && !tappable->is_enabled();
        if (!is_text || is_off || widget.label().empty()) return;
        Rect rect = intersection(label != nullptr ? label->text_rect() : widget.rect(), screen_);
        for (const ui::Widget* parent = widget.parent(); parent != nullptr;
             parent = parent->parent())
            if (parent->clips_children()) {
                // Where it scrolls away it fades, by design.
                const int fade = is_scrolled(widget) ? 6 * context_.metrics.unit : 0;
                const Rect window = parent->rect();
                rect = intersection(
                    rect, {window.x, window.y + fade, window.width, window.height - 2 * fade});
            }
        // Of a button only all of it has words for sure.
        if (rect.is_empty() || (label == nullptr && rect != widget.rect())) return;
        if (is_under_panel(widget, rect)) return;
        const bool is_large = label != nullptr && label->options().role >= theme::TextRole::Title;
        const bool is_high = context_.theme->name == "tuong-phan";
        const double wanted = is_high ? 7 : is_large ? 3 : 4.5;
        // In pieces: on a picture the ground is not the same everywhere.
        const int piece = label == nullptr ? rect.width : std::max(8, context_.metrics.body * 4);
        for (int x = rect.x; x < rect.right(); x += piece) {
            const Rect part = intersection(rect, {x, rect.y, piece, rect.height});
            const auto ink = label != nullptr
                                 ? std::optional(context_.colour(label->options().colour))
                                 : std::nullopt;
            const double ratio = drawn_contrast(part, ink);
            if (ratio > 1 && ratio < wanted - 0.05)
                return blame(widget,
                             fmt::format("contrast {:.1f}:1, less than {}:1", ratio, wanted));
        }
    }

    /// Of what most of the rectangle is to the `ink` in it, or, where that is not known, to what
    /// differs most; 1 where nothing is drawn.
    double drawn_contrast(Rect rect, std::optional<Colour> ink) const {
        std::vector<Colour> colours;
        for (int y = rect.y; y < rect.bottom(); ++y)
            for (int x = rect.x; x < rect.right(); ++x) {
                const auto pixel = pixels_.pixels[static_cast<std::size_t>(y) *
                                                      static_cast<std::size_t>(pixels_.size.width) +
                                                  static_cast<std::size_t>(x)];
                colours.push_back({static_cast<unsigned char>(pixel >> 16),
                                   static_cast<unsigned char>(pixel >> 8),
                                   static_cast<unsigned char>(pixel), 255});
            }
        if (colours.empty()) return 1;
        const auto luma = [](Colour c) { return 299 * c.r + 587 * c.g + 114 * c.b; };
        std::sort(colours.begin(), colours.end(),
                  [&](Colour a, Colour b) { return luma(a) < luma(b); });
        const Colour ground = colours[colours.size() / 2];
        if (ink) {
            const auto inked = std::count_if(colours.begin(), colours.end(), [&](Colour c) {
                return std::abs(c.r - ink->r) + std::abs(c.g - ink->g) + std::abs(c.b - ink->b) <
                       24;
            });
            const bool is_drawn = inked * 100 > static_cast<long>(colours.size());
            return is_drawn ? std::max(1.01, theme::contrast(ground, *ink)) : 1;
        }
        return std::max(theme::contrast(ground, colours.front()),
                        theme::contrast(ground, colours.back()));
    }

    ui::Context& context_;
    const graphics::Bitmap& pixels_;
    Rect screen_;
    std::vector<const ui::Widget*> all_, controls_;
    std::vector<std::string> faults_;
};

}  // namespace

std::vector<std::string> page_faults(ui::Widget& tree, ui::Context& context,
                                     const graphics::Bitmap& pixels) {
    return Page(tree, context, pixels).faults();
}

}  // namespace sen::app::test
