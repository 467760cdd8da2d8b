// SPDX-License-Identifier: Apache-2.0
#include "theme/file_tokens.h"

#include <fmt/format.h>

#include <array>
#include <optional>

#include "base/file.h"
#include "theme/sound_file.h"

namespace sen::theme {

namespace {

constexpr std::array<const char*, kSoundRoles> kSoundNames = {"tap", "open", "back", "done"};
constexpr std::array<const char*, kPatchRoles> kPatchNames = {"card", "panel", "button"};
constexpr std::uint64_t kMaxPatchBytes = 256u << 10;

/// The name of a file in the theme's folder, or "" for none; nothing when it is something else.
std::optional<std::string> file_name(const toml::node* node) {
    auto name = node == nullptr ? std::nullopt : node->value<std::string>();
    if (name && name->find('/') != std::string::npos) return std::nullopt;
    return name;
}

std::string take_sound(std::filesystem::path& sound, const std::filesystem::path& folder,
                       const toml::node& node) {
    const auto name = file_name(&node);
    if (!name) return "must be the name of a WAV file in the theme's folder, or \"\"";
    sound = name->empty() ? std::filesystem::path() : folder / *name;
    if (name->empty()) return {};
    const auto samples = read_sound(sound);
    return samples ? std::string() : samples.error().message;
}

std::optional<double> number_in(const toml::table& table, const char* key, double low,
                                double high) {
    const auto value = table[key].value<double>();
    return value && *value >= low && *value <= high ? value : std::nullopt;
}

/// The four parts that stay at the edges; nothing when they leave no middle.
bool take_slices(NinePatch& patch, const toml::array* slices) {
    const std::array<double*, 4> places{&patch.left, &patch.top, &patch.right, &patch.bottom};
    if (slices == nullptr || slices->size() != places.size()) return false;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto value = slices->get(i)->value<double>();
        if (!value || !(*value >= 1 && *value <= 98)) return false;
        *places[i] = *value;
    }
    return patch.left + patch.right < 100 && patch.top + patch.bottom < 100;
}

std::string take_patch(NinePatch& given, const std::filesystem::path& folder,
                       const toml::node& node) {
    constexpr const char* kWrong =
        "must be { image = an SVG file in the theme's folder, slice = [left, top, right, bottom] "
        "in percent, side = 4 to 64, inset = 0 to 4 }, or \"\"";
    if (node.value<std::string>() == "") {
        given = {};
        return {};
    }
    const auto* table = node.as_table();
    if (table == nullptr || table->size() != 4) return kWrong;
    NinePatch patch;
    const auto name = file_name(table->get("image"));
    const auto side = number_in(*table, "side", 4, 64), inset = number_in(*table, "inset", 0, 4);
    if (!name || name->empty() || !side || !inset) return kWrong;
    if (!take_slices(patch, (*table)["slice"].as_array()))
        return "the slices leave no middle; left and right, and top and bottom, must be four "
               "numbers of at least 1 that are below 100 together";
    patch.image = folder / *name;
    patch.side = *side;
    patch.inset = *inset;
    const auto svg = read_file(patch.image, kMaxPatchBytes);
    if (!svg) return svg.error().message;
    if (svg->find("<svg") == std::string::npos)
        return fmt::format("{} is no SVG drawing", patch.image.string());
    given = patch;
    return {};
}

}  // namespace

std::vector<Token> ground_tokens(Ground& ground, const std::filesystem::path& folder) {
    const auto take_tile = [&ground, folder](const toml::node& node) -> std::string {
        const auto name = file_name(&node);
        if (!name) return "must be the name of an SVG file in the theme's folder, or \"\"";
        ground.tile = name->empty() ? std::filesystem::path() : folder / *name;
        std::error_code error;
        if (name->empty() || std::filesystem::is_regular_file(ground.tile, error)) return {};
        return fmt::format("{} is not there; put it there, or write \"\"", ground.tile.string());
    };
    return {{"tile", take_tile}, {"tile_mm", number(ground.tile_mm, 10, 300)}};
}

std::vector<Token> sound_tokens(Sounds& sounds, const std::filesystem::path& folder) {
    std::vector<Token> tokens;
    for (std::size_t i = 0; i < kSoundNames.size(); ++i)
        tokens.push_back({kSoundNames[i], [&sounds, folder, i](const toml::node& node) {
                              return take_sound(sounds[i], folder, node);
                          }});
    return tokens;
}

std::vector<Token> nine_patch_tokens(NinePatches& patches, const std::filesystem::path& folder) {
    std::vector<Token> tokens;
    for (std::size_t i = 0; i < kPatchNames.size(); ++i)
        tokens.push_back({kPatchNames[i], [&patches, folder, i](const toml::node& node) {
                              return take_patch(patches[i], folder, node);
                          }});
    return tokens;
}

}  // namespace sen::theme
