// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/result.h"
#include "desk.h"
#include "messages.h"
#include "review.h"

namespace sen::pack {

/// The review in plain lines, for a terminal: of a pack's first version a summary, of a later one
/// the changed lines of each text up to kMaxTextLines, all in all kMaxTerminalLines at most. What
/// was left out is counted; the page has it.
std::string review_text(const Review& review, const Messages& messages);
inline constexpr std::size_t kMaxTerminalLines = 200, kMaxTextLines = 12, kMaxTitles = 20;

/// Writes review.html and the thumbnails that it shows into the draft's folder: every line of text,
/// also of a first version. The page needs nothing from outside of the folder. At most
/// kMaxThumbnails pictures are shown, the others are named.
Result<void> write_review_page(Desk& desk, const Review& review, const Messages& messages);
inline constexpr std::size_t kMaxThumbnails = 1000;

}  // namespace sen::pack
