// SPDX-License-Identifier: Apache-2.0
#include "trust/path_pattern.h"

#include <optional>

#include "base/utf8.h"

namespace sen::trust {

namespace {

constexpr std::size_t kMaxBytes = 1024;  // time grows with the product of both lengths

/// The character at `text`'s start; a byte of its own where it is none.
CodePoint next_character(std::string_view text) {
    return first_code_point(text).value_or(CodePoint{static_cast<unsigned char>(text.front()), 1});
}

struct Step {
    std::size_t length = 0;  ///< bytes of the pattern
    bool is_match = false;
};

/// The set at the start of `pattern`, which begins with `[`; nothing when it has no end.
std::optional<Step> match_set(std::string_view pattern, char32_t character) {
    std::size_t at = 1;
    const bool is_negated = at < pattern.size() && pattern[at] == '!';
    if (is_negated) ++at;
    bool is_in = false;
    for (const std::size_t first = at; at < pattern.size();) {
        if (pattern[at] == ']' && at != first) return Step{at + 1, is_in != is_negated};
        const auto low = next_character(pattern.substr(at));
        at += low.length;
        auto high = low;
        if (at + 1 < pattern.size() && pattern[at] == '-' && pattern[at + 1] != ']') {
            high = next_character(pattern.substr(at + 1));
            at += 1 + high.length;
        }
        is_in = is_in || (low.value <= character && character <= high.value);
    }
    return std::nullopt;
}

/// One character of the path against the start of a pattern that does not begin with `*`.
Step match_one(std::string_view pattern, char32_t character) {
    if (pattern.empty()) return {};
    if (pattern.front() == '?') return {1, true};
    if (pattern.front() == '[')
        if (const auto set = match_set(pattern, character)) return *set;
    const auto own = next_character(pattern);
    return {own.length, own.value == character};
}

/// Between two slashes. Of several `*` only the last is tried again: the earlier ones cannot gain.
bool matches_part(std::string_view pattern, std::string_view part) {
    std::string_view retry_pattern, retry_part;
    bool can_retry = false;
    while (!part.empty()) {
        if (!pattern.empty() && pattern.front() == '*') {
            pattern.remove_prefix(1);
            retry_pattern = pattern;
            retry_part = part;
            can_retry = true;
            continue;
        }
        const auto character = next_character(part);
        if (const auto step = match_one(pattern, character.value); step.is_match) {
            pattern.remove_prefix(step.length);
            part.remove_prefix(character.length);
            continue;
        }
        if (!can_retry) return false;
        retry_part.remove_prefix(next_character(retry_part).length);
        pattern = retry_pattern;
        part = retry_part;
    }
    return pattern.find_first_not_of('*') == std::string_view::npos;
}

std::string_view cut_part(std::string_view& path) {
    const auto slash = path.find('/');
    const auto part = path.substr(0, slash);
    path.remove_prefix(slash == std::string_view::npos ? path.size() : slash);
    return part;
}

}  // namespace

bool matches_pattern(std::string_view pattern, std::string_view path) {
    if (pattern.size() > kMaxBytes || path.size() > kMaxBytes) return false;
    for (;;) {
        if (!matches_part(cut_part(pattern), cut_part(path))) return false;
        if (pattern.empty() || path.empty()) return pattern.empty() && path.empty();
        pattern.remove_prefix(1);
        path.remove_prefix(1);
    }
}

}  // namespace sen::trust
