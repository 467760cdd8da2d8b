// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace sen::pack {

/// A half-open range of bytes of a text.
struct Sentence {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    bool operator==(const Sentence&) const = default;
};

/// A text in sentences, without the spaces between them. "TP. Hồ Chí Minh", "1.200" and "J. Smith"
/// are not cut; a text without an end mark is one sentence.
std::vector<Sentence> split_sentences(std::string_view text);

}  // namespace sen::pack
