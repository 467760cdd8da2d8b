// SPDX-License-Identifier: Apache-2.0
#include "run_seams.h"

#include <algorithm>

#include "base/utf8.h"
#include "text.h"

namespace sen::pack {
namespace {

/// The last character; empty when there is none.
std::string_view last_character(std::string_view text) {
    std::size_t begin = text.size();
    while (begin > 0) {
        --begin;
        if ((static_cast<unsigned char>(text[begin]) & 0xC0) != 0x80) break;
    }
    return text.substr(begin);
}

/// What of a text goes on with a word that began before it.
std::string_view rest_of_word(std::string_view text) {
    constexpr std::string_view kEnds = " \t\r\n.,;:!?()[]\"/-";
    return text.substr(0, std::min(text.find_first_of(kEnds), text.size()));
}

}  // namespace

void mend_letters(const std::vector<TextRun*>& runs,
                  const std::function<std::string(const std::string&)>& compose) {
    TextRun* before = nullptr;
    for (TextRun* run : runs) {
        if (run->text.empty()) continue;
        if (before != nullptr) {
            std::size_t taken = 0;
            std::string letter = compose(std::string(last_character(before->text)));
            while (const auto first = first_code_point(std::string_view(run->text).substr(taken))) {
                const std::string mark = run->text.substr(taken, first->length);
                std::string joined = compose(letter + mark);
                if (character_count(joined) >=
                    character_count(letter) + character_count(compose(mark)))
                    break;
                letter = std::move(joined);
                taken += mark.size();
            }
            before->text += run->text.substr(0, taken);
            run->text.erase(0, taken);
        }
        if (!run->text.empty()) before = run;
    }
}

std::vector<TextRun> with_whole_words(const std::vector<TextRun>& runs) {
    std::vector<TextRun> whole;
    for (TextRun run : runs) {
        const bool is_inside =
            !whole.empty() && !rest_of_word(last_character(whole.back().text)).empty();
        if (is_inside) {
            const std::string rest(rest_of_word(run.text));
            whole.back().text += rest;
            run.text.erase(0, rest.size());
        }
        if (run.text.empty()) continue;
        if (!whole.empty() && whole.back().has_look_of(run))
            whole.back().text += run.text;
        else
            whole.push_back(std::move(run));
    }
    return whole;
}

}  // namespace sen::pack
