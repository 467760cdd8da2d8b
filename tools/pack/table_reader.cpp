// SPDX-License-Identifier: Apache-2.0
#include "table_reader.h"

#include <algorithm>
#include <utility>

#include "base/file.h"
#include "base/utf8.h"
#include "encoding_check.h"
#include "pack_limits.h"
#include "text.h"

namespace sen::pack {
namespace {

int line_of_node(const toml::node& node) {
    return static_cast<int>(node.source().begin.line);
}

std::string joined(std::string_view a, std::string_view b) {
    return std::string(a) + "." + std::string(b);
}

}  // namespace

std::optional<std::string> read_text(const Folder& folder, const std::string& name,
                                     Faults& faults) {
    const auto refuse = [&](int line, const char* key,
                            std::vector<std::pair<std::string, std::string>> values) {
        faults.add({name, line, key, std::move(values)});
        return std::nullopt;
    };
    const auto file = open_file(folder.absolute(name));
    const auto size = file ? file_size(*file) : Result<std::uint64_t>(tl::unexpected(file.error()));
    if (!size) return refuse(0, "file_unreadable", {{"reason", size.error().message}});
    if (*size > limits::kTextFileBytes)
        return refuse(
            1, "text_file_too_large",
            {{"bytes", std::to_string(*size)}, {"most", std::to_string(limits::kTextFileBytes)}});
    auto bytes = read_all(*file, limits::kTextFileBytes);
    if (!bytes) return refuse(0, "file_unreadable", {{"reason", bytes.error().message}});
    for (Fault& fault : encoding_faults(name, *bytes)) faults.add(std::move(fault));
    if (find_invalid_utf8(*bytes)) return std::nullopt;
    return std::move(*bytes);
}

std::optional<toml::table> read_toml(const Folder& folder, const std::string& name,
                                     Faults& faults) {
    const auto bytes = read_text(folder, name, faults);
    if (!bytes) return std::nullopt;
    toml::table table;
    try {
        table = toml::parse(*bytes);
    } catch (const toml::parse_error& error) {
        const int line = std::max(1, static_cast<int>(error.source().begin.line));
        faults.add({name, line, "toml_broken", {{"reason", std::string(error.description())}}});
        return std::nullopt;
    }
    const auto format = table["format"].value_exact<std::int64_t>();
    if (format == 1) {
        table.erase("format");
        return table;
    }
    const toml::node* node = table.get("format");
    if (node == nullptr)
        faults.add({name, 1, "format_missing", {}});
    else
        faults.add({name, line_of_node(*node), "format_other", {}});
    return std::nullopt;
}

void TableReader::fault(int line, const char* key,
                        std::vector<std::pair<std::string, std::string>> values) const {
    faults_.add({file_, line, key, std::move(values)});
}

int TableReader::line_of(std::string_view key) const {
    for (const auto& [name, node] : table_)
        if (name.str() == key) return static_cast<int>(name.source().begin.line);
    return line_;
}

const toml::node* TableReader::take(std::string_view key, Need need) {
    known_.emplace_back(key);
    const toml::node* node = table_.get(key);
    if (node == nullptr && need == Need::Required)
        fault(line_, "key_missing", {{"key", std::string(key)}});
    return node;
}

bool TableReader::is_language(std::string_view language) const {
    return languages_.empty() ||
           std::find(languages_.begin(), languages_.end(), language) != languages_.end();
}

/// One line of text out of a node, cleaned; empty with a fault when it cannot be used.
std::string TableReader::checked_line(const toml::node& node, std::string_view key,
                                      std::string_view language, std::size_t most) const {
    const int line = line_of_node(node);
    const auto value = node.value_exact<std::string>();
    if (!value) {
        fault(line, "type_text", {{"key", std::string(key)}});
        return {};
    }
    if (find_invalid_utf8(*value)) {
        fault(line, "text_not_utf8");
        return {};
    }
    std::string text(trimmed(clean_text(*value, language)));
    if (text.empty()) {
        fault(line, "text_empty", {{"key", std::string(key)}});
    } else if (find_control_character(text, Lines::One)) {
        fault(line, "text_control_character", {{"key", std::string(key)}});
    } else if (const std::size_t length = character_count(text); length > most) {
        fault(line, "text_too_long",
              {{"key", std::string(key)},
               {"length", std::to_string(length)},
               {"most", std::to_string(most)}});
    }
    return text;
}

Located TableReader::text(std::string_view key, Need need, std::size_t most) {
    const toml::node* node = take(key, need);
    if (node == nullptr) return {};
    return {checked_line(*node, key, "vi", most), line_of_node(*node)};
}

Located TableReader::file_name(std::string_view key, Need need) {
    const toml::node* node = take(key, need);
    if (node == nullptr) return {};
    const auto value = node->value_exact<std::string>();
    if (!value || value->empty() || find_control_character(*value, Lines::One)) {
        fault(line_of_node(*node), "type_file_name", {{"key", std::string(key)}});
        return {};
    }
    return {*value, line_of_node(*node)};
}

catalogue::Texts TableReader::texts(std::string_view key, Need need, std::size_t most) {
    const toml::node* node = take(key, need);
    if (node == nullptr) return {};
    const toml::table* by_language = node->as_table();
    if (by_language == nullptr) {
        fault(line_of_node(*node), "type_texts", {{"key", std::string(key)}});
        return {};
    }
    catalogue::Texts texts;
    for (const auto& [language, value] : *by_language) {
        const std::string full_key = joined(key, language.str());
        if (is_language(language.str()))
            texts[std::string(language.str())] =
                checked_line(value, full_key, language.str(), most);
        else
            fault(line_of_node(value), "language_unknown",
                  {{"key", full_key}, {"language", std::string(language.str())}});
    }
    for (const std::string& language : languages_)
        if (!texts.contains(language))
            fault(line_of(key), "language_missing",
                  {{"key", joined(key, language)}, {"language", language}});
    return texts;
}

std::vector<std::pair<std::string, Located>> TableReader::file_names(std::string_view key) {
    const toml::node* node = take(key, Need::Optional);
    if (node == nullptr) return {};
    const toml::table* by_language = node->as_table();
    if (by_language == nullptr) {
        fault(line_of_node(*node), "type_files", {{"key", std::string(key)}});
        return {};
    }
    std::vector<std::pair<std::string, Located>> files;
    TableReader reader(*by_language, line_of_node(*node), file_, languages_, faults_);
    for (const auto& [language, value] : *by_language) {
        if (!is_language(language.str())) {
            fault(
                line_of_node(value), "language_unknown",
                {{"key", joined(key, language.str())}, {"language", std::string(language.str())}});
            continue;
        }
        Located file = reader.file_name(language.str(), Need::Required);
        if (!file.text.empty()) files.emplace_back(language.str(), std::move(file));
    }
    return files;
}

std::uint64_t TableReader::number(std::string_view key, std::uint64_t most, Need need) {
    const toml::node* node = take(key, need);
    if (node == nullptr) return 0;
    const auto value = node->value_exact<std::int64_t>();
    if (value && *value >= 1 && static_cast<std::uint64_t>(*value) <= most)
        return static_cast<std::uint64_t>(*value);
    fault(line_of_node(*node), "type_number",
          {{"key", std::string(key)}, {"most", std::to_string(most)}});
    return 0;
}

std::string TableReader::date(std::string_view key) {
    const toml::node* node = take(key, Need::Required);
    if (node == nullptr) return {};
    const auto value = node->value_exact<toml::date>();
    if (value) return fmt::format("{:04}-{:02}-{:02}", value->year, value->month, value->day);
    fault(line_of_node(*node), "type_date", {{"key", std::string(key)}});
    return {};
}

std::vector<Located> TableReader::names(std::string_view key, Need need) {
    const toml::node* node = take(key, need);
    if (node == nullptr) return {};
    const toml::array* list = node->as_array();
    std::vector<Located> names;
    if (list == nullptr || list->empty()) {
        fault(line_of_node(*node), "type_names", {{"key", std::string(key)}});
        return names;
    }
    for (const toml::node& entry : *list) {
        const auto value = entry.value_exact<std::string>();
        if (value && !find_control_character(*value, Lines::One))
            names.push_back({*value, line_of_node(entry)});
        else
            fault(line_of_node(entry), "type_names", {{"key", std::string(key)}});
    }
    return names;
}

std::optional<std::vector<TableReader>> TableReader::tables(std::string_view key) {
    const toml::node* node = take(key, Need::Optional);
    std::vector<TableReader> tables;
    if (node == nullptr) return tables;
    const toml::array* list = node->as_array();
    if (list != nullptr)
        for (const toml::node& entry : *list)
            if (const toml::table* table = entry.as_table())
                tables.emplace_back(*table, line_of_node(entry), file_, languages_, faults_);
    if (list != nullptr && tables.size() == list->size()) return tables;
    fault(line_of_node(*node), "type_tables", {{"key", std::string(key)}});
    return std::nullopt;
}

std::optional<TableReader> TableReader::table(std::string_view key) {
    const toml::node* node = take(key, Need::Optional);
    if (node == nullptr) return std::nullopt;
    if (const toml::table* table = node->as_table())
        return TableReader(*table, line_of_node(*node), file_, languages_, faults_);
    fault(line_of_node(*node), "type_table", {{"key", std::string(key)}});
    return std::nullopt;
}

void TableReader::finish() {
    for (const auto& [key, node] : table_) {
        const std::string name(key.str());
        if (std::find(known_.begin(), known_.end(), name) != known_.end()) continue;
        const int line = static_cast<int>(key.source().begin.line);
        if (const auto near = nearest(name, known_))
            fault(line, "key_unknown_near", {{"key", name}, {"near", *near}});
        else
            fault(line, "key_unknown", {{"key", name}});
    }
}

}  // namespace sen::pack
