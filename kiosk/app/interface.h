// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "graphics/text.h"
#include "language/string_table.h"

/// The languages that the screen speaks: one file of words each.
namespace sen::app {

/// The interface's strings by language code.
using StringTables = std::map<std::string, language::StringTable>;

/// Every kiosk.<code>.toml of a directory. What a table lacks is said in English, else in
/// Vietnamese. A file that is broken, or of a script that runs from right to left, is left out, and
/// the log says why. An error when Vietnamese is not there.
Result<StringTables> load_strings(const std::filesystem::path& directory);
/// From where the program is installed.
Result<StringTables> load_strings();

/// Leaves out the languages of which a letter has no font.
void keep_drawable(StringTables& tables, graphics::TextEngine& text);

/// The codes of the languages that a visitor may choose, in the order in which they are offered:
/// those of `wanted` that there are, or, when it names none, those of the content first and then
/// those that only have menus.
std::vector<std::string> offered_languages(const StringTables& tables,
                                           const std::vector<std::string>& wanted,
                                           const std::vector<std::string>& content);

/// Adds the fonts for Chinese, Japanese and Korean letters that are installed, with the forms that
/// readers of `language` know first.
void add_script_fonts(graphics::FontFiles& files, const std::string& language);

}  // namespace sen::app
