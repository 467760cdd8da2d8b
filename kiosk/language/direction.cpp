// SPDX-License-Identifier: Apache-2.0
#include "language/direction.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace sen::language {

namespace {

struct Block {
    char32_t first, last;
};

/// The blocks that Unicode keeps for such scripts.
constexpr std::array kBlocks{Block{0x0590, 0x08FF}, Block{0xFB1D, 0xFDFF}, Block{0xFE70, 0xFEFC},
                             Block{0x10800, 0x10FFF}, Block{0x1E800, 0x1EFFF}};

}  // namespace

bool is_right_to_left(std::string_view text) {
    while (!text.empty()) {
        const auto letter = first_code_point(text);
        if (letter && std::any_of(kBlocks.begin(), kBlocks.end(), [&](const Block& block) {
                return letter->value >= block.first && letter->value <= block.last;
            }))
            return true;
        text.remove_prefix(letter ? letter->length : 1);
    }
    return false;
}

}  // namespace sen::language
