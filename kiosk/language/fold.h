// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sen::language {

/// A stretch of bytes, `end` not included.
struct ByteRange {
    std::size_t begin = 0;
    std::size_t end = 0;

    bool operator==(const ByteRange&) const = default;
};

/// A text without marks and capitals, and where each of its bytes came from.
struct Folded {
    std::string text;
    /// For each byte of `text`, and one past it, the offset of the letter in the source; ascending.
    std::vector<std::uint32_t> source;

    /// The bytes of the source that a hit in `text` covers: whole letters, with the marks that
    /// follow them in normal form D. What reaches beyond the text is cut.
    ByteRange source_range(ByteRange hit) const;
};

/// What search compares: NFD without its marks, đ ð → d, lower case (Unicode case folding), so that
/// hòa, hoà, HOÀ and "hoa" are one. Marks go from Latin, Greek and Cyrillic letters only; in other
/// scripts they are part of the word. Invisible characters (soft hyphen, U+200B to U+200D, U+FEFF)
/// vanish. A byte that is not UTF-8 becomes U+FFFD, which no tokenizer takes for a letter. Total:
/// takes any bytes shorter than 4 GiB (the rest is not read); at most 3 times as long as the
/// source.
Folded fold(std::string_view text);
/// The text alone.
std::string fold_text(std::string_view text);

}  // namespace sen::language
