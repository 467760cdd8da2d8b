// SPDX-License-Identifier: Apache-2.0
#include "catalogue/vocabulary.h"

#include <algorithm>
#include <set>

#include "catalogue/words.h"

namespace sen::catalogue {
namespace {

constexpr int kMostWords = 24;
constexpr int kMostSpellings = 96;  // of one word without marks; Vietnamese has fewer
constexpr std::int64_t kMaxUses = kEntriesOfLanguage;

KnownWord read(Row& row) {
    KnownWord word;
    word.folded = row.text(0);
    word.exact = row.text(1);
    row.require(!word.exact.empty() && word.exact.size() <= 2 * kMaxWordBytes, "no word");
    for (std::size_t field = 0; field < kFields; ++field)
        word.uses[field] = row.integer(static_cast<int>(2 + field), 0, kMaxUses);
    return word;
}

std::int64_t all_uses(const KnownWord& word) {
    return word.uses[0] + word.uses[1] + word.uses[2];
}

bool is_plain(std::string_view word) {
    return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// Everything that is one error away.
std::set<std::string> edits_of(std::string_view word) {
    std::set<std::string> edits;
    const std::string whole(word);
    for (std::size_t at = 0; at <= whole.size(); ++at) {
        std::string edit = whole;
        if (at < whole.size()) edits.insert(edit.erase(at, 1));
        edit = whole;
        if (at + 1 < whole.size()) {
            std::swap(edit[at], edit[at + 1]);
            edits.insert(edit);
        }
        for (char letter = 'a'; letter <= 'z'; ++letter) {
            edit = whole;
            edits.insert(edit.insert(at, 1, letter));
            edit = whole;
            if (at == whole.size()) continue;
            edit[at] = letter;
            edits.insert(edit);
        }
    }
    edits.erase(whole);
    return edits;
}

}  // namespace

Result<std::vector<KnownWord>> Vocabulary::spellings(std::string_view folded) const {
    std::vector<KnownWord> words;
    SEN_CHECK(connection_.each(
        "SELECT folded, word, titles, names, texts FROM search_word"
        " WHERE language = ? AND folded = ?"
        " ORDER BY titles + names + texts DESC LIMIT 24",
        {language_, folded}, kMostWords, [&](Row& row) { words.push_back(read(row)); }));
    return words;
}

Result<std::vector<KnownWord>> Vocabulary::completions(std::string_view beginning,
                                                       std::string_view exact) const {
    std::vector<KnownWord> words;
    if (beginning.empty()) return words;
    constexpr const char* kLast = "\xF4\x8F\xBF\xBF";  // U+10FFFF
    const std::string end = std::string(beginning) + kLast, exact_end = std::string(exact) + kLast;
    std::size_t letters = 0;
    for (const char c : beginning)
        if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++letters;
    constexpr std::string_view kSql[] = {
        "SELECT folded, word, titles, 0, 0 FROM search_word"
        " WHERE language = ? AND folded > ? AND folded < ? AND word >= ? AND word < ? AND titles > "
        "0"
        " ORDER BY titles DESC LIMIT 24",
        "SELECT folded, word, titles, names, 0 FROM search_word"
        " WHERE language = ? AND folded > ? AND folded < ? AND word >= ? AND word < ? AND titles + "
        "names > 0"
        " ORDER BY titles + names DESC LIMIT 24",
        "SELECT folded, word, titles, names, texts FROM search_word"
        " WHERE language = ? AND folded > ? AND folded < ? AND word >= ? AND word < ?"
        " ORDER BY titles + names + texts DESC LIMIT 24"};
    SEN_CHECK(connection_.each(
        kSql[std::min<std::size_t>(letters, 3) - 1],
        {language_, beginning, std::string_view(end), exact, std::string_view(exact_end)},
        kMostWords, [&](Row& row) { words.push_back(read(row)); }));
    return words;
}

Result<std::vector<KnownWord>> Vocabulary::neighbours(std::string_view folded) const {
    std::vector<KnownWord> words;
    if (folded.size() + 1 < kLeastLetters || !is_plain(folded)) return words;
    for (const std::string& edit : edits_of(folded)) {
        if (std::max(edit.size(), folded.size()) < kLeastLetters) continue;
        // Hundreds of questions, nearly all without an answer: they are sorted together.
        SEN_CHECK(
            connection_.each("SELECT folded, word, titles, names, texts FROM search_word"
                             " WHERE language = ? AND folded = ? LIMIT 96",
                             {language_, std::string_view(edit)}, kMostSpellings,
                             [&](Row& row) { words.push_back(read(row)); }));
    }
    std::stable_sort(words.begin(), words.end(), [](const KnownWord& a, const KnownWord& b) {
        return all_uses(a) > all_uses(b);
    });
    words.resize(std::min(words.size(), std::size_t{kMostWords}));
    return words;
}

}  // namespace sen::catalogue
