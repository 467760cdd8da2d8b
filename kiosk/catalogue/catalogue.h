// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "catalogue/model.h"

namespace sen::catalogue {

/// A picture with its words in one language.
struct Picture {
    Asset thumbnail;
    Asset view;
    std::optional<Asset> tall;
    std::optional<Asset> tall_thumbnail;
    Colour average;
    std::string caption, alt, source, rights;
};

struct Film {
    Asset media;
    Asset poster, first_frame, last_frame;
    bool has_sound = false;
    std::vector<Cue> captions;
    std::string source, rights;
};

struct PackCard {
    std::string id, publisher, title, summary, issued;
    std::uint64_t version = 0;
    Picture cover;
};

struct CollectionCard {
    std::string id, title, summary;
    Picture cover;
    int exhibit_count = 0;
};

struct ExhibitCard {
    std::string id;
    ExhibitKind kind = ExhibitKind::Story;
    std::string title, year, place;
    Picture cover;  ///< of a film without pictures: its poster, without words
};

struct Source {
    std::string text, address;
};

struct Exhibit {
    ExhibitCard card;
    std::string rights;
    std::vector<Block> text;
    std::vector<Picture> pictures;
    std::optional<Film> film;
    std::optional<Speech> speech;
    std::vector<Block> simple_text;       ///< the same in plainer words; may be empty
    std::optional<Speech> simple_speech;  ///< reads `simple_text`
    std::vector<Block> notes;             ///< for a guide's eyes; may be empty
    std::vector<Source> sources;
    std::vector<Subject> subjects;  ///< people, then places
    int word_count = 0;             ///< of the text, for the reading time
};

struct AttractItem {
    ExhibitCard exhibit;
    Picture picture;           ///< what is shown; for a film its first frame stands in `film`
    std::optional<Film> film;  ///< set when this item is a film
};

class Search;

/// One pack's catalogue, read-only. Not thread-safe; each query returns values that outlive it.
/// Opened immutable, DEFENSIVE, trusted_schema=0; the schema's version and shape are checked.
/// A `wanted` language that the pack lacks falls back to the pack's first language.
class Catalogue {
  public:
    /// Errors: NotFound, Io, Corrupt (no database, wrong schema, dangling rows), Unsupported
    /// (a newer format).
    static Result<Catalogue> open(const std::filesystem::path& file);
    ~Catalogue();
    Catalogue(Catalogue&&) noexcept;
    Catalogue& operator=(Catalogue&&) noexcept;

    /// Whole-file check for installs: integrity, foreign keys, every reference resolves, all text
    /// NFC.
    Result<void> check() const;
    /// Every object that the catalogue names, sorted, each once.
    Result<std::vector<Digest>> objects() const;
    /// Exhibits of which a picture, or something of their film, is such an object; each may come
    /// several times.
    Result<std::vector<std::string>> exhibits_with(
        const std::function<bool(const Digest&)>& is_sought) const;

    const std::vector<std::string>& languages() const;
    Result<PackCard> pack(std::string_view wanted) const;
    Result<std::vector<CollectionCard>> collections(std::string_view wanted) const;
    Result<std::vector<ExhibitCard>> exhibits(std::string_view collection,
                                              std::string_view wanted) const;
    Result<Exhibit> exhibit(std::string_view id, std::string_view wanted) const;
    /// Whether any exhibit has a simple text.
    Result<bool> has_simple_text(std::string_view wanted) const;
    Result<std::vector<AttractItem>> attract(std::string_view wanted) const;
    /// The two exhibits that follow this one in its (first) collection, wrapping around.
    Result<std::vector<ExhibitCard>> next_exhibits(std::string_view id,
                                                   std::string_view wanted) const;

    /// All exhibits in the order of a dictionary of their titles.
    Result<std::vector<std::string>> exhibits_by_title(std::string_view wanted) const;

    /// Begins a search for what a visitor has typed, any bytes (search.h). The catalogue outlives
    /// it.
    Search search(std::string_view text, std::string_view wanted,
                  std::vector<SearchFilter> filters = {}) const;

  private:
    struct Database;
    explicit Catalogue(std::unique_ptr<Database> database);
    std::unique_ptr<Database> database_;
};

}  // namespace sen::catalogue
