// SPDX-License-Identifier: Apache-2.0
#include "app/site.h"

#include <toml++/toml.h>

#include <algorithm>
#include <cmath>

#include "base/file.h"
#include "language/nfc.h"

namespace sen::app {

std::string Site::name_in(const std::string& language_code) const {
    const auto found = name.find(language_code);
    if (found != name.end()) return found->second;
    return name.empty() ? std::string() : name.begin()->second;
}

namespace {

using Line = toml::source_index;

/// Calls `read` with each key of a table; what is wrong is told with the key's name, and `line` is
/// its line.
template <class Read>
Result<void> read_table(const toml::node& node, Line& line, const Read& read) {
    const auto* table = node.as_table();
    if (table == nullptr) return fail(ErrorKind::Invalid, "must be a table");
    for (const auto& [key, value] : *table) {
        line = value.source().begin.line;
        auto done = read(std::string(key.str()), value);
        if (!done) return add_context(std::move(done).error(), "{}", key.str());
    }
    return {};
}

Result<int> read_turn(const toml::node& node) {
    const auto degrees = node.value<std::int64_t>();
    if (!degrees || *degrees < 0 || *degrees > 270 || *degrees % 90 != 0)
        return fail(ErrorKind::Invalid, "must be 0, 90, 180 or 270");
    return static_cast<int>(*degrees);
}

Result<void> read_touch_key(TouchMapping& touch, const std::string& key, const toml::node& node) {
    if (key == "rotate") {
        SEN_TRY(touch.turn, read_turn(node));
        return {};
    }
    if (key == "calibration") {
        const auto* numbers = node.as_array();
        auto& factors = touch.calibration.factors;
        bool is_right = numbers != nullptr && numbers->size() == factors.size();
        for (std::size_t i = 0; is_right && i < factors.size(); ++i) {
            const auto value = numbers->get(i)->value<double>();
            is_right = value && std::abs(*value) <= 1000;
            if (is_right) factors[i] = *value;
        }
        if (!is_right)
            return fail(ErrorKind::Invalid,
                        "must be the eight numbers that sen-kiosk --calibrate prints");
        return {};
    }
    bool* choice = key == "swap_axes"  ? &touch.is_swapped
                   : key == "invert_x" ? &touch.is_x_inverted
                   : key == "invert_y" ? &touch.is_y_inverted
                                       : nullptr;
    if (choice == nullptr)
        return fail(ErrorKind::Invalid,
                    "there is no such setting; they are rotate, swap_axes, invert_x, invert_y and "
                    "calibration");
    const auto value = node.value_exact<bool>();
    if (!value) return fail(ErrorKind::Invalid, "must be true or false");
    *choice = *value;
    return {};
}

Result<void> read_theme_days_key(ThemeDays& entry, const std::string& key, const toml::node& node) {
    const auto text = node.value_or(std::string());
    if (key == "theme") {
        entry.theme = text;
        if (text.empty()) return fail(ErrorKind::Invalid, "must be the name of a theme");
    } else if (key == "days") {
        auto rule = language::parse_day_rule(text);
        if (!rule)
            return add_context(std::move(rule).error(),
                               "must be a rule as in kiosk/language/DAY_RULES.md, such as \"lunar "
                               "1/1, for 3 days\" or \"âm 1/1, trong 3 ngày\"");
        entry.days = *rule;
    } else {
        return fail(ErrorKind::Invalid, "there is no such setting; they are theme and days");
    }
    return {};
}

Result<void> read_theme_days(std::vector<ThemeDays>& entries, const toml::node& node, Line& line) {
    const auto* tables = node.as_array();
    if (tables == nullptr || tables->size() > Wardrobe::kMaxThemeDays)
        return fail(ErrorKind::Invalid, "must be at most {} tables, each begun by [[theme_days]]",
                    Wardrobe::kMaxThemeDays);
    for (const auto& table : *tables) {
        line = table.source().begin.line;
        ThemeDays& entry = entries.emplace_back();
        SEN_CHECK(read_table(table, line, [&](const std::string& key, const toml::node& value) {
            return read_theme_days_key(entry, key, value);
        }));
        line = table.source().begin.line;
        if (table.as_table()->size() != 2)
            return fail(ErrorKind::Invalid, "needs both theme and days");
    }
    return {};
}

/// `line` is that of the key, and then that of what is wrong in it.
Result<void> read_key(Site& site, const std::string& key, const toml::node& node, Line& line) {
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
            return fail(ErrorKind::Invalid,
                        "must be a list of language codes, as [\"vi\", \"en\"]");
        for (const auto& code : *codes) {
            site.languages.push_back(code.value_or(std::string()));
            if (site.languages.back().empty())
                return fail(ErrorKind::Invalid, "must hold language codes only");
        }
    } else if (key == "theme") {
        site.wardrobe.theme = node.value_or(std::string());
        if (site.wardrobe.theme.empty())
            return fail(ErrorKind::Invalid, "must be the name of a theme");
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
    } else if (key == "sounds") {
        const auto value = node.value_exact<bool>();
        if (!value) return fail(ErrorKind::Invalid, "must be true or false");
        site.has_sounds = *value;
    } else if (key == "panel") {
        return read_table(node, line,
                          [&](const std::string& name, const toml::node& value) -> Result<void> {
                              if (name != "rotate")
                                  return fail(ErrorKind::Invalid,
                                              "there is no such setting; the only one is rotate");
                              SEN_TRY(site.rotation, read_turn(value));
                              return {};
                          });
    } else if (key == "touch") {
        return read_table(node, line, [&](const std::string& name, const toml::node& value) {
            return read_touch_key(site.touch, name, value);
        });
    } else if (key == "idle_seconds") {
        SEN_TRY(const double seconds, number(0, 3600));
        site.idle = Milliseconds(static_cast<long long>(seconds * 1000));
    } else if (key == "switches") {
        const auto count = node.value<std::string>();
        if (count != "one" && count != "two")
            return fail(ErrorKind::Invalid, "must be \"one\" or \"two\"");
        site.switches = count == "one" ? Site::Switches::One : Site::Switches::Two;
    } else if (key == "scan_seconds") {
        SEN_TRY(const double seconds, number(0.5, 10));
        site.scan = Milliseconds(static_cast<long long>(seconds * 1000));
    } else if (key == "theme_days") {
        return read_theme_days(site.wardrobe.theme_days, node, line);
    } else if (key == "night_theme") {
        site.wardrobe.night_theme = node.value_or(std::string());
        if (site.wardrobe.night_theme.empty())
            return fail(ErrorKind::Invalid, "must be the name of a theme");
    } else if (key == "night") {
        site.wardrobe.night = parse_daily_span(node.value_or(std::string()));
        if (!site.wardrobe.night)
            return fail(ErrorKind::Invalid,
                        "must be from when until when, as \"18:30-06:00\"; not the whole day");
    } else if (key == "utc_offset") {
        const auto offset = parse_utc_offset(node.value_or(std::string()));
        if (!offset)
            return fail(ErrorKind::Invalid,
                        "must be how far the clock here is from UTC, as \"+07:00\"");
        site.wardrobe.utc_offset = *offset;
    } else {
        return fail(
            ErrorKind::Invalid,
            "there is no such setting; the settings are format, name, language, languages, theme, "
            "night_theme, night, utc_offset, diagonal_mm, width_mm, height_mm, "
            "viewing_distance_mm, mounting_height_mm, volume_percent, max_volume_percent, "
            "sounds, idle_seconds, switches, scan_seconds, and the tables panel, touch and "
            "theme_days");
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
        return fault("diagonal_mm",
                     "is not needed beside width_mm and height_mm; keep one of them");
    if (site.wardrobe.night && site.wardrobe.night_theme.empty())
        return fault("night", "needs night_theme beside it");
    if (!site.wardrobe.night && !site.wardrobe.night_theme.empty())
        return fault("night_theme", "needs night beside it");
    if (keys.contains("scan_seconds") && site.switches != Site::Switches::One)
        return fault("scan_seconds", "is for switches = \"one\" only");
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
            Line line = node.source().begin.line;
            auto read = read_key(site, std::string(key.str()), node, line);
            if (!read)
                return add_context(std::move(read).error(), "{}:{}: {}", file.string(), line,
                                   key.str());
        }
        SEN_CHECK(check_together(site, file, keys));
    } catch (const toml::parse_error& fault) {
        return fail(ErrorKind::Invalid, "{}:{}: {}", file.string(), fault.source().begin.line,
                    fault.description());
    }
    site.volume = std::min(site.volume, site.max_volume);
    // The touch panel lies on the screen: it turns with the picture.
    site.touch.turn = (site.touch.turn + site.rotation) % 360;
    return site;
}

}  // namespace sen::app
