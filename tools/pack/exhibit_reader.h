// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "faults.h"
#include "folder.h"
#include "media_check.h"
#include "source.h"

namespace sen::pack {

/// An exhibit and the names by which pack.toml and the collections refer to its media.
struct ReadExhibit {
    SourceExhibit exhibit;
    std::vector<std::string> picture_names;  ///< as written, one for each of exhibit.pictures
    std::string film_name;
    bool is_readable = false;  ///< exhibit.toml could be parsed
};

/// Reads exhibits/<id>. `languages` is empty when pack.toml does not tell them: then any will do.
/// What must be looked into is added to `media`.
ReadExhibit read_exhibit(Folder& folder, const std::string& id,
                         const std::vector<std::string>& languages, std::vector<MediaUse>& media,
                         Faults& faults);

}  // namespace sen::pack
