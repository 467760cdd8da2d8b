// SPDX-License-Identifier: Apache-2.0
#include "language/sort_key.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/utf8.h"
#include "language/fold.h"
#include "language/letter.h"
#include "language/nfc.h"

namespace sen::language {

namespace {

// A key is words, kEndOfWords, cases. A word is a number (kNumber, length, digits) or letters,
// kEndOfLetters, tones, kEndOfTones. Each mark is less than what may stand in its place, so that
// the shorter comes first.
enum Mark : char {
    kEndOfWords = 0x00,
    kEndOfLetters = 0x01,
    kEndOfTones = 0x01,
    kNumber = 0x02,
    kFirstTone = 0x02,
    kFirstLetter = 0x10,
    kOtherScript = 0x70,
};
enum class LetterCase : char { Lower = 1, Upper = 2 };

constexpr std::u32string_view kAlphabet = U"aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";
constexpr std::array<char, 6> kDictionaryRank{0, 1, 2, 3, 4, 5};
constexpr std::array<char, 6> kSchoolRank{0, 2, 3, 4, 1, 5};

class KeyMaker {
  public:
    explicit KeyMaker(ToneOrder order)
        : rank_(order == ToneOrder::School ? kSchoolRank : kDictionaryRank) {}

    void add(char32_t code_point) {
        if (code_point >= '0' && code_point <= '9') {
            end_letters();
            digits_ += static_cast<char>(code_point);
        } else if (const auto letter = split_letter(code_point)) {
            add_letter(*letter);
        } else if (is_other_letter(code_point)) {
            add_folded(code_point);
        } else {
            end_word();
        }
    }

    std::string finish() {
        end_word();
        key_ += kEndOfWords;
        // Lower case at the end says nothing that its absence would not.
        const auto last_upper = cases_.find_last_of(static_cast<char>(LetterCase::Upper));
        return key_ + cases_.substr(0, last_upper + 1);
    }

  private:
    void add_letter(const Letter& letter) {
        end_digits();
        const auto plain = join_letter({letter.base, letter.shape, Tone::Ngang, false});
        letters_ += static_cast<char>(kFirstLetter + kAlphabet.find(plain));
        if (letter.tone != Tone::Ngang)
            tones_ += static_cast<char>(kFirstTone + rank_[static_cast<std::size_t>(letter.tone)]);
        cases_ += static_cast<char>(letter.is_upper ? LetterCase::Upper : LetterCase::Lower);
    }

    /// A letter beyond U+007F that is no Vietnamese one; symbols there part words.
    static bool is_other_letter(char32_t code_point) {
        if (code_point < 0xC0 || code_point == 0xD7 || code_point == 0xF7) return false;
        const bool is_punctuation = (code_point >= 0x2000 && code_point <= 0x2BFF) ||
                                    (code_point >= 0x3000 && code_point <= 0x303F) ||
                                    code_point >= 0xFFF0;
        return !is_punctuation || code_point >= 0x10000;
    }

    void add_folded(char32_t code_point) {
        const auto folded = fold_text(encode_utf8(code_point));
        std::string_view rest = folded;
        while (const auto part = first_code_point(rest)) {
            if (const auto letter = split_letter(part->value)) {
                add_letter(*letter);
            } else {
                end_digits();
                letters_ += kOtherScript;
                for (const int shift : {16, 8, 0})
                    letters_ += static_cast<char>((part->value >> shift) & 0xFF);
            }
            rest.remove_prefix(part->length);
        }
    }

    void end_letters() {
        if (letters_.empty()) return;
        key_ += letters_;
        key_ += kEndOfLetters;
        key_ += tones_;
        key_ += kEndOfTones;
        letters_.clear();
        tones_.clear();
    }

    /// Of two numbers that of fewer digits is less. Longer ones than 255 digits are cut into
    /// several.
    void end_digits() {
        if (digits_.empty()) return;
        std::string_view rest(digits_);
        rest.remove_prefix(std::min(rest.find_first_not_of('0'), rest.size()));
        do {
            const auto part = rest.substr(0, 255);
            key_ += kNumber;
            key_ += static_cast<char>(part.size());
            key_ += part;
            rest.remove_prefix(part.size());
        } while (!rest.empty());
        digits_.clear();
    }

    void end_word() {
        end_letters();
        end_digits();
    }

    std::array<char, 6> rank_;
    std::string key_, letters_, tones_, digits_, cases_;
};

}  // namespace

std::string sort_key(std::string_view text, ToneOrder order) {
    if (text.size() > kMaxSortBytes) {
        std::size_t end = kMaxSortBytes;
        while (end > 0 && (text[end] & 0xC0) == 0x80) --end;  // not inside a letter
        text = text.substr(0, end);
    }
    const auto composed = to_nfc(text);
    std::string_view rest = composed ? std::string_view(*composed) : text;
    KeyMaker maker(order);
    while (!rest.empty()) {
        const auto code_point = first_code_point(rest).value_or(CodePoint{U' ', 1});
        maker.add(code_point.value);
        rest.remove_prefix(code_point.length);
    }
    return maker.finish();
}

}  // namespace sen::language
