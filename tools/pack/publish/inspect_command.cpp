// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "base/file.h"
#include "inspection.h"
#include "publish_commands.h"
#include "publisher.h"
#include "store/manifest.h"
#include "trust/fingerprint.h"

namespace sen::pack {
namespace {

const char* expiry_key(Expiry expiry) {
    switch (expiry) {
        case Expiry::Good:
            return "inspect_good";
        case Expiry::Soon:
            return "inspect_soon";
        case Expiry::Past:
            return "inspect_past";
        case Expiry::Unknown:
            return "inspect_unknown";
    }
    return "";
}

void say_role(const Publisher& publisher, const RoleFact& role, Day date, const char* key) {
    const Messages& messages = publisher.messages();
    publisher.say(key, {{"role", role.role},
                        {"version", std::to_string(role.version)},
                        {"signers", std::to_string(role.signers.size())},
                        {"threshold", std::to_string(role.threshold)},
                        {"missing", std::to_string(role.missing)},
                        {"expires", role.expires ? day_text(*role.expires) : "?"},
                        {"state", messages.text(expiry_key(expiry_of(role, date)))}});
    for (const auto& fingerprint : role.signers)
        publisher.say("inspect_signer", {{"fingerprint", fingerprint}});
}

void say_all(const Publisher& publisher, const Inspection& inspection, Day date) {
    for (const auto& role : inspection.roles) say_role(publisher, role, date, "inspect_role");
    for (const auto& role : inspection.drafts) say_role(publisher, role, date, "inspect_draft");
    for (const auto& pack : inspection.packs) {
        publisher.say(
            "inspect_pack",
            {{"pack", pack.publisher + "/" + pack.pack},
             {"version", std::to_string(pack.version)},
             {"issued", pack.issued},
             {"role", pack.role},
             {"files", std::to_string(pack.objects)},
             {"megabytes", fmt::format("{:.1f}", static_cast<double>(pack.bytes) / 1e6)}});
        for (const auto& path : pack.missing) publisher.say("inspect_missing", {{"file", path}});
    }
    for (const auto& fault : inspection.faults) publisher.say("inspect_fault", {{"target", fault}});
    if (!inspection.root_fingerprint.empty())
        publisher.say("inspect_root", {{"fingerprint", inspection.root_fingerprint}});
}

Result<void> inspect_folder(Publisher& publisher) {
    SEN_TRY(const Day date, publisher.date());
    SEN_TRY(const auto inspection,
            inspect_repository(publisher.options().repository, publisher.refusals()));
    if (publisher.options().is_json)
        std::cout << to_json(inspection, date).dump() << '\n';
    else
        say_all(publisher, inspection, date);
    return {};
}

/// Metadata, a manifest or a public key.
Result<void> inspect_file(Publisher& publisher) {
    const auto& file = publisher.options().repository;
    const auto unknown = [&] {
        return publisher.refusals().refuse(ErrorKind::Invalid, "inspect_no_file",
                                           {{"file", file.string()}});
    };
    const auto bytes = read_file(file, kMaxMetadataBytes);
    if (!bytes) return unknown();
    Json facts;
    if (const auto metadata = Metadata::parse(*bytes)) {
        facts = inspect_metadata(*metadata);
        facts["fingerprint"] = trust::fingerprint(sha256(*bytes));
    } else if (const auto manifest = store::Manifest::parse(*bytes)) {
        facts = {{"type", "manifest"},
                 {"publisher", manifest->publisher},
                 {"pack", manifest->pack},
                 {"version", manifest->version},
                 {"issued", manifest->issued},
                 {"objects", manifest->objects.size()},
                 {"bytes", manifest->total_length()}};
    } else {
        RefusalLog ignored;
        const auto key = read_public_key(file, ignored);
        if (!key) return unknown();
        facts = {{"type", "key"}, {"id", key->id()}, {"fingerprint", fingerprint_of(*key)}};
    }
    if (publisher.options().is_json) {
        std::cout << facts.dump() << '\n';
        return {};
    }
    for (const auto& fact : facts.items())
        std::cout << fmt::format(
            "{}: {}\n", fact.key(),
            printable(fact.value().is_string() ? fact.value().get<std::string>()
                                               : fact.value().dump()));
    return {};
}

}  // namespace

int inspect_command(const PublishOptions& options, const Messages& messages) {
    Publisher publisher(options, messages);
    std::error_code error;
    return publisher.exit_code(std::filesystem::is_directory(options.repository, error)
                                   ? inspect_folder(publisher)
                                   : inspect_file(publisher));
}

}  // namespace sen::pack
