// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "document.h"

namespace sen::pack {

/// The text of an exhibit out of a document.
struct StoryText {
    std::string title;     ///< one line; empty when the document does not begin with one
    std::string markdown;  ///< as parse_markdown() takes it, without the title
};

/// A title is the first paragraph, if it is marked as one or is short and ends no sentence.
/// Headings within the text become `##`. `document` is in Unicode.
StoryText story_text(const Document& document);

/// A text as Markdown that shows it letter for letter.
std::string escape_markdown(std::string_view text);

}  // namespace sen::pack
