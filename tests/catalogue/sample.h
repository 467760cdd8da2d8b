// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "catalogue/content.h"

namespace sen::catalogue {

/// Two collections, four exhibits of every kind, two languages; each digest is that of a name.
PackContent sample_content();

/// What is in an exhibit of this position in sample_content().exhibits.
enum SampleExhibit { kBridge, kWharf, kFilm, kAlbum };

/// Writes a catalogue of `content` into `directory` and returns its path.
std::filesystem::path write_sample(const std::filesystem::path& directory,
                                   const PackContent& content = sample_content());

}  // namespace sen::catalogue
