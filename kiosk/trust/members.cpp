// SPDX-License-Identifier: Apache-2.0
#include "trust/members.h"

namespace sen::trust {

namespace {

using nlohmann::json;

/// Null when `object` is no object or has no such member.
const json* find(const json& object, const char* key) {
    if (!object.is_object()) return nullptr;
    const auto found = object.find(key);
    return found == object.end() ? nullptr : &*found;
}

}  // namespace

Result<const json*> object_member(const json& object, const char* key) {
    const auto* value = find(object, key);
    if (value == nullptr || !value->is_object())
        return fail(ErrorKind::Corrupt, "\"{}\" is no object", key);
    return value;
}

Result<const json*> list_member(const json& object, const char* key) {
    const auto* value = find(object, key);
    if (value == nullptr || !value->is_array())
        return fail(ErrorKind::Corrupt, "\"{}\" is no list", key);
    return value;
}

Result<std::string> text_member(const json& object, const char* key) {
    const auto* value = find(object, key);
    if (value == nullptr || !value->is_string())
        return fail(ErrorKind::Corrupt, "\"{}\" is no text", key);
    return value->get<std::string>();
}

Result<std::uint64_t> number_member(const json& object, const char* key, std::uint64_t least) {
    const auto* value = find(object, key);
    if (value == nullptr || !value->is_number_unsigned() || value->get<std::uint64_t>() < least)
        return fail(ErrorKind::Corrupt, "\"{}\" is no whole number of {} or more", key, least);
    return value->get<std::uint64_t>();
}

Result<bool> optional_flag(const json& object, const char* key) {
    const auto* value = find(object, key);
    if (value == nullptr) return false;
    if (!value->is_boolean()) return fail(ErrorKind::Corrupt, "\"{}\" is not true or false", key);
    return value->get<bool>();
}

Result<std::vector<std::string>> optional_texts(const json& object, const char* key) {
    std::vector<std::string> texts;
    if (find(object, key) == nullptr) return texts;
    SEN_TRY(const auto* list, list_member(object, key));
    for (const auto& text : *list) {
        if (!text.is_string()) return fail(ErrorKind::Corrupt, "\"{}\" holds more than texts", key);
        texts.push_back(text.get<std::string>());
    }
    return texts;
}

}  // namespace sen::trust
