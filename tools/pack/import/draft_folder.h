// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "draft_exhibit.h"
#include "messages.h"
#include "new_file.h"

namespace sen::pack {

/// The files of a source folder (content/README.md) for these exhibits. What only a person can know
/// is an empty text, or a line that is missing, with a comment; `sen-pack check` names each.
/// `collection` is the new collection's id; `pack` that of a new pack, empty when pack.toml is
/// there already.
std::vector<NewFile> draft_files(const std::vector<DraftExhibit>& exhibits,
                                 const std::string& collection, const std::string& pack,
                                 const Messages& messages);

}  // namespace sen::pack
