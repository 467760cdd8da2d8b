// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <memory>

#include "authority.h"
#include "base/log.h"
#include "commands.h"
#include "open_repository.h"
#include "progress_line.h"
#include "repository_sources.h"
#include "sentences.h"
#include "store/store_writer.h"
#include "update_record.h"

namespace sen::sync {

namespace {

/// Who has the objects of a pack: the repository of its authority, or what --from names. No
/// signature is looked at, because the installed manifests say what each object must be.
class Sources {
  public:
    Sources(const Options& options, const std::vector<Authority>& authorities, const Means& means)
        : options_(options), authorities_(authorities), means_(means), store_(options.store) {}

    store::ObjectSource* source_of(const store::InstalledPack& pack) {
        auto& entry = entries_[pack.authority];
        if (!entry.objects) {
            auto opened = open_repository(options_.from, mirrors_of(pack.authority), means_);
            if (!opened || *opened == nullptr) return nullptr;
            entry.repository = std::move(*opened);
            entry.objects = std::make_unique<RepositoryObjects>(*entry.repository, store_);
        }
        entry.objects->expect_manifest(pack);
        return entry.objects.get();
    }

  private:
    struct Entry {
        std::unique_ptr<Repository> repository;
        std::unique_ptr<RepositoryObjects> objects;
    };
    std::vector<std::string> mirrors_of(const std::string& id) const {
        for (const auto& authority : authorities_)
            if (authority.id == id) return authority.mirrors;
        return {};
    }

    const Options& options_;
    const std::vector<Authority>& authorities_;
    Means means_;
    store::Store store_;
    std::map<std::string, Entry> entries_;
};

/// Lets an update bring what a scrub alone cannot, such as a manifest that is gone, and looks
/// again.
int update_and_verify(const Voice& voice, const Options& options, store::SystemCalls& calls) {
    auto record = UpdateRecord::read(options.store);
    for (auto& [id, known] : record.authorities) known.taken.clear();
    if (auto written = record.write(options.store, calls); !written)
        log::warning("{}", written.error().message);
    (void)update(voice, options);  // what it could not do shows in the verdict
    Options looking = options;
    looking.repairs = false;
    return verify(voice, looking);
}

}  // namespace

int repair(const Voice& voice, const Options& options) {
    const auto authorities = read_authorities(options.store).value_or(std::vector<Authority>{});
    store::SystemCalls calls;
    HttpClient client({});
    SystemPatience patience;
    Sources sources(options, authorities, {client, patience, calls, {}});
    store::Trouble trouble;
    store::ScrubOptions wishes;
    if (options.budget_mb > 0)
        wishes.budget = options.budget_mb * 1'000'000;
    else
        wishes.start = store::ScrubOptions::Start::AtTheBeginning;
    wishes.source_of = [&](const store::InstalledPack& pack) { return sources.source_of(pack); };
    const auto report = [&] {
        const SystemClock clock;
        ProgressLine line(voice, clock);
        wishes.progress = [&](const store::Progress& progress) { line.show(progress); };
        store::StoreWriter writer(options.store, calls);
        auto scrubbed = writer.scrub(wishes);
        trouble = writer.trouble();
        return scrubbed;
    }();
    if (!report) {
        const auto sentence = sentence_of(trouble, options.store, options.from);
        voice.complain(sentence.key, voice.text(sentence), report.error().message);
        return 1;
    }
    auto damaged = nlohmann::json::array();
    std::string left;
    std::size_t left_count = 0;
    for (const auto& [what, is_healed] : report->damaged) {
        damaged.push_back({{"pack", what.pack},
                           {"path", what.path},
                           {"fault", key_of(what.fault)},
                           {"healed", is_healed}});
        const auto line =
            fmt::format("  {}  {}: {}", what.pack, what.path, voice.text(key_of(what.fault)));
        if (is_healed) {
            voice.say(voice.text("repair_healed", {{"line", line}}));
            continue;
        }
        ++left_count;
        left += "\n" + line;
    }
    voice.tell(
        "scrubbed",
        {{"objects", report->objects}, {"bytes", report->bytes}, {"damaged", std::move(damaged)}});
    if (left_count > 0 && !authorities.empty()) return update_and_verify(voice, options, calls);
    if (left_count > 0) {
        voice.complain("repair_failed",
                       voice.text("repair_failed", {{"count", std::to_string(left_count)}}) + left +
                           "\n" + voice.text("repair_advice"),
                       "");
        return 1;
    }
    const bool is_part = options.budget_mb > 0 && !report->is_finished;
    voice.say(voice.text(
        is_part                   ? "repair_part"
        : report->damaged.empty() ? "verified"
                                  : "repair_done",
        {{"count", std::to_string(report->objects)}, {"mb", voice.megabytes(report->bytes)}}));
    return 0;
}

}  // namespace sen::sync
