// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "commands.h"

namespace sen::pack {
namespace {

using Json = nlohmann::json;

std::int64_t milliseconds(Milliseconds time) {
    return time.count();
}

void print_json(const BuildProgress& progress) {
    std::cout << Json{{"event", "progress"},
                      {"done", progress.done},
                      {"total", progress.total},
                      {"elapsed_ms", milliseconds(progress.elapsed)},
                      {"left_ms", milliseconds(progress.left)},
                      {"now", progress.now}}
                     .dump()
              << std::endl;
}

std::string time_left(Milliseconds left, const Messages& messages) {
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(left).count();
    if (seconds <= 0) return {};
    if (seconds < 90)
        return messages.text("cli_seconds_left", {{"count", std::to_string(seconds)}});
    return messages.text("cli_minutes_left", {{"count", std::to_string((seconds + 59) / 60)}});
}

/// One line that is written over by the next.
void print_line(const BuildProgress& progress, const Messages& messages) {
    std::cout << "\r\x1b[K"
              << fmt::format("{}/{} {} {}", progress.done, progress.total,
                             time_left(progress.left, messages), progress.now)
              << std::flush;
}

}  // namespace

std::optional<BuildReport> build_or_refuse(const PackSource& pack, const BuildRequest& request,
                                           const Messages& messages) {
    const bool is_terminal = !request.is_json && ::isatty(STDOUT_FILENO) == 1;
    BuildOptions options;
    options.out = request.out;
    options.cache = request.cache;
    options.cache_rule.max_bytes = request.cache_megabytes * 1'000'000;
    options.jobs = request.jobs;
    options.progress = [&](const BuildProgress& progress) {
        if (request.is_json)
            print_json(progress);
        else if (is_terminal)
            print_line(progress, messages);
    };
    auto report = build_pack(pack, options);
    if (is_terminal) std::cout << "\r\x1b[K" << std::flush;
    if (!report) {
        std::cerr << messages.text("cli_build_failed", {{"reason", report.error().message}})
                  << '\n';
        return std::nullopt;
    }
    if (!report->pruned)  // the pack is whole all the same
        std::cerr << messages.text("cli_cache_not_pruned",
                                   {{"folder", request.cache.string()},
                                    {"reason", report->pruned.error().message}})
                  << '\n';
    return std::move(*report);
}

int build_command(const BuildRequest& request, const Messages& messages) {
    const auto pack = read_or_refuse(request.folder, messages);
    const auto report = pack ? build_or_refuse(*pack, request, messages) : std::nullopt;
    if (!report) return 1;
    const MediaCache::Pruned pruned = report->pruned.value_or(MediaCache::Pruned{});
    if (request.is_json) {
        std::cout << Json{{"event", "built"},
                          {"media_jobs", report->media_jobs},
                          {"media_jobs_run", report->media_jobs_run},
                          {"objects", report->objects},
                          {"bytes", report->bytes},
                          {"cache_bytes", pruned.bytes_left},
                          {"cache_removed_bytes", pruned.bytes}}
                         .dump()
                  << '\n';
        return 0;
    }
    const double megabytes = static_cast<double>(report->bytes) / 1e6;
    std::cout << messages.text("cli_built", {{"pack", pack->id},
                                             {"version", std::to_string(pack->version)},
                                             {"folder", request.out.string()},
                                             {"objects", std::to_string(report->objects)},
                                             {"megabytes", fmt::format("{:.1f}", megabytes)}})
              << ' ' << count_sentence(*pack, messages) << '\n';
    return 0;
}

}  // namespace sen::pack
