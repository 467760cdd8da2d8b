// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <sqlite3.h>

#include <memory>
#include <random>

#include "base/file.h"
#include "catalogue/catalogue.h"
#include "catalogue/sample.h"

using namespace sen;
using namespace sen::catalogue;

namespace {

/// Changes a catalogue as only a hand or an enemy would.
void spoil(const std::filesystem::path& file, const std::string& sql) {
    sqlite3* raw = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &raw) == SQLITE_OK);
    const std::unique_ptr<sqlite3, int (*)(sqlite3*)> owner(raw, sqlite3_close);
    char* message = nullptr;
    const int code = sqlite3_exec(raw, sql.c_str(), nullptr, nullptr, &message);
    const std::string text = message == nullptr ? "" : message;
    sqlite3_free(message);
    REQUIRE_MESSAGE(code == SQLITE_OK, sql << ": " << text);
}

/// Every query of a catalogue once; whether all of them answered.
bool read_everything(const Catalogue& catalogue) {
    bool is_good = true;
    for (const char* language : {"vi", "en"}) {
        is_good &= catalogue.pack(language).has_value();
        is_good &= catalogue.collections(language).has_value();
        is_good &= catalogue.attract(language).has_value();
        for (const char* collection : {"song-va-cau", "anh-va-phim"})
            is_good &= catalogue.exhibits(collection, language).has_value();
        for (const char* id : {"cau-binh-loi", "ben-nha-rong", "phim", "anh"}) {
            is_good &= catalogue.exhibit(id, language).has_value();
            is_good &= catalogue.next_exhibits(id, language).has_value();
        }
    }
    is_good &= catalogue.objects().has_value();
    is_good &= catalogue.has_simple_text("vi").has_value();
    return is_good & catalogue.check().has_value();
}

void overwrite(const std::filesystem::path& file, std::size_t at, std::string_view with) {
    std::string bytes = read_file(file, 1 << 20).value();
    bytes.replace(at, with.size(), with);
    REQUIRE(write_file_atomically(file, bytes));
}

}  // namespace

TEST_CASE("hostile: what is no catalogue is refused at once") {
    const auto directory = TemporaryDirectory::create().value();
    const auto file = directory.path() / "x";
    const auto good = read_file(write_sample(directory.path()), 1 << 20).value();
    const std::string other_program = [&] {
        auto bytes = good;
        bytes.replace(68, 4, "abcd");
        return bytes;
    }();

    for (const std::string& bytes :
         {std::string(), std::string("SQLite format 3"), std::string(5000, 'x'), good.substr(0, 99),
          good.substr(0, 4096), good.substr(0, good.size() - 1), good + std::string(4096, '\0'),
          other_program}) {
        REQUIRE(write_file_atomically(file, bytes));
        CHECK(Catalogue::open(file).error().kind == ErrorKind::Corrupt);
    }
    CHECK(Catalogue::open(directory.path() / "none").error().kind == ErrorKind::NotFound);
}

TEST_CASE("hostile: a newer or older format is Unsupported, format 0 is Corrupt") {
    const auto directory = TemporaryDirectory::create().value();
    const auto file = write_sample(directory.path());

    for (const auto format : {std::string_view("\0\0\0\4", 4), std::string_view("\0\0\0\1", 4)}) {
        overwrite(file, 60, format);
        CHECK(Catalogue::open(file).error().kind == ErrorKind::Unsupported);
    }

    overwrite(file, 60, std::string_view("\0\0\0\0", 4));
    CHECK(Catalogue::open(file).error().kind == ErrorKind::Corrupt);
}

TEST_CASE("hostile: a write-ahead log or another page size or encoding is refused") {
    const auto directory = TemporaryDirectory::create().value();
    for (const auto& [at, bytes] : {std::pair<std::size_t, std::string_view>(18, "\2\2"),
                                    {16, std::string_view("\x02\0", 2)},
                                    {56, std::string_view("\0\0\0\2", 4)}}) {
        const auto file = write_sample(directory.path());
        overwrite(file, at, bytes);

        CHECK(Catalogue::open(file).error().kind == ErrorKind::Corrupt);
    }
}

TEST_CASE("hostile: one table, trigger, view, index or column too many is Corrupt") {
    const auto directory = TemporaryDirectory::create().value();
    for (const std::string sql :
         {"CREATE TABLE more(a)", "CREATE VIEW v AS SELECT 1", "DROP TABLE attract",
          "CREATE TRIGGER t AFTER INSERT ON pack BEGIN SELECT 1; END",
          "CREATE INDEX i ON exhibit(year)", "CREATE VIRTUAL TABLE f USING fts5(a)",
          "ALTER TABLE pack ADD COLUMN more TEXT",
          "PRAGMA writable_schema=1; UPDATE sqlite_schema SET sql = replace(sql,"
          " 'REFERENCES exhibit', '') WHERE name = 'attract'"}) {
        const auto file = write_sample(directory.path());
        spoil(file, sql);

        const auto opened = Catalogue::open(file);

        REQUIRE_MESSAGE(!opened, sql);
        CHECK(opened.error().kind == ErrorKind::Corrupt);
    }
}

TEST_CASE("hostile: a table of format 3 in a catalogue of format 2 is Corrupt, as is its lack") {
    const auto directory = TemporaryDirectory::create().value();
    for (const std::string sql : {"PRAGMA user_version = 2", "DROP TABLE note_run"}) {
        const auto file = write_sample(directory.path());
        spoil(file, sql);

        CHECK_MESSAGE(Catalogue::open(file).error().kind == ErrorKind::Corrupt, sql);
    }
}

TEST_CASE(
    "hostile: an older catalogue of format 2, without simple texts and notes, is still read") {
    const auto directory = TemporaryDirectory::create().value();
    const auto file = write_sample(directory.path());
    spoil(file,
          "DROP TABLE simple_run; DROP TABLE simple_block; DROP TABLE simple_speech_cue;"
          "DROP TABLE simple_speech; DROP TABLE note_run; DROP TABLE note_block;"
          "PRAGMA user_version = 2");

    const Catalogue catalogue = Catalogue::open(file).value();

    CHECK(catalogue.check());
    const Exhibit exhibit = catalogue.exhibit("cau-binh-loi", "vi").value();
    CHECK(exhibit.text == sample_content().exhibits[kBridge].text.at("vi"));
    CHECK(exhibit.simple_text.empty());
    CHECK(exhibit.notes.empty());
    CHECK_FALSE(catalogue.has_simple_text("vi").value());
}

TEST_CASE("hostile: values out of bounds make their query fail and the check") {
    const auto directory = TemporaryDirectory::create().value();
    for (const std::string sql :
         {"UPDATE exhibit SET kind = 3",
          "UPDATE exhibit SET kind = -1",
          "UPDATE asset SET width = 100000 WHERE type = 'image/jpeg'",
          "UPDATE asset SET length = 0",
          "UPDATE asset SET type = 'text/html'",
          "UPDATE asset SET duration = -5 WHERE type = 'video/mp4'",
          "UPDATE run SET text_end = 4000000000",
          "UPDATE run SET text_begin = -1 WHERE style = 0",
          "UPDATE run SET style = 9",
          "UPDATE block SET kind = 4",
          "UPDATE block SET position = 7 WHERE position = 0",
          "UPDATE speech_cue SET block = 99",
          "UPDATE speech_cue SET text_end = 2",
          "UPDATE simple_block SET kind = 4",
          "UPDATE simple_block SET position = 1",
          "UPDATE simple_block SET text = 'a' || char(0x300)",
          "UPDATE simple_run SET text_end = 4000000000",
          "UPDATE simple_run SET block = 1",
          "UPDATE simple_speech SET is_machine_voice = 2",
          "UPDATE simple_speech SET sound = x'00'",
          "UPDATE simple_speech_cue SET block = 1 WHERE block = 0",
          "UPDATE simple_speech_cue SET text_end = 2 WHERE block = 0",
          "DELETE FROM simple_speech",
          "DELETE FROM simple_run; DELETE FROM simple_block",
          "DELETE FROM simple_run; DELETE FROM simple_block;"
          " DELETE FROM simple_speech_cue WHERE block = 0",
          "UPDATE note_block SET kind = -1",
          "UPDATE note_block SET position = 9 WHERE position = 0",
          "UPDATE note_block SET text = 'a' || char(7)",
          "UPDATE note_run SET style = 2",
          "UPDATE note_run SET text_begin = 4",
          "INSERT INTO note_block VALUES('none', 'vi', 0, 0, 'a')",
          "INSERT INTO simple_block VALUES('anh', 'fr', 0, 0, 'a')",
          "UPDATE film_caption SET time_end = 1 << 40",
          "UPDATE film SET has_sound = 2",
          "UPDATE film SET media = x'00'",
          "UPDATE picture SET average = 1 << 24",
          "UPDATE picture SET tall_thumbnail = NULL",
          "UPDATE picture SET position = 5 WHERE position = 0",
          "UPDATE exhibit_text SET title = 'a' || char(0x300)",
          "UPDATE exhibit_text SET title = CAST(x'c0af' AS TEXT)",
          "UPDATE exhibit_text SET title = 'a' || char(0) || 'b'",
          "UPDATE exhibit_text SET title = ''",
          "UPDATE exhibit_text SET title = printf('%.70000c', 'a')",
          "UPDATE exhibit_text SET title = printf('%.2000000c', 'a')",
          "UPDATE pack SET version = 0",
          "UPDATE pack SET id = '../x'",
          "UPDATE pack SET cover_picture = 3",
          "UPDATE language SET position = position + 1",
          "DELETE FROM pack",
          "DELETE FROM picture_text WHERE language = 'en'",
          "DELETE FROM film_text WHERE language = 'en'",
          "DELETE FROM exhibit_text",
          "DELETE FROM asset WHERE type = 'audio/mp4'",
          "DELETE FROM source_text WHERE language = 'en'",
          "DELETE FROM collection_text WHERE collection = 'song-va-cau'",
          "UPDATE attract SET exhibit = 'none'",
          "UPDATE collection_exhibit SET exhibit = 'none' WHERE position = 0",
          "INSERT INTO pack SELECT 'other', publisher, version, issued, cover_exhibit,"
          " cover_picture FROM pack"}) {
        const auto file = write_sample(directory.path());
        spoil(file, sql);

        const auto opened = Catalogue::open(file);

        if (!opened) {
            CHECK_MESSAGE(opened.error().kind == ErrorKind::Corrupt, sql);
            continue;
        }
        const auto checked = opened->check();
        CHECK_MESSAGE(!checked, sql);
        if (!checked) CHECK_MESSAGE(checked.error().kind == ErrorKind::Corrupt, sql);
        read_everything(*opened);
    }
}

TEST_CASE("hostile: no damage of the bytes brings the reader down") {
    const auto directory = TemporaryDirectory::create().value();
    const auto good = read_file(write_sample(directory.path()), 1 << 20).value();
    const auto file = directory.path() / "damaged";
    std::mt19937 random(20261122);
    int refused = 0;
    for (int round = 0; round < 500; ++round) {
        std::string bytes = good;
        if (round % 5 == 0) {
            bytes.resize(random() % bytes.size());
        } else {
            // Half of the rounds hit one page, where pointers and cells are dense.
            const std::size_t base = round % 2 == 0 ? random() % (bytes.size() / 4096) * 4096 : 0;
            const std::size_t span = round % 2 == 0 ? 4096 : bytes.size();
            for (unsigned flips = 1 + random() % 16; flips > 0; --flips)
                bytes[base + random() % span] = static_cast<char>(random());
        }
        REQUIRE(write_file_atomically(file, bytes));
        const auto opened = Catalogue::open(file);
        if (!opened || !read_everything(*opened)) ++refused;
    }

    CHECK(refused > 100);
}
