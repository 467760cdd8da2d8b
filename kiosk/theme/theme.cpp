// SPDX-License-Identifier: Apache-2.0
#include "theme/theme.h"

#include <toml++/toml.h>

#include <cmath>
#include <optional>

#include "base/file.h"

namespace sen::theme {

namespace {

constexpr std::array<const char*, kColourRoles> kColourNames = {
    "paper", "paper_low", "ink",      "ink_soft",    "lacquer", "lacquer_deep", "on_lacquer",
    "lotus", "gold",      "leaf",     "water",       "night",   "on_night",     "veil",
    "edge",  "focus",     "selected", "on_selected", "pressed", "disabled"};
constexpr std::array<const char*, kFontRoles> kFontNames = {"sans", "sans_bold", "serif",
                                                            "serif_bold"};
constexpr std::array<const char*, kTextRoles> kTextNames = {
    "caption", "body", "strong", "label", "lead", "card", "title", "display", "year"};
constexpr std::array<const char*, 4> kMotionNames = {"press", "navigation", "fade", "attract_fade"};

std::optional<Colour> parse_colour(const std::string& text) {
    if (text.size() != 6 && text.size() != 8) return std::nullopt;
    if (text.find_first_not_of("0123456789abcdefABCDEF") != std::string::npos) return std::nullopt;
    const auto channel = [&](std::size_t at) {
        return static_cast<unsigned char>(std::stoi(text.substr(at, 2), nullptr, 16));
    };
    return Colour{channel(0), channel(2), channel(4),
                  text.size() == 8 ? channel(6) : static_cast<unsigned char>(255)};
}

/// Reads one table of the file, each of whose keys must be in `names` and all of them present.
class Reader {
  public:
    explicit Reader(std::string file) : file_(std::move(file)) {}

    template <std::size_t count, class Take>
    Result<void> table(const toml::table& root, const char* name,
                       const std::array<const char*, count>& names, Take take) const {
        const auto* table = root[name].as_table();
        if (table == nullptr) return fault(root, name, "the table is missing");
        for (const auto& [key, value] : *table) {
            bool is_known = false;
            for (const char* known : names) is_known = is_known || key.str() == known;
            if (!is_known) return fault(value, key.str(), "unknown key");
        }
        for (std::size_t i = 0; i < count; ++i) {
            const auto* value = table->get(names[i]);
            if (value == nullptr) return fault(*table, names[i], "the key is missing");
            if (!take(i, *value)) return fault(*value, names[i], "wrong value");
        }
        return {};
    }

    tl::unexpected<Error> fault(const toml::node& node, std::string_view key,
                                std::string_view what) const {
        return fail(ErrorKind::Invalid, "{}:{}: {}: {}", file_, node.source().begin.line, key,
                    what);
    }

  private:
    std::string file_;
};

Result<void> check_contrast(const Theme& theme, const Reader& reader, const toml::table& root) {
    using Pair = std::pair<ColourRole, ColourRole>;
    for (const auto& [text, ground] :
         {Pair{ColourRole::Ink, ColourRole::Paper}, Pair{ColourRole::Ink, ColourRole::PaperLow},
          Pair{ColourRole::InkSoft, ColourRole::Paper},
          Pair{ColourRole::OnLacquer, ColourRole::Lacquer},
          Pair{ColourRole::OnNight, ColourRole::Night}}) {
        const double ratio = contrast(theme.colour(text), theme.colour(ground));
        if (ratio < 4.5)
            return reader.fault(root, kColourNames[static_cast<std::size_t>(text)],
                                fmt::format("contrast {:.1f}:1 on {} is below 4.5:1", ratio,
                                            kColourNames[static_cast<std::size_t>(ground)]));
    }
    return {};
}

bool take_text(TextToken& token, const toml::node& node) {
    const auto* table = node.as_table();
    if (table == nullptr || table->size() != 3) return false;
    const auto font = (*table)["font"].value<std::string>();
    const auto size = (*table)["size"].value<double>(), line = (*table)["line"].value<double>();
    if (!font || !size || !line || *size < 0.5 || *size > 6 || *line < 1.0 || *line > 3)
        return false;
    for (std::size_t i = 0; i < kFontNames.size(); ++i) {
        if (*font != kFontNames[i]) continue;
        token = {static_cast<FontRole>(i), *size, *line};
        return true;
    }
    return false;
}

}  // namespace

Result<Theme> Theme::load(const std::filesystem::path& file) {
    SEN_TRY(const std::string bytes, read_file(file, 1 << 20));
    toml::table root;
    try {
        root = toml::parse(bytes);
    } catch (const toml::parse_error& fault) {
        return fail(ErrorKind::Invalid, "{}:{}: {}", file.string(), fault.source().begin.line,
                    fault.description());
    }
    const Reader reader(file.string());
    for (const auto& [key, value] : root)
        if (key != "format" && key != "name" && key != "colour" && key != "font" && key != "text" &&
            key != "motion")
            return reader.fault(value, key.str(), "unknown key");
    if (root["format"].value<std::int64_t>() != 1) return reader.fault(root, "format", "must be 1");
    Theme theme;
    theme.name = root["name"].value_or(std::string());
    if (theme.name.empty()) return reader.fault(root, "name", "the key is missing");
    SEN_CHECK(
        reader.table(root, "colour", kColourNames, [&](std::size_t i, const toml::node& node) {
            const auto colour = parse_colour(node.value_or(std::string()));
            if (colour) theme.colours[i] = *colour;
            return colour.has_value();
        }));
    SEN_CHECK(reader.table(root, "font", kFontNames, [&](std::size_t i, const toml::node& node) {
        const auto* names = node.as_array();
        if (names == nullptr || names->empty()) return false;
        for (const auto& file_name : *names) {
            theme.fonts[i].push_back(file_name.value_or(std::string()));
            if (theme.fonts[i].back().empty()) return false;
        }
        return true;
    }));
    SEN_CHECK(reader.table(root, "text", kTextNames, [&](std::size_t i, const toml::node& node) {
        return take_text(theme.texts[i], node);
    }));
    const std::array<Milliseconds*, 4> durations = {&theme.motion.press, &theme.motion.navigation,
                                                    &theme.motion.fade, &theme.motion.attract_fade};
    SEN_CHECK(
        reader.table(root, "motion", kMotionNames, [&](std::size_t i, const toml::node& node) {
            const auto value = node.value<std::int64_t>();
            if (!value || *value < 0 || *value > 10'000) return false;
            *durations[i] = Milliseconds(*value);
            return true;
        }));
    SEN_CHECK(check_contrast(theme, reader, root));
    return theme;
}

double contrast(Colour a, Colour b) {
    const auto luminance = [](Colour colour) {
        const auto linear = [](unsigned char channel) {
            const double value = channel / 255.0;
            return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b);
    };
    const double light = std::max(luminance(a), luminance(b));
    const double dark = std::min(luminance(a), luminance(b));
    return (light + 0.05) / (dark + 0.05);
}

}  // namespace sen::theme
