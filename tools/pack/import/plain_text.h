// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "document.h"
#include "encoding.h"

namespace sen::pack {

/// The bytes of a text file as UTF-8, before it is known which old encoding they may be in.
struct RawText {
    std::string text;
    /// Windows1252: bytes that are not UTF-8, shown as Western letters. Unicode, UTF-16: sure.
    Encoding encoding = Encoding::Unicode;
    bool is_guessed = false;  ///< UTF-16 without its mark
};
/// `asked` is what the author says it is.
Read<RawText> read_raw_text(std::string_view bytes, std::optional<Encoding> asked);

/// What stands after "- ", "• ", "* " or "+ "; nothing when a line is no item of a list.
std::optional<std::string_view> item_text(std::string_view line);

/// Lines to paragraphs: each line is one, as office programs save it. Only a line that reaches
/// about as far as the others around it goes on in the next, as of a text that was wrapped by hand;
/// a blank line ends it.
Document text_document(std::string_view text);
/// Lines of Markdown, as they are.
Document markdown_document(std::string_view text);
/// Cells by RFC 4180, also between ';' or tabs: the separator that most of the first lines
/// have, or the one that Excel's line "sep=;" names.
Read<Document> table_document(std::string_view text);
/// Whether each line that is not blank has a tab: what Excel saves as "Unicode text".
bool looks_like_table(std::string_view text);

}  // namespace sen::pack
