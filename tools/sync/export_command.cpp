// SPDX-License-Identifier: Apache-2.0
#include "authority.h"
#include "build_day.h"
#include "commands.h"
#include "exporter.h"
#include "progress_line.h"

namespace sen::sync {

namespace {

int refuse(const Voice& voice, const Complaint& complaint) {
    voice.complain(complaint.sentence.key, voice.text(complaint.sentence), complaint.details);
    return 1;
}

/// The authority to export: the named one, or the only one.
tl::expected<std::string, Complaint> choose(const Options& options) {
    const auto authorities = read_authorities(options.store);
    const std::string store = options.store.string();
    if (!authorities)
        return tl::unexpected(Complaint{{"update_authority_unreadable", {{"store", store}}},
                                        authorities.error().message});
    if (authorities->empty())
        return tl::unexpected(Complaint{{"update_trusts_nobody", {{"store", store}}}, ""});
    std::string names;
    for (const auto& authority : *authorities) {
        if (authority.id == options.authority) return authority.id;
        names += (names.empty() ? "" : ", ") + authority.id;
    }
    if (!options.authority.empty())
        return tl::unexpected(
            Complaint{{"no_such_authority", {{"authority", options.authority}}}, ""});
    if (authorities->size() == 1) return authorities->front().id;
    return tl::unexpected(Complaint{{"export_choose", {{"authorities", names}}}, ""});
}

}  // namespace

int export_content(const Voice& voice, const Options& options) {
    const auto authority = choose(options);
    if (!authority) return refuse(voice, authority.error());
    store::SystemCalls calls;
    Exporter exporter(options.store, calls);
    const auto report = [&] {
        const SystemClock clock;
        ProgressLine line(voice, clock);
        return exporter.run(*authority, options.to, build_day(),
                            [&](const store::Progress& progress) { line.show(progress); });
    }();
    if (!report) return refuse(voice, exporter.complaint());
    for (const auto& complaint : report->complaints) refuse(voice, complaint);
    voice.say(voice.text("exported", {{"authority", *authority},
                                      {"count", std::to_string(report->packs)},
                                      {"mb", voice.megabytes(report->bytes)},
                                      {"to", options.to.string()}}));
    voice.tell("exported", {{"authority", *authority},
                            {"packs", report->packs},
                            {"objects", report->objects},
                            {"bytes", report->bytes}});
    return report->complaints.empty() ? 0 : 1;
}

}  // namespace sen::sync
