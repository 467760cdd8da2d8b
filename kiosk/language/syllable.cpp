// SPDX-License-Identifier: Apache-2.0
#include "language/syllable.h"

#include <algorithm>
#include <array>

#include "language/rhyme.h"
#include "language/syllable_span.h"

namespace sen::language {

namespace {

constexpr std::size_t kMaxLetters = 7;  // nghiêng
constexpr std::array<Tone, 6> kTones{Tone::Ngang, Tone::Huyen, Tone::Hoi,
                                     Tone::Nga,   Tone::Sac,   Tone::Nang};
constexpr std::array<std::string_view, 28> kOnsets{
    "",   "b",   "c",  "d", "đ",  "g",  "gh", "gi", "h", "k",  "kh", "l", "m", "n",
    "ng", "ngh", "nh", "p", "ph", "qu", "r",  "s",  "t", "th", "tr", "v", "x", "ch"};

bool is_in(std::string_view part, std::initializer_list<std::string_view> parts) {
    return std::find(parts.begin(), parts.end(), part) != parts.end();
}

/// oa, oă, oe, uâ, uê, uơ, uy …: rhymes that begin with the glide /w/.
bool has_glide(const std::string& nucleus) {
    return is_in(nucleus, {"oa", "oai", "oao", "oay", "oă", "oe", "oeo", "uâ", "uây", "uê", "uêu",
                           "uơ", "uy", "uya", "uyê", "uyu"});
}

/// Which letters may follow which onset; the sound k is written c, k or qu, g and ng get an h
/// before i, e and ê, and i is y where nothing precedes iê.
bool may_follow(std::string_view onset, const std::string& nucleus, const std::string& coda) {
    const auto letters = split_word(nucleus).value_or(Letters{});
    const char first = letters.front().base;
    const bool is_front = first == 'i' || first == 'e';
    if (first == 'y') {
        if (onset == "qu") return true;
        // ych, ynh and yt are the ends of quých, quynh and quýt only.
        if (nucleus == "y")
            return coda.empty() && is_in(onset, {"", "h", "k", "l", "m", "s", "t", "v"});
        return onset.empty();
    }
    if (onset.empty()) return nucleus != "iê" && nucleus != "iêu";
    if (onset == "c") return !is_front && !has_glide(nucleus);
    if (onset == "k") return is_front;
    if (onset == "gh" || onset == "ngh") return is_front;
    if (onset == "ng") return !is_front;
    if (onset == "g") return !is_front || nucleus == "i" || (nucleus == "iê" && !coda.empty());
    if (onset == "gi") return first != 'i' && !(nucleus == "ê" && !coda.empty());
    if (onset == "qu") {
        if (nucleus == "ô") return coda == "c";
        if (nucleus == "ơ" || nucleus == "ơi") return true;  // Bình Quới
        if (nucleus == "oa") return coda == "ng";            // quềnh quoàng
        if (nucleus == "oă") return coda == "t";             // quoắt
        return first == 'a' || first == 'e' || nucleus == "i";
    }
    return true;
}

Letters lower_toneless(std::span<const Letter> letters) {
    Letters plain(letters.begin(), letters.end());
    for (auto& letter : plain) {
        letter.tone = Tone::Ngang;
        letter.is_upper = false;
    }
    return plain;
}

std::vector<Syllable> make_syllables() {
    std::vector<Syllable> syllables;
    for (const auto onset : kOnsets)
        for (const auto& rhyme : all_rhymes()) {
            const auto nucleus = to_text(rhyme.nucleus);
            const auto coda = to_text(rhyme.coda);
            if (!may_follow(onset, nucleus, coda)) continue;
            for (const auto tone : kTones)
                if (accepts_tone(rhyme.coda, tone))
                    syllables.push_back({std::string(onset), nucleus, coda, tone});
        }
    return syllables;
}

bool has_tone_at_home(const Letters& letters, const SyllableSpan& span, Tone tone,
                      ToneStyle style) {
    auto placed = letters;
    place_tone(placed, span, tone, style);
    return placed == letters;
}

}  // namespace

std::string Syllable::spell(ToneStyle style) const {
    auto letters = split_word(onset + nucleus + coda).value_or(Letters{});
    const auto span = find_last_syllable(letters);
    if (span.has_vowel()) place_tone(letters, span, tone, style);
    return to_text(letters);
}

std::optional<Syllable> parse_syllable(std::string_view word) {
    if (word.empty() || word.size() > 3 * kMaxLetters) return std::nullopt;
    const auto letters = split_word(word);
    if (!letters) return std::nullopt;
    const auto span = find_last_syllable(*letters);
    if (span.onset != 0 || !span.has_vowel()) return std::nullopt;

    const auto plain = lower_toneless(*letters);
    const auto part = [&](std::size_t begin, std::size_t end) {
        return std::span(plain).subspan(begin, end - begin);
    };
    const auto nucleus = part(span.nucleus, span.coda);
    const auto coda = part(span.coda, span.end);
    const auto text = [](std::span<const Letter> letters_of_part) {
        return to_text({letters_of_part.begin(), letters_of_part.end()});
    };
    Syllable syllable{text(part(0, span.nucleus)), text(nucleus), text(coda),
                      tone_of(*letters, span)};
    if (!is_rhyme(nucleus, coda) || !accepts_tone(coda, syllable.tone)) return std::nullopt;
    if (!may_follow(syllable.onset, syllable.nucleus, syllable.coda) ||
        std::find(kOnsets.begin(), kOnsets.end(), syllable.onset) == kOnsets.end())
        return std::nullopt;
    if (!has_tone_at_home(*letters, span, syllable.tone, ToneStyle::Old) &&
        !has_tone_at_home(*letters, span, syllable.tone, ToneStyle::New))
        return std::nullopt;
    return syllable;
}

const std::vector<Syllable>& all_syllables() {
    static const auto syllables = make_syllables();
    return syllables;
}

}  // namespace sen::language
