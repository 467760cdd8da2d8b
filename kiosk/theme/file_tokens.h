// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <vector>

#include "theme/theme.h"
#include "theme/token_file.h"

/// The tokens whose values are files in the theme's own folder. What they name is looked at when
/// the theme is loaded, so that a fault is told at its line.
namespace sen::theme {

std::vector<Token> ground_tokens(Ground& ground, const std::filesystem::path& folder);
std::vector<Token> sound_tokens(Sounds& sounds, const std::filesystem::path& folder);
std::vector<Token> nine_patch_tokens(NinePatches& patches, const std::filesystem::path& folder);

}  // namespace sen::theme
