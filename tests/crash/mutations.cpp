// SPDX-License-Identifier: Apache-2.0
#include "crash/mutations.h"

#include <algorithm>

namespace sen::crash {

namespace {

using Kind = CrashCalls::Flush::Kind;

/// At a moment, and nothing unflushed has arrived.
CrashState all_unflushed_lost(const Recording& recording, std::size_t moment) {
    CrashState state;
    for (std::size_t i = 0; i < moment; ++i)
        if (recording.log.entries[i].is_flush()) state.durable = i + 1;
    state.end = moment;
    return state;
}

/// What is tried of a workload without some flush.
struct Trial {
    std::vector<CrashCalls::Flush> flushes;  ///< those that it asked for
    std::size_t from = 0;                    ///< an entry of the log: before it nothing is missing
    std::size_t states = 0;                  ///< at most so many of those chosen by chance
    std::uint32_t seed = 1;
};

/// Explores until a violation. First comes power lost right after the report and right before each
/// flush of names, then one write lost, then any.
Tally explore_until_caught(const Recording& recording, const Trial& trial, Explorer& explorer) {
    std::vector<CrashState> before_flushes;
    for (const auto& flush : trial.flushes)
        if (flush.kind != Kind::File)
            before_flushes.push_back(all_unflushed_lost(recording, flush.moment));
    const auto from = all_unflushed_lost(recording, trial.from).durable;
    auto any = crash_states(recording.log, {.seed = trial.seed});
    std::erase_if(any, [&](const CrashState& state) { return state.durable < from; });
    Tally all;
    for (const auto& some :
         {std::vector<CrashState>{all_unflushed_lost(recording, recording.reported)},
          before_flushes, one_lost(recording.log, from),
          sample(std::move(any), trial.states, trial.seed)}) {
        all.add(explorer.explore(recording, some, Explorer::Until::FirstViolation));
        if (all.violations > 0) break;
    }
    return all;
}

}  // namespace

Result<MutationTally> mutate(const Workload& workload, Recorder& recorder, Explorer& explorer,
                             std::size_t states, std::uint32_t seed) {
    const auto start = Explorer::Clock::now();
    MutationTally tally;
    const auto try_once = [&](CrashCalls& calls, bool has_busy_neighbour) -> Result<Tally> {
        calls.ignores_hints = true;
        calls.has_busy_neighbour = has_busy_neighbour;
        SEN_TRY(const auto recording, record(workload, recorder, calls));
        Trial trial{calls.flushes, 0, states, seed};
        if (calls.omitted == CrashCalls::Omitted::One)
            trial.from = calls.flushes[calls.omitted_number].moment;
        auto found = explore_until_caught(recording, trial, explorer);
        tally.states += found.states;
        return found;
    };
    CrashCalls complete;
    for (const bool has_busy_neighbour : {true, false}) {
        complete.flushes.clear();
        SEN_TRY(const auto found, try_once(complete, has_busy_neighbour));
        if (found.violations > 0) tally.control = found.complaint;
    }
    for (auto number = workload.first_flush; number < complete.flushes.size(); ++number) {
        bool is_caught = false;
        for (const bool has_busy_neighbour : {false, true}) {
            CrashCalls calls;
            calls.omitted = CrashCalls::Omitted::One;
            calls.omitted_number = number;
            SEN_TRY(const auto found, try_once(calls, has_busy_neighbour));
            is_caught = found.violations > 0;
            if (is_caught) break;
        }
        ++tally.flushes;
        if (is_caught)
            ++tally.caught;
        else
            tally.missed.push_back(complete.flushes[number].name);
    }
    tally.seconds = std::chrono::duration<double>(Explorer::Clock::now() - start).count();
    return tally;
}

Result<bool> is_caught_without(CrashCalls::Omitted omitted, const Workload& workload,
                               Recorder& recorder, Explorer& explorer) {
    CrashCalls calls;
    calls.omitted = omitted;
    calls.ignores_hints = true;
    SEN_TRY(const auto recording, record(workload, recorder, calls));
    const Trial trial{{}, recording.log.entries.size(), 0, 1};
    return explore_until_caught(recording, trial, explorer).violations > 0;
}

}  // namespace sen::crash
