// SPDX-License-Identifier: Apache-2.0
#include "app/parts.h"

#include "app/edid.h"
#include "base/log.h"
#include "base/paths.h"

namespace sen::app {

namespace {

constexpr std::uint64_t kMaxPictureBytes = 32 << 20;

/// A few pages of a visit; what the last frame drew always stays, so the attract loop keeps its two
/// full screens, and a visit does not keep the loop's.
constexpr std::size_t kMaxTextureBytes = 12u << 20;
/// Some screens full of text.
constexpr std::size_t kMaxTextBytes = 4u << 20;

/// Where Debian, and a copy beside the program, keep fonts.
std::vector<std::filesystem::path> find_fonts(const std::vector<std::string>& names) {
    std::vector<std::filesystem::path> files;
    for (const auto& name : names)
        for (const std::filesystem::path& directory :
             {share_directory() / "fonts",
              std::filesystem::path("/usr/share/fonts/truetype/noto")}) {
            std::error_code error;
            if (!std::filesystem::exists(directory / name, error)) continue;
            files.push_back(directory / name);
            break;
        }
    return files;
}

graphics::FontFiles font_files(const theme::Theme& theme) {
    const auto files = [&](theme::FontRole role) {
        return find_fonts(theme.fonts[static_cast<std::size_t>(role)]);
    };
    return {files(theme::FontRole::Sans), files(theme::FontRole::SansBold),
            files(theme::FontRole::Serif), files(theme::FontRole::SerifBold)};
}

/// A theme's own icons go before those that all share.
std::vector<std::filesystem::path> icon_directories(const theme::Theme& theme) {
    const auto themes = share_directory() / "themes";
    return {themes / theme.name / "icons", themes / "icons"};
}

}  // namespace

Result<StringTables> load_strings() {
    StringTables tables;
    for (const char* language : {"vi", "en"}) {
        const auto file = share_directory() / "strings" / fmt::format("kiosk.{}.toml", language);
        SEN_TRY(auto table, language::StringTable::load(file));
        tables.emplace(language, std::move(table));
    }
    return tables;
}

Result<Parts> Parts::create(const Options& options, std::unique_ptr<graphics::Canvas> canvas,
                            std::function<void()> wake, bool is_synchronous) {
    Site site;
    if (!options.site.empty()) {
        // A mistyped setting must not leave the wall black: the defaults stand in, the log says
        // why.
        auto loaded = Site::load(options.site);
        if (loaded)
            site = std::move(*loaded);
        else
            log::error("site file: {}; its settings are not used", loaded.error().message);
    }
    if (!options.language.empty()) site.language = options.language;
    if (!options.theme.empty()) site.theme = options.theme;
    SEN_TRY(auto themes, theme::Library::open(share_directory() / "themes"));
    for (const auto& [name, fault] : themes.faults())
        log::error("theme {} is left out: {}", name, fault.message);
    const theme::Theme& theme = themes.find_or_default(site.theme);
    if (themes.find(site.theme) == nullptr)
        log::error("theme \"{}\" cannot be used; \"{}\" stands in", site.theme, theme.name);
    SEN_TRY(auto strings, load_strings());
    if (!strings.contains(site.language)) {
        log::warning("no interface in \"{}\"; Vietnamese is used", site.language);
        site.language = "vi";
    }
    SEN_TRY(auto text, graphics::TextEngine::create(*canvas, font_files(theme)));
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
    auto icons = std::make_unique<graphics::IconSet>(*canvas, icon_directories(theme));
    auto fonts = theme.fonts;
    // A window is not the monitor.
    const Size monitor_mm = options.window
                                ? Size{}
                                : monitor_size_mm("/sys/class/drm", canvas->size()).value_or(Size{});
    if (monitor_mm != Size{})
        log::info("the monitor says {} x {} mm", monitor_mm.width, monitor_mm.height);
    return Parts{std::move(site),    std::move(themes), std::move(strings), std::move(store),
                 std::move(objects), std::move(canvas), std::move(text),    std::move(pictures),
                 std::move(icons),   std::move(fonts),  monitor_mm};
}

ui::Context Parts::make_context() {
    return ui::Context{*canvas,
                       *text,
                       *pictures,
                       *icons,
                       &site_theme(),
                       measure_panel(),
                       &strings.at(site.language),
                       Milliseconds{0},
                       false};
}

theme::Metrics Parts::measure_panel(const theme::Sight& sight) const {
    theme::Panel panel{canvas->size(),     site.diagonal_mm, site.viewing_distance_mm,
                       site.width_mm,      site.height_mm,   site.mounting_height_mm};
    if (site.diagonal_mm <= 0 && site.width_mm <= 0) {
        panel.width_mm = monitor_mm.width;
        panel.height_mm = monitor_mm.height;
    }
    return theme::measure_panel(panel, sight);
}

Result<void> Parts::dress(const theme::Theme& theme) {
    if (theme.fonts != fonts) SEN_CHECK(text->set_fonts(font_files(theme)));
    fonts = theme.fonts;
    icons->set_directories(icon_directories(theme));
    return {};
}

}  // namespace sen::app
