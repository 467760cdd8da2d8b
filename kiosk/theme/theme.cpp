// SPDX-License-Identifier: Apache-2.0
#include "theme/theme.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

#include "theme/contrast.h"
#include "theme/file_tokens.h"
#include "theme/token_file.h"

namespace sen::theme {

namespace {

constexpr std::array<const char*, kColourRoles> kColourNames = {
    "paper",      "paper_low", "raised", "ink",      "ink_soft",    "lacquer", "lacquer_deep",
    "on_lacquer", "lotus",     "gold",   "leaf",     "water",       "night",   "on_night",
    "veil",       "edge",      "focus",  "selected", "on_selected", "pressed", "disabled"};
constexpr std::array<const char*, kFontRoles> kFontNames = {"sans", "sans_bold", "serif",
                                                            "serif_bold"};
constexpr std::array<const char*, kTextRoles> kTextNames = {
    "caption", "body", "strong", "label", "lead", "card", "title", "display", "year"};
constexpr std::size_t kMaxFonts = 8;  // of one role
constexpr double kLeastLine = 1.25;   // marks stacked on capitals are cut by less

std::optional<Colour> parse_colour(const std::string& text) {
    if (text.size() != 6 && text.size() != 8) return std::nullopt;
    if (text.find_first_not_of("0123456789abcdefABCDEF") != std::string::npos) return std::nullopt;
    const auto channel = [&](std::size_t at) {
        return static_cast<unsigned char>(std::stoi(text.substr(at, 2), nullptr, 16));
    };
    return Colour{channel(0), channel(2), channel(4),
                  text.size() == 8 ? channel(6) : static_cast<unsigned char>(255)};
}

/// Only what is laid over something else may let it shine through.
bool may_be_translucent(ColourRole role) {
    return role == ColourRole::Veil || role == ColourRole::Pressed;
}

std::vector<Token> colour_tokens(Theme& theme) {
    std::vector<Token> tokens;
    for (std::size_t i = 0; i < kColourNames.size(); ++i)
        tokens.push_back({kColourNames[i], [&theme, i](const toml::node& node) -> std::string {
                              const auto colour = parse_colour(node.value_or(std::string()));
                              if (!colour)
                                  return "must be a colour such as \"8C1C1F\", or \"8C1C1FB8\" "
                                         "with opacity";
                              if (colour->a < 255 && !may_be_translucent(ColourRole(i)))
                                  return "must be opaque: six digits";
                              theme.colours[i] = *colour;
                              return {};
                          }});
    return tokens;
}

std::vector<Token> font_tokens(Theme& theme) {
    std::vector<Token> tokens;
    for (std::size_t i = 0; i < kFontNames.size(); ++i)
        tokens.push_back({kFontNames[i], [&theme, i](const toml::node& node) -> std::string {
                              constexpr const char* kWrong =
                                  "must be a list of one to eight file names, such as "
                                  "[\"NotoSans-Regular.ttf\"]";
                              const auto* names = node.as_array();
                              if (names == nullptr || names->empty() || names->size() > kMaxFonts)
                                  return kWrong;
                              theme.fonts[i].clear();
                              for (const auto& each : *names) {
                                  const auto name = each.value_or(std::string());
                                  if (name.empty() || name.find('/') != std::string::npos)
                                      return kWrong;
                                  theme.fonts[i].push_back(name);
                              }
                              return {};
                          }});
    return tokens;
}

std::string take_text(TextToken& token, const toml::node& node) {
    const std::string wrong =
        fmt::format("must be {{ font = one of {}, size = 0.5 to 6, line = {} to 3 }}",
                    fmt::join(kFontNames, ", "), kLeastLine);
    const auto* table = node.as_table();
    if (table == nullptr || table->size() != 3) return wrong;
    const auto name = (*table)["font"].value<std::string>();
    const auto size = (*table)["size"].value<double>(), line = (*table)["line"].value<double>();
    if (!name || !size || !line || !(*size >= 0.5 && *size <= 6) ||
        !(*line >= kLeastLine && *line <= 3))
        return wrong;
    const auto found = std::find(kFontNames.begin(), kFontNames.end(), *name);
    if (found == kFontNames.end()) return wrong;
    token = {FontRole(found - kFontNames.begin()), *size, *line};
    return {};
}

std::vector<Token> text_tokens(Theme& theme) {
    std::vector<Token> tokens;
    for (std::size_t i = 0; i < kTextNames.size(); ++i)
        tokens.push_back({kTextNames[i], [&theme, i](const toml::node& node) {
                              return take_text(theme.texts[i], node);
                          }});
    return tokens;
}

std::vector<Token> space_tokens(Space& space) {
    return {{"margin", number(space.margin, 1, 16)},
            {"margin_portrait", number(space.margin_portrait, 1, 16)},
            {"margin_small", number(space.margin_small, 1, 8)},
            {"gutter", number(space.gutter, 1, 8)},
            {"gutter_small", number(space.gutter_small, 1, 8)},
            {"card", number(space.card, 0.5, 4)}};
}

std::vector<Token> shape_tokens(Shape& shape) {
    return {{"card", number(shape.card, 0, 8)},
            {"button", number(shape.button, 0, 20)},
            {"mark", number(shape.mark, 0, 4)},
            {"border", number(shape.border, 0, 4)}};
}

std::vector<Token> picture_tokens(Pictures& pictures) {
    const auto take_brightness = [&pictures](const toml::node& node) -> std::string {
        const auto value = node.value_exact<std::int64_t>();
        if (!value || *value < 50 || *value > 100) return "must be a percentage from 50 to 100";
        pictures.brightness = static_cast<int>(*value);
        return {};
    };
    const auto take_under_text = [&pictures](const toml::node& node) -> std::string {
        const auto value = node.value_exact<bool>();
        if (!value) return "must be true or false";
        pictures.are_under_text = *value;
        return {};
    };
    return {{"brightness", take_brightness}, {"under_text", take_under_text}};
}

std::vector<Token> motion_tokens(Motion& motion) {
    const auto duration = [](Milliseconds& value) {
        return [&value](const toml::node& node) -> std::string {
            const auto given = node.value_exact<std::int64_t>();
            if (!given || *given < 0 || *given > 10'000)
                return "must be milliseconds from 0 to 10000";
            value = Milliseconds(*given);
            return {};
        };
    };
    return {{"navigation", duration(motion.navigation)},
            {"flight", duration(motion.flight)},
            {"fade", duration(motion.fade)},
            {"attract_fade", duration(motion.attract_fade)},
            {"press", duration(motion.press)}};
}

Result<void> check_contrast(const Theme& theme, const TokenFile& file) {
    const auto fault = find_contrast_fault(theme);
    if (!fault) return {};
    // It is told at the colour of the two that this file sets, or at the contrast it asks for.
    const std::string colour = name_of(fault->colour), ground = name_of(fault->ground);
    std::string key = "contrast";
    if (file.has("colour", colour))
        key = "colour." + colour;
    else if (file.has("colour", ground))
        key = "colour." + ground;
    return file.fault(key, key.ends_with(colour) ? fault->what : colour + ": " + fault->what);
}

Result<void> check_fonts(const Theme& theme, const TokenFile& file, const CheckFont& check_font) {
    for (std::size_t i = 0; i < kFontNames.size(); ++i) {
        const auto& names = theme.fonts[i];
        for (std::size_t place = 0; place < names.size(); ++place) {
            const auto letters = place == 0 ? kVietnameseLetters : std::u32string_view();
            const std::string wrong = check_font(names[place], letters);
            if (!wrong.empty()) return file.fault(std::string("font.") + kFontNames[i], wrong);
        }
    }
    return {};
}

/// The values of the file over those of its base.
Result<Theme> load_over_base(const TokenFile& file, const CheckFont& check_font,
                             bool may_have_base) {
    SEN_CHECK(file.allow({"format", "name", "base", "contrast", "colour", "ground", "font", "text",
                          "space", "shape", "picture", "motion", "sounds", "nine_patches"}));
    if (file.root()["format"].value_exact<std::int64_t>() != 1)
        return file.fault("format", "must be 1: this program knows no other");
    const std::string stem = file.path().stem();
    if (file.root()["name"].value<std::string>() != stem)
        return file.fault("name", fmt::format("must be \"{}\", as the file is called", stem));
    const auto themes = file.path().parent_path();
    Theme theme;
    theme.icons = {themes / "icons"};
    const bool has_base = file.root().contains("base");
    if (has_base) {
        const auto base = file.root()["base"].value<std::string>();
        if (!base || base->empty() || base->find('/') != std::string::npos || *base == stem)
            return file.fault("base", "must be the name of another theme");
        if (!may_have_base)
            return file.fault("base", "a theme that is itself a base has none; name its base");
        auto base_file = TokenFile::open(themes / (*base + ".toml"));
        if (!base_file) return file.fault("base", base_file.error().message);
        SEN_TRY(theme, load_over_base(*base_file, check_font, false));
    }
    theme.name = stem;
    theme.icons.insert(theme.icons.begin(), themes / stem / "icons");
    if (file.root().contains("contrast")) {
        const auto least = file.root()["contrast"].value<double>();
        if (least != 4.5 && least != 7.0) return file.fault("contrast", "must be 4.5 or 7");
        theme.least_contrast = *least;
    }
    SEN_CHECK(file.read("colour", colour_tokens(theme), has_base));
    SEN_CHECK(file.read("ground", ground_tokens(theme.ground, themes / stem), has_base));
    SEN_CHECK(file.read("font", font_tokens(theme), has_base));
    SEN_CHECK(file.read("text", text_tokens(theme), has_base));
    SEN_CHECK(file.read("space", space_tokens(theme.space), has_base));
    SEN_CHECK(file.read("shape", shape_tokens(theme.shape), has_base));
    SEN_CHECK(file.read("picture", picture_tokens(theme.pictures), has_base));
    SEN_CHECK(file.read("motion", motion_tokens(theme.motion), has_base));
    // A theme may be silent and plain.
    SEN_CHECK(file.read("sounds", sound_tokens(theme.sounds, themes / stem), true));
    SEN_CHECK(
        file.read("nine_patches", nine_patch_tokens(theme.nine_patches, themes / stem), true));
    SEN_CHECK(check_contrast(theme, file));
    SEN_CHECK(check_fonts(theme, file, check_font));
    return theme;
}

}  // namespace

const char* name_of(ColourRole role) {
    return kColourNames[static_cast<std::size_t>(role)];
}

Result<Theme> Theme::load(const std::filesystem::path& file, const CheckFont& check_font) {
    SEN_TRY(const TokenFile tokens, TokenFile::open(file));
    return load_over_base(tokens, check_font, true);
}

}  // namespace sen::theme
