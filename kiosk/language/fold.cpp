// SPDX-License-Identifier: Apache-2.0
#include "language/fold.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <utility>

#include "base/utf8.h"

namespace sen::language {

namespace {

// Letters with a stroke, and joined letters, have no decomposition in Unicode.
constexpr std::array<std::pair<char32_t, std::string_view>, 8> kStrokes{{{U'đ', "d"},
                                                                         {U'ð', "d"},
                                                                         {U'ø', "o"},
                                                                         {U'ł', "l"},
                                                                         {U'ħ', "h"},
                                                                         {U'ŧ', "t"},
                                                                         {U'æ', "ae"},
                                                                         {U'œ', "oe"}}};

bool is_mark(char32_t code_point) {
    return code_point >= 0x300 && code_point <= 0x36F;
}

/// Latin, Greek and Cyrillic, in their blocks up to U+052F and the composed ones of U+1E00 to
/// U+1FFF.
bool has_removable_marks(char32_t code_point) {
    return code_point < 0x530 || (code_point >= 0x1E00 && code_point <= 0x1FFF);
}

/// Appends what one code point becomes.
void append_folded(char32_t code_point, std::string& text) {
    if (code_point < 0x80) {
        const bool is_capital = code_point >= 'A' && code_point <= 'Z';
        text += static_cast<char>(is_capital ? code_point - 'A' + 'a' : code_point);
        return;
    }
    if (is_mark(code_point)) return;
    int options = UTF8PROC_STABLE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;
    if (has_removable_marks(code_point)) options |= UTF8PROC_DECOMPOSE;
    std::array<utf8proc_int32_t, 18> parts{};  // Unicode's longest decomposition
    int last_class = UTF8PROC_BOUNDCLASS_START;
    const auto count =
        utf8proc_decompose_char(static_cast<utf8proc_int32_t>(code_point), parts.data(),
                                static_cast<utf8proc_ssize_t>(parts.size()),
                                static_cast<utf8proc_option_t>(options), &last_class);
    if (count < 0 || count > static_cast<utf8proc_ssize_t>(parts.size())) return;
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
        const auto part = static_cast<char32_t>(parts[i]);
        if (is_mark(part)) continue;
        const auto* const stroke = std::find_if(kStrokes.begin(), kStrokes.end(),
                                                [&](const auto& s) { return s.first == part; });
        text += stroke == kStrokes.end() ? encode_utf8(part) : std::string(stroke->second);
    }
}

Folded fold_bytes(std::string_view text, bool wants_source) {
    Folded folded;
    text = text.substr(0, std::numeric_limits<std::uint32_t>::max());
    folded.text.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto code_point = first_code_point(text.substr(at)).value_or(CodePoint{0xFFFD, 1});
        append_folded(code_point.value, folded.text);
        if (wants_source) folded.source.resize(folded.text.size(), static_cast<std::uint32_t>(at));
        at += code_point.length;
    }
    if (wants_source) folded.source.push_back(static_cast<std::uint32_t>(text.size()));
    return folded;
}

}  // namespace

ByteRange Folded::source_range(ByteRange hit) const {
    const std::size_t end = std::min(hit.end, text.size());
    const std::size_t begin = std::min(hit.begin, end);
    if (begin == end) return {source[begin], source[begin]};
    // A hit may end inside a letter that folds to two (æ): the whole letter is meant.
    std::size_t next = end;
    while (next < text.size() && source[next] == source[end - 1]) ++next;
    return {source[begin], source[next]};
}

Folded fold(std::string_view text) {
    return fold_bytes(text, true);
}

std::string fold_text(std::string_view text) {
    return fold_bytes(text, false).text;
}

}  // namespace sen::language
