// SPDX-License-Identifier: Apache-2.0
#include "catalogue/media_rows.h"

#include <fmt/format.h>

#include "catalogue/limits.h"

namespace sen::catalogue {
namespace {

enum class Role { Picture, Film, Sound };

std::string_view type_of(Role role) {
    switch (role) {
        case Role::Picture:
            return "image/jpeg";
        case Role::Film:
            return "video/mp4";
        case Role::Sound:
            return "audio/mp4";
    }
    return {};
}

Result<Asset> read_asset(Connection& connection, const Digest& object, Role role) {
    Asset asset;
    asset.object = object;
    const bool has_size = role != Role::Sound, has_time = role != Role::Picture;
    const auto found = connection.one(
        "SELECT type, length, width, height, duration FROM asset WHERE object = ?", {object},
        [&](Row& row) {
            asset.type = row.text(0);
            row.require(asset.type == type_of(role), "an object of another type");
            asset.length = static_cast<std::uint64_t>(row.integer(1, 1, kMaxObjectBytes));
            const std::int64_t most = has_size ? kMaxSide : 0;
            asset.size.width = static_cast<int>(row.integer(2, has_size, most));
            asset.size.height = static_cast<int>(row.integer(3, has_size, most));
            asset.duration =
                Milliseconds(row.integer(4, has_time, has_time ? kMaxMilliseconds : 0));
        });
    if (!found) return add_context(found.error(), "object {}", object.hex());
    if (!*found) return fail(ErrorKind::Corrupt, "object {} is not listed", object.hex());
    return asset;
}

Result<std::optional<Asset>> read_asset(Connection& connection,
                                        const std::optional<Digest>& object) {
    if (!object) return std::optional<Asset>();
    SEN_TRY(Asset asset, read_asset(connection, *object, Role::Picture));
    return std::optional<Asset>(std::move(asset));
}

Colour to_colour(std::int64_t rgb) {
    return {static_cast<unsigned char>(rgb >> 16 & 0xff),
            static_cast<unsigned char>(rgb >> 8 & 0xff), static_cast<unsigned char>(rgb & 0xff),
            255};
}

/// A row of `picture` before what it names is read.
struct PictureRow {
    std::int64_t position = 0;
    Digest thumbnail, view;
    std::optional<Digest> tall, tall_thumbnail;
    Colour average;

    explicit PictureRow(Row& row)
        : position(row.integer(0, 0, kMaxPictures)),
          thumbnail(row.digest(1)),
          view(row.digest(2)),
          tall(row.digest_or_null(3)),
          tall_thumbnail(row.digest_or_null(4)),
          average(to_colour(row.integer(5, 0, 0xffffff))) {
        row.require(tall.has_value() == tall_thumbnail.has_value(),
                    "a tall picture and its thumbnail come together");
    }
};

Result<Picture> read_picture(Connection& connection, std::string_view exhibit,
                             const PictureRow& row, std::string_view language) {
    Picture picture;
    SEN_TRY(picture.thumbnail, read_asset(connection, row.thumbnail, Role::Picture));
    SEN_TRY(picture.view, read_asset(connection, row.view, Role::Picture));
    SEN_TRY(picture.tall, read_asset(connection, row.tall));
    SEN_TRY(picture.tall_thumbnail, read_asset(connection, row.tall_thumbnail));
    picture.average = row.average;
    SEN_TRY(const bool has_words,
            connection.one("SELECT caption, alt, source, rights FROM picture_text"
                           " WHERE exhibit = ? AND position = ? AND language = ?",
                           {exhibit, row.position, language}, [&](Row& words) {
                               picture.caption = words.text(0);
                               picture.alt = words.text(1);
                               picture.source = words.text(2);
                               picture.rights = words.text(3);
                           }));
    if (!has_words)
        return fail(ErrorKind::Corrupt, "exhibit {}: picture {} has no words", exhibit,
                    row.position);
    return picture;
}

Picture poster_of(const Film& film) {
    Picture picture;
    picture.thumbnail = film.poster;
    picture.view = film.poster;
    return picture;
}

}  // namespace

bool is_character_boundary(std::string_view text, std::uint32_t offset) {
    if (offset > text.size()) return false;
    return offset == text.size() || (static_cast<unsigned char>(text[offset]) & 0xc0) != 0x80;
}

Result<std::vector<Picture>> read_pictures(Connection& connection, std::string_view exhibit,
                                           std::string_view language) {
    std::vector<PictureRow> rows;
    SEN_CHECK(connection.each(
        "SELECT position, thumbnail, view, tall, tall_thumbnail, average FROM picture"
        " WHERE exhibit = ? ORDER BY position",
        {exhibit}, kMaxPictures, [&](Row& row) {
            rows.emplace_back(row);
            row.require(rows.back().position == static_cast<std::int64_t>(rows.size()) - 1,
                        "picture positions have a gap");
        }));
    std::vector<Picture> pictures;
    for (const PictureRow& row : rows) {
        SEN_TRY(Picture picture, read_picture(connection, exhibit, row, language));
        pictures.push_back(std::move(picture));
    }
    return pictures;
}

Result<std::optional<Film>> read_film(Connection& connection, std::string_view exhibit,
                                      std::string_view language) {
    Film film;
    Digest media, poster, first, last;
    SEN_TRY(const bool has_film,
            connection.one("SELECT media, poster, first_frame, last_frame, has_sound FROM film"
                           " WHERE exhibit = ?",
                           {exhibit}, [&](Row& row) {
                               media = row.digest(0);
                               poster = row.digest(1);
                               first = row.digest(2);
                               last = row.digest(3);
                               film.has_sound = row.boolean(4);
                           }));
    if (!has_film) return std::optional<Film>();
    SEN_TRY(film.media, read_asset(connection, media, Role::Film));
    SEN_TRY(film.poster, read_asset(connection, poster, Role::Picture));
    SEN_TRY(film.first_frame, read_asset(connection, first, Role::Picture));
    SEN_TRY(film.last_frame, read_asset(connection, last, Role::Picture));
    SEN_TRY(
        const bool has_words,
        connection.one("SELECT source, rights FROM film_text WHERE exhibit = ? AND language = ?",
                       {exhibit, language}, [&](Row& row) {
                           film.source = row.text(0);
                           film.rights = row.text(1);
                       }));
    if (!has_words) return fail(ErrorKind::Corrupt, "exhibit {}: its film has no words", exhibit);
    SEN_CHECK(connection.each(
        "SELECT time_begin, time_end, text FROM film_caption"
        " WHERE exhibit = ? AND language = ? ORDER BY position",
        {exhibit, language}, kMaxCues, [&](Row& row) {
            Cue cue;
            cue.begin = Milliseconds(row.integer(0, 0, kMaxMilliseconds));
            cue.end = Milliseconds(row.integer(1, cue.begin.count(), kMaxMilliseconds));
            cue.text = row.text(2);
            film.captions.push_back(std::move(cue));
        }));
    return std::optional<Film>(std::move(film));
}

Result<std::optional<Speech>> read_speech(Connection& connection, const SpeechTables& tables,
                                          const ExhibitCard& card, const std::vector<Block>& text,
                                          std::string_view language) {
    Speech speech;
    Digest sound;
    SEN_TRY(const bool is_spoken,
            connection.one(fmt::format("SELECT sound, is_machine_voice FROM {}"
                                       " WHERE exhibit = ? AND language = ?",
                                       tables.speech),
                           {card.id, language}, [&](Row& row) {
                               sound = row.digest(0);
                               speech.is_machine_voice = row.boolean(1);
                           }));
    if (!is_spoken) return std::optional<Speech>();
    SEN_TRY(speech.sound, read_asset(connection, sound, Role::Sound));
    SEN_CHECK(connection.each(
        fmt::format("SELECT time_begin, time_end, block, text_begin, text_end FROM {}"
                    " WHERE exhibit = ? AND language = ? ORDER BY position",
                    tables.cue),
        {card.id, language}, kMaxCues, [&](Row& row) {
            const auto most = static_cast<std::int64_t>(text.size()) - 1;
            SpeechCue cue;
            cue.begin = Milliseconds(row.integer(0, 0, kMaxMilliseconds));
            cue.end = Milliseconds(row.integer(1, cue.begin.count(), kMaxMilliseconds));
            cue.block = static_cast<int>(row.integer(2, -1, most));
            const std::string& spoken =
                cue.block < 0 ? card.title : text[static_cast<std::size_t>(cue.block)].text;
            const auto length = static_cast<std::int64_t>(spoken.size());
            cue.text_begin = static_cast<std::uint32_t>(row.integer(3, 0, length));
            cue.text_end = static_cast<std::uint32_t>(row.integer(4, cue.text_begin, length));
            row.require(is_character_boundary(spoken, cue.text_begin) &&
                            is_character_boundary(spoken, cue.text_end),
                        "a spoken sentence cuts a character");
            speech.cues.push_back(cue);
        }));
    return std::optional<Speech>(std::move(speech));
}

Result<Picture> read_reference(Connection& connection, std::string_view exhibit, int position,
                               std::string_view language) {
    if (position < 0) {
        SEN_TRY(const auto film, read_film(connection, exhibit, language));
        if (!film) return fail(ErrorKind::Corrupt, "exhibit {} has no film", exhibit);
        return poster_of(*film);
    }
    std::optional<PictureRow> found;
    SEN_CHECK(connection.one(
        "SELECT position, thumbnail, view, tall, tall_thumbnail, average FROM picture"
        " WHERE exhibit = ? AND position = ?",
        {exhibit, std::int64_t{position}}, [&](Row& row) { found.emplace(row); }));
    if (!found) return fail(ErrorKind::Corrupt, "exhibit {} has no picture {}", exhibit, position);
    return read_picture(connection, exhibit, *found, language);
}

Result<Picture> read_cover(Connection& connection, std::string_view exhibit,
                           std::string_view language) {
    SEN_TRY(const bool has_picture,
            connection.one("SELECT 1 FROM picture WHERE exhibit = ? AND position = 0", {exhibit},
                           [](Row&) {}));
    return read_reference(connection, exhibit, has_picture ? 0 : -1, language);
}

}  // namespace sen::catalogue
