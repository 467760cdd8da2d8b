// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/digest.h"
#include "base/result.h"

namespace sen::store {

/// Typed, bounded access to the keys of one JSON object. Each miss is Corrupt and names the key.
/// Refers to the JSON it was made with.
class Fields {
  public:
    explicit Fields(const nlohmann::json& json) : json_(json) {}

    /// Unsupported when "format" is a number other than `format`.
    Result<void> expect_format(std::uint64_t format) const;
    /// The number in "format", 1 to `newest`; Unsupported when it is another.
    Result<std::uint64_t> format(std::uint64_t newest) const;
    Result<std::string> text(std::string_view key) const;
    Result<std::string> identifier(std::string_view key) const;
    Result<std::string> date(std::string_view key) const;
    Result<Digest> digest(std::string_view key) const;
    Result<bool> flag(std::string_view key) const;
    Result<std::uint64_t> number(std::string_view key, std::uint64_t least,
                                 std::uint64_t most) const;
    /// 0 when the key is absent.
    Result<std::uint64_t> optional_number(std::string_view key, std::uint64_t most) const;
    Result<const nlohmann::json*> list(std::string_view key, std::size_t most) const;

  private:
    const nlohmann::json* find(std::string_view key) const;
    const nlohmann::json& json_;
};

/// The one way the store writes JSON: sorted keys, no white space.
std::string canonical(const nlohmann::json& json);

}  // namespace sen::store
