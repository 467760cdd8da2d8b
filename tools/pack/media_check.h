// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "catalogue/model.h"
#include "faults.h"
#include "folder.h"
#include "source.h"

namespace sen::pack {

class CheckedMedia;

/// A caption file of a film as it was read.
struct SourceCaptions {
    std::string language;
    std::filesystem::path file;  ///< relative to the source folder
    std::vector<catalogue::Cue> cues;
    std::vector<int> lines;  ///< where each cue stands in its file
};

/// A media file that a TOML file names.
struct MediaUse {
    enum class Kind { Picture, TallPicture, Film, Sound } kind = Kind::Picture;
    std::filesystem::path file;                  ///< absolute
    Located name;                                ///< as written
    std::filesystem::path toml;                  ///< relative to the source folder
    std::vector<SourceCaptions> captions;        ///< of a film
    std::vector<std::string> missing_languages;  ///< of a film: without captions
};

/// read_source() without looking into the media: what must be looked into goes to `media`. The
/// faults come in the order of the folder, as those of read_source() do.
PackSource read_without_media(const std::filesystem::path& folder, std::vector<MediaUse>& media,
                              Faults& faults);

/// Looks into every file, on all cores; faults stand at the line that names the file. What
/// `checked` knows is passed over, and what is good is added to it; null: all is looked into.
void check_media(const std::vector<MediaUse>& media, Faults& faults,
                 CheckedMedia* checked = nullptr);

}  // namespace sen::pack
