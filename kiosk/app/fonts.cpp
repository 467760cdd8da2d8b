// SPDX-License-Identifier: Apache-2.0
#include "app/fonts.h"

#include <optional>
#include <set>

#include "base/paths.h"
#include "base/utf8.h"

namespace sen::app {

namespace {

const char* const kDebianFonts = "/usr/share/fonts/truetype/noto";
constexpr std::size_t kMaxNamed = 12;  // letters of one sentence

std::optional<std::filesystem::path> find_font(const std::string& name) {
    for (const std::filesystem::path& directory :
         {share_directory() / "fonts", std::filesystem::path(kDebianFonts)}) {
        std::error_code error;
        if (std::filesystem::exists(directory / name, error)) return directory / name;
    }
    return std::nullopt;
}

std::string look_at(const std::string& name, std::u32string_view letters) {
    const auto file = find_font(name);
    if (!file)
        return fmt::format("{} is neither in {} nor in {}; install it, or name another", name,
                           (share_directory() / "fonts").string(), kDebianFonts);
    const auto missing = graphics::missing_letters(*file, letters);
    if (!missing) return missing.error().message + "; name another";
    if (missing->empty()) return {};
    std::string named;
    for (const char32_t letter : missing->substr(0, kMaxNamed))
        named += (named.empty() ? "" : " ") + encode_utf8(letter);
    return fmt::format("{} lacks {} of {} letters of Vietnamese: {}{}; name a font that has them",
                       name, missing->size(), letters.size(), named,
                       missing->size() > kMaxNamed ? " …" : "");
}

}  // namespace

graphics::FontFiles find_fonts(const theme::FontNames& names) {
    const auto files = [&](theme::FontRole role) {
        std::vector<std::filesystem::path> found;
        for (const auto& name : names[static_cast<std::size_t>(role)])
            if (auto file = find_font(name)) found.push_back(std::move(*file));
        return found;
    };
    return {files(theme::FontRole::Sans), files(theme::FontRole::SansBold),
            files(theme::FontRole::Serif), files(theme::FontRole::SerifBold)};
}

theme::CheckFont font_checker() {
    // Themes share their fonts: a good one is opened once.
    return [good = std::set<std::pair<std::string, std::size_t>>()](
               const std::string& name, std::u32string_view letters) mutable -> std::string {
        const auto key = std::pair(name, letters.size());
        if (good.contains(key)) return {};
        std::string wrong = look_at(name, letters);
        if (wrong.empty()) good.insert(key);
        return wrong;
    };
}

}  // namespace sen::app
