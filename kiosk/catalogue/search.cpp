// SPDX-License-Identifier: Apache-2.0
#include "catalogue/search.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "catalogue/database.h"
#include "catalogue/facets.h"
#include "catalogue/highlight.h"
#include "catalogue/index_steps.h"
#include "catalogue/limits.h"
#include "catalogue/query_words.h"

namespace sen::catalogue {
namespace {

/// With as many hits as this a visitor does not look for typing errors.
constexpr std::size_t kEnoughHits = 8;
/// So many of one step are compared; of more, those with short titles.
constexpr std::size_t kMaxCandidates = 400;
/// What of an exhibit is looked at for a snippet.
constexpr std::size_t kMaxSnippetBytes = 128 << 10;

constexpr std::int64_t kMaxScore = 1 << 20;

/// "(\"0 1 2\")" is a phrase of three words, "(\"0\" AND \"1\")" two words anywhere; of several
/// such with OR between them any will do.
void add_pattern(std::string& pattern, std::size_t first, std::size_t words, bool is_phrase) {
    pattern += (pattern.empty() ? "(\"" : " OR (\"") + std::to_string(first);
    for (std::size_t i = 1; i < words; ++i)
        pattern += (is_phrase ? " " : "\" AND \"") + std::to_string(first + i);
    pattern += "\")";
}

}  // namespace

struct Search::Work {
    enum class Stage { Start, Index, Neighbours, Done };

    Work(Connection& at, std::string_view text, std::string in, std::int64_t position,
         std::vector<SearchFilter> wanted)
        : connection(at),
          language(std::move(in)),
          language_position(position),
          filters(std::move(wanted)),
          words(text, kMaxWords),
          vocabulary(at, position) {}

    Result<void> step();
    Result<void> start();
    Result<void> next_index_step();
    Result<void> run(const IndexStep& index_step);
    Result<bool> is_turn(const IndexStep& index_step);
    Result<bool> has_any(const IndexStep& index_step);
    Result<EntrySet> entries_to_be_shown();
    Result<void> take_all();
    Result<void> add(std::vector<std::size_t> ranks, const IndexStep& index_step);
    Result<void> sort_titles(std::vector<std::size_t>& ranks, Level level);
    bool is_worth_running(const IndexStep& index_step) const;
    Result<std::string> exhibit_of(std::size_t rank);
    Result<void> each_match(const IndexStep& index_step,
                            const std::function<bool(std::size_t rank, std::int64_t score)>& take);
    Result<EntrySet> matching();
    std::vector<std::string> texts_of(std::string_view exhibit, Result<void>& status) const;

    Connection& connection;
    std::string language;
    std::int64_t language_position;
    std::vector<SearchFilter> filters;
    std::function<bool(std::string_view)> is_shown;
    QueryWords words;
    Vocabulary vocabulary;
    EntrySet passing, seen;
    Stage stage = Stage::Start;
    std::size_t next = 0;       ///< of the index's steps
    std::size_t next_word = 0;  ///< of those that have no neighbours yet
    std::optional<bool> is_guessing;
    bool is_guess_found = false;  ///< early, and what stands apart comes behind it
    bool is_wide = false;         ///< words with errors were looked for anywhere
    std::vector<SearchHit> hits;
};

Result<void> Search::Work::step() {
    switch (stage) {
        case Stage::Start:
            return start();
        case Stage::Neighbours:
            SEN_CHECK(words.look_up_neighbours(vocabulary, next_word));
            if (++next_word == words.size()) stage = Stage::Index;
            return {};
        case Stage::Index:
            return next_index_step();
        case Stage::Done:
            return {};
    }
    return {};
}

Result<void> Search::Work::next_index_step() {
    for (const auto& steps = index_steps(); next < steps.size(); ++next) {
        const IndexStep& index_step = steps[next];
        if (hits.size() >= kMaxHits) break;
        if (index_step.turn == Turn::Few && !is_wide && hits.size() >= kEnoughHits) break;
        SEN_TRY(const bool is_due, is_turn(index_step));
        if (!is_due) continue;
        if (index_step.level == Level::Near && next_word < words.size()) {
            stage = Stage::Neighbours;
            return {};
        }
        is_wide = is_wide || index_step.turn == Turn::Few;
        if (!is_worth_running(index_step)) continue;
        ++next;
        return run(index_step);
    }
    stage = Stage::Done;
    return {};
}

Result<bool> Search::Work::is_turn(const IndexStep& index_step) {
    if (index_step.turn == Turn::Always || index_step.turn == Turn::Few) return true;
    // A single word cannot stand apart.
    if (words.size() == 1) return index_step.turn == Turn::Known;
    if (!is_guessing) {
        // Who finds nothing here is not asked again: these steps are for what is known themselves.
        bool has_some = !hits.empty();
        for (const IndexStep& known : index_steps())
            if (!has_some && known.turn == Turn::Known && known.level == Level::Folded) {
                SEN_TRY(has_some, has_any(known));
            }
        is_guessing = !has_some;
    }
    return *is_guessing == (index_step.turn == Turn::Guessing);
}

Result<bool> Search::Work::has_any(const IndexStep& index_step) {
    bool has_some = false;
    SEN_CHECK(each_match(index_step, [&](std::size_t rank, std::int64_t) {
        has_some = passing[rank];
        return !has_some;
    }));
    return has_some;
}

Result<void> Search::Work::start() {
    SEN_TRY(passing, entries_of(connection, language_position, filters));
    if (is_shown || (words.is_empty() && !filters.empty())) {
        SEN_TRY(const EntrySet shown, entries_to_be_shown());
        passing &= shown;
    }
    SEN_CHECK(words.look_up(vocabulary));
    stage = words.is_empty() ? Stage::Done : Stage::Index;
    // Nothing typed, but something chosen: all that has it.
    return words.is_empty() && !filters.empty() ? take_all() : Result<void>();
}

bool Search::Work::is_worth_running(const IndexStep& index_step) const {
    // A single word is a phrase.
    if (!index_step.is_phrase && words.size() == 1) return false;
    if (index_step.turn == Turn::Guessing && index_step.is_guess &&
        index_step.field() == Field::Text && words.are_everywhere())
        return false;
    return words.adds_words(index_step.level);
}

Result<void> Search::Work::each_match(
    const IndexStep& index_step,
    const std::function<bool(std::size_t rank, std::int64_t score)>& take) {
    TermSets terms;
    std::string pattern;
    const auto add = [&](TermSets more) {
        if (more.empty()) return;
        add_pattern(pattern, terms.size(), more.size(), index_step.is_phrase);
        std::move(more.begin(), more.end(), std::back_inserter(terms));
    };
    if (index_step.is_guess)
        for (const auto& guess : words.guesses()) add(words.terms(guess, index_step.fields));
    else
        add(words.terms(index_step.level, index_step.fields));
    if (terms.empty()) return {};
    connection.set_terms(std::move(terms));
    const std::int64_t first = language_position * kEntriesOfLanguage;
    const std::int64_t last = first + kEntriesOfLanguage - 1;
    return connection.each_while(
        "SELECT rowid, search_score(search_index) FROM search_index"
        " WHERE search_index MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid",
        {std::string_view(pattern), first, last}, kMaxExhibits, [&](Row& row) {
            return take(static_cast<std::size_t>(row.integer(0, first, last) - first),
                        row.integer(1, 0, kMaxScore));
        });
}

Result<void> Search::Work::run(const IndexStep& index_step) {
    std::vector<std::pair<std::int64_t, std::size_t>> found;
    SEN_CHECK(each_match(index_step, [&](std::size_t rank, std::int64_t score) {
        if (passing[rank] && !seen[rank]) found.emplace_back(score, rank);
        return found.size() < kMaxCandidates;
    }));
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    found.resize(std::min(found.size(), kMaxHits));
    std::vector<std::size_t> ranks;
    for (const auto& [score, rank] : found) ranks.push_back(rank);
    if (index_step.field() == Field::Title) {
        SEN_CHECK(sort_titles(ranks, index_step.level));
    }
    if (index_step.turn == Turn::Guessing && index_step.level == Level::Near)
        is_guess_found = is_guess_found || !ranks.empty();
    return add(std::move(ranks), index_step);
}

Result<void> Search::Work::take_all() {
    std::vector<std::size_t> ranks;
    for (std::size_t rank = 0; rank < passing.size() && ranks.size() < kMaxHits; ++rank)
        if (passing[rank]) ranks.push_back(rank);
    return add(std::move(ranks), index_steps().front());
}

Result<void> Search::Work::add(std::vector<std::size_t> ranks, const IndexStep& index_step) {
    Match match = index_step.match;
    if (is_guess_found && match == Match::ExactWords) match = Match::ExactApart;
    if (is_guess_found && match == Match::FoldedWords) match = Match::FoldedApart;
    for (const std::size_t rank : ranks) {
        if (hits.size() >= kMaxHits) return {};
        seen.set(rank);
        SEN_TRY(auto exhibit, exhibit_of(rank));
        hits.push_back({std::move(exhibit), match, index_step.field()});
    }
    return {};
}

Result<std::string> Search::Work::exhibit_of(std::size_t rank) {
    std::string exhibit;
    const auto id = language_position * kEntriesOfLanguage + static_cast<std::int64_t>(rank);
    SEN_TRY(const bool is_known, connection.one("SELECT exhibit FROM search_entry WHERE id = ?",
                                                {id}, [&](Row& row) { exhibit = row.id(0); }));
    if (!is_known) return fail(ErrorKind::Corrupt, "search: entry {} is not there", id);
    return exhibit;
}

/// Those that begin with the query come first, then those that have the last word as it was typed.
Result<void> Search::Work::sort_titles(std::vector<std::size_t>& ranks, Level level) {
    const int last_word = static_cast<int>(words.size()) - 1;
    std::vector<std::tuple<bool, bool, std::size_t>> keys;
    for (const std::size_t rank : ranks) {
        SEN_TRY(const std::string exhibit, exhibit_of(rank));
        std::string title;
        SEN_CHECK(
            connection.one("SELECT title FROM exhibit_text WHERE exhibit = ? AND language = ?",
                           {exhibit, language}, [&](Row& row) { title = row.text(0); }));
        const auto spans = find_words(title);
        const bool is_first = !spans.empty() && words.find(title, spans.front(), level) == 0;
        const bool is_whole = std::any_of(spans.begin(), spans.end(), [&](WordSpan span) {
            return words.find(title, span, level) == last_word &&
                   read_word(title, span).folded == words.words().back().folded;
        });
        keys.emplace_back(!is_first, !is_whole, rank);
    }
    std::sort(keys.begin(), keys.end());
    std::transform(keys.begin(), keys.end(), ranks.begin(),
                   [](const auto& key) { return std::get<2>(key); });
    return {};
}

Result<EntrySet> Search::Work::entries_to_be_shown() {
    EntrySet entries;
    const auto first = language_position * kEntriesOfLanguage;
    const auto last = first + kEntriesOfLanguage - 1;
    SEN_CHECK(connection.each("SELECT id, exhibit FROM search_entry WHERE id BETWEEN ? AND ?",
                              {first, last}, kMaxExhibits, [&](Row& row) {
                                  const auto id = row.integer(0, first, last);
                                  if (!is_shown || is_shown(row.id(1)))
                                      entries.set(static_cast<std::size_t>(id - first));
                              }));
    return entries;
}

Result<EntrySet> Search::Work::matching() {
    if (words.is_empty()) return filters.empty() ? EntrySet() : passing;
    EntrySet entries;
    const auto add_matches = [&](const IndexStep& index_step) {
        return each_match(index_step, [&](std::size_t rank, std::int64_t) {
            entries.set(rank);
            return true;
        });
    };
    const Level widest = is_wide ? Level::Near : Level::Folded;
    SEN_CHECK(add_matches({Match::FoldedWords, widest, false, all_fields()}));
    if (!is_guess_found || is_wide) return entries & passing;
    for (const IndexStep& index_step : index_steps())
        if (index_step.turn == Turn::Guessing && index_step.is_guess &&
            is_worth_running(index_step))
            SEN_CHECK(add_matches(index_step));
    return entries & passing;
}

std::vector<std::string> Search::Work::texts_of(std::string_view exhibit,
                                                Result<void>& status) const {
    std::vector<std::string> texts;
    std::size_t bytes = 0;
    const auto read = [&](std::string_view sql, int most, const auto& take) {
        if (!status) return;
        status =
            connection.each_while(sql, {exhibit, std::string_view(language)}, most, [&](Row& row) {
                std::string text = row.text(0);
                bytes += text.size();
                if (bytes <= kMaxSnippetBytes) take(std::move(text));
                return bytes <= kMaxSnippetBytes;
            });
    };
    const auto append = [&](std::string text) { texts.push_back(std::move(text)); };
    read("SELECT text FROM block WHERE exhibit = ? AND language = ? ORDER BY position", kMaxBlocks,
         append);
    read("SELECT caption FROM picture_text WHERE exhibit = ? AND language = ? ORDER BY position",
         kMaxPictures, append);
    std::string spoken;
    read("SELECT text FROM film_caption WHERE exhibit = ? AND language = ? ORDER BY position",
         kMaxCues, [&](const std::string& text) { spoken += (spoken.empty() ? "" : " ") + text; });
    texts.push_back(std::move(spoken));
    read(
        "SELECT name FROM subject_name WHERE exhibit = ? AND language = ?"
        " ORDER BY kind, position, number",
        kMaxSubjects * kMaxNames, append);
    return texts;
}

Search::Search(std::unique_ptr<Work> work) : work_(std::move(work)) {}
Search::~Search() = default;
Search::Search(Search&&) noexcept = default;
Search& Search::operator=(Search&&) noexcept = default;

void Search::set_shown(std::function<bool(std::string_view)> is_shown) {
    work_->is_shown = std::move(is_shown);
}

bool Search::is_finished() const {
    return work_->stage == Work::Stage::Done;
}

Result<void> Search::step() {
    return work_->step();
}

Result<void> Search::finish() {
    while (!is_finished()) SEN_CHECK(step());
    return {};
}

const std::vector<SearchHit>& Search::hits() const {
    return work_->hits;
}

Result<SearchCounts> Search::count() {
    SEN_CHECK(finish());
    SEN_TRY(const EntrySet entries, work_->matching());
    SearchCounts counts;
    counts.total = static_cast<int>(entries.count());
    SEN_TRY(counts.facets, count_facets(work_->connection, work_->language_position, entries));
    return counts;
}

Result<FoundExhibit> Search::describe(const SearchHit& hit) const {
    FoundExhibit found;
    SEN_TRY(found.card, read_card(work_->connection, hit.exhibit, work_->language));
    const Level level = level_of(hit.match);
    found.title_marks = mark(found.card.title, work_->words, level).ranges;
    Result<void> status;
    const auto texts = work_->texts_of(hit.exhibit, status);
    SEN_CHECK(std::move(status));
    const std::string* best = nullptr;
    Marks best_marks;
    for (const std::string& text : texts) {
        Marks marks = mark(text, work_->words, level);
        if (best != nullptr && !marks.is_better_than(best_marks)) continue;
        best = &text;
        best_marks = std::move(marks);
    }
    if (best == nullptr) return found;
    Snippet snippet = cut_snippet(*best, best_marks);
    found.snippet = std::move(snippet.text);
    found.snippet_marks = std::move(snippet.marks);
    return found;
}

Search Catalogue::search(std::string_view text, std::string_view wanted,
                         std::vector<SearchFilter> filters) const {
    const auto language = std::string(database_->fall_back(wanted));
    const auto& languages = database_->languages;
    const auto position = std::find(languages.begin(), languages.end(), language);
    return Search(std::make_unique<Search::Work>(database_->connection, text, language,
                                                 position - languages.begin(), std::move(filters)));
}

}  // namespace sen::catalogue
