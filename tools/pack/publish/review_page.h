// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/result.h"
#include "desk.h"
#include "messages.h"
#include "review.h"

namespace sen::pack {

/// The review in plain lines, for a terminal.
std::string review_text(const Review& review, const Messages& messages);

/// Writes review.html and the thumbnails that it shows into the draft's folder; the page needs
/// nothing from outside of it. At most kMaxThumbnails pictures are shown, the others are named.
Result<void> write_review_page(Desk& desk, const Review& review, const Messages& messages);
inline constexpr std::size_t kMaxThumbnails = 1000;

}  // namespace sen::pack
