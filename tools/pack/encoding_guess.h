// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "encoding.h"

/// In which encoding a text is: by its font, or by how many of its words are Vietnamese when it is
/// read so. No files; any thread.
namespace sen::pack {

/// One way to read a text and how well it reads. Only words with letters beyond ASCII count: the
/// others are the same in every reading.
struct Reading {
    Encoding encoding = Encoding::Unicode;
    std::size_t words = 0;
    std::size_t valid = 0;  ///< Vietnamese syllables; read as it is, words of Western languages too

    double share() const;
    /// Rule of succession, (valid + 1) / (words + 2): how sure it is that the next word is valid
    /// too. It tells few words from many, so that a name of two words never is certain.
    double confidence() const;
};

/// From this on a reading is taken without asking.
constexpr double kCertain = 0.95;

/// One paragraph, line or cell, as the document holds it.
struct Passage {
    std::string text;  ///< UTF-8, maybe with Western letters in the place of Vietnamese ones
    std::optional<FontEncoding> font;
    int place = 0;  ///< line, paragraph or cell, for messages
};

/// What was found out about some passages of one document.
struct Finding {
    Reading best;
    std::optional<Reading> second;      ///< the other reading worth showing
    bool is_by_font = false;            ///< then nothing was weighed
    bool is_certain = false;            ///< else the author must be asked
    std::vector<std::size_t> passages;  ///< by index
    std::size_t example = 0;            ///< the passage that shows the difference best
};

/// Finds the passages that are not Unicode and how to read them. What no finding names stays.
/// `as_is` is Unicode for a document that has passages of it beside others, and Windows1252 for a
/// file of bytes, whose passages all have one encoding.
std::vector<Finding> find_encodings(const std::vector<Passage>& passages, Encoding as_is);

/// The text of a passage, read so.
std::string read_passage(const Passage& passage, Encoding encoding);

/// Whether bytes are UTF-16, and which end comes first: by the byte order mark, else by where their
/// zeros are. The mark does not say that what follows is whole.
std::optional<Encoding> guess_utf16(std::string_view bytes);
bool has_utf16_mark(std::string_view bytes);

}  // namespace sen::pack
