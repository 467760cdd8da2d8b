// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "app/furnishing.h"
#include "app/sounds.h"
#include "base/clock.h"
#include "graphics/canvas.h"
#include "graphics/nine_patch.h"
#include "graphics/picture_cache.h"
#include "graphics/text.h"
#include "store/checked_objects.h"
#include "ui/widget.h"

namespace sen::app {

/// What does not change while the kiosk runs, in the order in which it depends on each other.
struct Parts {
    Site site;
    theme::Library themes;
    StringTables strings;
    store::Store store;
    std::unique_ptr<store::CheckedObjects> objects;
    std::unique_ptr<graphics::Canvas> canvas;
    std::unique_ptr<graphics::TextEngine> text;
    std::unique_ptr<graphics::PictureCache> pictures;
    std::unique_ptr<graphics::IconSet> icons;
    std::unique_ptr<graphics::NinePatchSet> patches;
    std::unique_ptr<Sounds> sounds;  ///< null where touches are silent
    graphics::FontFiles fonts;       ///< which `text` has open
    graphics::Texture ground;        ///< the theme's tile; empty: plain paper
    Size monitor_mm;                 ///< as the monitor says; 0x0 when it does not, or nobody asked
    std::string worn;                ///< the site's theme of the hour, before any visit

    /// Draws on `canvas`; `wake` is called on a worker when a picture is ready.
    static Result<Parts> create(const Options& options, std::unique_ptr<graphics::Canvas> canvas,
                                std::function<void()> wake, bool is_synchronous);
    /// The same where the furnishing has been read already.
    static Result<Parts> create(const Options& options, Furnishing furnishing,
                                std::unique_ptr<graphics::Canvas> canvas,
                                std::function<void()> wake, bool is_synchronous);
    ui::Context make_context();
    /// Of the site file, or of what the monitor says of itself, or of a usual panel.
    theme::Metrics measure_panel(const theme::Theme& theme, const theme::Sight& sight = {}) const;
    /// The site's theme of the hour, or what stands in for it.
    const theme::Theme& site_theme() const { return themes.find_or_default(worn); }
    /// Lets text, icons, sounds and ground follow a theme; on an error nothing changes.
    Result<void> dress(const theme::Theme& theme, const std::string& language);
    /// Lets text follow a theme and a language. True when it has other fonts now: what was laid out
    /// with the old ones counts no more. On an error nothing changes.
    Result<bool> use_fonts(const theme::Theme& theme, const std::string& language);
};

}  // namespace sen::app
