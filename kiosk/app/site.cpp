// SPDX-License-Identifier: Apache-2.0
#include "app/site.h"

#include <toml++/toml.h>

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
    } else if (key == "theme") {
        site.theme = node.value_or(std::string());
        if (site.theme.empty()) return fail(ErrorKind::Invalid, "must be the name of a theme");
    } else if (key == "diagonal_mm") {
        SEN_TRY(site.diagonal_mm, number(50, 5000));
    } else if (key == "viewing_distance_mm") {
        SEN_TRY(site.viewing_distance_mm, number(200, 10'000));
    } else if (key == "idle_seconds") {
        SEN_TRY(const double seconds, number(0, 3600));
        site.idle = Milliseconds(static_cast<long long>(seconds * 1000));
    } else {
        return fail(ErrorKind::Invalid, "unknown key");
    }
    return {};
}

}  // namespace

Result<Site> Site::load(const std::filesystem::path& file) {
    SEN_TRY(const std::string bytes, read_file(file, 1 << 20));
    Site site;
    try {
        for (const auto& [key, node] : toml::parse(bytes)) {
            auto read = read_key(site, std::string(key.str()), node);
            if (!read)
                return add_context(std::move(read).error(), "{}:{}: {}", file.string(),
                                   node.source().begin.line, key.str());
        }
    } catch (const toml::parse_error& fault) {
        return fail(ErrorKind::Invalid, "{}:{}: {}", file.string(), fault.source().begin.line,
                    fault.description());
    }
    return site;
}

}  // namespace sen::app
