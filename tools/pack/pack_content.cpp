// SPDX-License-Identifier: Apache-2.0
#include "pack_content.h"

#include "media_plan.h"

namespace sen::pack {
namespace {

namespace to = catalogue;

to::MediaReference reference(const SourceReference& source) {
    return {source.exhibit, source.picture};
}

std::int64_t number(const MediaResult& result, const char* key) {
    const auto found = result.extra.find(key);
    const bool is_number = found != result.extra.end() && found->is_number_integer();
    return is_number ? found->get<std::int64_t>() : 0;
}

Result<to::Asset> asset(const MediaResult& result, const char* name) {
    const auto found = result.files.find(name);
    if (found == result.files.end()) return fail(ErrorKind::Corrupt, "the cache has no {}", name);
    return found->second.asset;
}

Result<const MediaResult*> result_of(const MediaResults& media, const std::string& slot) {
    const auto found = media.find(slot);
    if (found == media.end()) return fail(ErrorKind::Corrupt, "nothing was made for {}", slot);
    return &found->second;
}

Colour to_colour(std::int64_t rgb) {
    return {static_cast<unsigned char>(rgb >> 16 & 0xff),
            static_cast<unsigned char>(rgb >> 8 & 0xff), static_cast<unsigned char>(rgb & 0xff),
            255};
}

Result<to::PictureContent> make_picture(const SourceExhibit& exhibit, std::size_t index,
                                        const MediaResults& media) {
    const SourcePicture& source = exhibit.pictures[index];
    SEN_TRY(const MediaResult* const result, result_of(media, picture_slot(exhibit.id, index)));
    to::PictureContent picture;
    SEN_TRY(picture.thumbnail, asset(*result, kThumbnail));
    SEN_TRY(picture.view, asset(*result, kView));
    picture.average = to_colour(number(*result, "average"));
    if (source.tall) {
        SEN_TRY(const MediaResult* const tall, result_of(media, tall_slot(exhibit.id, index)));
        SEN_TRY(picture.tall, asset(*tall, kView));
        SEN_TRY(picture.tall_thumbnail, asset(*tall, kThumbnail));
    }
    picture.caption = source.caption;
    picture.alt = source.alt;
    picture.source = source.source;
    picture.rights = source.rights;
    return picture;
}

Result<to::FilmContent> make_film(const SourceExhibit& exhibit, const MediaResults& media) {
    SEN_TRY(const MediaResult* const result, result_of(media, film_slot(exhibit.id)));
    to::FilmContent film;
    SEN_TRY(film.media, asset(*result, kFilmMedia));
    SEN_TRY(film.poster, asset(*result, kPoster));
    SEN_TRY(film.first_frame, asset(*result, kFirstFrame));
    SEN_TRY(film.last_frame, asset(*result, kLastFrame));
    film.has_sound = number(*result, "has_sound") == 1;
    film.captions = exhibit.film->captions;
    film.source = exhibit.film->source;
    film.rights = exhibit.film->rights;
    return film;
}

Result<to::Speech> make_speech(const MediaResult& result, bool is_machine_voice) {
    to::Speech speech;
    SEN_TRY(speech.sound, asset(result, kSpeechSound));
    speech.is_machine_voice = is_machine_voice;
    SEN_TRY(speech.cues, speech_cues(result.extra));
    return speech;
}

Result<void> add_speech(const PackSource& source, const SourceExhibit& from,
                        const MediaResults& media, to::ExhibitContent& exhibit) {
    for (const std::string& language : source.languages) {
        if (const auto found = media.find(speech_slot(from.id, language)); found != media.end()) {
            SEN_TRY(exhibit.speech[language],
                    make_speech(found->second, !from.narration.contains(language)));
        }
        const auto simple = media.find(simple_speech_slot(from.id, language));
        if (simple == media.end()) continue;
        SEN_TRY(exhibit.simple_speech[language], make_speech(simple->second, true));
    }
    return {};
}

Result<to::ExhibitContent> make_exhibit(const PackSource& source, const SourceExhibit& from,
                                        const MediaResults& media) {
    to::ExhibitContent exhibit;
    exhibit.id = from.id;
    exhibit.kind = from.kind;
    exhibit.year = from.year;
    exhibit.title = from.title;
    exhibit.place = from.place;
    exhibit.rights = from.rights;
    for (const SourceSubject& subject : from.subjects) {
        to::SubjectContent& made = exhibit.subjects.emplace_back();
        made.kind = subject.kind;
        for (const SourceName& name : subject.names)
            made.names.push_back({name.name, name.year_from, name.year_to});
    }
    exhibit.text = from.text;
    exhibit.simple_text = from.simple_text;
    exhibit.notes = from.notes;
    for (std::size_t i = 0; i < from.pictures.size(); ++i) {
        SEN_TRY(to::PictureContent picture, make_picture(from, i, media));
        exhibit.pictures.push_back(std::move(picture));
    }
    if (from.film) {
        SEN_TRY(exhibit.film, make_film(from, media));
    }
    SEN_CHECK(add_speech(source, from, media, exhibit));
    for (const SourceCitation& citation : from.sources)
        exhibit.sources.push_back({citation.text, citation.address});
    return exhibit;
}

}  // namespace

Result<to::PackContent> make_content(const PackSource& source, const MediaResults& media) {
    to::PackContent pack;
    pack.id = source.id;
    pack.publisher = source.publisher;
    pack.version = source.version;
    pack.issued = source.issued;
    pack.languages = source.languages;
    pack.title = source.title;
    pack.summary = source.summary;
    pack.cover = reference(source.cover);
    for (const SourceCollection& from : source.collections)
        pack.collections.push_back(
            {from.id, from.title, from.summary, reference(from.cover), from.exhibits});
    for (const SourceExhibit& from : source.exhibits) {
        auto exhibit = make_exhibit(source, from, media);
        if (!exhibit) return add_context(std::move(exhibit).error(), "exhibits/{}", from.id);
        pack.exhibits.push_back(std::move(*exhibit));
    }
    for (const SourceReference& from : source.attract) pack.attract.push_back(reference(from));
    return pack;
}

}  // namespace sen::pack
