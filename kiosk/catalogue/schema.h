// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

/// The catalogue's tables, format 3: what the writer creates and what the reader insists on, letter
/// for letter. Changing any of it is a new format: raise kFormat and tell kiosk/store/FORMAT.md.
/// Format 2 is still read: it has the first kTablesOfFormat2 of these tables, so that a kiosk with
/// a new program shows the packs that it has.
namespace sen::catalogue {

inline constexpr std::uint32_t kApplicationId = 0x53656e31;  ///< "Sen1"
inline constexpr std::uint32_t kFormat = 3;                  ///< user_version
inline constexpr std::uint32_t kOldestFormat = 2;
inline constexpr std::size_t kTablesOfFormat2 = 26;
inline constexpr std::uint32_t kPageBytes = 4096;

/// In an order in which every table stands after those that it refers to. Texts are in *_text
/// tables, a row for each language. A picture's position -1 means the exhibit's film. Times are in
/// milliseconds, lengths in bytes, sizes in pixels; `average` is 0xRRGGBB.
inline constexpr std::array<std::string_view, 32> kSchema{
    "CREATE TABLE language(code TEXT NOT NULL PRIMARY KEY, position INTEGER NOT NULL)"
    " STRICT, WITHOUT ROWID",

    "CREATE TABLE asset(object BLOB NOT NULL PRIMARY KEY, type TEXT NOT NULL,"
    " length INTEGER NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL,"
    " duration INTEGER NOT NULL) STRICT, WITHOUT ROWID",

    "CREATE TABLE exhibit(id TEXT NOT NULL PRIMARY KEY, kind INTEGER NOT NULL, year TEXT NOT NULL)"
    " STRICT, WITHOUT ROWID",

    "CREATE TABLE exhibit_text(exhibit TEXT NOT NULL REFERENCES exhibit,"
    " language TEXT NOT NULL REFERENCES language, title TEXT NOT NULL, place TEXT NOT NULL,"
    " rights TEXT NOT NULL, sort_key BLOB NOT NULL, PRIMARY KEY(exhibit, language))"
    " STRICT, WITHOUT ROWID",

    // People (kind 0) and places (1) that the exhibit is about. Number 0 is the name that is shown,
    // the others are those that it bore before; a year of 0 is unknown.
    "CREATE TABLE subject_name(exhibit TEXT NOT NULL, kind INTEGER NOT NULL,"
    " position INTEGER NOT NULL, number INTEGER NOT NULL, language TEXT NOT NULL,"
    " year_from INTEGER NOT NULL, year_to INTEGER NOT NULL, name TEXT NOT NULL,"
    " PRIMARY KEY(exhibit, kind, position, number, language),"
    " FOREIGN KEY(exhibit, language) REFERENCES exhibit_text) STRICT, WITHOUT ROWID",

    "CREATE TABLE block(exhibit TEXT NOT NULL, language TEXT NOT NULL, position INTEGER NOT NULL,"
    " kind INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY(exhibit, language, position),"
    " FOREIGN KEY(exhibit, language) REFERENCES exhibit_text) STRICT, WITHOUT ROWID",

    "CREATE TABLE run(exhibit TEXT NOT NULL, language TEXT NOT NULL, block INTEGER NOT NULL,"
    " text_begin INTEGER NOT NULL, text_end INTEGER NOT NULL, style INTEGER NOT NULL,"
    " PRIMARY KEY(exhibit, language, block, text_begin),"
    " FOREIGN KEY(exhibit, language, block) REFERENCES block) STRICT, WITHOUT ROWID",

    "CREATE TABLE picture(exhibit TEXT NOT NULL REFERENCES exhibit, position INTEGER NOT NULL,"
    " thumbnail BLOB NOT NULL REFERENCES asset, view BLOB NOT NULL REFERENCES asset,"
    " tall BLOB REFERENCES asset, tall_thumbnail BLOB REFERENCES asset,"
    " average INTEGER NOT NULL, PRIMARY KEY(exhibit, position)) STRICT, WITHOUT ROWID",

    "CREATE TABLE picture_text(exhibit TEXT NOT NULL, position INTEGER NOT NULL,"
    " language TEXT NOT NULL REFERENCES language, caption TEXT NOT NULL, alt TEXT NOT NULL,"
    " source TEXT NOT NULL, rights TEXT NOT NULL, PRIMARY KEY(exhibit, position, language),"
    " FOREIGN KEY(exhibit, position) REFERENCES picture) STRICT, WITHOUT ROWID",

    "CREATE TABLE film(exhibit TEXT NOT NULL PRIMARY KEY REFERENCES exhibit,"
    " media BLOB NOT NULL REFERENCES asset, poster BLOB NOT NULL REFERENCES asset,"
    " first_frame BLOB NOT NULL REFERENCES asset, last_frame BLOB NOT NULL REFERENCES asset,"
    " has_sound INTEGER NOT NULL) STRICT, WITHOUT ROWID",

    "CREATE TABLE film_text(exhibit TEXT NOT NULL REFERENCES film,"
    " language TEXT NOT NULL REFERENCES language, source TEXT NOT NULL, rights TEXT NOT NULL,"
    " PRIMARY KEY(exhibit, language)) STRICT, WITHOUT ROWID",

    "CREATE TABLE film_caption(exhibit TEXT NOT NULL, language TEXT NOT NULL,"
    " position INTEGER NOT NULL, time_begin INTEGER NOT NULL, time_end INTEGER NOT NULL,"
    " text TEXT NOT NULL, PRIMARY KEY(exhibit, language, position),"
    " FOREIGN KEY(exhibit, language) REFERENCES film_text) STRICT, WITHOUT ROWID",

    "CREATE TABLE speech(exhibit TEXT NOT NULL, language TEXT NOT NULL,"
    " sound BLOB NOT NULL REFERENCES asset, is_machine_voice INTEGER NOT NULL,"
    " PRIMARY KEY(exhibit, language), FOREIGN KEY(exhibit, language) REFERENCES exhibit_text)"
    " STRICT, WITHOUT ROWID",

    "CREATE TABLE speech_cue(exhibit TEXT NOT NULL, language TEXT NOT NULL,"
    " position INTEGER NOT NULL, time_begin INTEGER NOT NULL, time_end INTEGER NOT NULL,"
    " block INTEGER NOT NULL, text_begin INTEGER NOT NULL, text_end INTEGER NOT NULL,"
    " PRIMARY KEY(exhibit, language, position), FOREIGN KEY(exhibit, language) REFERENCES speech)"
    " STRICT, WITHOUT ROWID",

    "CREATE TABLE source(exhibit TEXT NOT NULL REFERENCES exhibit, position INTEGER NOT NULL,"
    " address TEXT NOT NULL, PRIMARY KEY(exhibit, position)) STRICT, WITHOUT ROWID",

    "CREATE TABLE source_text(exhibit TEXT NOT NULL, position INTEGER NOT NULL,"
    " language TEXT NOT NULL REFERENCES language, text TEXT NOT NULL,"
    " PRIMARY KEY(exhibit, position, language),"
    " FOREIGN KEY(exhibit, position) REFERENCES source) STRICT, WITHOUT ROWID",

    "CREATE TABLE collection(id TEXT NOT NULL PRIMARY KEY, position INTEGER NOT NULL,"
    " cover_exhibit TEXT NOT NULL REFERENCES exhibit, cover_picture INTEGER NOT NULL)"
    " STRICT, WITHOUT ROWID",

    "CREATE TABLE collection_text(collection TEXT NOT NULL REFERENCES collection,"
    " language TEXT NOT NULL REFERENCES language, title TEXT NOT NULL, summary TEXT NOT NULL,"
    " PRIMARY KEY(collection, language)) STRICT, WITHOUT ROWID",

    "CREATE TABLE collection_exhibit(collection TEXT NOT NULL REFERENCES collection,"
    " position INTEGER NOT NULL, exhibit TEXT NOT NULL REFERENCES exhibit,"
    " PRIMARY KEY(collection, position)) STRICT, WITHOUT ROWID",

    "CREATE TABLE pack(id TEXT NOT NULL PRIMARY KEY, publisher TEXT NOT NULL,"
    " version INTEGER NOT NULL, issued TEXT NOT NULL,"
    " cover_exhibit TEXT NOT NULL REFERENCES exhibit, cover_picture INTEGER NOT NULL)"
    " STRICT, WITHOUT ROWID",

    "CREATE TABLE pack_text(language TEXT NOT NULL PRIMARY KEY REFERENCES language,"
    " title TEXT NOT NULL, summary TEXT NOT NULL) STRICT, WITHOUT ROWID",

    "CREATE TABLE attract(position INTEGER NOT NULL PRIMARY KEY,"
    " exhibit TEXT NOT NULL REFERENCES exhibit, picture INTEGER NOT NULL) STRICT",

    // What search reads (search_index.h). An entry is an exhibit in a language; languages stand
    // here by their position.
    "CREATE TABLE search_entry(id INTEGER NOT NULL PRIMARY KEY,"
    " exhibit TEXT NOT NULL REFERENCES exhibit) STRICT",

    "CREATE TABLE search_word(language INTEGER NOT NULL, folded TEXT NOT NULL, word TEXT NOT NULL,"
    " titles INTEGER NOT NULL, names INTEGER NOT NULL, texts INTEGER NOT NULL,"
    " PRIMARY KEY(language, folded, word)) STRICT, WITHOUT ROWID",

    "CREATE TABLE search_facet(language INTEGER NOT NULL, kind INTEGER NOT NULL,"
    " position INTEGER NOT NULL, name TEXT NOT NULL, entries BLOB NOT NULL,"
    " PRIMARY KEY(language, kind, position)) STRICT, WITHOUT ROWID",

    "CREATE VIRTUAL TABLE search_index USING fts5(words, content='', columnsize=0, tokenize=sen)",

    // The same story in plainer words, for who asks for it, and its voice.
    "CREATE TABLE simple_block(exhibit TEXT NOT NULL, language TEXT NOT NULL,"
    " position INTEGER NOT NULL, kind INTEGER NOT NULL, text TEXT NOT NULL,"
    " PRIMARY KEY(exhibit, language, position),"
    " FOREIGN KEY(exhibit, language) REFERENCES exhibit_text) STRICT, WITHOUT ROWID",

    "CREATE TABLE simple_run(exhibit TEXT NOT NULL, language TEXT NOT NULL,"
    " block INTEGER NOT NULL, text_begin INTEGER NOT NULL, text_end INTEGER NOT NULL,"
    " style INTEGER NOT NULL, PRIMARY KEY(exhibit, language, block, text_begin),"
    " FOREIGN KEY(exhibit, language, block) REFERENCES simple_block) STRICT, WITHOUT ROWID",

    "CREATE TABLE simple_speech(exhibit TEXT NOT NULL, language TEXT NOT NULL,"
    " sound BLOB NOT NULL REFERENCES asset, is_machine_voice INTEGER NOT NULL,"
    " PRIMARY KEY(exhibit, language), FOREIGN KEY(exhibit, language) REFERENCES exhibit_text)"
    " STRICT, WITHOUT ROWID",

    "CREATE TABLE simple_speech_cue(exhibit TEXT NOT NULL, language TEXT NOT NULL,"
    " position INTEGER NOT NULL, time_begin INTEGER NOT NULL, time_end INTEGER NOT NULL,"
    " block INTEGER NOT NULL, text_begin INTEGER NOT NULL, text_end INTEGER NOT NULL,"
    " PRIMARY KEY(exhibit, language, position),"
    " FOREIGN KEY(exhibit, language) REFERENCES simple_speech) STRICT, WITHOUT ROWID",

    // What a guide wants to have at hand before a group.
    "CREATE TABLE note_block(exhibit TEXT NOT NULL, language TEXT NOT NULL,"
    " position INTEGER NOT NULL, kind INTEGER NOT NULL, text TEXT NOT NULL,"
    " PRIMARY KEY(exhibit, language, position),"
    " FOREIGN KEY(exhibit, language) REFERENCES exhibit_text) STRICT, WITHOUT ROWID",

    "CREATE TABLE note_run(exhibit TEXT NOT NULL, language TEXT NOT NULL, block INTEGER NOT NULL,"
    " text_begin INTEGER NOT NULL, text_end INTEGER NOT NULL, style INTEGER NOT NULL,"
    " PRIMARY KEY(exhibit, language, block, text_begin),"
    " FOREIGN KEY(exhibit, language, block) REFERENCES note_block) STRICT, WITHOUT ROWID",
};

/// What SQLite adds for search_index by itself.
inline constexpr std::array<std::string_view, 3> kShadowTables{
    "CREATE TABLE 'search_index_data'(id INTEGER PRIMARY KEY, block BLOB)",
    "CREATE TABLE 'search_index_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID",
    "CREATE TABLE 'search_index_config'(k PRIMARY KEY, v) WITHOUT ROWID"};

}  // namespace sen::catalogue
