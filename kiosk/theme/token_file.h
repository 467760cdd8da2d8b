// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <toml++/toml.h>

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sen::theme {

/// One key of a table: where its value goes.
struct Token {
    std::string key;
    /// Takes the value, or says what it must be.
    std::function<std::string(const toml::node&)> take;
};

/// A TOML file whose every fault is told with file, line and key.
class TokenFile {
  public:
    static Result<TokenFile> open(const std::filesystem::path& path);

    /// The keys and tables that the file may have at its top.
    Result<void> allow(const std::vector<std::string>& keys) const;
    /// Reads [name]: a key that is no token is a fault, and so is a token without a key unless
    /// `may_lack`, as in a theme that has a base.
    Result<void> read(const std::string& name, const std::vector<Token>& tokens,
                      bool may_lack) const;
    const toml::table& root() const { return root_; }
    const std::filesystem::path& path() const { return path_; }
    bool has(const std::string& table, const std::string& key) const;

    /// The fault at a value, or at the top of the file if that is not there. `key` is written as
    /// "table.key".
    tl::unexpected<Error> fault(const std::string& key, std::string_view what) const;

  private:
    TokenFile(std::filesystem::path path, toml::table root)
        : path_(std::move(path)), root_(std::move(root)) {}

    std::filesystem::path path_;
    toml::table root_;
};

/// Takes a number from `low` to `high`.
std::function<std::string(const toml::node&)> number(double& value, double low, double high);

}  // namespace sen::theme
