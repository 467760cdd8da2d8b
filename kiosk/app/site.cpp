// SPDX-License-Identifier: Apache-2.0
#include "app/site.h"

#include <toml++/toml.h>

#include <algorithm>

#include "base/file.h"
#include "language/nfc.h"

namespace sen::app {

std::string Site::name_in(const std::string& language_code) const {
    const auto found = name.find(language_code);
    if (found != name.end()) return found->second;
    return name.empty() ? std::string() : name.begin()->second;
}

namespace {

Result<void> read_key(Site& site, const std::string& key, const toml::node& node) {
    const auto number = [&](double low, double high) -> Result<double> {
        const auto value = node.value<double>();
        if (!value || *value < low || *value > high)
            return fail(ErrorKind::Invalid, "must be a number from {} to {}", low, high);
        return *value;
    };
    if (key == "format") {
        if (node.value<std::int64_t>() != 1) return fail(ErrorKind::Unsupported, "must be 1");
    } else if (key == "name") {
        const auto* names = node.as_table();
        if (names == nullptr) return fail(ErrorKind::Invalid, "must be name.vi, name.en, …");
        for (const auto& [language, value] : *names) {
            const auto text = language::to_nfc(value.value_or(std::string()));
            if (!text || text->empty() || text->size() > 200)
                return fail(ErrorKind::Invalid, "{} must be a text of at most 200 bytes",
                            language.str());
            site.name[std::string(language.str())] = *text;
        }
    } else if (key == "language") {
        site.language = node.value_or(std::string());
        if (site.language.empty()) return fail(ErrorKind::Invalid, "must be a language code");
    } else if (key == "languages") {
        const auto* codes = node.as_array();
        if (codes == nullptr || codes->empty() || codes->size() > 20)
            return fail(ErrorKind::Invalid, "must be a list of language codes, as [\"vi\", \"en\"]");
        for (const auto& code : *codes) {
            site.languages.push_back(code.value_or(std::string()));
            if (site.languages.back().empty())
                return fail(ErrorKind::Invalid, "must hold language codes only");
        }
    } else if (key == "theme") {
        site.theme = node.value_or(std::string());
        if (site.theme.empty()) return fail(ErrorKind::Invalid, "must be the name of a theme");
    } else if (key == "diagonal_mm") {
        SEN_TRY(site.diagonal_mm, number(50, 5000));
    } else if (key == "width_mm") {
        SEN_TRY(site.width_mm, number(50, 5000));
    } else if (key == "height_mm") {
        SEN_TRY(site.height_mm, number(50, 5000));
    } else if (key == "viewing_distance_mm") {
        SEN_TRY(site.viewing_distance_mm, number(200, 10'000));
    } else if (key == "mounting_height_mm") {
        SEN_TRY(site.mounting_height_mm, number(100, 2500));
    } else if (key == "volume_percent") {
        SEN_TRY(const double percent, number(0, 100));
        site.volume = static_cast<int>(percent);
    } else if (key == "max_volume_percent") {
        SEN_TRY(const double percent, number(0, 100));
        site.max_volume = static_cast<int>(percent);
    } else if (key == "idle_seconds") {
        SEN_TRY(const double seconds, number(0, 3600));
        site.idle = Milliseconds(static_cast<long long>(seconds * 1000));
    } else {
        return fail(ErrorKind::Invalid,
                    "there is no such setting; the settings are format, name, language, languages, theme, "
                    "diagonal_mm, width_mm, height_mm, viewing_distance_mm, mounting_height_mm, "
                    "volume_percent, max_volume_percent and idle_seconds");
    }
    return {};
}

/// What no key shows alone; the key that is wrong, and what is wrong with it.
Result<void> check_together(const Site& site, const std::filesystem::path& file,
                            const toml::table& keys) {
    const auto fault = [&](const char* key, const char* what) {
        return fail(ErrorKind::Invalid, "{}:{}: {}: {}", file.string(),
                    keys[key].node()->source().begin.line, key, what);
    };
    if (site.width_mm > 0 && site.height_mm == 0)
        return fault("width_mm", "needs height_mm beside it");
    if (site.height_mm > 0 && site.width_mm == 0)
        return fault("height_mm", "needs width_mm beside it");
    if (site.width_mm > 0 && site.diagonal_mm > 0)
        return fault("diagonal_mm", "is not needed beside width_mm and height_mm; keep one of them");
    if (keys.contains("volume_percent") && site.volume > site.max_volume)
        return fault("volume_percent", "must not be above max_volume_percent");
    return {};
}

}  // namespace

Result<Site> Site::load(const std::filesystem::path& file) {
    SEN_TRY(const std::string bytes, read_file(file, 1 << 20));
    Site site;
    try {
        const toml::table keys = toml::parse(bytes);
        for (const auto& [key, node] : keys) {
            auto read = read_key(site, std::string(key.str()), node);
            if (!read)
                return add_context(std::move(read).error(), "{}:{}: {}", file.string(),
                                   node.source().begin.line, key.str());
        }
        SEN_CHECK(check_together(site, file, keys));
    } catch (const toml::parse_error& fault) {
        return fail(ErrorKind::Invalid, "{}:{}: {}", file.string(), fault.source().begin.line,
                    fault.description());
    }
    site.volume = std::min(site.volume, site.max_volume);
    return site;
}

}  // namespace sen::app
