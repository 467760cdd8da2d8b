// SPDX-License-Identifier: Apache-2.0
#include <sys/statvfs.h>

#include <algorithm>
#include <chrono>
#include <system_error>

#include "authority.h"
#include "commands.h"
#include "complaint.h"
#include "update_record.h"

namespace sen::sync {

namespace {

const char* signature_key(const store::InstalledPack& pack) {
    if (!pack.is_signed()) return "unsigned";
    return pack.signers == "targets" ? "signed_itself" : "signed";
}

/// No update can be written down on such a disk, so this is told by looking.
void show_read_only(const Voice& voice, const Options& options, nlohmann::json& status) {
    struct statvfs facts {};
    const bool is_read_only = ::statvfs(options.store.c_str(), &facts) == 0 &&
                              (facts.f_flag & static_cast<unsigned long>(ST_RDONLY)) != 0;
    status["read_only"] = is_read_only;
    if (is_read_only)
        voice.say(voice.text("status_read_only", {{"store", options.store.string()}}));
}

void show_packs(const Voice& voice, const store::Store& store, const store::Generation& current,
                nlohmann::json& status) {
    auto packs = nlohmann::json::array();
    std::vector<std::string> lines;
    std::uint64_t bytes = 0;
    for (const auto& pack : current.packs) {
        const auto manifest = store.manifest(pack);
        auto facts = facts_of(pack);
        std::string size = voice.text("status_damaged");
        if (manifest) {
            facts["bytes"] = manifest->total_length();
            bytes += manifest->total_length();
            size = voice.megabytes(manifest->total_length()) + " MB";
        }
        packs.push_back(std::move(facts));
        const std::string trust = voice.text(
            signature_key(pack), {{"authority", pack.authority}, {"signers", pack.signers}});
        lines.push_back(voice.text("status_pack", {{"pack", name_of(pack)},
                                                   {"version", std::to_string(pack.version)},
                                                   {"issued", pack.issued},
                                                   {"size", size},
                                                   {"signed", trust}}));
    }
    voice.say(voice.text("status_head", {{"generation", std::to_string(current.number)},
                                         {"count", std::to_string(current.packs.size())},
                                         {"mb", voice.megabytes(bytes)},
                                         {"free", voice.megabytes(status.at("free"))}}));
    for (const auto& line : lines) voice.say(line);
    status["generation"] = current.number;
    status["packs"] = std::move(packs);
    status["bytes"] = bytes;
}

void show_authorities(const Voice& voice, const store::Store& store, const UpdateRecord& record,
                      nlohmann::json& status) {
    auto list = nlohmann::json::array();
    for (const auto& authority :
         read_authorities(store.directory()).value_or(std::vector<Authority>{})) {
        const auto found = record.authorities.find(authority.id);
        const AuthorityRecord known =
            found == record.authorities.end() ? AuthorityRecord{} : found->second;
        nlohmann::json facts{{"id", authority.id},
                             {"confirmed", known.confirmed},
                             {"issued", known.issued},
                             {"expires", known.expires},
                             {"source", known.source}};
        if (known.confirmed == 0)
            voice.say(voice.text("status_never_confirmed", {{"authority", authority.id}}));
        else
            voice.say(voice.text("status_confirmed", {{"authority", authority.id},
                                                      {"date", day_of(known.confirmed)},
                                                      {"issued", day_of(known.issued)},
                                                      {"expires", day_of(known.expires)},
                                                      {"source", known.source}}));
        if (known.error) {
            facts["error"] = known.error->key;
            voice.say(voice.text("status_error", {{"error", voice.text(*known.error)}}));
        }
        list.push_back(std::move(facts));
    }
    if (record.error) {
        status["error"] = record.error->key;
        voice.say(voice.text("status_error", {{"error", voice.text(*record.error)}}));
    }
    for (const auto& pack : record.declined)
        voice.say(voice.text("status_declined", {{"pack", pack.publisher + "/" + pack.id},
                                                 {"version", std::to_string(pack.version)}}));
    status["authorities"] = std::move(list);
}

}  // namespace

int show_status(const Voice& voice, const Options& options) {
    const store::Store store(options.store);
    const auto record = UpdateRecord::read(options.store);
    const auto current = store.current();
    std::error_code error;
    const auto space = std::filesystem::space(options.store, error);
    nlohmann::json status{{"free", error ? 0 : space.available}};
    int code = 0;
    if (current)
        show_packs(voice, store, *current, status);
    else
        code = refuse_reading(voice, options, current.error());
    show_authorities(voice, store, record, status);
    show_read_only(voice, options, status);
    if (!current) {
        if (!status.at("authorities").empty()) voice.tell("status", std::move(status));
        return code;
    }
    const auto previous = store.previous();
    if (previous) {
        status["previous"] = previous->number;
        voice.say(
            voice.text("status_previous", {{"generation", std::to_string(previous->number)}}));
    } else {
        voice.say(voice.text("status_no_previous"));
    }
    voice.tell("status", std::move(status));
    return 0;
}

}  // namespace sen::sync
