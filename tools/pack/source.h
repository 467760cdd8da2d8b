// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "catalogue/model.h"
#include "faults.h"

/// The source folder of a pack (content/README.md) as it was read: texts in NFC, files resolved.
namespace sen::pack {

using catalogue::Texts;

struct SourcePicture {
    std::filesystem::path file;                 ///< absolute
    std::optional<std::filesystem::path> tall;  ///< absolute
    Texts caption, alt, source, rights;
};

struct SourceFilm {
    std::filesystem::path file;
    std::map<std::string, std::vector<catalogue::Cue>> captions;  ///< by language
    Texts source, rights;
};

struct SourceCitation {
    Texts text;
    std::string address;
};

struct SourceName {
    Texts name;
    int year_from = 0, year_to = 0;  ///< 0: not said
};

/// A person or a place that an exhibit is about; the name to show comes first.
struct SourceSubject {
    catalogue::SubjectKind kind = catalogue::SubjectKind::Person;
    std::vector<SourceName> names;
};

struct SourceExhibit {
    std::string id;
    catalogue::ExhibitKind kind = catalogue::ExhibitKind::Story;
    std::string year;
    Texts title, place, rights;
    std::vector<SourceSubject> subjects;
    std::map<std::string, std::vector<catalogue::Block>> text;
    std::map<std::string, std::vector<catalogue::Block>> simple_text;  ///< where there is one
    std::map<std::string, std::vector<catalogue::Block>> notes;        ///< for a guide
    std::map<std::string, std::filesystem::path> narration;            ///< recordings, by language
    std::vector<SourcePicture> pictures;
    std::optional<SourceFilm> film;
    std::vector<SourceCitation> sources;
};

/// A picture (index ≥ 0) or the film (-1) of an exhibit.
struct SourceReference {
    std::string exhibit;
    int picture = -1;
};

struct SourceCollection {
    std::string id;
    Texts title, summary;
    SourceReference cover;
    std::vector<std::string> exhibits;
};

enum class Narration { None, Machine };

struct PackSource {
    std::filesystem::path folder;
    std::string id, publisher, issued;
    std::uint64_t version = 0;
    std::vector<std::string> languages;
    Texts title, summary;
    SourceReference cover;
    Narration narration = Narration::None;
    std::vector<SourceCollection> collections;
    std::vector<SourceExhibit> exhibits;  ///< sorted by id
    std::vector<SourceReference> attract;
};

class CheckedMedia;

/// Reads and checks the whole folder, media headers included; every fault goes to `faults` (not
/// only the first). What comes back may be built only when there is no fault. Changes no file.
/// `checked` is for check_media().
PackSource read_source(const std::filesystem::path& folder, Faults& faults,
                       CheckedMedia* checked = nullptr);

}  // namespace sen::pack
