// SPDX-License-Identifier: Apache-2.0
#include "store/withdrawal.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/json.h"
#include "store/fields.h"
#include "store/manifest.h"

namespace sen::store {

namespace {

template <class T>
void sort_once(std::vector<T>& names) {
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
}

template <class T>
void append(std::vector<T>& names, const std::vector<T>& more) {
    names.insert(names.end(), more.begin(), more.end());
    sort_once(names);
}

/// Sorted, each publisher and name once, without entries that name nothing.
WithdrawalList tidy(const WithdrawalList& list) {
    std::map<std::string, WithdrawalEntry> by_publisher;
    for (const auto& entry : list.entries) {
        auto& merged = by_publisher[entry.publisher];
        merged.publisher = entry.publisher;
        append(merged.objects, entry.objects);
        append(merged.exhibits, entry.exhibits);
        append(merged.packs, entry.packs);
    }
    WithdrawalList result;
    for (auto& [publisher, entry] : by_publisher)
        if (!entry.objects.empty() || !entry.exhibits.empty() || !entry.packs.empty())
            result.entries.push_back(std::move(entry));
    return result;
}

bool is_exhibit_name(std::string_view text) {
    const auto slash = text.find('/');
    return slash != std::string_view::npos && is_identifier(text.substr(0, slash)) &&
           is_identifier(text.substr(slash + 1));
}

/// The texts of a list, each as `is_allowed` wants it.
Result<std::vector<std::string>> parse_names(const Fields& fields, std::string_view key,
                                             bool (*is_allowed)(std::string_view)) {
    SEN_TRY(const auto* list, fields.list(key, kMaxWithdrawnNames));
    std::vector<std::string> names;
    for (const auto& item : *list) {
        if (!item.is_string()) return fail(ErrorKind::Corrupt, "\"{}\" holds no text", key);
        auto name = item.get<std::string>();
        if (!is_allowed(name))
            return fail(ErrorKind::Corrupt, "\"{}\" holds a name that is not allowed", key);
        names.push_back(std::move(name));
    }
    return names;
}

bool is_digest(std::string_view text) {
    return Digest::from_hex(text).has_value();
}

Result<WithdrawalEntry> parse_entry(const nlohmann::json& json) {
    const Fields fields(json);
    WithdrawalEntry entry;
    SEN_TRY(entry.publisher, fields.text("publisher"));
    if (entry.publisher != kEveryPublisher && !is_identifier(entry.publisher))
        return fail(ErrorKind::Corrupt, "\"publisher\" is neither an id nor *");
    SEN_TRY(const auto objects, parse_names(fields, "objects", is_digest));
    for (const auto& hex : objects) entry.objects.push_back(*Digest::from_hex(hex));
    SEN_TRY(entry.exhibits, parse_names(fields, "exhibits", is_exhibit_name));
    SEN_TRY(entry.packs, parse_names(fields, "packs", is_identifier));
    return entry;
}

template <class T, class U>
bool has(const std::vector<T>& sorted, const U& name) {
    return std::binary_search(sorted.begin(), sorted.end(), name);
}

}  // namespace

void WithdrawalList::merge(const WithdrawalList& other) {
    entries.insert(entries.end(), other.entries.begin(), other.entries.end());
    *this = tidy(*this);
}

std::string WithdrawalList::to_json() const {
    auto list = nlohmann::json::array();
    for (const auto& entry : tidy(*this).entries) {
        auto objects = nlohmann::json::array();
        for (const auto& object : entry.objects) objects.push_back(object.hex());
        list.push_back({{"publisher", entry.publisher},
                        {"objects", std::move(objects)},
                        {"exhibits", entry.exhibits},
                        {"packs", entry.packs}});
    }
    return canonical({{"format", kWithdrawalFormat}, {"entries", std::move(list)}});
}

Result<WithdrawalList> WithdrawalList::parse(std::string_view bytes) {
    const auto parse = [&]() -> Result<WithdrawalList> {
        if (bytes.size() > kMaxWithdrawalBytes)
            return fail(ErrorKind::Corrupt, "more than {} bytes", kMaxWithdrawalBytes);
        SEN_TRY(const nlohmann::json json, parse_json(bytes));
        const Fields fields(json);
        SEN_CHECK(fields.expect_format(kWithdrawalFormat));
        SEN_TRY(const auto* items, fields.list("entries", kMaxWithdrawalEntries));
        WithdrawalList list;
        for (const auto& item : *items) {
            SEN_TRY(list.entries.emplace_back(), parse_entry(item));
        }
        if (list.to_json() != bytes)
            return fail(ErrorKind::Corrupt, "not in the one form that the same list always has");
        return list;
    };
    auto list = parse();
    if (!list) return add_context(std::move(list).error(), "withdrawal list");
    return list;
}

void Withdrawals::add(const std::string& authority, WithdrawalList list) {
    if (!list.entries.empty()) lists_[authority] = tidy(list);
}

template <class Test>
bool Withdrawals::any_entry(const InstalledPack& pack, Test test) const {
    const auto reaches = [&](const WithdrawalEntry& entry) {
        return entry.publisher == kEveryPublisher || entry.publisher == pack.publisher;
    };
    for (const auto& [authority, list] : lists_) {
        if (pack.is_signed() && pack.authority != authority) continue;
        for (const auto& entry : list.entries)
            if (reaches(entry) && test(entry)) return true;
    }
    return false;
}

bool Withdrawals::hides_pack(const InstalledPack& pack) const {
    return any_entry(pack, [&](const WithdrawalEntry& entry) {
        return has(entry.packs, pack.id) || has(entry.objects, pack.manifest) ||
               has(entry.objects, pack.catalogue);
    });
}

bool Withdrawals::hides_exhibit(const InstalledPack& pack, std::string_view exhibit) const {
    const std::string name = pack.id + "/" + std::string(exhibit);
    return any_entry(pack, [&](const WithdrawalEntry& entry) { return has(entry.exhibits, name); });
}

bool Withdrawals::hides_object(const InstalledPack& pack, const Digest& object) const {
    return any_entry(pack,
                     [&](const WithdrawalEntry& entry) { return has(entry.objects, object); });
}

}  // namespace sen::store
