// SPDX-License-Identifier: Apache-2.0
#include "crash/findings.h"

#include <fmt/format.h>

#include <cstdio>

namespace sen::crash {

void Findings::begin(const FileSystem& kind) {
    kind_ = &kind;
    fmt::print("{}=== {}\n", table_.empty() ? "" : "\n", kind.name);
    table_.clear();
}

void Findings::leave_out(const FileSystem& kind, const std::string& reason) {
    fmt::print("{}=== {}: left out: {}\n", table_.empty() ? "" : "\n", kind.name, reason);
}

void Findings::head(const char* table, const char* columns) {
    if (table_ == table) return;
    fmt::print("{}{:<42}{}\n", table_.empty() ? "" : "\n", table, columns);
    table_ = table;
}

void Findings::fault(const std::string& what) {
    ++faults_;
    fmt::print("  VIOLATION: {}\n", what);
}

void Findings::add_control(const std::string& name, bool is_caught) {
    head("control", "   caught");
    fmt::print("{:<42}{:>9}\n", name, is_caught ? "yes" : "NO");
    if (!is_caught) fault("the explorer is blind");
    std::fflush(stdout);
}

void Findings::add(const std::string& workload, const MutationTally& tally) {
    head("each flush left out", "  flushes   caught   missed   states  seconds");
    fmt::print("{:<42}{:>9}{:>9}{:>9}{:>9}{:>9.1f}\n", workload, tally.flushes, tally.caught,
               tally.missed.size(), tally.states, tally.seconds);
    auto& flushes = flushes_[kind_->name];
    flushes.all += tally.flushes;
    flushes.caught += tally.caught;
    if (!tally.control.empty() && kind_->is_relied_on) fault("with every flush: " + tally.control);
    for (const auto& flush : tally.missed) {
        if (kind_->shows_each_flush)
            fault("not noticed without the flush of " + flush);
        else
            fmt::print("  {} does without: {}\n", kind_->name, flush);
    }
    std::fflush(stdout);
}

void Findings::add(const CardTally& tally) {
    head("lying cards", "    cases  refused  violations");
    fmt::print("{:<42}{:>9}{:>9}{:>12}\n", tally.name, tally.cases, tally.refused,
               tally.violations);
    if (tally.violations > 0) fault(tally.complaint);
    std::fflush(stdout);
}

void Findings::add(const std::string& workload, const Tally& tally) {
    head("power cuts", "   states  violations  repaired  unmountable  ms/state");
    const double states = std::max(static_cast<double>(tally.states), 1.0);
    fmt::print("{:<42}{:>9}{:>12}{:>10}{:>13}{:>10.1f}{}\n", workload, tally.states,
               tally.violations, tally.repaired, tally.unmountable, tally.seconds * 1000 / states,
               tally.is_cut_short ? "  (the time was over)" : "");
    states_.add(tally);
    if (is_own_loss(tally))
        fmt::print("  {} itself: Linux refused to mount them: {}\n", kind_->name, tally.complaint);
    else if (tally.violations > 0)
        fault(tally.complaint);
    std::fflush(stdout);
}

bool Findings::is_own_loss(const Tally& tally) const {
    return !kind_->is_relied_on && tally.violations > 0 && tally.violations == tally.refused;
}

void Findings::stop(const std::string& reason) {
    fault("it could not be explored: " + reason);
    std::fflush(stdout);
}

void Findings::print_summary() const {
    const double seconds = std::chrono::duration<double>(Explorer::Clock::now() - start_).count();
    fmt::print(
        "\n{} different states of the disk, {} violations, {} mounted only after e2fsck -fy, "
        "{} not even then.\n",
        states_.states, states_.violations, states_.repaired, states_.unmountable);
    for (const auto& [name, flushes] : flushes_)
        fmt::print("Left out one at a time, {} of {} flushes led to a violation on {}.\n",
                   flushes.caught, flushes.all, name);
    fmt::print("{:.0f} seconds; {}.\n", seconds,
               are_clean() ? "all is well" : fmt::format("{} FAULTS", faults_));
}

}  // namespace sen::crash
