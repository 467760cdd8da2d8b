// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"

namespace sen::language {

/// The strings of one program in one language: a flat TOML file of `key = "text with {name}"`.
class StringTable {
  public:
    static Result<StringTable> load(const std::filesystem::path& file);

    /// The text of a key; a key that the file lacks comes back as itself, so that it is seen.
    const std::string& operator[](std::string_view key) const;
    /// The same with each `{name}` replaced.
    using Value = std::pair<std::string_view, std::string>;
    std::string format(std::string_view key, std::initializer_list<Value> values) const {
        return format(key, std::span(values.begin(), values.size()));
    }
    std::string format(std::string_view key, std::span<const Value> values) const;

    /// Takes from `other` what this one lacks; how many texts that are.
    std::size_t complete(const StringTable& other);

    const std::map<std::string, std::string, std::less<>>& entries() const { return entries_; }

  private:
    std::map<std::string, std::string, std::less<>> entries_;
    mutable std::map<std::string, std::string, std::less<>> missing_;
};

}  // namespace sen::language
