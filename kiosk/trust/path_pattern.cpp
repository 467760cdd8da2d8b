// SPDX-License-Identifier: Apache-2.0
#include "trust/path_pattern.h"

#include <algorithm>

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

/// Where the characters of the set that begins at `at` begin.
std::size_t start_of_set(std::string_view pattern, std::size_t at) {
    const bool is_negated = at + 1 < pattern.size() && pattern[at + 1] == '!';
    return at + (is_negated ? 2 : 1);
}

/// The set at the start of `pattern`, which begins with `[` and has an end: the first `]` that is
/// not its first character.
Step match_set(std::string_view pattern, char32_t character) {
    const std::size_t first = start_of_set(pattern, 0);
    bool is_in = false;
    std::size_t at = first;
    while (pattern[at] != ']' || at == first) {
        const auto low = next_character(pattern.substr(at));
        at += low.length;
        auto high = low;
        if (pattern[at] == '-' && pattern[at + 1] != ']') {
            high = next_character(pattern.substr(at + 1));
            at += 1 + high.length;
        }
        is_in = is_in || (low.value <= character && character <= high.value);
    }
    return {at + 1, is_in != (first == 2)};
}

/// What stands between two slashes of a pattern.
class PatternPart {
  public:
    PatternPart(std::string_view text, std::uint64_t& steps)
        : text_(text), last_end_(text.rfind(']')), steps_(steps) {}

    /// Of several `*` only the last is tried again: the earlier ones cannot gain. So each byte of
    /// `part` meets each byte of the pattern once at most.
    bool matches(std::string_view part) {
        std::size_t at = 0, retry_at = 0;
        std::string_view retry_part;
        bool can_retry = false;
        while (!part.empty()) {
            if (at < text_.size() && text_[at] == '*') {
                ++steps_;
                retry_at = ++at;
                retry_part = part;
                can_retry = true;
                continue;
            }
            const auto character = next_character(part);
            const auto step = match_one(at, character.value);
            steps_ += std::max<std::size_t>(step.length, 1);
            if (step.is_match) {
                at += step.length;
                part.remove_prefix(character.length);
                continue;
            }
            if (!can_retry) return false;
            retry_part.remove_prefix(next_character(retry_part).length);
            at = retry_at;
            part = retry_part;
        }
        return text_.find_first_not_of('*', at) == std::string_view::npos;
    }

  private:
    /// One character of the path against what stands at `at` and is no `*`.
    Step match_one(std::size_t at, char32_t character) const {
        const auto rest = text_.substr(at);
        if (rest.empty()) return {};
        if (rest.front() == '?') return {1, true};
        // Known beforehand: to search an end for each of many `[` without one would be very slow.
        const bool has_end =
            last_end_ != std::string_view::npos && last_end_ > start_of_set(text_, at);
        if (rest.front() == '[' && has_end) return match_set(rest, character);
        const auto own = next_character(rest);
        return {own.length, own.value == character};
    }

    std::string_view text_;
    std::size_t last_end_;  ///< of the last set, if any
    std::uint64_t& steps_;
};

std::string_view cut_part(std::string_view& path) {
    const auto slash = path.find('/');
    const auto part = path.substr(0, slash);
    path.remove_prefix(slash == std::string_view::npos ? path.size() : slash);
    return part;
}

}  // namespace

bool matches_pattern(std::string_view pattern, std::string_view path, std::uint64_t& steps) {
    if (pattern.size() > kMaxBytes || path.size() > kMaxBytes) return false;
    for (;;) {
        if (!PatternPart(cut_part(pattern), steps).matches(cut_part(path))) return false;
        if (pattern.empty() || path.empty()) return pattern.empty() && path.empty();
        pattern.remove_prefix(1);
        path.remove_prefix(1);
    }
}

}  // namespace sen::trust
