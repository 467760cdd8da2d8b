// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalogue/search.h"
#include "screens/library.h"

namespace sen::screens {

/// One search in all packs of a library, without what may not be shown. It goes on in steps, as the
/// catalogue's does. Main thread only; the library outlives it.
class LibrarySearch {
  public:
    using Filter = catalogue::SearchFilter;

    /// `text` may be any bytes; without a word in it the filters alone choose.
    LibrarySearch(const Library& library, std::string_view text, std::string_view language,
                  const std::vector<Filter>& filters);
    LibrarySearch(const LibrarySearch&) = delete;
    LibrarySearch& operator=(const LibrarySearch&) = delete;

    bool is_finished() const;
    /// One bounded step in each pack. Faults are logged, without what was typed, and end the search
    /// in that pack.
    void step();
    /// The best so far, at most `most`; their ids are "pack/id".
    std::vector<catalogue::FoundExhibit> found(std::size_t most) const;
    /// Nothing has the words as they were typed; what was found has words like them.
    bool is_near() const;
    /// How many may be had by found() now.
    std::size_t hit_count() const;
    /// Of all packs, also of hits not yet found; the most used values first,
    /// decades in their order.
    catalogue::SearchCounts count();

  private:
    struct InPack {
        const Library::Pack* pack;
        catalogue::Search search;
        bool is_broken = false;
    };
    const Library& library_;
    std::string language_;
    std::vector<InPack> packs_;
};

/// All values that exhibits can be narrowed to, over the whole library.
std::vector<catalogue::FacetValue> all_facets(const Library& library, std::string_view language);

}  // namespace sen::screens
