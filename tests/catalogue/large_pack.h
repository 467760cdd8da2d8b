// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>

#include "base/result.h"
#include "catalogue/content.h"

namespace sen::catalogue {

/// A pack of invented exhibits in Vietnamese, for what must be measured or found among many: titles
/// like "Đình Phú Nhuận", people, places, years and texts of 120 to 250 words. Frequent words are
/// as frequent as in the language, rare ones are syllables of all sorts. The same numbers give the
/// same pack.
PackContent large_content(int exhibits, std::uint32_t seed = 20261125);

/// Bytes of all the texts of a pack that search serves.
std::uint64_t text_bytes(const PackContent& content);

/// How much of a catalogue's file the tables of search take.
Result<std::uint64_t> index_bytes(const std::filesystem::path& file);

}  // namespace sen::catalogue
