// SPDX-License-Identifier: Apache-2.0
#include "catalogue/writer.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "base/file.h"
#include "catalogue/catalogue.h"
#include "catalogue/connection.h"
#include "catalogue/index_writer.h"
#include "catalogue/media_rows.h"
#include "catalogue/schema.h"
#include "catalogue/text_rows.h"
#include "language/sort_key.h"

namespace sen::catalogue {
namespace {

std::string_view text_in(const Texts& texts, const std::string& language) {
    const auto found = texts.find(language);
    return found == texts.end() ? std::string_view() : std::string_view(found->second);
}

Value number(std::uint64_t value) {
    return static_cast<std::int64_t>(value);
}
Value number(Milliseconds value) {
    return std::int64_t{value.count()};
}
Value number(int value) {
    return std::int64_t{value};
}
Value object_of(const Asset& asset) {
    return asset.object;
}
Value object_of(const std::optional<Asset>& asset) {
    return asset ? Value(asset->object) : Value(std::monostate());
}

Result<void> run(sqlite3* database, const std::string& sql) {
    if (sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return tl::unexpected(database_error(database, sql));
    return {};
}

/// Fills an empty database; the first failure is kept and the rest does nothing.
class Filler {
  public:
    Filler(sqlite3* database, const PackContent& content)
        : database_(database), content_(content) {}

    Result<void> fill() {
        insert_languages();
        insert_assets();
        for (const ExhibitContent& exhibit : content_.exhibits) insert_exhibit(exhibit);
        insert_collections();
        insert_pack();
        insert_index();
        return std::move(status_);
    }

  private:
    void insert(std::string_view table, std::initializer_list<Value> values);
    void insert_languages();
    void insert_assets();
    void insert_asset(const Asset& asset);
    void insert_exhibit(const ExhibitContent& exhibit);
    void insert_text(const ExhibitContent& exhibit, const std::string& language);
    void insert_blocks(const TextTables& tables, const std::string& exhibit,
                       const std::string& language,
                       const std::map<std::string, std::vector<Block>>& texts);
    void insert_picture(const std::string& exhibit, int position, const PictureContent& picture);
    void insert_film(const std::string& exhibit, const FilmContent& film);
    void insert_speech(const SpeechTables& tables, const std::string& exhibit,
                       const std::map<std::string, Speech>& voices);
    void insert_sources(const ExhibitContent& exhibit);
    void insert_collections();
    void insert_pack();
    void insert_names(const ExhibitContent& exhibit, const std::string& language);
    void insert_index();

    sqlite3* database_;
    const PackContent& content_;
    Result<void> status_;
    std::map<std::string, UniqueStatement, std::less<>> statements_;
    std::map<Digest, Asset> assets_;
};

void Filler::insert(std::string_view table, std::initializer_list<Value> values) {
    if (!status_) return;
    auto known = statements_.find(table);
    if (known == statements_.end()) {
        std::string marks = "?";
        for (std::size_t i = 1; i < values.size(); ++i) marks += ",?";
        auto statement = prepare(database_, fmt::format("INSERT INTO {} VALUES({})", table, marks));
        if (!statement) {
            status_ = add_context(std::move(statement).error(), "{}", table);
            return;
        }
        known = statements_.emplace(table, std::move(*statement)).first;
    }
    sqlite3_stmt* const running = known->second.get();
    status_ = bind(running, values);
    if (status_ && sqlite3_step(running) != SQLITE_DONE)
        status_ = tl::unexpected(database_error(database_, fmt::format("insert into {}", table)));
    sqlite3_reset(running);
}

void Filler::insert_languages() {
    for (int position = 0; const std::string& language : content_.languages)
        insert("language", {std::string_view(language), number(position++)});
}

void Filler::insert_assets() {
    for (const ExhibitContent& exhibit : content_.exhibits) {
        for (const PictureContent& picture : exhibit.pictures) {
            insert_asset(picture.thumbnail);
            insert_asset(picture.view);
            if (picture.tall) insert_asset(*picture.tall);
            if (picture.tall_thumbnail) insert_asset(*picture.tall_thumbnail);
        }
        if (exhibit.film) {
            insert_asset(exhibit.film->media);
            insert_asset(exhibit.film->poster);
            insert_asset(exhibit.film->first_frame);
            insert_asset(exhibit.film->last_frame);
        }
        for (const auto* voices : {&exhibit.speech, &exhibit.simple_speech})
            for (const auto& [language, speech] : *voices) insert_asset(speech.sound);
    }
}

void Filler::insert_asset(const Asset& asset) {
    // The same picture may stand in two exhibits: one object, one row.
    const auto [known, is_new] = assets_.emplace(asset.object, asset);
    if (is_new) {
        insert("asset",
               {asset.object, std::string_view(asset.type), number(asset.length),
                number(asset.size.width), number(asset.size.height), number(asset.duration)});
        return;
    }
    const Asset& first = known->second;
    const bool is_same = first.type == asset.type && first.length == asset.length &&
                         first.size == asset.size && first.duration == asset.duration;
    if (status_ && !is_same)
        status_ = fail(ErrorKind::Invalid, "object {} has two sets of facts", asset.object.hex());
}

void Filler::insert_exhibit(const ExhibitContent& exhibit) {
    insert("exhibit", {std::string_view(exhibit.id), number(static_cast<int>(exhibit.kind)),
                       std::string_view(exhibit.year)});
    for (const std::string& language : content_.languages) insert_text(exhibit, language);
    for (int position = 0; const PictureContent& picture : exhibit.pictures)
        insert_picture(exhibit.id, position++, picture);
    if (exhibit.film) insert_film(exhibit.id, *exhibit.film);
    insert_speech(kSpeech, exhibit.id, exhibit.speech);
    insert_speech(kSimpleSpeech, exhibit.id, exhibit.simple_speech);
    insert_sources(exhibit);
}

void Filler::insert_text(const ExhibitContent& exhibit, const std::string& language) {
    insert("exhibit_text", {std::string_view(exhibit.id), std::string_view(language),
                            text_in(exhibit.title, language), text_in(exhibit.place, language),
                            text_in(exhibit.rights, language),
                            Bytes{language::sort_key(text_in(exhibit.title, language))}});
    insert_names(exhibit, language);
    insert_blocks(kFullText, exhibit.id, language, exhibit.text);
    insert_blocks(kSimpleText, exhibit.id, language, exhibit.simple_text);
    insert_blocks(kNotes, exhibit.id, language, exhibit.notes);
}

void Filler::insert_blocks(const TextTables& tables, const std::string& exhibit,
                           const std::string& language,
                           const std::map<std::string, std::vector<Block>>& texts) {
    const auto text = texts.find(language);
    if (text == texts.end()) return;
    for (int position = 0; const Block& block : text->second) {
        insert(tables.block,
               {std::string_view(exhibit), std::string_view(language), number(position),
                number(static_cast<int>(block.kind)), std::string_view(block.text)});
        for (const Run& run : block.runs)
            insert(tables.run,
                   {std::string_view(exhibit), std::string_view(language), number(position),
                    number(std::uint64_t{run.begin}), number(std::uint64_t{run.end}),
                    number(static_cast<int>(run.style))});
        ++position;
    }
}

void Filler::insert_names(const ExhibitContent& exhibit, const std::string& language) {
    std::array<int, 2> positions{};
    for (const SubjectContent& subject : exhibit.subjects) {
        const int kind = static_cast<int>(subject.kind);
        const int position = positions[static_cast<std::size_t>(kind)]++;
        for (int place = 0; const DatedNameContent& name : subject.names)
            insert("subject_name",
                   {std::string_view(exhibit.id), number(kind), number(position), number(place++),
                    std::string_view(language), number(name.year_from), number(name.year_to),
                    text_in(name.name, language)});
    }
}

void Filler::insert_picture(const std::string& exhibit, int position,
                            const PictureContent& picture) {
    const Colour c = picture.average;
    insert("picture", {std::string_view(exhibit), number(position), object_of(picture.thumbnail),
                       object_of(picture.view), object_of(picture.tall),
                       object_of(picture.tall_thumbnail), number(c.r << 16 | c.g << 8 | c.b)});
    for (const std::string& language : content_.languages)
        insert("picture_text",
               {std::string_view(exhibit), number(position), std::string_view(language),
                text_in(picture.caption, language), text_in(picture.alt, language),
                text_in(picture.source, language), text_in(picture.rights, language)});
}

void Filler::insert_film(const std::string& exhibit, const FilmContent& film) {
    insert("film", {std::string_view(exhibit), object_of(film.media), object_of(film.poster),
                    object_of(film.first_frame), object_of(film.last_frame),
                    number(film.has_sound ? 1 : 0)});
    for (const std::string& language : content_.languages)
        insert("film_text", {std::string_view(exhibit), std::string_view(language),
                             text_in(film.source, language), text_in(film.rights, language)});
    for (const auto& [language, cues] : film.captions)
        for (int position = 0; const Cue& cue : cues)
            insert("film_caption",
                   {std::string_view(exhibit), std::string_view(language), number(position++),
                    number(cue.begin), number(cue.end), std::string_view(cue.text)});
}

void Filler::insert_speech(const SpeechTables& tables, const std::string& exhibit,
                           const std::map<std::string, Speech>& voices) {
    for (const auto& [language, speech] : voices) {
        insert(tables.speech, {std::string_view(exhibit), std::string_view(language),
                               object_of(speech.sound), number(speech.is_machine_voice ? 1 : 0)});
        for (int position = 0; const SpeechCue& cue : speech.cues)
            insert(tables.cue,
                   {std::string_view(exhibit), std::string_view(language), number(position++),
                    number(cue.begin), number(cue.end), number(cue.block),
                    number(std::uint64_t{cue.text_begin}), number(std::uint64_t{cue.text_end})});
    }
}

void Filler::insert_sources(const ExhibitContent& exhibit) {
    for (int position = 0; const SourceContent& source : exhibit.sources) {
        insert("source",
               {std::string_view(exhibit.id), number(position), std::string_view(source.address)});
        for (const std::string& language : content_.languages)
            insert("source_text", {std::string_view(exhibit.id), number(position),
                                   std::string_view(language), text_in(source.text, language)});
        ++position;
    }
}

void Filler::insert_collections() {
    for (int place = 0; const CollectionContent& collection : content_.collections) {
        insert("collection",
               {std::string_view(collection.id), number(place++),
                std::string_view(collection.cover.exhibit), number(collection.cover.picture)});
        for (const std::string& language : content_.languages)
            insert("collection_text",
                   {std::string_view(collection.id), std::string_view(language),
                    text_in(collection.title, language), text_in(collection.summary, language)});
        for (int position = 0; const std::string& exhibit : collection.exhibits)
            insert("collection_exhibit", {std::string_view(collection.id), number(position++),
                                          std::string_view(exhibit)});
    }
}

void Filler::insert_pack() {
    insert("pack", {std::string_view(content_.id), std::string_view(content_.publisher),
                    number(content_.version), std::string_view(content_.issued),
                    std::string_view(content_.cover.exhibit), number(content_.cover.picture)});
    for (const std::string& language : content_.languages)
        insert("pack_text", {std::string_view(language), text_in(content_.title, language),
                             text_in(content_.summary, language)});
    for (int position = 0; const MediaReference& reference : content_.attract)
        insert("attract", {number(position++), std::string_view(reference.exhibit),
                           number(reference.picture)});
}

void Filler::insert_index() {
    const InsertRow to_table = [&](std::string_view table, std::initializer_list<Value> values) {
        insert(table, values);
    };
    for (int position = 0; position < static_cast<int>(content_.languages.size()); ++position)
        write_index(content_, position, to_table);
    // In one piece it is smallest, and the same content gives the same bytes.
    if (status_)
        status_ = run(database_, "INSERT INTO search_index(search_index) VALUES('optimize')");
}

Result<void> write_database(const std::filesystem::path& file, const PackContent& content) {
    sqlite3* raw = nullptr;
    const int code =
        sqlite3_open_v2(file.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    const UniqueDatabase database(raw);
    if (code != SQLITE_OK) return tl::unexpected(database_error(raw, "create"));
    const TermSets none;
    SEN_CHECK(add_full_text(raw, none));
    // The file becomes visible only when whole, so SQLite's own journal would protect nothing.
    SEN_CHECK(run(raw, fmt::format("PRAGMA page_size={}; PRAGMA encoding='UTF-8';"
                                   "PRAGMA auto_vacuum=NONE; PRAGMA journal_mode=OFF;"
                                   "PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
                                   "PRAGMA application_id={}; PRAGMA user_version={}; BEGIN",
                                   kPageBytes, kApplicationId, kFormat)));
    for (const std::string_view statement : kSchema) SEN_CHECK(run(raw, std::string(statement)));
    SEN_CHECK(Filler(raw, content).fill());
    SEN_CHECK(run(raw, "COMMIT"));
    // VACUUM lays the pages out by key alone: the same content, the same bytes.
    return run(raw, "VACUUM");
}

Result<void> check_written(const std::filesystem::path& file) {
    const auto catalogue = Catalogue::open(file);
    auto checked = catalogue ? catalogue->check() : Result<void>(tl::unexpected(catalogue.error()));
    if (checked) return {};
    // What is wrong came from the content, not from the disk.
    return fail(ErrorKind::Invalid, "content: {}", checked.error().message);
}

Result<void> flush(const std::filesystem::path& path, int flags) {
    const UniqueFd file(::open(path.c_str(), flags | O_CLOEXEC));
    if (!file || ::fsync(file.get()) != 0)
        return tl::unexpected(error_from_errno(errno, "flush " + path.string()));
    return {};
}

Result<void> write_part(const std::filesystem::path& part, const std::filesystem::path& file,
                        const PackContent& content) {
    SEN_CHECK(write_database(part, content));
    SEN_CHECK(check_written(part));
    SEN_CHECK(flush(part, O_RDWR));
    if (::rename(part.c_str(), file.c_str()) != 0)
        return tl::unexpected(error_from_errno(errno, "rename " + part.string()));
    const auto parent = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    return flush(parent, O_RDONLY | O_DIRECTORY);
}

}  // namespace

Result<void> write_catalogue(const std::filesystem::path& file, const PackContent& content) {
    const std::filesystem::path part = file.string() + ".part";
    ::unlink(part.c_str());
    auto written = write_part(part, file, content);
    if (written) return {};
    ::unlink(part.c_str());
    return add_context(std::move(written).error(), "write catalogue {}", file.string());
}

}  // namespace sen::catalogue
