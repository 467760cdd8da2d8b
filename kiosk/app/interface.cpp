// SPDX-License-Identifier: Apache-2.0
#include "app/interface.h"

#include <algorithm>

#include "base/log.h"
#include "base/paths.h"
#include "language/direction.h"

namespace sen::app {

namespace {

constexpr std::size_t kMaxTables = 40;
const char* const kScriptFonts = "/usr/share/fonts/opentype/noto";  // of fonts-noto-cjk

/// "fr" of "kiosk.fr.toml"; empty for another name.
std::string code_of(const std::filesystem::path& file) {
    const std::string name = file.filename();
    constexpr std::string_view kBefore = "kiosk.", kAfter = ".toml";
    if (!name.starts_with(kBefore) || !name.ends_with(kAfter)) return {};
    if (name.size() <= kBefore.size() + kAfter.size()) return {};
    return name.substr(kBefore.size(), name.size() - kBefore.size() - kAfter.size());
}

Result<language::StringTable> load_table(const std::filesystem::path& file) {
    SEN_TRY(auto table, language::StringTable::load(file));
    for (const auto& [key, text] : table.entries())
        if (language::is_right_to_left(text))
            return fail(ErrorKind::Unsupported,
                        "{}: {}: this script runs from right to left, which the screen cannot draw "
                        "yet",
                        file.string(), key);
    return table;
}

/// Of a collection of CJK faces in the order of Noto's: Japanese, Korean, simplified Chinese,
/// traditional Chinese. Old inscriptions in Vietnam are in the traditional forms.
int face_for(const std::string& language) {
    if (language == "ja") return 0;
    if (language == "ko") return 1;
    if (language == "zh") return 2;
    return 3;
}

}  // namespace

Result<StringTables> load_strings(const std::filesystem::path& directory) {
    StringTables tables;
    std::error_code error;
    for (const auto& file : std::filesystem::directory_iterator(directory, error)) {
        const std::string code = code_of(file.path());
        if (code.empty() || tables.size() == kMaxTables) continue;
        auto table = load_table(file.path());
        if (table)
            tables.emplace(code, std::move(*table));
        else
            log::error("language \"{}\" is left out: {}", code, table.error().message);
    }
    if (!tables.contains("vi"))
        return fail(ErrorKind::NotFound, "{}: no readable kiosk.vi.toml", directory.string());
    for (auto& [code, table] : tables) {
        std::size_t missing = 0;
        for (const char* other : {"en", "vi"})
            if (code != other && tables.contains(other))
                missing += table.complete(tables.at(other));
        if (missing > 0) log::info("language \"{}\" lacks {} texts", code, missing);
    }
    return tables;
}

Result<StringTables> load_strings() {
    return load_strings(share_directory() / "strings");
}

void keep_drawable(StringTables& tables, graphics::TextEngine& text) {
    std::erase_if(tables, [&](const auto& entry) {
        const auto& [code, table] = entry;
        if (code == "vi") return false;
        const bool is_drawable =
            std::all_of(table.entries().begin(), table.entries().end(),
                        [&](const auto& each) { return text.can_draw(each.second); });
        if (!is_drawable)
            log::info("language \"{}\" is not offered: no font here has its letters", code);
        return !is_drawable;
    });
}

std::vector<std::string> offered_languages(const StringTables& tables,
                                           const std::vector<std::string>& wanted,
                                           const std::vector<std::string>& content) {
    std::vector<std::string> offered;
    const auto offer = [&](const std::string& code) {
        const bool is_new = std::find(offered.begin(), offered.end(), code) == offered.end();
        if (is_new && tables.contains(code)) offered.push_back(code);
    };
    for (const auto& code : wanted) offer(code);
    if (!wanted.empty() && !offered.empty()) return offered;
    for (const auto& code : content) offer(code);
    for (const auto& entry : tables) offer(entry.first);
    return offered;
}

void add_script_fonts(graphics::FontFiles& files, const std::string& language) {
    const auto add = [&](std::vector<std::filesystem::path>& chain, const char* name) {
        for (const std::filesystem::path& directory :
             {share_directory() / "fonts", std::filesystem::path(kScriptFonts)}) {
            std::error_code error;
            const auto file = directory / name;
            if (!std::filesystem::exists(file, error)) continue;
            chain.emplace_back(fmt::format("{}:{}", file.string(), face_for(language)));
            return;
        }
    };
    add(files.sans, "NotoSansCJK-Regular.ttc");
    add(files.sans_bold, "NotoSansCJK-Bold.ttc");
    add(files.serif, "NotoSerifCJK-Regular.ttc");
    add(files.serif_bold, "NotoSerifCJK-Bold.ttc");
    // Without the serif faces the plain ones stand in.
    add(files.serif, "NotoSansCJK-Regular.ttc");
    add(files.serif_bold, "NotoSansCJK-Bold.ttc");
}

}  // namespace sen::app
