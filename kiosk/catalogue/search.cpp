// SPDX-License-Identifier: Apache-2.0
#include "catalogue/search.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "catalogue/database.h"
#include "catalogue/facets.h"
#include "catalogue/highlight.h"
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

const std::vector<Field> kAnywhere{Field::Title, Field::Name, Field::Text};

/// One query of the index. The steps stand in the order of what they find, the best first.
struct IndexStep {
    Match match;
    Level level;
    bool is_phrase;
    std::vector<Field> fields;

    Field field() const { return fields.size() == 1 ? fields.front() : Field::Text; }
};
const std::vector<IndexStep>& index_steps() {
    static const std::vector<IndexStep> steps{
        {Match::ExactPhrase, Level::Exact, true, {Field::Title}},
        {Match::ExactPhrase, Level::Exact, true, {Field::Name}},
        {Match::ExactPhrase, Level::Exact, true, {Field::Text}},
        {Match::ExactWords, Level::Exact, false, {Field::Title}},
        {Match::ExactWords, Level::Exact, false, kAnywhere},
        {Match::FoldedPhrase, Level::Folded, true, {Field::Title}},
        {Match::FoldedPhrase, Level::Folded, true, {Field::Name}},
        {Match::FoldedPhrase, Level::Folded, true, {Field::Text}},
        {Match::FoldedWords, Level::Folded, false, {Field::Title}},
        {Match::FoldedWords, Level::Folded, false, kAnywhere},
        {Match::NearPhrase, Level::Near, true, {Field::Title}},
        {Match::NearPhrase, Level::Near, true, {Field::Name}},
        {Match::NearPhrase, Level::Near, true, {Field::Text}},
        {Match::NearWords, Level::Near, false, {Field::Title}},
        {Match::NearWords, Level::Near, false, kAnywhere}};
    return steps;
}

Level level_of(Match match) {
    if (match == Match::ExactPhrase || match == Match::ExactWords) return Level::Exact;
    if (match == Match::FoldedPhrase || match == Match::FoldedWords) return Level::Folded;
    return Level::Near;
}

/// "\"0 1 2\"" is a phrase of three words, "\"0\" \"1\"" two words anywhere.
std::string to_pattern(std::size_t words, bool is_phrase) {
    std::string pattern = "\"0";
    for (std::size_t i = 1; i < words; ++i)
        pattern += (is_phrase ? " " : "\" \"") + std::to_string(i);
    return pattern + '"';
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
    Result<void> run(const IndexStep& index_step);
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
    std::size_t next = 0;  ///< of the index's steps, or of the words that have no neighbours yet
    bool has_neighbours = false;
    std::vector<SearchHit> hits;
};

Result<void> Search::Work::step() {
    switch (stage) {
        case Stage::Start:
            return start();
        case Stage::Neighbours: {
            SEN_CHECK(words.look_up_neighbours(vocabulary, next));
            if (++next < words.size()) return {};
            has_neighbours = true;
            const auto& steps = index_steps();
            const auto first = std::find_if(steps.begin(), steps.end(), [](const IndexStep& s) {
                return s.level == Level::Near;
            });
            next = static_cast<std::size_t>(first - steps.begin());
            stage = words.adds_words(Level::Near) ? Stage::Index : Stage::Done;
            return {};
        }
        case Stage::Index:
            for (const auto& steps = index_steps(); next < steps.size(); ++next) {
                if (hits.size() >= kMaxHits) break;
                if (steps[next].level == Level::Near && !has_neighbours) {
                    const bool is_enough = hits.size() >= kEnoughHits;
                    stage = is_enough ? Stage::Done : Stage::Neighbours;
                    next = 0;
                    return {};
                }
                if (is_worth_running(steps[next])) return run(steps[next++]);
            }
            stage = Stage::Done;
            return {};
        case Stage::Done:
            return {};
    }
    return {};
}

Result<void> Search::Work::start() {
    SEN_TRY(passing, entries_of(connection, language_position, filters));
    SEN_CHECK(words.look_up(vocabulary));
    stage = words.is_empty() ? Stage::Done : Stage::Index;
    // Nothing typed, but something chosen: all that has it.
    return words.is_empty() && !filters.empty() ? take_all() : Result<void>();
}

bool Search::Work::is_worth_running(const IndexStep& index_step) const {
    // A single word is a phrase.
    if (!index_step.is_phrase && words.size() == 1) return false;
    return words.adds_words(index_step.level);
}

Result<void> Search::Work::each_match(
    const IndexStep& index_step,
    const std::function<bool(std::size_t rank, std::int64_t score)>& take) {
    auto terms = words.terms(index_step.level, index_step.fields);
    if (terms.empty()) return {};
    const std::string pattern = to_pattern(terms.size(), index_step.is_phrase);
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
    return add(std::move(ranks), index_step);
}

Result<void> Search::Work::take_all() {
    std::vector<std::size_t> ranks;
    for (std::size_t rank = 0; rank < passing.size() && ranks.size() < kMaxHits; ++rank)
        if (passing[rank]) ranks.push_back(rank);
    return add(std::move(ranks), index_steps().front());
}

Result<void> Search::Work::add(std::vector<std::size_t> ranks, const IndexStep& index_step) {
    for (const std::size_t rank : ranks) {
        if (hits.size() >= kMaxHits) return {};
        seen.set(rank);
        SEN_TRY(auto exhibit, exhibit_of(rank));
        if (is_shown && !is_shown(exhibit)) continue;
        hits.push_back({std::move(exhibit), index_step.match, index_step.field()});
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

Result<EntrySet> Search::Work::matching() {
    EntrySet entries;
    if (words.is_empty() && !filters.empty()) {
        const auto first = language_position * kEntriesOfLanguage;
        SEN_CHECK(connection.each(
            "SELECT id FROM search_entry WHERE id BETWEEN ? AND ?",
            {first, first + kEntriesOfLanguage - 1}, kMaxExhibits, [&](Row& row) {
                const auto id = row.integer(0, first, first + kEntriesOfLanguage - 1);
                entries.set(static_cast<std::size_t>(id - first));
            }));
    }
    const Level widest = has_neighbours ? Level::Near : Level::Folded;
    if (!words.is_empty())
        SEN_CHECK(each_match({Match::FoldedWords, widest, false, kAnywhere},
                             [&](std::size_t rank, std::int64_t) {
                                 entries.set(rank);
                                 return true;
                             }));
    entries &= passing;
    if (!is_shown) return entries;
    for (std::size_t rank = 0; rank < entries.size(); ++rank) {
        if (!entries[rank]) continue;
        SEN_TRY(const std::string exhibit, exhibit_of(rank));
        if (!is_shown(exhibit)) entries.reset(rank);
    }
    return entries;
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
    if (work_->stage == Work::Stage::Start) SEN_CHECK(work_->step());
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
