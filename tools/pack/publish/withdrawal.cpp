// SPDX-License-Identifier: Apache-2.0
#include "withdrawal.h"

#include <algorithm>
#include <map>

#include "base/file.h"
#include "base/json.h"
#include "pack_draft.h"
#include "trust/canonical_json.h"

namespace sen::pack {
namespace {

constexpr std::size_t kMaxNames = 10'000;
constexpr std::uint64_t kWithdrawalFormat = 1;
constexpr const char* kKinds[] = {"objects", "exhibits", "packs"};

/// Publisher → kind → names.
using List = std::map<std::string, std::map<std::string, std::set<std::string>>>;

bool is_exhibit_name(const std::string& name) {
    const auto slash = name.find('/');
    return slash != std::string::npos && store::is_identifier(name.substr(0, slash)) &&
           store::is_identifier(name.substr(slash + 1));
}

Result<void> check_names(const WithdrawalRequest& request, RefusalLog& refusals) {
    const auto refuse = [&](const std::string& name) {
        return refusals.refuse(ErrorKind::Invalid, "publish_withdrawal_name", {{"name", name}});
    };
    if (request.publisher != "*" && !store::is_identifier(request.publisher))
        return refuse(request.publisher);
    for (const auto& name : request.objects)
        if (!Digest::from_hex(name)) return refuse(name);
    for (const auto& name : request.exhibits)
        if (!is_exhibit_name(name)) return refuse(name);
    for (const auto& name : request.packs)
        if (!store::is_identifier(name)) return refuse(name);
    if (request.objects.empty() && request.exhibits.empty() && request.packs.empty())
        return refusals.refuse(ErrorKind::Invalid, "publish_withdrawal_empty");
    if (!request.list_of.empty() && request.publisher != request.list_of)
        return refusals.refuse(ErrorKind::Invalid, "publish_withdrawal_other",
                               {{"list", request.list_of}, {"publisher", request.publisher}});
    return {};
}

Result<List> parse_list(std::string_view bytes) {
    SEN_TRY(const Json json, parse_json(bytes));
    List list;
    if (!json.is_object() || json.value("format", Json()) != kWithdrawalFormat)
        return fail(ErrorKind::Unsupported, "not format {}", kWithdrawalFormat);
    for (const Json& entry : json.value("entries", Json::array())) {
        if (!entry.is_object() || !entry.value("publisher", Json()).is_string())
            return fail(ErrorKind::Corrupt, "an entry without publisher");
        auto& kinds = list[entry["publisher"].get<std::string>()];
        for (const char* kind : kKinds)
            for (const Json& name : entry.value(kind, Json::array()))
                if (name.is_string()) kinds[kind].insert(name.get<std::string>());
    }
    return list;
}

std::string to_json(const List& list) {
    Json entries = Json::array();
    for (const auto& [publisher, kinds] : list) {
        Json entry{{"publisher", publisher}};
        bool has_names = false;
        for (const char* kind : kKinds) {
            const auto names = kinds.find(kind);
            entry[kind] = names == kinds.end() ? Json::array() : Json(names->second);
            has_names = has_names || !entry[kind].empty();
        }
        if (has_names) entries.push_back(entry);
    }
    return trust::canonical_json({{"format", kWithdrawalFormat}, {"entries", entries}});
}

void change(std::set<std::string>& names, const std::set<std::string>& by, bool is_lifted) {
    for (const auto& name : by) {
        if (is_lifted)
            names.erase(name);
        else
            names.insert(name);
    }
}

}  // namespace

Result<std::set<std::string>> withdrawn_names(std::string_view bytes) {
    SEN_TRY(const List list, parse_list(bytes));
    std::set<std::string> all;
    for (const auto& [publisher, kinds] : list)
        for (const auto& [kind, names] : kinds)
            for (const auto& name : names) all.insert(fmt::format("{}: {}", publisher, name));
    return all;
}

Result<bool> draft_withdrawal(Desk& desk, const WithdrawalRequest& request) {
    SEN_CHECK(desk.require_root());
    SEN_CHECK(check_names(request, desk.refusals()));
    const std::string target_path =
        (request.list_of.empty() ? "" : request.list_of + "/") + std::string(kWithdrawnTarget);
    const std::string role = desk.planned().role_of_path(target_path);
    if (!request.list_of.empty() && role == "targets")
        return desk.refusals().refuse(ErrorKind::NotFound, "publish_no_role",
                                      {{"role", request.list_of}});
    SEN_TRY(Metadata metadata, desk.start(role));
    List list;
    const auto facts = targets_of(metadata);
    if (const auto fact = facts.find(target_path); fact != facts.end()) {
        const auto bytes = read_planned_target(desk, role, target_path, fact->second);
        auto parsed = bytes ? parse_list(*bytes) : Result<List>(tl::unexpected(bytes.error()));
        if (!parsed)
            return desk.refusals().refuse(ErrorKind::Corrupt, "publish_metadata_damaged",
                                          {{"file", target_path}});
        list = *std::move(parsed);
    }
    auto& kinds = list[request.publisher];
    change(kinds["objects"], request.objects, request.is_lifted);
    change(kinds["exhibits"], request.exhibits, request.is_lifted);
    change(kinds["packs"], request.packs, request.is_lifted);
    std::size_t count = 0;
    for (const auto& entry : list)
        for (const auto& names : entry.second) count += names.second.size();
    if (count > kMaxNames)
        return desk.refusals().refuse(ErrorKind::Invalid, "publish_withdrawal_long",
                                      {{"most", std::to_string(kMaxNames)}});
    return draft_target(desk, role, target_path, to_json(list));
}

}  // namespace sen::pack
