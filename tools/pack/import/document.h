// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

/// What a file of an office holds, whatever its format: the form between the readers and the source
/// folder. Texts are UTF-8, but may stand in an old encoding until settle_encodings().
namespace sen::pack {

/// A stretch of text of one look.
struct TextRun {
    std::string text;
    std::string font;  ///< empty: not told
    bool is_strong = false, is_emphasis = false;

    bool has_look_of(const TextRun& other) const {
        return font == other.font && is_strong == other.is_strong &&
               is_emphasis == other.is_emphasis;
    }
};

enum class ParagraphKind {
    Body,
    Title,
    Heading,
    Item,
    Quotation,
    Caption,  ///< of a picture; as a paragraph of its own one whose picture is not known
    Contents  ///< a line of a table of contents, which no exhibit has
};

struct Paragraph {
    ParagraphKind kind = ParagraphKind::Body;
    std::vector<TextRun> runs;
    int place =
        0;  ///< line of a text, number of the paragraph of a document, row of a table; from 1
};

/// A picture as it lies in the document, not looked into.
struct DocumentPicture {
    std::string extension;  ///< "jpg"
    std::string bytes;
    std::vector<TextRun> caption, description;
    int place = 0;  ///< as of a paragraph
};

/// What could not be taken along: a key of strings/pack.<language>.toml and its {name}.
struct LeftOut {
    std::string key, name;
    bool operator==(const LeftOut&) const = default;
};

struct Document {
    std::vector<Paragraph> paragraphs;
    std::vector<std::vector<TextRun>> rows;  ///< the cells of a table; then there are no paragraphs
    bool is_markdown = false;                ///< paragraphs are lines of Markdown
    std::vector<DocumentPicture> pictures;
    std::vector<LeftOut> left_out;
};

/// Why a file cannot be read: a key of strings/pack.<language>.toml that says what to do, and what
/// fills it. {file} is added by who knows it.
struct ReadFault {
    std::string key;
    std::vector<std::pair<std::string, std::string>> values;
};
template <class T>
using Read = tl::expected<T, ReadFault>;

}  // namespace sen::pack
