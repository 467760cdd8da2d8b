// SPDX-License-Identifier: Apache-2.0
#include <map>

#include "catalogue/database.h"
#include "catalogue/limits.h"

namespace sen::catalogue {
namespace {

/// The check of a whole file reads each page a few times; a film of hours would not be noticed.
constexpr std::int64_t kStepsPerCheck = 4'000'000'000;
constexpr std::int64_t kStepsPerQuery = 20'000'000;

Result<void> check_pages_and_keys(Connection& connection) {
    std::string verdict;
    SEN_CHECK(connection.each("PRAGMA integrity_check(1)", {}, 1,
                              [&](Row& row) { verdict = row.text(0); }));
    if (verdict != "ok") return fail(ErrorKind::Corrupt, "integrity: {}", verdict);
    std::string table;
    SEN_CHECK(connection.each("SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1", {}, 1,
                              [&](Row& row) { table = row.text(0); }));
    if (!table.empty()) return fail(ErrorKind::Corrupt, "a row of {} names one that is not", table);
    return {};
}

/// Every text row that a language must have is there, and no pack, film or sound stands for itself.
Result<void> check_counts(Connection& connection) {
    struct Rule {
        const char *name, *sql;
    };
    // Each answers with a row for every offence.
    constexpr Rule kRules[] = {
        {"one pack", "SELECT 1 FROM (SELECT count(*) AS packs FROM pack) WHERE packs <> 1"},
        {"every exhibit in every language",
         "SELECT id FROM exhibit CROSS JOIN language WHERE NOT EXISTS (SELECT 1 FROM exhibit_text"
         " AS words WHERE words.exhibit = id AND words.language = code) LIMIT 1"},
        {"every collection in every language",
         "SELECT id FROM collection CROSS JOIN language WHERE NOT EXISTS (SELECT 1 FROM"
         " collection_text AS words WHERE words.collection = id AND words.language = code) LIMIT "
         "1"},
        {"every source in every language",
         "SELECT exhibit FROM source CROSS JOIN language WHERE NOT EXISTS (SELECT 1 FROM "
         "source_text"
         " AS words WHERE words.exhibit = source.exhibit AND words.position = source.position"
         " AND words.language = code) LIMIT 1"},
        {"every collection has its own place",
         "SELECT position FROM collection GROUP BY position HAVING count(*) > 1 LIMIT 1"},
        {"no exhibit twice in a collection",
         "SELECT exhibit FROM collection_exhibit GROUP BY collection, exhibit HAVING count(*) > 1"
         " LIMIT 1"}};
    for (const Rule& rule : kRules) {
        SEN_TRY(const bool is_broken, connection.one(rule.sql, {}, [](Row&) {}));
        if (is_broken) return fail(ErrorKind::Corrupt, "not so: {}", rule.name);
    }
    return {};
}

}  // namespace

Result<void> Catalogue::check() const {
    Connection& connection = database_->connection;
    connection.set_budget(kStepsPerCheck);
    struct Restore {
        Connection& connection;
        ~Restore() { connection.set_budget(kStepsPerQuery); }
    } const restore{connection};
    SEN_CHECK(check_pages_and_keys(connection));
    SEN_CHECK(check_counts(connection));
    std::vector<std::string> exhibits;
    SEN_CHECK(connection.each("SELECT id FROM exhibit ORDER BY id", {}, kMaxExhibits,
                              [&](Row& row) { exhibits.push_back(row.id(0)); }));
    // Reading everything once is the check of all texts, sizes, references and ranges.
    for (const std::string& language : languages()) {
        SEN_CHECK(pack(language));
        SEN_TRY(const auto cards, collections(language));
        for (const CollectionCard& card : cards) {
            SEN_TRY(const auto members, this->exhibits(card.id, language));
            if (members.empty()) return fail(ErrorKind::Corrupt, "collection {} is empty", card.id);
        }
        for (const std::string& id : exhibits) SEN_CHECK(exhibit(id, language));
        SEN_CHECK(attract(language));
    }
    return {};
}

Result<std::vector<Digest>> Catalogue::objects() const {
    std::vector<Digest> objects;
    SEN_CHECK(database_->connection.each("SELECT object FROM asset ORDER BY object", {}, kMaxAssets,
                                         [&](Row& row) { objects.push_back(row.digest(0)); }));
    return objects;
}

Result<std::vector<std::string>> Catalogue::exhibits_with(
    const std::function<bool(const Digest&)>& is_sought) const {
    std::vector<std::string> exhibits;
    for (const std::string_view sql :
         {"SELECT exhibit, view FROM picture", "SELECT exhibit, thumbnail FROM picture",
          "SELECT exhibit, tall FROM picture WHERE tall IS NOT NULL",
          "SELECT exhibit, tall_thumbnail FROM picture WHERE tall_thumbnail IS NOT NULL",
          "SELECT exhibit, media FROM film", "SELECT exhibit, poster FROM film",
          "SELECT exhibit, first_frame FROM film", "SELECT exhibit, last_frame FROM film"})
        SEN_CHECK(database_->connection.each(sql, {}, kMaxAssets, [&](Row& row) {
            if (is_sought(row.digest(1))) exhibits.push_back(row.id(0));
        }));
    return exhibits;
}

}  // namespace sen::catalogue
