// SPDX-License-Identifier: Apache-2.0
#include "language/string_table.h"

#include <toml++/toml.h>

#include "base/file.h"
#include "language/nfc.h"

namespace sen::language {

Result<StringTable> StringTable::load(const std::filesystem::path& file) {
    SEN_TRY(const std::string bytes, read_file(file, 1 << 20));
    StringTable table;
    try {
        for (const auto& [key, value] : toml::parse(bytes)) {
            const auto text = value.value<std::string>();
            if (!text || !is_nfc(*text))
                return fail(ErrorKind::Invalid, "{}: {}: not a text in NFC", file.string(),
                            key.str());
            table.entries_.emplace(key.str(), *text);
        }
    } catch (const toml::parse_error& fault) {
        return fail(ErrorKind::Invalid, "{}:{}: {}", file.string(), fault.source().begin.line,
                    fault.description());
    }
    return table;
}

const std::string& StringTable::operator[](std::string_view key) const {
    if (const auto found = entries_.find(key); found != entries_.end()) return found->second;
    return missing_.emplace(key, key).first->second;
}

std::size_t StringTable::complete(const StringTable& other) {
    const std::size_t before = entries_.size();
    entries_.insert(other.entries_.begin(), other.entries_.end());
    return entries_.size() - before;
}

std::string StringTable::format(std::string_view key, std::span<const Value> values) const {
    std::string text = (*this)[key];
    for (const auto& [name, value] : values) {
        const std::string mark = "{" + std::string(name) + "}";
        for (auto at = text.find(mark); at != std::string::npos;
             at = text.find(mark, at + value.size()))
            text.replace(at, mark.size(), value);
    }
    return text;
}

}  // namespace sen::language
