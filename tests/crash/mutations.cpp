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

/// Explores until a violation; whether there was one. First comes power lost right after the report
/// and right before each flush of names, then one write lost of those after entry `from`, then any
/// `count` states.
bool is_caught(const Recording& recording, const std::vector<CrashCalls::Flush>& flushes,
               std::size_t from, Explorer& explorer, std::size_t count, std::uint32_t seed,
               MutationTally& sum) {
    std::vector<CrashState> before_flushes;
    for (const auto& flush : flushes)
        if (flush.kind != Kind::File)
            before_flushes.push_back(all_unflushed_lost(recording, flush.moment));
    for (const auto& some :
         {std::vector<CrashState>{all_unflushed_lost(recording, recording.reported)},
          before_flushes,
          one_lost(recording.log, all_unflushed_lost(recording, from).durable),
          sample(crash_states(recording.log, {.seed = seed}), count, seed)}) {
        const auto tally = explorer.explore(recording, some, Explorer::Until::FirstViolation);
        sum.states += tally.states;
        sum.complaint = tally.complaint;
        if (tally.violations > 0) return true;
    }
    return false;
}

/// Why ext4 does without a flush; empty when it does not.
std::string redundancy(const std::vector<CrashCalls::Flush>& flushes, std::size_t number) {
    const auto& flush = flushes[number];
    if (flush.is_empty) return "an empty file has no bytes to lose";
    if (flush.kind == Kind::File || number + 1 == flushes.size()) return {};
    return "names go through one journal in order, and a later flush ends it";
}

}  // namespace

Result<MutationTally> mutate(const Workload& workload, Recorder& recorder, Explorer& explorer,
                             std::size_t states, std::uint32_t seed) {
    const auto start = Explorer::Clock::now();
    MutationTally tally;
    const auto try_once = [&](CrashCalls& calls, bool has_busy_neighbour) -> Result<bool> {
        calls.ignores_hints = true;
        calls.has_busy_neighbour = has_busy_neighbour;
        SEN_TRY(const auto recording, record(workload, recorder, calls));
        const auto from = calls.omitted == CrashCalls::Omitted::One
                              ? calls.flushes[calls.omitted_number].moment
                              : recording.log.entries.size();
        return is_caught(recording, calls.flushes, from, explorer, states, seed, tally);
    };
    CrashCalls complete;
    for (const bool has_busy_neighbour : {true, false}) {
        complete.flushes.clear();
        SEN_TRY(const bool is_found, try_once(complete, has_busy_neighbour));
        if (is_found) tally.missed.push_back("nothing at all (the control): " + tally.complaint);
    }
    for (auto number = workload.first_flush; number < complete.flushes.size(); ++number) {
        ++tally.flushes;
        const auto& name = complete.flushes[number].name;
        const auto reason = redundancy(complete.flushes, number);
        bool is_found = false;
        for (const bool has_busy_neighbour : {false, true}) {
            // A neighbour only makes more names last: no help against what names lack.
            if (has_busy_neighbour && !reason.empty()) break;
            CrashCalls calls;
            calls.omitted = CrashCalls::Omitted::One;
            calls.omitted_number = number;
            SEN_TRY(is_found, try_once(calls, has_busy_neighbour));
            if (is_found) break;
        }
        if (is_found) {
            ++tally.caught;
        } else if (reason.empty()) {
            tally.missed.push_back(fmt::format("{} (number {})", name, number));
        } else {
            tally.redundant.push_back({name, reason});
        }
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
    MutationTally tally;
    return is_caught(recording, {}, recording.log.entries.size(), explorer, 0, 1, tally);
}

}  // namespace sen::crash
