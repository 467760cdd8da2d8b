// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace sen::graphics {

/// What may happen after a word. Bound: only break here when there is no other way (a number and
/// its unit, "ngày 2", "TP. …").
enum class BreakAfter { Free, Bound, Newline };

/// A stretch of text that is never broken unless it is wider than the line by itself. Offsets are
/// bytes; `end` is before the spaces that follow, `next` is where the following word begins.
struct Word {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t next = 0;
    BreakAfter after = BreakAfter::Free;
};

/// Vietnamese typography (also right for English): a line may end after a space, hyphen, en dash or
/// slash, never before closing punctuation nor behind an opening mark, also where French has a
/// space between them and the word (« mot » ; oui !); between Chinese characters and kana, but not
/// before what Japanese does not begin a line with, nor after an opening bracket (kinsoku). An
/// empty line is an empty word; spaces at the start of a line are left out. `text` is valid UTF-8;
/// a newline at its very end makes no further line.
std::vector<Word> split_words(std::string_view text);

/// False for closing punctuation and dashes: where a word has to be cut, not before these.
bool may_begin_line(char32_t character);
/// False for opening marks: not behind these.
bool may_end_line(char32_t character);

}  // namespace sen::graphics
