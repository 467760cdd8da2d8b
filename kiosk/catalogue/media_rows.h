// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "catalogue/catalogue.h"
#include "catalogue/connection.h"

/// An exhibit's media as they stand in the tables, every value checked. A row that another row
/// names and that is not there is Corrupt.
namespace sen::catalogue {

Result<std::vector<Picture>> read_pictures(Connection& connection, std::string_view exhibit,
                                           std::string_view language);

/// Nothing when the exhibit has no film.
Result<std::optional<Film>> read_film(Connection& connection, std::string_view exhibit,
                                      std::string_view language);

/// The tables that hold the voice of one sort of an exhibit's texts.
struct SpeechTables {
    std::string_view speech, cue;
};
inline constexpr SpeechTables kSpeech{"speech", "speech_cue"};
inline constexpr SpeechTables kSimpleSpeech{"simple_speech", "simple_speech_cue"};

/// Nothing when there is no narration in this language; `card` and `text` are what it speaks.
Result<std::optional<Speech>> read_speech(Connection& connection, const SpeechTables& tables,
                                          const ExhibitCard& card, const std::vector<Block>& text,
                                          std::string_view language);

/// One picture of an exhibit, or (position -1) its film's poster, without words.
Result<Picture> read_reference(Connection& connection, std::string_view exhibit, int position,
                               std::string_view language);

/// The exhibit's first picture, else its film's poster.
Result<Picture> read_cover(Connection& connection, std::string_view exhibit,
                           std::string_view language);

/// Whether `offset` is between two characters of `text` (or at one of its ends).
bool is_character_boundary(std::string_view text, std::uint32_t offset);

}  // namespace sen::catalogue
