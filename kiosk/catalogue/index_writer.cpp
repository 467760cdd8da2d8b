// SPDX-License-Identifier: Apache-2.0
#include "catalogue/index_writer.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "catalogue/search_index.h"
#include "catalogue/words.h"
#include "language/sort_key.h"

namespace sen::catalogue {
namespace {

std::string_view text_in(const Texts& texts, const std::string& language) {
    const auto found = texts.find(language);
    return found == texts.end() ? std::string_view() : std::string_view(found->second);
}

/// The years that a label names: "1862–1863" names two.
std::vector<int> years_of(std::string_view label) {
    std::vector<int> years;
    for (const Word& word : split_words(label)) {
        const bool is_year =
            word.exact.size() == 4 && std::all_of(word.exact.begin(), word.exact.end(),
                                                  [](char c) { return c >= '0' && c <= '9'; });
        if (is_year) years.push_back(std::stoi(word.exact));
    }
    return years;
}

std::string two_bytes(std::size_t rank) {
    return {static_cast<char>(rank & 0xff), static_cast<char>(rank >> 8)};
}

class LanguageIndex {
  public:
    LanguageIndex(const PackContent& content, int position, const InsertRow& insert)
        : content_(content),
          language_(content.languages[static_cast<std::size_t>(position)]),
          position_(position),
          insert_(insert) {}

    void write() {
        std::size_t rank = 0;
        for (const ExhibitContent* exhibit : in_order()) write_entry(*exhibit, rank++);
        for (const auto& [folded, words] : vocabulary_)
            for (const auto& [word, uses] : words)
                insert_("search_word", {std::int64_t{position_}, std::string_view(folded),
                                        std::string_view(word), uses[0], uses[1], uses[2]});
        write_facets();
    }

  private:
    using Uses = std::array<std::int64_t, kFields>;  // in how many entries

    /// Short titles first, then as in a dictionary.
    std::vector<const ExhibitContent*> in_order() const {
        using Key = std::tuple<std::size_t, std::string, std::string>;
        std::map<Key, const ExhibitContent*> ordered;
        for (const ExhibitContent& exhibit : content_.exhibits) {
            const auto title = text_in(exhibit.title, language_);
            ordered[{find_words(title).size(), language::sort_key(title), exhibit.id}] = &exhibit;
        }
        std::vector<const ExhibitContent*> exhibits;
        for (const auto& [key, exhibit] : ordered) exhibits.push_back(exhibit);
        return exhibits;
    }

    void write_entry(const ExhibitContent& exhibit, std::size_t rank) {
        const std::int64_t id = position_ * kEntriesOfLanguage + static_cast<std::int64_t>(rank);
        insert_("search_entry", {id, std::string_view(exhibit.id)});
        terms_.clear();
        for (auto& words : words_of_entry_) words.clear();
        add_titles_and_names(exhibit);
        add_texts(exhibit);
        for (std::size_t field = 0; field < kFields; ++field)
            for (const Word* word : words_of_entry_[field])
                ++vocabulary_[word->folded][word->exact][field];
        insert_("search_index(rowid, words)", {id, std::string_view(terms_)});
        add_facets(exhibit, rank);
    }

    void add_titles_and_names(const ExhibitContent& exhibit) {
        add(Field::Title, text_in(exhibit.title, language_));
        add(Field::Name, text_in(exhibit.place, language_));
        add(Field::Name, exhibit.year);
        for (const SubjectContent& subject : exhibit.subjects)
            for (const DatedNameContent& name : subject.names)
                add(Field::Name, text_in(name.name, language_));
    }

    void add_texts(const ExhibitContent& exhibit) {
        if (const auto text = exhibit.text.find(language_); text != exhibit.text.end())
            for (const Block& block : text->second) add(Field::Text, block.text);
        for (const PictureContent& picture : exhibit.pictures)
            add(Field::Text, text_in(picture.caption, language_));
        if (!exhibit.film) return;
        const auto captions = exhibit.film->captions.find(language_);
        if (captions == exhibit.film->captions.end()) return;
        // A sentence may run over several captions: they are one text.
        std::string spoken;
        for (const Cue& cue : captions->second) spoken += cue.text + ' ';
        add(Field::Text, spoken);
    }

    void add(Field field, std::string_view text) {
        const auto spans = find_words(text);
        if (spans.empty()) return;
        if (!terms_.empty()) terms_.append(" ").append(kBreak);
        for (const WordSpan span : spans) {
            const Word& word = look_up(text.substr(span.begin, span.end - span.begin));
            if (!terms_.empty()) terms_ += ' ';
            terms_ += to_term(field, word.exact);
            words_of_entry_[static_cast<std::size_t>(field)].insert(&word);
        }
    }

    /// The words of a pack are few, and each is looked into once.
    const Word& look_up(std::string_view bytes) {
        auto known = words_.find(bytes);
        if (known == words_.end())
            known = words_.emplace(bytes, read_word(bytes, {0, bytes.size()})).first;
        return same_words_.emplace(known->second.exact, known->second).first->second;
    }

    void add_facets(const ExhibitContent& exhibit, std::size_t rank) {
        const auto add_to = [&](FacetKind kind, std::string_view name) {
            if (!name.empty())
                facets_[static_cast<std::size_t>(kind)][std::string(name)].insert(rank);
        };
        add_to(FacetKind::Kind, kKindNames[static_cast<std::size_t>(exhibit.kind)]);
        bool has_place = false;
        for (const SubjectContent& subject : exhibit.subjects) {
            const bool is_place = subject.kind == SubjectKind::Place;
            has_place = has_place || is_place;
            add_to(is_place ? FacetKind::Place : FacetKind::Person,
                   text_in(subject.names.front().name, language_));
        }
        if (!has_place) add_to(FacetKind::Place, text_in(exhibit.place, language_));
        for (const int year : years_of(exhibit.year))
            add_to(FacetKind::Decade, std::to_string(year / 10 * 10));
    }

    void write_facets() {
        for (std::size_t kind = 0; kind < facets_.size(); ++kind) {
            std::vector<std::pair<std::string, const std::set<std::size_t>*>> values;
            for (const auto& [name, ranks] : facets_[kind]) values.emplace_back(name, &ranks);
            std::stable_sort(values.begin(), values.end(), [](const auto& a, const auto& b) {
                return a.second->size() > b.second->size();
            });
            values.resize(std::min(values.size(), kMaxFacetValues));
            for (std::int64_t place = 0; const auto& [name, ranks] : values) {
                std::string entries;
                for (const std::size_t rank : *ranks) entries += two_bytes(rank);
                insert_("search_facet", {std::int64_t{position_}, static_cast<std::int64_t>(kind),
                                         place++, std::string_view(name), Bytes{entries}});
            }
        }
    }

    const PackContent& content_;
    const std::string& language_;
    const int position_;
    const InsertRow& insert_;
    std::string terms_;
    std::map<std::string, Word, std::less<>> words_, same_words_;
    std::array<std::set<const Word*>, kFields> words_of_entry_;
    std::map<std::string, std::map<std::string, Uses>> vocabulary_;
    std::array<std::map<std::string, std::set<std::size_t>>, kFacetKinds> facets_;
};

}  // namespace

void write_index(const PackContent& content, int language_position, const InsertRow& insert) {
    LanguageIndex(content, language_position, insert).write();
}

}  // namespace sen::catalogue
