// SPDX-License-Identifier: Apache-2.0
#include "crash/workloads.h"

namespace sen::crash {

Result<std::vector<Workload>> make_workloads(const Image& fresh, const Scene& scene,
                                             Recorder& recorder) {
    const auto after = [&](const Image& disk,
                           const Act& act) -> Result<std::shared_ptr<const Image>> {
        CrashCalls calls;
        SEN_TRY(auto recording, recorder.record("a disk to begin with", disk, act, calls));
        return std::make_shared<const Image>(std::move(recording.after));
    };
    const auto empty = std::make_shared<const Image>(fresh);
    SEN_TRY(const auto one, after(fresh, scene.install(1)));
    SEN_TRY(const auto two, after(*one, scene.install(2)));
    SEN_TRY(const auto three, after(*two, scene.install(3)));
    SEN_TRY(const auto undone, after(*three, Scene::roll_back()));

    // Where the flush that ends an update's commit stands, for one that dies just before it.
    CrashCalls counted;
    SEN_TRY(const auto counting, recorder.record("counting", *two, scene.install(3), counted));
    std::size_t last = counted.flushes.size() - 1;
    while (counted.flushes[last].kind != CrashCalls::Flush::Kind::Folder) --last;
    const auto again = [install = scene.install(3), last](const std::filesystem::path& store,
                                                          store::SystemCalls& calls) {
        auto& crash_calls = static_cast<CrashCalls&>(calls);
        crash_calls.failed_number = last;
        return !install(store, calls) && install(store, calls);
    };
    const auto twice = [first = scene.install(3), second = scene.install(Scene::kManyObjects)](
                           const std::filesystem::path& store, store::SystemCalls& calls) {
        if (!first(store, calls)) return false;
        static_cast<CrashCalls&>(calls).halfway();
        return second(store, calls);
    };
    return std::vector<Workload>{
        {"first install", empty, scene.install(1), 1},
        {"update", one, scene.install(2), 2},
        {"update, clean-up", two, scene.install(3)},
        {"update, many objects", one, scene.install(Scene::kManyObjects), Scene::kManyObjects},
        {"rollback", three, Scene::roll_back()},
        {"rollback, forward again", undone, Scene::roll_back()},
        {"install after a dead one", two, again, Scene::kVersions, last + 1},
        {"two updates", two, twice, Scene::kManyObjects},
    };
}

Result<Recording> record(const Workload& workload, Recorder& recorder, CrashCalls& calls) {
    SEN_TRY(auto recording, recorder.record(workload.name, *workload.disk, workload.act, calls));
    recording.next = workload.next;
    return recording;
}

}  // namespace sen::crash
