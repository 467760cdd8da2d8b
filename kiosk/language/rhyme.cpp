// SPDX-License-Identifier: Apache-2.0
#include "language/rhyme.h"

#include <algorithm>
#include <string_view>

namespace sen::language {

namespace {

constexpr std::string_view kRhymes =
    "a ac ach ai am an ang anh ao ap at au ay "
    "ăc ăm ăn ăng ăp ăt "
    "âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et "
    "ê êch êm ên ênh êp êt êu "
    "i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu "
    "o oc oi om on ong op ot ooc oong "
    "oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oem oen oeo oet "
    "ô ôc ôi ôm ôn ông ôp ôt "
    "ơ ơi ơm ơn ơp ơt "
    "u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôt "
    "uân uâng uât uây uê uêch uên uênh uêt uêu uơ "
    "uy uya uych uyên uyêt uyn uynh uyp uyt uyu "
    "ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu "
    "y ych yên yêm yêng yêt yêu ynh yt ";

std::vector<Rhyme> read_rhymes() {
    std::vector<Rhyme> rhymes;
    for (std::size_t at = 0; at < kRhymes.size();) {
        const auto space = kRhymes.find(' ', at);
        const auto letters = split_word(kRhymes.substr(at, space - at)).value_or(Letters{});
        const auto coda = std::find_if(letters.begin(), letters.end(),
                                       [](const Letter& l) { return !l.is_vowel(); });
        rhymes.push_back({{letters.begin(), coda}, {coda, letters.end()}});
        at = space + 1;
    }
    return rhymes;
}

/// Whether a letter that was typed can become `wanted`.
bool may_become(const Letter& typed, const Letter& wanted) {
    return typed.base == wanted.base &&
           (typed.shape == Shape::Plain || typed.shape == wanted.shape);
}

bool is_same(const Letter& a, const Letter& b) {
    return a.is_same_letter(b);
}

bool begins_coda(std::span<const Letter> typed, std::span<const Letter> coda) {
    if (typed.size() > coda.size()) return false;
    const bool is_k = typed.size() == 1 && typed[0].base == 'k';
    if (is_k) return coda.size() == 1 && coda[0].base == 'c';
    return std::equal(typed.begin(), typed.end(), coda.begin(), is_same);
}

}  // namespace

const std::vector<Rhyme>& all_rhymes() {
    static const auto rhymes = read_rhymes();
    return rhymes;
}

bool is_rhyme(std::span<const Letter> nucleus, std::span<const Letter> coda) {
    return std::any_of(all_rhymes().begin(), all_rhymes().end(), [&](const Rhyme& rhyme) {
        return std::equal(nucleus.begin(), nucleus.end(), rhyme.nucleus.begin(),
                          rhyme.nucleus.end(), is_same) &&
               std::equal(coda.begin(), coda.end(), rhyme.coda.begin(), rhyme.coda.end(), is_same);
    });
}

bool is_possible_rhyme(std::span<const Letter> nucleus, std::span<const Letter> coda) {
    return std::any_of(all_rhymes().begin(), all_rhymes().end(), [&](const Rhyme& rhyme) {
        const auto& wanted = rhyme.nucleus;
        if (nucleus.size() > wanted.size()) return false;
        // Before a consonant the vowels are complete.
        if (!coda.empty() && nucleus.size() != wanted.size()) return false;
        return std::equal(nucleus.begin(), nucleus.end(), wanted.begin(), may_become) &&
               begins_coda(coda, rhyme.coda);
    });
}

bool accepts_tone(std::span<const Letter> coda, Tone tone) {
    if (coda.empty() || tone == Tone::Ngang) return true;
    const char last = coda.back().base;
    const bool is_stop = coda[0].base == 'c' || last == 'k' || last == 'p' || last == 't';
    return !is_stop || tone == Tone::Sac || tone == Tone::Nang;
}

}  // namespace sen::language
