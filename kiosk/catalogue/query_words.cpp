// SPDX-License-Identifier: Apache-2.0
#include "catalogue/query_words.h"

#include <algorithm>

#include "language/fold.h"

namespace sen::catalogue {
namespace {

constexpr std::size_t kMostTerms = 48;  // of one word of the query; each costs a page of memory
constexpr std::int64_t kUsesEverywhere = 4000;  // entries; in a pack of fewer no word is everywhere

/// With i for every y: words that differ in more than that are different for certain.
std::string loosened(std::string folded) {
    std::replace(folded.begin(), folded.end(), 'y', 'i');
    return folded;
}

bool holds(const std::vector<KnownWord>& words, std::string_view exact) {
    return std::any_of(words.begin(), words.end(),
                       [&](const KnownWord& word) { return word.exact == exact; });
}

void add_terms(const std::vector<KnownWord>& words, const std::vector<Field>& fields,
               std::vector<std::string>& terms) {
    for (const KnownWord& word : words)
        for (const Field field : fields)
            if (word.is_in(field) && terms.size() < kMostTerms)
                terms.push_back(to_term(field, word.exact));
}

}  // namespace

QueryWords::QueryWords(std::string_view text, std::size_t most) {
    const std::string clean = clean_query(text);
    words_ = split_words(clean, most);
    readings_.resize(words_.size());
    for (std::size_t i = 0; i < words_.size(); ++i) {
        readings_[i].begin_folded = language::fold_text(words_[i].typed);
        readings_[i].loose = loosened(words_[i].folded);
    }
    is_last_open_ = !words_.empty() && words_.back().end == clean.size();
}

Result<void> QueryWords::look_up(const Vocabulary& vocabulary) {
    for (std::size_t i = 0; i < words_.size(); ++i) {
        const Word& word = words_[i];
        Readings& readings = readings_[i];
        SEN_TRY(const auto spellings, vocabulary.spellings(word.folded));
        for (const KnownWord& known : spellings)
            (known.exact == word.exact ? readings.exact : readings.folded).push_back(known);
        if (!is_open(i)) continue;
        SEN_TRY(const auto exact, vocabulary.completions(readings.begin_folded, word.typed));
        for (const KnownWord& known : exact)
            if (!holds(readings.exact, known.exact)) readings.exact.push_back(known);
        SEN_TRY(const auto folded, vocabulary.completions(readings.begin_folded, {}));
        for (const KnownWord& known : folded)
            if (!holds(readings.exact, known.exact) && !holds(readings.folded, known.exact))
                readings.folded.push_back(known);
        std::erase_if(readings.folded,
                      [&](const KnownWord& known) { return holds(readings.exact, known.exact); });
    }
    return {};
}

Result<void> QueryWords::look_up_neighbours(const Vocabulary& vocabulary, std::size_t index) {
    Readings& readings = readings_[index];
    SEN_TRY(const auto neighbours, vocabulary.neighbours(words_[index].folded));
    for (const KnownWord& known : neighbours) {
        if (holds(readings.exact, known.exact) || holds(readings.folded, known.exact)) continue;
        readings.near.push_back(known);
        readings.near_loose.push_back(loosened(known.folded));
    }
    return {};
}

bool QueryWords::adds_words(Level level) const {
    return std::any_of(readings_.begin(), readings_.end(), [&](const Readings& readings) {
        if (level == Level::Exact) return true;
        return !(level == Level::Folded ? readings.folded : readings.near).empty();
    });
}

bool QueryWords::are_everywhere() const {
    return std::all_of(readings_.begin(), readings_.end(), [](const Readings& readings) {
        std::int64_t uses = 0;
        for (const auto* words : {&readings.exact, &readings.folded})
            for (const KnownWord& word : *words)
                uses += word.uses[static_cast<std::size_t>(Field::Text)];
        return uses >= kUsesEverywhere;
    });
}

std::vector<std::vector<std::string>> QueryWords::terms(Level level,
                                                        const std::vector<Field>& fields) const {
    std::vector<std::vector<std::string>> all;
    for (const Readings& readings : readings_) {
        std::vector<std::string> terms;
        add_terms(readings.exact, fields, terms);
        if (level != Level::Exact) add_terms(readings.folded, fields, terms);
        if (level == Level::Near) add_terms(readings.near, fields, terms);
        if (terms.empty()) return {};
        all.push_back(std::move(terms));
    }
    return all;
}

std::vector<std::vector<bool>> QueryWords::guesses() const {
    std::vector<bool> unknown;
    for (const Readings& readings : readings_)
        unknown.push_back(readings.exact.empty() && readings.folded.empty());
    if (std::find(unknown.begin(), unknown.end(), true) != unknown.end()) return {unknown};
    std::vector<std::vector<bool>> guesses;
    for (std::size_t i = 0; i < readings_.size(); ++i) {
        if (readings_[i].near.empty()) continue;
        guesses.emplace_back(readings_.size(), false);
        guesses.back()[i] = true;
    }
    return guesses;
}

std::vector<std::vector<std::string>> QueryWords::terms(const std::vector<bool>& guess,
                                                        const std::vector<Field>& fields) const {
    std::vector<std::vector<std::string>> all;
    for (std::size_t i = 0; i < readings_.size(); ++i) {
        std::vector<std::string> terms;
        if (guess[i]) {
            add_terms(readings_[i].near, fields, terms);
        } else {
            add_terms(readings_[i].exact, fields, terms);
            add_terms(readings_[i].folded, fields, terms);
        }
        if (terms.empty()) return {};
        all.push_back(std::move(terms));
    }
    return all;
}

int QueryWords::find(std::string_view text, WordSpan span, Level level) const {
    const std::string loose =
        loosened(language::fold_text(text.substr(span.begin, span.end - span.begin)));
    for (std::size_t i = 0; i < words_.size(); ++i) {
        const Readings& readings = readings_[i];
        const bool may_begin = is_open(i) && loose.starts_with(loosened(readings.begin_folded));
        const auto& near = readings.near_loose;
        const bool may_be_near =
            level == Level::Near && std::find(near.begin(), near.end(), loose) != near.end();
        if (may_be_near) return static_cast<int>(i);
        if (!may_begin && loose != readings.loose) continue;
        const Word word = read_word(text, span);
        const bool is_found =
            level == Level::Exact
                ? word.exact == words_[i].exact ||
                      (is_open(i) && word.typed.starts_with(words_[i].typed))
                : word.folded == words_[i].folded ||
                      (is_open(i) &&
                       language::fold_text(word.typed).starts_with(readings.begin_folded));
        if (is_found) return static_cast<int>(i);
    }
    return -1;
}

}  // namespace sen::catalogue
