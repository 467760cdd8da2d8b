// SPDX-License-Identifier: Apache-2.0
#include "messages.h"

#include <cstdlib>

#include "base/paths.h"
#include "base/utf8.h"
#include "text.h"

namespace sen::pack {
std::string printable(std::string_view text) {
    constexpr std::size_t kMost = 300;
    std::string shown;
    for (std::size_t at = 0; at < text.size();) {
        const auto point = first_code_point(text.substr(at));
        const std::size_t length = point ? point->length : 1;
        const std::string_view part = text.substr(at, length);
        if (shown.size() + length > kMost) return shown + "…";
        if (!point)
            shown += '?';
        else if (find_control_character(part, Lines::One))
            shown += ' ';
        else
            shown += part;
        at += length;
    }
    return shown;
}

Result<Messages> Messages::load(std::string_view language) {
    const auto file = share_directory() / "strings" / fmt::format("pack.{}.toml", language);
    SEN_TRY(language::StringTable strings, language::StringTable::load(file));
    return Messages(std::move(strings));
}

std::string Messages::text(std::string_view key, const Values& values) const {
    // One pass from left to right: a value that holds "{name}" itself is not filled again.
    std::string_view pattern = strings_[key];
    std::string text;
    while (!pattern.empty()) {
        const std::size_t open = pattern.find('{');
        text += pattern.substr(0, open);
        if (open == std::string_view::npos) break;
        pattern.remove_prefix(open);
        std::size_t length = 1;
        std::string replacement = "{";
        for (const auto& [name, value] : values) {
            if (!pattern.starts_with("{" + name + "}")) continue;
            length = name.size() + 2;
            replacement = printable(value);
            break;
        }
        text += replacement;
        pattern.remove_prefix(length);
    }
    return text;
}

std::string Messages::fault(const Fault& fault) const {
    const std::string sentence = text(fault.key, fault.values);
    const std::string file = printable(fault.file.generic_string());
    if (fault.line > 0) return fmt::format("{}:{}: {}", file, fault.line, sentence);
    return fmt::format("{}: {}", file, sentence);
}

std::string locale_language() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);
        if (value != nullptr && *value != '\0')
            return std::string_view(value).starts_with("vi") ? "vi" : "en";
    }
    return "en";
}

}  // namespace sen::pack
