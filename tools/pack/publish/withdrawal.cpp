// SPDX-License-Identifier: Apache-2.0
#include "withdrawal.h"

#include <algorithm>
#include <vector>

#include "pack_draft.h"
#include "store/withdrawal.h"

namespace sen::pack {
namespace {

using store::WithdrawalEntry;
using store::WithdrawalList;

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

/// Takes the names out of the sorted ones, or adds them.
template <class T>
void change(std::vector<T>& names, const std::vector<T>& by, bool is_lifted) {
    if (!is_lifted) {
        names.insert(names.end(), by.begin(), by.end());
        return;
    }
    const auto is_named = [&](const T& name) {
        return std::find(by.begin(), by.end(), name) != by.end();
    };
    names.erase(std::remove_if(names.begin(), names.end(), is_named), names.end());
}

void change(WithdrawalList& list, const WithdrawalRequest& request) {
    const auto is_of_publisher = [&](const WithdrawalEntry& entry) {
        return entry.publisher == request.publisher;
    };
    auto entry = std::find_if(list.entries.begin(), list.entries.end(), is_of_publisher);
    if (entry == list.entries.end())
        entry = list.entries.insert(entry, WithdrawalEntry{request.publisher, {}, {}, {}});
    std::vector<Digest> objects;
    for (const auto& hex : request.objects) objects.push_back(*Digest::from_hex(hex));
    change(entry->objects, objects, request.is_lifted);
    change(entry->exhibits, {request.exhibits.begin(), request.exhibits.end()}, request.is_lifted);
    change(entry->packs, {request.packs.begin(), request.packs.end()}, request.is_lifted);
}

}  // namespace

Result<std::set<std::string>> withdrawn_names(std::string_view bytes) {
    SEN_TRY(const auto list, WithdrawalList::parse(bytes));
    std::set<std::string> all;
    for (const auto& entry : list.entries) {
        const auto add = [&](const std::string& name) {
            all.insert(fmt::format("{}: {}", entry.publisher, name));
        };
        for (const auto& object : entry.objects) add(object.hex());
        for (const auto& exhibit : entry.exhibits) add(exhibit);
        for (const auto& pack : entry.packs) add(pack);
    }
    return all;
}

Result<bool> draft_withdrawal(Desk& desk, const WithdrawalRequest& request) {
    SEN_CHECK(desk.require_root());
    SEN_CHECK(check_names(request, desk.refusals()));
    const std::string target_path =
        (request.list_of.empty() ? "" : request.list_of + "/") + std::string(kWithdrawnTarget);
    const std::string role =
        request.list_of.empty() ? "targets" : desk.planned().role_of_path(target_path);
    if (!request.list_of.empty() && role == "targets")
        return desk.refusals().refuse(ErrorKind::NotFound, "publish_no_role",
                                      {{"role", request.list_of}});
    SEN_TRY(Metadata metadata, desk.start(role));
    WithdrawalList list;
    const auto facts = targets_of(metadata);
    if (const auto fact = facts.find(target_path); fact != facts.end()) {
        const auto bytes = read_planned_target(desk, role, target_path, fact->second);
        auto parsed = bytes ? WithdrawalList::parse(*bytes)
                            : Result<WithdrawalList>(tl::unexpected(bytes.error()));
        if (!parsed)
            return desk.refusals().refuse(ErrorKind::Corrupt, "publish_metadata_damaged",
                                          {{"file", target_path}});
        list = *std::move(parsed);
    }
    change(list, request);
    const std::string json = list.to_json();
    // What no reader takes must not be signed.
    if (!WithdrawalList::parse(json))
        return desk.refusals().refuse(ErrorKind::Invalid, "publish_withdrawal_long",
                                      {{"most", std::to_string(store::kMaxWithdrawnNames)}});
    return draft_target(desk, role, target_path, json);
}

}  // namespace sen::pack
