// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Small questions about texts that staff wrote. All take valid UTF-8.
namespace sen::pack {

/// As the kiosk takes it: NFC, without soft hyphens and zero-width marks (U+00AD, U+200B–200D,
/// U+FEFF), lines ended by '\n' only; in Vietnamese Ð (eth) becomes Đ. Keeps the count of lines.
std::string clean_text(std::string_view text, std::string_view language);

/// Offset of the first character that may not be shown: controls, line and paragraph separators,
/// marks that turn the direction of writing. '\n' and '\t' pass in a text of many lines.
enum class Lines { One, Many };
std::optional<std::size_t> find_control_character(std::string_view text, Lines lines);

/// Code points.
std::size_t character_count(std::string_view text);
/// Runs of anything but white space.
std::size_t word_count(std::string_view text);
/// Without white space at both ends.
std::string_view trimmed(std::string_view text);

/// 1-based line of a byte offset.
int line_at(std::string_view text, std::size_t offset);

/// `[a-z0-9]+(-[a-z0-9]+)*`, at most 64 characters.
bool is_id(std::string_view text);

/// A name for a folder: "Lăng Ông (Bà Chiểu).docx" → "lang-ong-ba-chieu-docx"; `fallback` when
/// nothing is left.
std::string to_id(std::string_view text, std::string_view fallback);

/// A string of a TOML file, quotes included; control characters become spaces.
std::string toml_text(std::string_view text);

/// The candidate that differs least from a misspelt name, if one is close.
std::optional<std::string> nearest(std::string_view name,
                                   const std::vector<std::string>& candidates);

}  // namespace sen::pack
