// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "catalogue/search.h"
#include "screens/library.h"

namespace sen::screens {

/// A search in all packs of a library as one. As with catalogue::Search: call step() while there is
/// time in a frame. What is withdrawn or damaged is never a hit. Main thread only; the library
/// outlives it, and is not changed meanwhile (what becomes withdrawn asks for a new search).
class LibrarySearch {
  public:
    LibrarySearch(const Library& library, std::string_view text, std::string_view language,
                  const std::vector<catalogue::SearchFilter>& filters);

    bool is_finished() const;
    /// One bounded query in each pack. A pack whose index is damaged is left out, and the log has
    /// it.
    void step();

    std::size_t size() const { return hits_.size(); }
    /// There are hits, but none has the words as they were typed: one letter is another.
    bool is_near() const {
        return !hits_.empty() && hits_.front().hit.match >= catalogue::Match::NearPhrase;
    }
    /// The best first; of two packs with equal hits the first one's first. A later step may put
    /// hits of another pack between those that are there.
    std::string id(std::size_t index) const;
    /// A hit as it is shown, its id with the pack's name. NotFound when it is gone since.
    Result<catalogue::FoundExhibit> describe(std::size_t index) const;
    /// Of all packs together: of the hits, also of those beyond what a search gives. Finishes the
    /// search.
    catalogue::SearchCounts count();

  private:
    struct Part {
        const Library::Pack* pack;
        catalogue::Search search;
        std::size_t taken = 0;  ///< hits of the search that are in hits_
        bool is_lost = false;
    };
    struct Hit {
        std::size_t part = 0;
        catalogue::SearchHit hit;
    };
    bool is_over(const Part& part) const { return part.is_lost || part.search.is_finished(); }
    void lose(Part& part, const Error& error) const;
    void take_hits(std::size_t index);

    const Library& library_;
    std::string language_;
    std::vector<Part> parts_;
    std::vector<Hit> hits_;
};

}  // namespace sen::screens
