// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "catalogue/catalogue.h"
#include "catalogue/search_index.h"
#include "language/fold.h"

/// Search in one pack, for the words that a visitor has typed so far. The rules are those of the
/// language: marks may be left out, i and y are one where they sound alike, one letter may be
/// wrong.
namespace sen::catalogue {

struct FacetValue {
    FacetKind kind = FacetKind::Kind;
    std::string name;
    int count = 0;
    bool operator==(const FacetValue&) const = default;
};

/// How well a hit answers, the best first. Folded: with other marks than were typed, or none; so a
/// query with marks has these behind all others. Near: after one typing error in a word of four
/// letters or more. Apart: the words stand anywhere in the exhibit, while another has them side by
/// side but for one typing error. The last word counts as the beginning of one while no space
/// follows it.
enum class Match {
    ExactPhrase,
    ExactWords,
    FoldedPhrase,
    FoldedWords,
    NearPhrase,
    ExactApart,
    FoldedApart,
    NearWords
};

struct SearchHit {
    std::string exhibit;
    Match match = Match::ExactPhrase;
    Field field = Field::Title;  ///< in which all the words stand; Text: also spread over several
    bool operator==(const SearchHit&) const = default;
};

/// A hit as it is shown, with the bytes to be marked.
struct FoundExhibit {
    ExhibitCard card;
    std::vector<language::ByteRange> title_marks;
    std::string snippet;  ///< a piece of the text as the author wrote it, "…" where it is cut
    std::vector<language::ByteRange> snippet_marks;
};

struct SearchCounts {
    int total = 0;  ///< hits, also beyond kMaxHits
    std::vector<FacetValue> facets;
};

/// Goes on in steps, each one bounded query, so that a frame is never late: call step() while there
/// is time, show hits(), go on in the next frame; on the next keystroke begin anew. Hits only ever
/// come behind those that are there. Main thread only; the catalogue outlives it, and only one
/// search of a catalogue runs at a time.
class Search {
  public:
    struct Work;
    static constexpr std::size_t kMaxHits = 60;
    static constexpr std::size_t kMaxWords = 8;  ///< more are not read

    explicit Search(std::unique_ptr<Work> work);
    ~Search();
    Search(Search&&) noexcept;
    Search& operator=(Search&&) noexcept;

    /// Exhibits that are not shown are neither found nor counted. To be set before the first step.
    void set_shown(std::function<bool(std::string_view exhibit)> is_shown);

    bool is_finished() const;
    Result<void> step();
    /// All steps that are left.
    Result<void> finish();
    /// Best first; those of one match and field by how early and how often they have the words, and
    /// how close together; titles that begin with the query before others, then by the order of
    /// search_entry.
    const std::vector<SearchHit>& hits() const;

    /// Counts what hits() has, and would have without kMaxHits; finishes the search for it, then
    /// needs a few milliseconds in a large pack.
    Result<SearchCounts> count();
    Result<FoundExhibit> describe(const SearchHit& hit) const;

  private:
    std::unique_ptr<Work> work_;
};

}  // namespace sen::catalogue
