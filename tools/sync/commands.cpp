// SPDX-License-Identifier: Apache-2.0
#include "commands.h"

#include <system_error>

#include "base/log.h"
#include "catalogue_check.h"
#include "progress_line.h"
#include "sentences.h"
#include "store/directory_source.h"
#include "store/store_writer.h"
#include "store/verify.h"
#include "update_record.h"

namespace sen::sync {

namespace {

using store::InstallReport;
using store::Trouble;

int refuse(const Voice& voice, const Options& options, const Trouble& trouble, const Error& error) {
    const auto sentence = sentence_of(trouble, options.store, options.from);
    voice.complain(sentence.key, voice.text(sentence), error.message);
    return 1;
}

/// What was left is not installed again by the next update; what it went back to is wanted.
void remember_declined(const Options& options, const store::Generation& left,
                       const store::Generation& current, store::SystemCalls& calls) {
    auto record = UpdateRecord::read(options.store);
    const auto before = record;
    for (const auto& pack : left.packs) {
        const auto* now = current.find(pack.publisher, pack.id);
        if (pack.is_signed() && (now == nullptr || now->version < pack.version))
            record.decline({pack.publisher, pack.id, pack.version});
    }
    for (const auto& pack : current.packs)
        if (record.is_declined(pack.publisher, pack.id, pack.version) &&
            !record.is_declined(pack.publisher, pack.id, pack.version + 1))
            record.forget_declined(pack.publisher, pack.id);
    if (record == before) return;
    if (auto written = record.write(options.store, calls); !written)
        log::warning("{}", written.error().message);
}

int refuse_source(const Voice& voice, const Options& options, const Error& error) {
    const bool is_missing = error.kind == ErrorKind::NotFound;
    const char* key = is_missing ? "source_missing" : "source_unreadable";
    voice.complain(key, voice.text(key, {{"from", options.from}, {"file", "."}}), error.message);
    return 1;
}

void report_install(const Voice& voice, const InstallReport& report) {
    const char* key = "nothing_to_do";
    if (report.outcome == InstallReport::Outcome::Installed) key = "installed";
    if (report.outcome == InstallReport::Outcome::Repaired) key = "repaired";
    for (const auto& [pack, is_new] : report.packs) {
        voice.say(voice.text(key, {{"pack", name_of(pack)},
                                   {"version", std::to_string(pack.version)},
                                   {"issued", pack.issued},
                                   {"count", std::to_string(report.objects)},
                                   {"mb", voice.megabytes(report.bytes)},
                                   {"generation", std::to_string(report.generation.number)}}));
        voice.tell(key, {{"pack", facts_of(pack)},
                         {"generation", report.generation.number},
                         {"objects", report.objects},
                         {"bytes", report.bytes}});
    }
}

}  // namespace

nlohmann::json facts_of(const store::InstalledPack& pack) {
    return {{"id", pack.id},
            {"publisher", pack.publisher},
            {"version", pack.version},
            {"issued", pack.issued},
            {"manifest", pack.manifest.hex()},
            {"signed", pack.is_signed()},
            {"authority", pack.authority},
            {"signers", pack.signers}};
}

std::string name_of(const store::InstalledPack& pack) {
    return pack.publisher + "/" + pack.id;
}

int refuse_reading(const Voice& voice, const Options& options, const Error& error) {
    Trouble trouble;
    trouble.file = store::layout::kCurrent;
    switch (error.kind) {
        case ErrorKind::NotFound:
            trouble.kind = Trouble::Kind::NothingInstalled;
            break;
        case ErrorKind::Unsupported:
            trouble.kind = Trouble::Kind::StoreUnsupported;
            break;
        case ErrorKind::Io:
            trouble.kind = Trouble::Kind::StoreFailed;
            break;
        default:
            trouble.kind = Trouble::Kind::StoreDamaged;
    }
    return refuse(voice, options, trouble, error);
}

int install_pack(const Voice& voice, const Options& options) {
    store::SystemCalls calls;
    auto source = store::DirectorySource::open(options.from, calls);
    if (!source) return refuse_source(voice, options, source.error());
    store::InstallOptions wishes;
    wishes.policy =
        options.allows_unsigned ? trust::Policy::AllowUnsigned : trust::Policy::RequireSignature;
    wishes.rehash_present = options.repairs;
    wishes.check = check_catalogue;
    store::StoreWriter writer(options.store, calls);
    auto report = [&] {
        const SystemClock clock;
        ProgressLine line(voice, clock);
        wishes.progress = [&](const store::Progress& progress) { line.show(progress); };
        return writer.install_folder(*source, wishes);
    }();
    if (!report) return refuse(voice, options, writer.trouble(), report.error());
    report_install(voice, *report);
    return 0;
}

int roll_back(const Voice& voice, const Options& options) {
    store::SystemCalls calls;
    store::StoreWriter writer(options.store, calls);
    const auto left = store::Store(options.store).current();
    const auto generation = writer.roll_back();
    if (!generation) return refuse(voice, options, writer.trouble(), generation.error());
    if (left) remember_declined(options, *left, *generation, calls);
    voice.say(voice.text("rolled_back", {{"generation", std::to_string(generation->number)}}));
    auto packs = nlohmann::json::array();
    for (const auto& pack : generation->packs) {
        packs.push_back(facts_of(pack));
        voice.say(voice.text("rolled_back_pack", {{"pack", name_of(pack)},
                                                  {"version", std::to_string(pack.version)},
                                                  {"issued", pack.issued}}));
    }
    voice.tell("rolled_back", {{"generation", generation->number}, {"packs", std::move(packs)}});
    return 0;
}

int verify(const Voice& voice, const Options& options) {
    if (options.repairs) return repair(voice, options);
    const store::Store store(options.store);
    const auto current = store.current();
    if (!current) return refuse_reading(voice, options, current.error());
    const auto report = [&] {
        const SystemClock clock;
        ProgressLine line(voice, clock);
        return store::verify(store, *current,
                             [&](const store::Progress& progress) { line.show(progress); });
    }();
    const auto count = std::to_string(report.objects);
    if (report.damaged.empty()) {
        voice.say(
            voice.text("verified", {{"count", count}, {"mb", voice.megabytes(report.bytes)}}));
        voice.tell("verified", {{"objects", report.objects}, {"bytes", report.bytes}});
        return 0;
    }
    auto damaged = nlohmann::json::array();
    std::string sentence =
        voice.text("verify_failed", {{"count", std::to_string(report.damaged.size())}});
    for (const auto& one : report.damaged) {
        const std::string_view key = key_of(one.fault);
        damaged.push_back({{"pack", one.pack}, {"path", one.path}, {"fault", key}});
        sentence += fmt::format("\n  {}  {}: {}", one.pack, one.path, voice.text(key));
    }
    sentence += "\n" + voice.text("verify_advice");
    voice.tell("damaged", {{"damaged", std::move(damaged)}});
    voice.complain("verify_failed", sentence, "");
    return 1;
}

}  // namespace sen::sync
