// SPDX-License-Identifier: Apache-2.0
#include "text.h"

#include <algorithm>
#include <numeric>

#include "base/utf8.h"
#include "language/fold.h"
#include "language/letter_case.h"
#include "language/nfc.h"

namespace sen::pack {
namespace {

bool is_invisible(char32_t c) {
    return c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0xFEFF;
}

bool is_forbidden(char32_t c) {
    const bool is_control = c < 0x20 || (c >= 0x7F && c < 0xA0);
    const bool is_separator = c == 0x2028 || c == 0x2029;
    const bool is_direction =
        c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    return is_control || is_separator || is_direction;
}

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Calls `see(code point, offset)` for each code point; stops at bytes that are not UTF-8.
template <class See>
void for_each_code_point(std::string_view text, See see) {
    for (std::size_t at = 0; at < text.size();) {
        const auto point = first_code_point(text.substr(at));
        if (!point) return;
        see(point->value, at);
        at += point->length;
    }
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t swapped = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = std::exchange(row[j], std::min({swapped, row[j] + 1, row[j - 1] + 1}));
        }
    }
    return row[b.size()];
}

}  // namespace

std::string clean_text(std::string_view text, std::string_view language) {
    std::string kept;
    kept.reserve(text.size());
    for_each_code_point(text, [&](char32_t c, std::size_t at) {
        if (is_invisible(c)) return;
        if (c == '\r') {
            const bool is_pair = at + 1 < text.size() && text[at + 1] == '\n';
            if (!is_pair) kept += '\n';
        } else if (c == 0xD0 && language == "vi") {
            kept +=
                encode_utf8(0x110);  // typed with a Western keyboard; looks the same, sorts wrong
        } else {
            kept += encode_utf8(c);
        }
    });
    auto normal = language::to_nfc(kept);
    return normal ? std::move(*normal) : kept;
}

std::optional<std::size_t> find_control_character(std::string_view text, Lines lines) {
    std::optional<std::size_t> found;
    for_each_code_point(text, [&](char32_t c, std::size_t at) {
        const bool is_layout = c == '\n' || c == '\t';
        if (!found && is_forbidden(c) && !(is_layout && lines == Lines::Many)) found = at;
    });
    return found;
}

std::size_t character_count(std::string_view text) {
    std::size_t count = 0;
    for_each_code_point(text, [&](char32_t, std::size_t) { ++count; });
    return count;
}

std::size_t word_count(std::string_view text) {
    std::size_t count = 0;
    bool was_space = true;
    for (const char c : text) {
        if (was_space && !is_space(c)) ++count;
        was_space = is_space(c);
    }
    return count;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

int line_at(std::string_view text, std::size_t offset) {
    const auto before = text.substr(0, std::min(offset, text.size()));
    return 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
}

bool is_id(std::string_view text) {
    if (text.empty() || text.size() > 64) return false;
    char before = '-';
    for (const char c : text) {
        const bool is_letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!is_letter && !(c == '-' && before != '-')) return false;
        before = c;
    }
    return before != '-';
}

std::string to_id(std::string_view text, std::string_view fallback) {
    constexpr std::size_t kLongest = 60;  // an id has 64; a number may follow
    std::string id;
    for (const char c : language::fold_text(text)) {
        const bool is_kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (is_kept && id.size() < kLongest)
            id += c;
        else if (!is_kept && !id.empty() && id.back() != '-')
            id += '-';
    }
    while (id.ends_with('-')) id.pop_back();
    return id.empty() ? std::string(fallback) : id;
}

std::string toml_text(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
    }
    return out + '"';
}

std::optional<std::string> nearest(std::string_view name,
                                   const std::vector<std::string>& candidates) {
    constexpr std::size_t kLongest = 256;  // the comparison costs the product of the lengths
    if (name.size() > kLongest) return std::nullopt;
    const std::size_t close = std::max<std::size_t>(1, std::min<std::size_t>(3, name.size() / 2));
    std::optional<std::string> best;
    std::size_t least = close + 1;
    for (const std::string& candidate : candidates) {
        if (candidate.size() > kLongest) continue;
        const std::size_t distance =
            edit_distance(language::to_lower(name), language::to_lower(candidate));
        if (distance < least) {
            least = distance;
            best = candidate;
        }
    }
    return best;
}

}  // namespace sen::pack
