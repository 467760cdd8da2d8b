// SPDX-License-Identifier: Apache-2.0
#include "catalogue/catalogue.h"

#include "catalogue/database.h"
#include "catalogue/limits.h"
#include "catalogue/media_rows.h"
#include "catalogue/text_rows.h"

namespace sen::catalogue {
namespace {

constexpr int kNextExhibits = 2;

bool is_date(std::string_view text) {
    if (text.size() != 10) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool is_dash = i == 4 || i == 7;
        if (is_dash ? text[i] != '-' : (text[i] < '0' || text[i] > '9')) return false;
    }
    return true;
}

int count_words(const std::vector<Block>& text) {
    int words = 0;
    for (const Block& block : text) {
        bool in_word = false;
        for (const char c : block.text) {
            const bool is_space = c == ' ' || c == '\n' || c == '\t';
            if (!is_space && !in_word) ++words;
            in_word = !is_space;
        }
    }
    return words;
}

Result<std::vector<std::string>> read_languages(Connection& connection) {
    std::vector<std::string> languages;
    SEN_CHECK(connection.each("SELECT code, position FROM language ORDER BY position", {},
                              kMaxLanguages, [&](Row& row) {
                                  const auto expected = static_cast<std::int64_t>(languages.size());
                                  languages.push_back(row.text(0));
                                  row.require(!languages.back().empty(), "a language has no code");
                                  row.integer(1, expected, expected);
                              }));
    if (languages.empty()) return fail(ErrorKind::Corrupt, "no language");
    return languages;
}

}  // namespace

Result<ExhibitCard> read_card(Connection& connection, std::string_view id,
                              std::string_view language) {
    ExhibitCard card;
    SEN_TRY(const bool is_found,
            connection.one("SELECT id, kind, year, title, place FROM exhibit"
                           " JOIN exhibit_text ON exhibit = id WHERE id = ? AND language = ?",
                           {id, language}, [&](Row& row) {
                               card.id = row.id(0);
                               card.kind = static_cast<ExhibitKind>(row.integer(1, 0, 2));
                               card.year = row.text(2);
                               card.title = row.text(3);
                               card.place = row.text(4);
                               row.require(!card.title.empty(), "title is empty");
                           }));
    if (!is_found) return fail(ErrorKind::Corrupt, "exhibit {} has no words in {}", id, language);
    SEN_TRY(card.cover, read_cover(connection, id, language));
    return card;
}

namespace {

Result<std::vector<ExhibitCard>> read_cards(Connection& connection,
                                            const std::vector<std::string>& ids,
                                            std::string_view language) {
    std::vector<ExhibitCard> cards;
    for (const std::string& id : ids) {
        SEN_TRY(ExhibitCard card, read_card(connection, id, language));
        cards.push_back(std::move(card));
    }
    return cards;
}

Result<std::vector<std::string>> exhibits_of(Connection& connection, std::string_view collection) {
    std::vector<std::string> ids;
    SEN_CHECK(connection.each(
        "SELECT exhibit FROM collection_exhibit WHERE collection = ? ORDER BY position",
        {collection}, kMaxExhibits, [&](Row& row) { ids.push_back(row.id(0)); }));
    return ids;
}

Result<std::vector<Source>> read_sources(Connection& connection, std::string_view exhibit,
                                         std::string_view language) {
    std::vector<Source> sources;
    SEN_CHECK(connection.each(
        "SELECT text, address FROM source JOIN source_text USING (exhibit, position)"
        " WHERE exhibit = ? AND language = ? ORDER BY position",
        {exhibit, language}, kMaxSources, [&](Row& row) {
            sources.push_back({row.text(0), row.text(1)});
        }));
    return sources;
}

Result<std::vector<Subject>> read_subjects(Connection& connection, std::string_view exhibit,
                                           std::string_view language) {
    std::vector<Subject> subjects;
    std::int64_t last_position = -1;
    SEN_CHECK(connection.each(
        "SELECT kind, position, number, year_from, year_to, name FROM subject_name"
        " WHERE exhibit = ? AND language = ? ORDER BY kind, position, number",
        {exhibit, language}, kMaxSubjects * kMaxNames, [&](Row& row) {
            const auto kind = static_cast<SubjectKind>(row.integer(0, 0, 1));
            const std::int64_t position = row.integer(1, 0, kMaxSubjects - 1);
            if (subjects.empty() || subjects.back().kind != kind || position != last_position)
                subjects.push_back({kind, {}});
            last_position = position;
            auto& names = subjects.back().names;
            const auto number = static_cast<std::int64_t>(names.size());
            row.integer(2, number, number);
            DatedName name;
            name.year_from = static_cast<int>(row.integer(3, 0, kMaxYear));
            name.year_to = static_cast<int>(row.integer(4, 0, kMaxYear));
            name.name = row.text(5);
            row.require(!name.name.empty(), "a person or a place has no name");
            names.push_back(std::move(name));
        }));
    return subjects;
}

Result<void> read_other_texts(Connection& connection, Exhibit& exhibit, std::string_view language) {
    if (!connection.has_other_texts()) return {};
    const std::string_view id = exhibit.card.id;
    SEN_TRY(exhibit.simple_text, read_text(connection, kSimpleText, id, language));
    SEN_TRY(exhibit.simple_speech,
            read_speech(connection, kSimpleSpeech, exhibit.card, exhibit.simple_text, language));
    SEN_TRY(exhibit.notes, read_text(connection, kNotes, id, language));
    if (exhibit.simple_speech && exhibit.simple_text.empty())
        return fail(ErrorKind::Corrupt, "a simple text is spoken that is not there");
    return {};
}

/// A picture of the pack as the tables name it.
struct Reference {
    std::string exhibit;
    int picture = -1;
    Reference() = default;
    Reference(Row& row, int column)
        : exhibit(row.id(column)),
          picture(static_cast<int>(row.integer(column + 1, -1, kMaxPictures))) {}
};

}  // namespace

Catalogue::Catalogue(std::unique_ptr<Database> database) : database_(std::move(database)) {}
Catalogue::~Catalogue() = default;
Catalogue::Catalogue(Catalogue&&) noexcept = default;
Catalogue& Catalogue::operator=(Catalogue&&) noexcept = default;

Result<Catalogue> Catalogue::open(const std::filesystem::path& file) {
    SEN_TRY(Connection connection, Connection::open(file));
    auto languages = read_languages(connection);
    if (!languages) return add_context(std::move(languages).error(), "catalogue {}", file.string());
    return Catalogue(
        std::make_unique<Database>(Database{std::move(connection), std::move(*languages)}));
}

const std::vector<std::string>& Catalogue::languages() const {
    return database_->languages;
}

Result<PackCard> Catalogue::pack(std::string_view wanted) const {
    const std::string_view language = database_->fall_back(wanted);
    Connection& connection = database_->connection;
    PackCard card;
    Reference cover;
    SEN_TRY(const bool is_found,
            connection.one("SELECT id, publisher, version, issued, cover_exhibit, cover_picture,"
                           " title, summary FROM pack JOIN pack_text WHERE language = ?",
                           {language}, [&](Row& row) {
                               card.id = row.id(0);
                               card.publisher = row.id(1);
                               card.version =
                                   static_cast<std::uint64_t>(row.integer(2, 1, kMaxVersion));
                               card.issued = row.text(3);
                               row.require(is_date(card.issued), "issued is no date");
                               cover = Reference(row, 4);
                               card.title = row.text(6);
                               card.summary = row.text(7);
                           }));
    if (!is_found) return fail(ErrorKind::Corrupt, "the pack has no words in {}", language);
    SEN_TRY(card.cover, read_reference(connection, cover.exhibit, cover.picture, language));
    return card;
}

Result<std::vector<CollectionCard>> Catalogue::collections(std::string_view wanted) const {
    const std::string_view language = database_->fall_back(wanted);
    Connection& connection = database_->connection;
    std::vector<CollectionCard> cards;
    std::vector<Reference> covers;
    SEN_CHECK(connection.each(
        "SELECT id, title, summary, cover_exhibit, cover_picture,"
        " (SELECT count(*) FROM collection_exhibit AS member WHERE member.collection = id)"
        " FROM collection JOIN collection_text ON collection = id WHERE language = ?"
        " ORDER BY position",
        {language}, kMaxCollections, [&](Row& row) {
            CollectionCard card;
            card.id = row.id(0);
            card.title = row.text(1);
            card.summary = row.text(2);
            card.exhibit_count = static_cast<int>(row.integer(5, 0, kMaxExhibits));
            cards.push_back(std::move(card));
            covers.emplace_back(row, 3);
        }));
    for (std::size_t i = 0; i < cards.size(); ++i) {
        auto cover = read_reference(connection, covers[i].exhibit, covers[i].picture, language);
        if (!cover) return add_context(std::move(cover).error(), "collection {}", cards[i].id);
        cards[i].cover = std::move(*cover);
    }
    return cards;
}

Result<std::vector<ExhibitCard>> Catalogue::exhibits(std::string_view collection,
                                                     std::string_view wanted) const {
    Connection& connection = database_->connection;
    SEN_TRY(const auto ids, exhibits_of(connection, collection));
    if (ids.empty()) {
        SEN_TRY(const bool is_known,
                connection.one("SELECT 1 FROM collection WHERE id = ?", {collection}, [](Row&) {}));
        if (!is_known) return fail(ErrorKind::NotFound, "no collection {}", collection);
    }
    return read_cards(connection, ids, database_->fall_back(wanted));
}

Result<Exhibit> Catalogue::exhibit(std::string_view id, std::string_view wanted) const {
    const std::string_view language = database_->fall_back(wanted);
    Connection& connection = database_->connection;
    SEN_TRY(const bool is_known,
            connection.one("SELECT 1 FROM exhibit WHERE id = ?", {id}, [](Row&) {}));
    if (!is_known) return fail(ErrorKind::NotFound, "no exhibit {}", id);
    const auto in_exhibit = [&](Error error) {
        return add_context(std::move(error), "exhibit {} ({})", id, language);
    };
    Exhibit exhibit;
    const auto read = [&]() -> Result<void> {
        SEN_TRY(exhibit.card, read_card(connection, id, language));
        SEN_CHECK(
            connection.each("SELECT rights FROM exhibit_text WHERE exhibit = ? AND language = ?",
                            {id, language}, 1, [&](Row& row) { exhibit.rights = row.text(0); }));
        SEN_TRY(exhibit.text, read_text(connection, kFullText, id, language));
        SEN_TRY(exhibit.subjects, read_subjects(connection, id, language));
        SEN_TRY(exhibit.pictures, read_pictures(connection, id, language));
        SEN_TRY(exhibit.film, read_film(connection, id, language));
        SEN_TRY(exhibit.speech,
                read_speech(connection, kSpeech, exhibit.card, exhibit.text, language));
        SEN_CHECK(read_other_texts(connection, exhibit, language));
        SEN_TRY(exhibit.sources, read_sources(connection, id, language));
        return {};
    };
    if (auto done = read(); !done) return in_exhibit(std::move(done).error());
    exhibit.word_count = count_words(exhibit.text);
    return exhibit;
}

Result<bool> Catalogue::has_simple_text(std::string_view wanted) const {
    Connection& connection = database_->connection;
    if (!connection.has_other_texts()) return false;
    return connection.one("SELECT 1 FROM simple_block WHERE language = ? LIMIT 1",
                          {database_->fall_back(wanted)}, [](Row&) {});
}

Result<std::vector<AttractItem>> Catalogue::attract(std::string_view wanted) const {
    const std::string_view language = database_->fall_back(wanted);
    Connection& connection = database_->connection;
    std::vector<Reference> references;
    SEN_CHECK(connection.each("SELECT exhibit, picture FROM attract ORDER BY position", {},
                              kMaxAttractItems,
                              [&](Row& row) { references.emplace_back(row, 0); }));
    std::vector<AttractItem> items;
    for (const Reference& reference : references) {
        AttractItem item;
        SEN_TRY(item.exhibit, read_card(connection, reference.exhibit, language));
        SEN_TRY(item.picture,
                read_reference(connection, reference.exhibit, reference.picture, language));
        if (reference.picture < 0) {
            SEN_TRY(item.film, read_film(connection, reference.exhibit, language));
        }
        items.push_back(std::move(item));
    }
    return items;
}

Result<std::vector<std::string>> Catalogue::exhibits_by_title(std::string_view wanted) const {
    std::vector<std::string> ids;
    SEN_CHECK(database_->connection.each(
        "SELECT exhibit FROM exhibit_text WHERE language = ? ORDER BY sort_key, title, exhibit",
        {database_->fall_back(wanted)}, kMaxExhibits, [&](Row& row) { ids.push_back(row.id(0)); }));
    return ids;
}

Result<std::vector<ExhibitCard>> Catalogue::next_exhibits(std::string_view id,
                                                          std::string_view wanted) const {
    Connection& connection = database_->connection;
    std::string collection;
    SEN_CHECK(
        connection.one("SELECT collection FROM collection_exhibit JOIN collection"
                       " ON collection.id = collection WHERE exhibit = ?"
                       " ORDER BY collection.position LIMIT 1",
                       {id}, [&](Row& row) { collection = row.id(0); }));
    SEN_TRY(const auto ids, exhibits_of(connection, collection));
    const auto here = std::find(ids.begin(), ids.end(), id);
    std::vector<std::string> next;
    if (here != ids.end()) {
        const auto position = static_cast<std::size_t>(here - ids.begin());
        for (std::size_t step = 1; step <= kNextExhibits && step < ids.size(); ++step)
            next.push_back(ids[(position + step) % ids.size()]);
    }
    return read_cards(connection, next, database_->fall_back(wanted));
}

}  // namespace sen::catalogue
