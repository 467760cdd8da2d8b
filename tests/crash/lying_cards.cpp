// SPDX-License-Identifier: Apache-2.0
#include "crash/lying_cards.h"

#include <algorithm>

#include "crash/laboratory.h"

namespace sen::crash {

namespace {

/// Tries installs of one workload's disk on cards that lie.
class CardTrial {
  public:
    CardTrial(const Workload& update, const Scene& scene, Recorder& recorder, Inspector& inspector,
              Packs before)
        : update_(update),
          scene_(scene),
          recorder_(recorder),
          inspector_(inspector),
          before_(std::move(before)) {}

    /// What was current must stay, and the person must be told that the disk fails.
    Result<CardTally> must_refuse(std::string name, const Lie& lie, int version) {
        CardTally tally{std::move(name), 1, 0, 0, {}};
        store::Trouble trouble;
        CrashCalls calls;
        SEN_TRY(const auto outcome,
                recorder_.run(*update_.disk, lie, scene_.install(version, &trouble), calls));
        if (!outcome.is_done) ++tally.refused;
        if (outcome.is_done) complain(tally, "it was not noticed");
        if (lie.act != Lie::Act::Nothing && !outcome.has_lied) complain(tally, "it did not lie");
        if (!outcome.is_done && trouble.kind != store::Trouble::Kind::StoreFailed)
            complain(tally, "the reason told is not that the disk failed");
        if (calls.is_sync_repeated) complain(tally, "a failed flush was asked again");
        if (outcome.packs_now != before_) complain(tally, "what was current is not");
        Tally inspected;
        if (const auto fault =
                inspector_.inspect(outcome.after, {before_}, Scene::kVersions, inspected))
            complain(tally, *fault);
        return tally;
    }

    /// The control: a writer that believes its page cache installs damaged bytes.
    Result<CardTally> must_be_deceived(std::string name, const Lie& lie) {
        CardTally tally{std::move(name), 1, 0, 0, {}};
        CrashCalls calls;
        calls.ignores_hints = true;
        SEN_TRY(const auto outcome,
                recorder_.run(*update_.disk, lie, scene_.install(Scene::kVersions), calls));
        Tally inspected;
        if (!outcome.is_done) complain(tally, "it was noticed all the same");
        if (!inspector_.inspect(outcome.after, {outcome.packs_now}, 0, inspected))
            complain(tally, "the damage was not found");
        return tally;
    }

    Result<CardTally> fail_each_write(std::size_t step) {
        CardTally tally{"EIO at a write of the disk, once", 0, 0, 0, {}};
        Packs after;
        for (std::uint64_t number = 1;; number += step) {
            Lie lie;
            lie.act = Lie::Act::Fail;
            lie.number = number;
            CrashCalls calls;
            const auto outcome =
                recorder_.run(*update_.disk, lie, scene_.install(Scene::kVersions), calls);
            ++tally.cases;
            // The write was part of mounting; nothing was installed.
            if (!outcome && number < 10) continue;
            SEN_CHECK(outcome.map([](const auto&) {}));
            if (!outcome->has_lied) return tally;
            if (!outcome->is_done) ++tally.refused;
            if (calls.is_sync_repeated) complain(tally, "a failed flush was asked again");
            auto allowed = std::vector<Packs>{outcome->packs_now};
            if (!outcome->is_done) allowed.push_back(before_);
            if (outcome->is_done && outcome->packs_now == before_)
                complain(tally, "reported as installed, and it is not");
            Tally inspected;
            if (const auto fault =
                    inspector_.inspect(outcome->after, allowed, Scene::kVersions, inspected))
                complain(tally, fmt::format("write {}: {}", number, *fault));
        }
    }

  private:
    static void complain(CardTally& tally, const std::string& why) {
        ++tally.violations;
        if (tally.complaint.empty()) tally.complaint = why;
    }

    const Workload& update_;
    const Scene& scene_;
    Recorder& recorder_;
    Inspector& inspector_;
    Packs before_;
};

/// The second half of the disk's free end is kept over the first.
Lie faked_capacity(const Image& image) {
    const auto used = std::find_if(image.rbegin(), image.rend(),
                                   [](std::byte byte) { return byte != std::byte{0}; });
    const auto free =
        static_cast<std::uint64_t>(used - image.rbegin()) / (2 * kBlock) * (2 * kBlock);
    Lie lie;
    lie.wrap_to = image.size();
    lie.wrap_by = free / 2;
    lie.wrap_from = image.size() - free / 2;
    return lie;
}

}  // namespace

Result<std::vector<CardTally>> try_lying_cards(const Workload& update, const Scene& scene,
                                               Recorder& recorder, Inspector& inspector,
                                               std::size_t step) {
    CrashCalls calls;
    SEN_TRY(const auto honest, record(update, recorder, calls));
    CardTrial trial(update, scene, recorder, inspector, honest.packs_before.front());
    Lie lie;
    Scene::mark_of(Scene::kVersions).copy(lie.mark, sizeof lie.mark);
    std::vector<CardTally> tallies;
    const auto add = [&](Result<CardTally> tally) -> Result<void> {
        SEN_TRY(auto value, std::move(tally));
        tallies.push_back(std::move(value));
        return {};
    };
    SEN_CHECK(
        add(trial.must_refuse("faked capacity", faked_capacity(*update.disk), Scene::kLarge)));
    lie.act = Lie::Act::Fail;
    SEN_CHECK(add(trial.must_refuse("EIO for an object's bytes, once", lie, Scene::kVersions)));
    lie.act = Lie::Act::Forget;
    SEN_CHECK(add(trial.must_refuse("an object's bytes forgotten", lie, Scene::kVersions)));
    SEN_CHECK(add(trial.must_be_deceived("the same, cache believed (control)", lie)));
    SEN_CHECK(add(trial.fail_each_write(step)));
    return tallies;
}

}  // namespace sen::crash
