// SPDX-License-Identifier: Apache-2.0
#include "store/fields.h"

#include "store/manifest.h"

namespace sen::store {

const nlohmann::json* Fields::find(std::string_view key) const {
    if (!json_.is_object()) return nullptr;
    const auto found = json_.find(std::string(key));
    return found == json_.end() ? nullptr : &*found;
}

Result<void> Fields::expect_format(std::uint64_t format) const {
    SEN_TRY(const auto number, this->format(kMaxVersion));
    if (number != format)
        return fail(ErrorKind::Unsupported, "format {}, this program reads format {}", number,
                    format);
    return {};
}

Result<std::uint64_t> Fields::format(std::uint64_t newest) const {
    const auto* value = find("format");
    if (value == nullptr || !value->is_number_unsigned())
        return fail(ErrorKind::Corrupt, "\"format\" is missing");
    const auto number = value->get<std::uint64_t>();
    if (number == 0 || number > newest)
        return fail(ErrorKind::Unsupported, "format {}, this program reads formats up to {}",
                    number, newest);
    return number;
}

Result<std::string> Fields::text(std::string_view key) const {
    const auto* value = find(key);
    if (value == nullptr || !value->is_string())
        return fail(ErrorKind::Corrupt, "\"{}\" is not a text", key);
    return value->get<std::string>();
}

Result<std::string> Fields::identifier(std::string_view key) const {
    SEN_TRY(auto value, text(key));
    if (!is_identifier(value)) return fail(ErrorKind::Corrupt, "\"{}\" is not an id", key);
    return value;
}

Result<std::string> Fields::date(std::string_view key) const {
    SEN_TRY(auto value, text(key));
    if (!is_date(value)) return fail(ErrorKind::Corrupt, "\"{}\" is not a date", key);
    return value;
}

Result<Digest> Fields::digest(std::string_view key) const {
    SEN_TRY(const auto hex, text(key));
    auto value = Digest::from_hex(hex);
    if (!value) return fail(ErrorKind::Corrupt, "\"{}\": {}", key, value.error().message);
    return value;
}

Result<bool> Fields::flag(std::string_view key) const {
    const auto* value = find(key);
    if (value == nullptr || !value->is_boolean())
        return fail(ErrorKind::Corrupt, "\"{}\" is not true or false", key);
    return value->get<bool>();
}

Result<std::uint64_t> Fields::number(std::string_view key, std::uint64_t least,
                                     std::uint64_t most) const {
    const auto* value = find(key);
    if (value == nullptr || !value->is_number_unsigned())
        return fail(ErrorKind::Corrupt, "\"{}\" is not a whole number", key);
    const auto number = value->get<std::uint64_t>();
    if (number < least || number > most)
        return fail(ErrorKind::Corrupt, "\"{}\" is not between {} and {}", key, least, most);
    return number;
}

Result<std::uint64_t> Fields::optional_number(std::string_view key, std::uint64_t most) const {
    return find(key) == nullptr ? Result<std::uint64_t>(0) : number(key, 1, most);
}

Result<const nlohmann::json*> Fields::list(std::string_view key, std::size_t most) const {
    const auto* value = find(key);
    if (value == nullptr || !value->is_array())
        return fail(ErrorKind::Corrupt, "\"{}\" is not a list", key);
    if (value->size() > most)
        return fail(ErrorKind::Corrupt, "\"{}\" has more than {} entries", key, most);
    return value;
}

std::string canonical(const nlohmann::json& json) {
    // Replace, because the default throws on text that is not UTF-8.
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace sen::store
