// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "faults.h"

namespace sen::pack {

/// What a new pack is called; what is empty follows from the rest.
struct NewPack {
    std::filesystem::path folder;        ///< not there yet, or empty; the one above it is there
    std::string id;                      ///< empty: of the folder's name
    std::string publisher;               ///< empty: the id
    std::vector<std::string> languages;  ///< of "vi" and "en", the pack's own first
    std::vector<std::string> titles;     ///< in these languages; the template's where there is none
    std::string issued;                  ///< YYYY-MM-DD
};

/// Makes a source folder (content/README.md) out of the template: a collection with an exhibit of
/// each kind, whose texts say what to write where. sen-pack takes it as it is. Faults: why nothing
/// was made; then nothing is left behind.
Faults make_pack_folder(const NewPack& wanted);

}  // namespace sen::pack
