// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <toml++/toml.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/model.h"
#include "faults.h"
#include "folder.h"

namespace sen::pack {

/// Reads a text file of the folder: UTF-8 and of bounded size, or a fault and nothing. The bytes
/// are as written; clean_text() comes after.
std::optional<std::string> read_text(const Folder& folder, const std::string& name, Faults& faults);

/// Reads and parses a TOML file of the folder and takes its `format = 1`, or a fault and nothing.
std::optional<toml::table> read_toml(const Folder& folder, const std::string& name, Faults& faults);

enum class Need { Optional, Required };

/// Takes the keys of one table one by one; what is missing or has another type becomes a fault with
/// its line, and finish() reports the keys that nobody asked for. Borrows all it is given.
class TableReader {
  public:
    /// `line` is where the table starts: the line of what is missing in it.
    TableReader(const toml::table& table, int line, std::filesystem::path file,
                const std::vector<std::string>& languages, Faults& faults)
        : table_(table),
          line_(line),
          file_(std::move(file)),
          languages_(languages),
          faults_(faults) {}

    /// One line of text, the same in all languages; cleaned.
    Located text(std::string_view key, Need need, std::size_t most);
    /// The name of a file, as written.
    Located file_name(std::string_view key, Need need);
    /// A text in every language of the pack; `line`, if asked for, gets the line of the first.
    catalogue::Texts texts(std::string_view key, Need need, std::size_t most);
    /// File names by language.
    std::vector<std::pair<std::string, Located>> file_names(std::string_view key);
    /// 1 to `most`; 0 when it may be and is missing.
    std::uint64_t number(std::string_view key, std::uint64_t most, Need need = Need::Required);
    /// YYYY-MM-DD.
    std::string date(std::string_view key);
    std::vector<Located> names(std::string_view key, Need need);
    /// The sections [[key]]; none when there is no such key, nothing when it is something else.
    std::optional<std::vector<TableReader>> tables(std::string_view key);
    std::optional<TableReader> table(std::string_view key);

    /// To be called when all known keys were asked for.
    void finish();

    int line() const { return line_; }
    int line_of(std::string_view key) const;
    void fault(int line, const char* key,
               std::vector<std::pair<std::string, std::string>> values = {}) const;

  private:
    /// The node of a key, remembered as known; a fault when it is needed and missing.
    const toml::node* take(std::string_view key, Need need);
    std::string checked_line(const toml::node& node, std::string_view key,
                             std::string_view language, std::size_t most) const;
    bool is_language(std::string_view language) const;

    const toml::table& table_;
    int line_;
    std::filesystem::path file_;
    const std::vector<std::string>& languages_;
    Faults& faults_;
    std::vector<std::string> known_;
};

}  // namespace sen::pack
