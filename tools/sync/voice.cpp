// SPDX-License-Identifier: Apache-2.0
#include "voice.h"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <vector>

#include "base/paths.h"

namespace sen::sync {

std::string choose_language(int argc, const char* const* argv) {
    std::string wish;
    constexpr std::string_view kOption = "--lang";
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        if (word == kOption && i + 1 < argc) wish = argv[i + 1];
        if (word.starts_with("--lang=")) wish = word.substr(kOption.size() + 1);
    }
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);
        if (wish.empty() && value != nullptr) wish = value;
    }
    return wish.starts_with("vi") ? "vi" : "en";
}

Result<Voice> Voice::create(const std::string& language) {
    const auto file = share_directory() / "strings" / ("sync." + language + ".toml");
    SEN_TRY(auto strings, language::StringTable::load(file));
    return Voice(std::move(strings));
}

std::string Voice::text(const Sentence& sentence) const {
    const std::vector<language::StringTable::Value> values(sentence.values.begin(),
                                                           sentence.values.end());
    return strings_.format(sentence.key, values);
}

std::string Voice::megabytes(std::uint64_t bytes) const {
    const std::uint64_t tenths = (bytes + 50'000) / 100'000;
    return fmt::format("{}{}{}", tenths / 10, text("decimal_mark"), tenths % 10);
}

void Voice::say(const std::string& sentence) const {
    if (is_json()) return;
    fmt::print("{}\n", sentence);
    // Before what is complained about later, also in a journal.
    std::fflush(stdout);
}

void Voice::tell(std::string_view event, nlohmann::json line) const {
    if (!is_json()) return;
    line["event"] = event;
    // File names come from outside: what is not UTF-8 must not end the program.
    fmt::print("{}\n", line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    std::fflush(stdout);
}

void Voice::complain(std::string_view kind, const std::string& sentence,
                     const std::string& details) const {
    fmt::print(stderr, "{}\n", sentence);
    if (!details.empty()) fmt::print(stderr, "{}\n", text("details", {{"error", details}}));
    tell("error", {{"kind", kind}, {"message", sentence}, {"details", details}});
}

}  // namespace sen::sync
