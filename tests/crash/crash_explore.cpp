// SPDX-License-Identifier: Apache-2.0
// Explores what cut power, missing flushes and lying cards do to a store on real file systems. The
// test of the name `crash` is a bounded sample of it; tools/crash-explore runs it by hand.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <thread>

#include "base/log.h"
#include "crash/findings.h"
#include "crash/laboratory.h"
#include "crash/lying_cards.h"
#include "crash/mutations.h"
#include "crash/workloads.h"

namespace {

using namespace sen;
using namespace sen::crash;

constexpr int kSkipped = 77;  // CTest's SKIP_RETURN_CODE

struct Options {
    bool is_full = false;
    std::size_t states = 60;
    int seconds = 0;
    std::uint32_t seed = 1;
    std::vector<std::string> on;
    std::string only;
    std::string workload;  ///< all when it is empty
};

/// How much is done of what.
struct Effort {
    StateChoice choice;
    std::size_t states;           ///< of each workload
    std::size_t recoveries;       ///< cut states of each workload whose recovery is cut again
    std::size_t recovery_states;  ///< of each of these
    std::size_t mutation_states;  ///< of each flush that is left out
    std::size_t failed_write_step;

    Effort(const Options& options, const FileSystem& kind)
        : choice{50, 4, options.seed},
          states(options.states),
          recoveries(1),
          recovery_states(options.states / 4),
          mutation_states(20),
          failed_write_step(6) {
        if (!options.is_full) return;
        choice = {250, 24, options.seed};
        states = kind.max_states;
        recoveries = 12;
        recovery_states = 80;
        mutation_states = 60;
        failed_write_step = 1;
    }
};

/// All that is mounted.
struct Bench {
    const FileSystem* kind;
    std::unique_ptr<Scene> scene;  // where it is, because others refer to it
    Recorder recorder;
    Explorer explorer;
    Image fresh;

    static Result<Bench> create(const FileSystem& kind, const std::filesystem::path& folder) {
        SEN_TRY(auto fresh, make_file_system(kind, folder));
        auto scene = std::make_unique<Scene>(folder);
        SEN_TRY(auto recorder, Recorder::create(folder, kind));
        const auto jobs = std::clamp(std::thread::hardware_concurrency(), 1U, 4U);
        SEN_TRY(auto explorer, Explorer::create(folder, static_cast<int>(jobs), *scene, kind));
        CrashCalls calls;
        const auto nothing = [](const std::filesystem::path&, store::SystemCalls&) { return true; };
        SEN_CHECK(recorder.run(fresh, {}, nothing, calls).map([](const auto&) {}));
        return Bench{&kind, std::move(scene), std::move(recorder), std::move(explorer),
                     std::move(fresh)};
    }
};

Result<void> explore_controls(const std::vector<Workload>& workloads, Bench& bench,
                              Findings& findings) {
    for (const auto& workload : {workloads[0], workloads[1]}) {
        for (const auto& [name, omitted] :
             {std::pair("without any flush", CrashCalls::Omitted::All),
              std::pair("without flushes of folders", CrashCalls::Omitted::Folders)}) {
            SEN_TRY(const bool is_caught,
                    is_caught_without(omitted, workload, bench.recorder, bench.explorer));
            findings.add_control(fmt::format("{}, {}", workload.name, name), is_caught);
        }
    }
    return {};
}

/// The states of a workload, and of the recovery of some of them.
Result<void> explore_workload(const Workload& workload, const Effort& effort, Bench& bench,
                              Findings& findings) {
    CrashCalls complete;
    SEN_TRY(const auto recording, record(workload, bench.recorder, complete));
    const auto states = crash_states(recording.log, effort.choice);
    findings.add(workload.name, bench.explorer.explore(
                                    recording, sample(states, effort.states, effort.choice.seed)));
    Tally all;
    for (const auto& state : sample(states, effort.recoveries, effort.choice.seed + 1)) {
        CrashCalls calls;
        SEN_TRY(const auto image,
                bench.explorer.inspector().as_started(image_of(recording, state)));
        auto recovery =
            bench.recorder.record(workload.name, image, bench.scene->install(workload.next), calls);
        // A torn superblock cannot be mounted without a repair; that is looked at above.
        if (!recovery && recovery.error().kind == ErrorKind::Io) continue;
        if (!recovery) return tl::unexpected(recovery.error());
        recovery->next = workload.next;
        const auto cut_again = crash_states(recovery->log, effort.choice);
        all.add(bench.explorer.explore(
            *recovery, sample(cut_again, effort.recovery_states, effort.choice.seed)));
    }
    findings.add(workload.name + ": its recovery", all);
    return {};
}

Result<void> explore_all(const Options& options, Bench& bench, Findings& findings) {
    const auto start = Explorer::Clock::now();
    const Effort effort(options, *bench.kind);
    SEN_TRY(const auto workloads, make_workloads(bench.fresh, *bench.scene, bench.recorder));
    SEN_CHECK(explore_controls(workloads, bench, findings));
    // A sample of it where it says most.
    const bool is_mutated =
        options.only != "cuts" && (options.is_full || bench.kind->shows_each_flush);
    std::vector<Workload> chosen;
    for (const auto& workload : workloads)
        if (options.workload.empty() || options.workload == workload.name)
            chosen.push_back(workload);
    if (chosen.empty())
        return fail(ErrorKind::Invalid, "no workload is called {}", options.workload);
    for (const auto& workload : is_mutated ? chosen : std::vector<Workload>{}) {
        SEN_TRY(const auto tally, mutate(workload, bench.recorder, bench.explorer,
                                         effort.mutation_states, options.seed));
        findings.add(workload.name, tally);
    }
    if (bench.kind == &file_systems().front() && options.only.empty() && options.workload.empty()) {
        SEN_TRY(const auto cards,
                try_lying_cards(workloads[2], *bench.scene, bench.recorder,
                                bench.explorer.inspector(), effort.failed_write_step));
        for (const auto& card : cards) findings.add(card);
    }
    if (options.seconds > 0)
        bench.explorer.set_deadline(start + std::chrono::seconds(options.seconds));
    for (const auto& workload : options.only != "flushes" ? chosen : std::vector<Workload>{})
        SEN_CHECK(explore_workload(workload, effort, bench, findings));
    return {};
}

bool is_chosen(const FileSystem& kind, const std::vector<std::string>& keys) {
    if (keys.empty()) return kind.is_sampled;
    return keys.front() == "all" || std::find(keys.begin(), keys.end(), kind.key) != keys.end();
}

/// False when this machine cannot make or mount the first file system: then nothing can be said.
bool explore_each(const Options& options, const std::filesystem::path& folder, Findings& findings) {
    for (const auto& kind : file_systems()) {
        if (!is_chosen(kind, options.on)) continue;
        std::filesystem::create_directory(folder / kind.key);
        auto bench = Bench::create(kind, folder / kind.key);
        if (!bench) {
            findings.leave_out(kind, bench.error().message);
            if (kind.is_sampled) return false;
            continue;
        }
        findings.begin(kind);
        if (const auto done = explore_all(options, *bench, findings); !done)
            findings.stop(done.error().message);
    }
    return true;
}

}  // namespace

int main(int argc, char** argv) {
    log::set_level(log::Level::Error);  // that a clean-up is put off is expected here, many times
    Options options;
    CLI::App program("Explores cut power and lying cards under a store on real file systems.",
                     "crash_explore");
    program.add_flag("--full", options.is_full, "every state, more of the random ones");
    program.add_option("--states", options.states, "without --full: states of each workload")
        ->check(CLI::Range(20, 100'000));
    program.add_option("--seconds", options.seconds, "no further power cuts after this time")
        ->check(CLI::Range(1, 1'000'000));
    std::vector<std::string> keys = {"all"};
    for (const auto& kind : file_systems()) keys.emplace_back(kind.key);
    program.add_option("--on", options.on, "file systems, or all (ext4 and no-journal)")
        ->check(CLI::IsMember(keys));
    program.add_option("--only", options.only, "flushes (left out) or cuts")
        ->check(CLI::IsMember({"flushes", "cuts"}));
    program.add_option("--workload", options.workload, "one alone, as the table calls it");
    program.add_option("--seed", options.seed, "of what is chosen by chance");
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return program.exit(error) == 0 ? 0 : 2;
    }
    const auto folder = enter_laboratory();
    Findings findings;
    if (!folder || !explore_each(options, *folder, findings)) {
        fmt::print(stderr,
                   "crash: skipped, not possible here: {}. It needs root, /dev/fuse, "
                   "/dev/loop-control, the right to mount, and e2fsprogs.\n",
                   folder ? "see above" : folder.error().message);
        return kSkipped;
    }
    findings.print_summary();
    return findings.are_clean() ? 0 : 1;
}
