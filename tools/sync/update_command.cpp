// SPDX-License-Identifier: Apache-2.0
#include "build_day.h"
#include "catalogue_check.h"
#include "commands.h"
#include "progress_line.h"
#include "updater.h"

namespace sen::sync {

namespace {

using store::InstallReport;

void say_plan(const Voice& voice, const store::DiskPlan& plan) {
    if (plan.objects > 0)
        voice.say(voice.text("update_plan", {{"count", std::to_string(plan.objects)},
                                             {"mb", voice.megabytes(plan.bytes)},
                                             {"needs", voice.megabytes(plan.needs)},
                                             {"has", voice.megabytes(plan.has)},
                                             {"cleaned", voice.megabytes(plan.cleaned)}}));
    voice.tell("plan", {{"objects", plan.objects},
                        {"bytes", plan.bytes},
                        {"needs", plan.needs},
                        {"has", plan.has},
                        {"cleaned", plan.cleaned}});
}

void say_install(const Voice& voice, const InstallReport& report) {
    for (const auto& [pack, is_new] : report.packs) {
        if (!is_new) continue;
        voice.say(voice.text("update_pack", {{"pack", name_of(pack)},
                                             {"version", std::to_string(pack.version)},
                                             {"issued", pack.issued},
                                             {"authority", pack.authority}}));
        voice.tell("installed", {{"id", pack.id},
                                 {"publisher", pack.publisher},
                                 {"version", pack.version},
                                 {"issued", pack.issued},
                                 {"authority", pack.authority},
                                 {"generation", report.generation.number}});
    }
    const auto generation = std::to_string(report.generation.number);
    if (report.outcome == InstallReport::Outcome::Installed)
        voice.say(voice.text("update_installed",
                             {{"mb", voice.megabytes(report.bytes)}, {"generation", generation}}));
    if (report.outcome == InstallReport::Outcome::Repaired)
        voice.say(voice.text("update_repaired", {{"count", std::to_string(report.objects)},
                                                 {"mb", voice.megabytes(report.bytes)}}));
    if (report.has_new_withdrawals) voice.say(voice.text("update_withdrawn"));
}

void complain(const Voice& voice, const Complaint& complaint) {
    voice.complain(complaint.sentence.key, voice.text(complaint.sentence), complaint.details);
}

const char* word_of(const UpdateReport& report) {
    if (!report.is_good()) return "incomplete";
    if (!report.install || (report.install->outcome == InstallReport::Outcome::NothingToDo &&
                            !report.install->has_new_withdrawals))
        return "nothing_new";
    return "updated";
}

int tell(const Voice& voice, const UpdateReport& report) {
    if (report.install) say_install(voice, *report.install);
    auto authorities = nlohmann::json::array();
    for (const auto& one : report.authorities) {
        for (const auto& notice : one.notices) voice.say(voice.text(notice));
        for (const auto& complaint : one.complaints) complain(voice, complaint);
        authorities.push_back({{"id", one.id},
                               {"source", one.source},
                               {"unchanged", one.outcome == AuthorityLook::Outcome::Unchanged},
                               {"complaints", one.complaints.size()}});
    }
    if (report.complaint) complain(voice, *report.complaint);
    const std::string_view word = word_of(report);
    if (word == "nothing_new") voice.say(voice.text("update_nothing_new"));
    voice.tell("update", {{"outcome", word},
                          {"authorities", std::move(authorities)},
                          {"requests", report.requests},
                          {"bytes_received", report.bytes}});
    return report.is_good() ? 0 : 1;
}

}  // namespace

static UpdateReport run_update(const Voice& voice, const Options& options) {
    store::SystemCalls calls;
    const SystemClock clock;
    SystemPatience patience;
    ProgressLine line(voice, clock);
    UpdateWishes wishes;
    wishes.store = options.store;
    wishes.from = options.from;
    wishes.authority = options.authority;
    wishes.is_again = options.is_again;
    wishes.built = build_day();
    wishes.check = check_catalogue;
    wishes.show_plan = [&](const store::DiskPlan& plan) { say_plan(voice, plan); };
    wishes.progress = [&](const store::Progress& progress) { line.show(progress); };
    return Updater(calls, clock, patience).run(wishes);
}

int update(const Voice& voice, const Options& options) {
    return tell(voice, run_update(voice, options));
}

}  // namespace sen::sync
