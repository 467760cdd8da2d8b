// SPDX-License-Identifier: Apache-2.0
#include "app/furnishing.h"

#include "app/fonts.h"
#include "base/log.h"
#include "base/paths.h"

namespace sen::app {

namespace {

Site read_site(const Options& options) {
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
    if (!options.theme.empty()) {
        site.wardrobe = {};
        site.wardrobe.theme = options.theme;
    }
    return site;
}

void tell_faults(const theme::Library& themes, Wardrobe& wardrobe) {
    for (const auto& [name, fault] : themes.faults())
        log::error("theme {} is left out: {}", name, fault.message);
    if (themes.find(wardrobe.theme) == nullptr)
        log::error("theme \"{}\" cannot be used; \"{}\" stands in", wardrobe.theme,
                   themes.find_or_default(wardrobe.theme).name);
    for (const auto& name : wardrobe.other_themes()) {
        if (themes.find(name) != nullptr) continue;
        log::error("theme \"{}\" cannot be used; its days and its night are left out", name);
        wardrobe.leave_out(name);
    }
}

/// The tables of the languages of which no letter lacks a font.
Result<StringTables> read_strings(const graphics::FontFiles& fonts) {
    SEN_TRY(auto strings, load_strings());
    // It opens large fonts of languages that perhaps nobody ever chooses: they go again.
    const auto nowhere = graphics::Canvas::create_blank({1, 1});
    SEN_TRY(const auto looking, graphics::TextEngine::create(*nowhere, fonts));
    keep_drawable(strings, *looking);
    return strings;
}

}  // namespace

graphics::FontFiles fonts_for(const theme::Theme& theme, const std::string& language) {
    auto files = find_fonts(theme.fonts);
    add_script_fonts(files, language);
    return files;
}

Result<Furnishing> Furnishing::read(const Options& options) {
    Site site = read_site(options);
    const auto directory = options.themes.empty() ? share_directory() / "themes" : options.themes;
    SEN_TRY(auto themes, theme::Library::open(directory, font_checker()));
    tell_faults(themes, site.wardrobe);
    auto fonts = fonts_for(themes.find_or_default(site.wardrobe.theme), site.language);
    SEN_TRY(auto strings, read_strings(fonts));
    if (!strings.contains(site.language)) {
        log::warning("no interface in \"{}\"; Vietnamese is used", site.language);
        site.language = "vi";
    }
    return Furnishing{std::move(site), std::move(themes), std::move(strings), std::move(fonts)};
}

}  // namespace sen::app
