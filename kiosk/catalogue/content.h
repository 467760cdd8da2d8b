// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "catalogue/model.h"

/// A whole pack in memory, in all its languages: what the catalogue writer takes.
namespace sen::catalogue {

struct PictureContent {
    Asset thumbnail;            ///< longest side at most 320
    Asset view;                 ///< longest side at most 1920
    std::optional<Asset> tall;  ///< a 3:4 version for portrait screens, longest side at most 1920
    std::optional<Asset> tall_thumbnail;
    Colour average;  ///< shown until the picture is decoded
    Texts caption, alt, source, rights;
};

struct FilmContent {
    Asset media;
    Asset poster, first_frame, last_frame;  ///< JPEGs of the film's own size
    bool has_sound = false;
    std::map<std::string, std::vector<Cue>> captions;  ///< by language
    Texts source, rights;
};

struct SourceContent {
    Texts text;
    std::string address;  ///< may be empty
};

struct DatedNameContent {
    Texts name;
    int year_from = 0;  ///< 0: unknown, as is `year_to`
    int year_to = 0;
};

struct SubjectContent {
    SubjectKind kind = SubjectKind::Person;
    std::vector<DatedNameContent> names;  ///< the one to show first; never empty
};

struct ExhibitContent {
    std::string id;
    ExhibitKind kind = ExhibitKind::Story;
    std::string year;  ///< the label, e.g. "1862–1863"; may be empty
    Texts title, place, rights;
    std::vector<SubjectContent> subjects;
    std::map<std::string, std::vector<Block>> text;  ///< by language
    std::vector<PictureContent>
        pictures;  ///< the first one is the cover; a film without one uses its poster
    std::optional<FilmContent> film;
    std::map<std::string, Speech> speech;  ///< by language
    std::map<std::string, std::vector<Block>> simple_text;
    std::map<std::string, Speech> simple_speech;  ///< of the simple text
    std::map<std::string, std::vector<Block>> notes;
    std::vector<SourceContent> sources;
};

/// Names a picture (`picture` ≥ 0) or the film (-1) of an exhibit.
struct MediaReference {
    std::string exhibit;
    int picture = -1;
};

struct CollectionContent {
    std::string id;
    Texts title, summary;
    MediaReference cover;
    std::vector<std::string> exhibits;
};

struct PackContent {
    std::string id;
    std::string publisher;
    std::uint64_t version = 0;
    std::string issued;                  ///< YYYY-MM-DD
    std::vector<std::string> languages;  ///< the first one is the pack's own
    Texts title, summary;
    MediaReference cover;
    std::vector<CollectionContent> collections;
    std::vector<ExhibitContent> exhibits;
    std::vector<MediaReference> attract;
};

}  // namespace sen::catalogue
