// SPDX-License-Identifier: Apache-2.0
// The part of Kiosk that follows its site: the switches that are attached, and the hour.
#include <algorithm>
#include <utility>

#include "app/kiosk.h"
#include "app/visit_settings.h"
#include "base/log.h"

namespace sen::app {

namespace {
constexpr Milliseconds kTrembling{200};
/// No clock of a kiosk that runs this is right before it.
constexpr std::chrono::sys_seconds kEarliest =
    std::chrono::sys_days{std::chrono::year{2026} / std::chrono::January / 1};
}  // namespace

bool Kiosk::is_page_busy() const {
    return screen() != nullptr && stage_.overlay() == nullptr && screen()->is_busy();
}

void Kiosk::press_switch(ui::Stage::Switch which) {
    const Milliseconds now = clock_.now();
    if (now - std::exchange(switched_, now) < kTrembling) return;
    idle_.touch(now);
    if (mode_ == Mode::Attract && library_) begin_visit();
    if (mode_ != Mode::Visit) return;
    if (is_page_busy()) screen()->pause();
    stage_.press_switch(which, now);
}

const std::string& Kiosk::theme_of_hour() const {
    Wardrobe& wardrobe = parts_.site.wardrobe;
    if (wardrobe.has_one_theme()) return wardrobe.theme;
    const auto now = clock_.wall();
    // A clock that must be wrong knows no days and no hours.
    const auto earliest = std::max(kEarliest, parts_.store.signed_time().value_or(kEarliest));
    return now < earliest ? wardrobe.theme : wardrobe.theme_at(now);
}

void Kiosk::follow_hours() {
    if (mode_ == Mode::Visit) return;
    const std::string wanted = theme_of_hour();
    if (wanted == parts_.worn) return;
    const std::string before = std::exchange(parts_.worn, wanted);
    if (const auto used = use_theme(parts_.site_theme().name); !used) {
        log::error("theme of the hour: {}; it stays as it is", used.error().message);
        parts_.site.wardrobe.leave_out(wanted);
        // The usual one cannot be left out, and is not tried again and again.
        if (wanted != parts_.site.wardrobe.theme) parts_.worn = before;
    }
    if (services_) services_->has_contrast_theme = can_raise_contrast(parts_);
}

}  // namespace sen::app
