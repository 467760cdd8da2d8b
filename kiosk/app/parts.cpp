// SPDX-License-Identifier: Apache-2.0
#include "app/parts.h"

#include <algorithm>

#include "app/edid.h"
#include "base/file.h"
#include "base/log.h"
#include "base/paths.h"
#include "theme/contrast.h"

namespace sen::app {

namespace {

constexpr std::uint64_t kMaxPictureBytes = 32 << 20;

/// A few pages of a visit; what the last frame drew always stays, so the attract loop keeps its two
/// full screens, and a visit does not keep the loop's.
constexpr std::size_t kMaxTextureBytes = 12u << 20;
/// Some screens full of text.
constexpr std::size_t kMaxTextBytes = 4u << 20;

constexpr std::uint64_t kMaxTileBytes = 1u << 20;  // of the SVG
constexpr int kMaxTileSide = 1024;                 // px

/// The tile on the theme's paper, opaque, so that laying it costs no more than a plain ground does.
/// Without pixels when the theme has none.
Result<graphics::Bitmap> make_ground(const theme::Theme& theme, double mm_per_px) {
    if (theme.ground.tile.empty()) return graphics::Bitmap{};
    const int side =
        std::clamp(static_cast<int>(theme.ground.tile_mm / mm_per_px), 16, kMaxTileSide);
    SEN_TRY(const std::string svg, read_file(theme.ground.tile, kMaxTileBytes));
    SEN_TRY(graphics::Bitmap tile, graphics::rasterise_svg(svg, side));
    const Colour paper = theme.colour(theme::ColourRole::Paper);
    for (std::uint32_t& pixel : tile.pixels) {
        const auto channel = [pixel](int shift) {
            return static_cast<unsigned char>(pixel >> shift & 0xFF);
        };
        const Colour seen = theme::blend({channel(16), channel(8), channel(0), channel(24)}, paper);
        pixel = 0xFF000000u | static_cast<std::uint32_t>(seen.r << 16 | seen.g << 8 | seen.b);
    }
    tile.is_opaque = true;
    return tile;
}

}  // namespace

Result<Parts> Parts::create(const Options& options, std::unique_ptr<graphics::Canvas> canvas,
                            std::function<void()> wake, bool is_synchronous) {
    SEN_TRY(auto furnishing, Furnishing::read(options));
    return create(options, std::move(furnishing), std::move(canvas), std::move(wake),
                  is_synchronous);
}

Result<Parts> Parts::create(const Options& options, Furnishing furnishing,
                            std::unique_ptr<graphics::Canvas> canvas, std::function<void()> wake,
                            bool is_synchronous) {
    auto& [site, themes, strings, fonts] = furnishing;
    const theme::Theme& theme = themes.find_or_default(site.wardrobe.theme);
    SEN_TRY(auto text, graphics::TextEngine::create(*canvas, fonts));
    text->set_cache_limit(kMaxTextBytes);
    store::Store store(options.store);
    auto objects = std::make_unique<store::CheckedObjects>(
        store,
        is_synchronous ? store::CheckedObjects::Mode::AtOnce
                       : store::CheckedObjects::Mode::InBackground,
        wake);
    const auto read = [&checked = *objects](const Digest& object) {
        return checked.read(object, kMaxPictureBytes);
    };
    auto pictures = std::make_unique<graphics::PictureCache>(
        *canvas, read, std::move(wake),
        graphics::PictureCache::Options{kMaxTextureBytes, is_synchronous ? 1000 : 2,
                                        is_synchronous});
    auto icons = std::make_unique<graphics::IconSet>(*canvas, theme.icons);
    // A window is not the monitor.
    const Size monitor_mm =
        options.window ? Size{}
                       : monitor_size_mm("/sys/class/drm", canvas->size()).value_or(Size{});
    if (monitor_mm != Size{})
        log::info("the monitor says {} x {} mm", monitor_mm.width, monitor_mm.height);
    auto patches = std::make_unique<graphics::NinePatchSet>(*canvas);
    auto sounds = site.has_sounds ? std::make_unique<Sounds>() : nullptr;
    const std::string worn = site.wardrobe.theme;
    Parts parts{std::move(site),
                std::move(themes),
                std::move(strings),
                std::move(store),
                std::move(objects),
                std::move(canvas),
                std::move(text),
                std::move(pictures),
                std::move(icons),
                std::move(patches),
                std::move(sounds),
                std::move(fonts),
                {},
                monitor_mm,
                worn};
    SEN_CHECK(parts.dress(parts.site_theme(), parts.site.language));
    return parts;
}

ui::Context Parts::make_context() {
    return ui::Context{*canvas,
                       *text,
                       *pictures,
                       *icons,
                       &site_theme(),
                       measure_panel(site_theme()),
                       &strings.at(site.language),
                       Milliseconds{0},
                       false,
                       &ground,
                       patches.get()};
}

theme::Metrics Parts::measure_panel(const theme::Theme& theme, const theme::Sight& sight) const {
    theme::Panel panel{canvas->size(), site.diagonal_mm, site.viewing_distance_mm,
                       site.width_mm,  site.height_mm,   site.mounting_height_mm};
    if (site.diagonal_mm <= 0 && site.width_mm <= 0) {
        panel.width_mm = monitor_mm.width;
        panel.height_mm = monitor_mm.height;
    }
    return theme::measure_panel(panel, sight, theme.space);
}

Result<bool> Parts::use_fonts(const theme::Theme& theme, const std::string& language) {
    auto wanted = fonts_for(theme, language);
    if (wanted == fonts) return false;
    SEN_CHECK(text->set_fonts(wanted));
    fonts = std::move(wanted);
    return true;
}

Result<void> Parts::dress(const theme::Theme& theme, const std::string& language) {
    SEN_CHECK(use_fonts(theme, language));
    icons->set_directories(theme.icons);
    patches->clear();
    if (sounds) sounds->use_theme(theme);
    auto tile = make_ground(theme, measure_panel(theme).mm_per_px);
    if (!tile) log::error("theme {}: {}; the paper is plain", theme.name, tile.error().message);
    ground =
        tile && tile->size.width > 0 ? canvas->make_texture(std::move(*tile)) : graphics::Texture();
    return {};
}

}  // namespace sen::app
