// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "document.h"

/// Between two runs of a text: office programs cut words, and even letters, where the look or the
/// spelling check began.
namespace sen::pack {

/// Gives a mark that begins a run back to the letter that ends the one before it. `compose` tells
/// what belongs together: of such a pair it makes fewer characters than of the two alone.
void mend_letters(const std::vector<TextRun*>& runs,
                  const std::function<std::string(const std::string&)>& compose);

/// The same runs, in which every word has the look of its first letter.
std::vector<TextRun> with_whole_words(const std::vector<TextRun>& runs);

}  // namespace sen::pack
