// SPDX-License-Identifier: Apache-2.0
#include "crash/explorer.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstring>
#include <set>

#include "base/file.h"
#include "crash/laboratory.h"

namespace sen::crash {

namespace {

double seconds_since(Explorer::Clock::time_point start) {
    return std::chrono::duration<double>(Explorer::Clock::now() - start).count();
}

}  // namespace

Result<Inspector> Inspector::create(const std::filesystem::path& folder, int number,
                                    const Scene& scene, const FileSystem& kind) {
    const auto name = "inspected-" + std::to_string(number);
    const auto file = folder / (name + ".disk");
    const UniqueFd fd(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!fd || ::ftruncate(fd.get(), static_cast<off_t>(kind.disk_bytes)) != 0)
        return tl::unexpected(error_from_errno(errno, "make " + file.string()));
    SEN_TRY(auto device, LoopDevice::attach(file, folder));
    std::filesystem::create_directory(folder / name);
    return Inspector(scene, kind, file, std::move(device), folder / name);
}

Result<void> Inspector::write_image(const Image& image) const {
    const UniqueFd fd(::open(file_.c_str(), O_RDWR | O_CLOEXEC));
    if (!fd) return tl::unexpected(error_from_errno(errno, "open " + file_.string()));
    void* memory = ::mmap(nullptr, image.size(), PROT_READ | PROT_WRITE, MAP_SHARED, fd.get(), 0);
    if (memory == MAP_FAILED) return tl::unexpected(error_from_errno(errno, "map the image"));
    // Few blocks differ from the state before; comparing is quicker than copying.
    auto* const kept = static_cast<std::byte*>(memory);
    for (std::size_t at = 0; at < image.size(); at += kBlock)
        if (std::memcmp(kept + at, image.data() + at, kBlock) != 0)
            std::memcpy(kept + at, image.data() + at, kBlock);
    ::munmap(memory, image.size());
    return device_.refresh();
}

Result<Image> Inspector::as_started(Image image) const {
    if (kind_->check == FileSystem::Check::WhenRefused) return image;
    SEN_CHECK(write_image(image));
    SEN_CHECK(repair(*kind_, file_));
    SEN_TRY(const auto text, read_file(file_, image.size()));
    const auto bytes = std::as_bytes(std::span(text));
    return Image(bytes.begin(), bytes.end());
}

Result<Mount> Inspector::mount(Tally& tally) const {
    const auto mounted = [&] {
        return Mount::create(device_, mounted_, kind_->type, kind_->options);
    };
    if (kind_->check == FileSystem::Check::WhenRefused) {
        if (auto mount = mounted()) return mount;
        ++tally.repaired;
    }
    const auto repaired = repair(*kind_, file_);
    SEN_CHECK(device_.refresh());
    auto mount = mounted();
    if (mount) return mount;
    ++tally.unmountable;
    return add_context(mount.error(), "after a repair ({})",
                       repaired ? "it said that all is well" : repaired.error().message);
}

std::optional<std::string> Inspector::inspect(const Image& image, const std::vector<Packs>& allowed,
                                              int next, Tally& tally) {
    ++tally.states;
    const auto repaired_before = tally.repaired;
    const auto look = [&]() -> std::optional<std::string> {
        if (const auto written = write_image(image); !written) return written.error().message;
        const auto mounted = mount(tally);
        if (!mounted) return mounted.error().message;
        const auto store = store_on(mounted_);
        if (auto fault = scene_->fault_of(store, allowed)) return fault;
        if (next == 0) return std::nullopt;
        CrashCalls calls;
        calls.is_flushing = false;  // what it does to the disk is explored elsewhere
        store::Trouble trouble;
        if (!scene_->install(next, &trouble)(store, calls))
            return fmt::format("the next install failed at {} (trouble {})", trouble.file,
                               static_cast<int>(trouble.kind));
        if (Scene::packs_of(store).at(0).version != static_cast<std::uint64_t>(next))
            return "the next install is not current";
        if (auto fault = scene_->fault_of(store, {Scene::packs_of(store)}))
            return "after the next install: " + *fault;
        return std::nullopt;
    };
    std::optional<std::string> fault;
    try {
        fault = look();
    } catch (const std::filesystem::filesystem_error& error) {  // a folder that cannot be listed
        fault = error.what();
    }
    if (fault) ++tally.violations;
    if (fault && tally.repaired > repaired_before) ++tally.refused;
    if (fault && tally.complaint.empty()) tally.complaint = *fault;
    return fault;
}

/// What the processes tell; in memory that they share.
struct Explorer::Report {
    std::atomic<std::size_t> states{0}, violations{0}, refused{0}, repaired{0}, unmountable{0};
    std::atomic<bool> is_cut_short{false}, has_complaint{false};
    char complaint[500] = {};
};

Result<Explorer> Explorer::create(const std::filesystem::path& folder, int jobs, const Scene& scene,
                                  const FileSystem& kind) {
    Explorer explorer;
    for (int i = 0; i < jobs; ++i) {
        SEN_TRY(auto inspector, Inspector::create(folder, i, scene, kind));
        explorer.inspectors_.push_back(std::move(inspector));
    }
    return explorer;
}

void Explorer::work(const Recording& recording, const std::vector<CrashState>& states,
                    std::size_t job, Until until, Report& report) {
    DiskImage image(recording.before);
    std::set<std::pair<std::uint64_t, bool>> seen;
    Tally tally;
    for (const auto& state : states) {
        image.go_to(recording.log, state);
        const bool is_reported = recording.reported <= state.end;
        if (!seen.emplace(image.fingerprint(), is_reported).second) continue;
        if (seen.size() % inspectors_.size() != job) continue;
        if (until == Until::FirstViolation && report.violations > 0) break;
        if (deadline_ && Clock::now() > *deadline_) {
            report.is_cut_short = true;
            break;
        }
        const auto fault = inspectors_[job].inspect(image.bytes(), allowed_in(recording, state),
                                                    recording.next, tally);
        if (!fault) continue;
        ++report.violations;
        if (report.has_complaint.exchange(true)) continue;
        const auto text = fmt::format(
            "cut before entry {} of {} (success reported at {}), {} parts of writes "
            "after entry {}: {}",
            state.end, recording.log.entries.size(), recording.reported, state.pieces.size(),
            state.durable, *fault);
        text.copy(report.complaint, sizeof report.complaint - 1);
    }
    report.states += tally.states;
    report.refused += tally.refused;
    report.repaired += tally.repaired;
    report.unmountable += tally.unmountable;
}

Tally Explorer::explore(const Recording& recording, const std::vector<CrashState>& states,
                        Until until) {
    const auto start = Clock::now();
    void* memory =
        ::mmap(nullptr, sizeof(Report), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    Tally tally;
    if (memory == MAP_FAILED) return {0, 1, 0, 0, 0, 0, false, "no memory to share"};
    auto& report = *new (memory) Report;
    std::vector<pid_t> workers;
    for (std::size_t job = 0; job < inspectors_.size(); ++job) {
        const pid_t worker = ::fork();
        if (worker == 0) {
            ::prctl(PR_SET_PDEATHSIG, SIGKILL);
            work(recording, states, job, until, report);
            ::_exit(0);
        }
        workers.push_back(worker);
    }
    for (const auto worker : workers) {
        int status = 0;
        const bool has_ended = worker > 0 && ::waitpid(worker, &status, 0) == worker &&
                               WIFEXITED(status) && WEXITSTATUS(status) == 0;
        if (has_ended) continue;
        ++tally.violations;
        tally.complaint = "a process of the explorer died";
    }
    tally.states = report.states;
    tally.violations += report.violations;
    tally.refused = report.refused;
    tally.repaired = report.repaired;
    tally.unmountable = report.unmountable;
    tally.is_cut_short = report.is_cut_short;
    if (report.has_complaint) tally.complaint = report.complaint;
    tally.seconds = seconds_since(start);
    ::munmap(memory, sizeof(Report));
    return tally;
}

Image image_of(const Recording& recording, const CrashState& state) {
    DiskImage image(recording.before);
    image.go_to(recording.log, state);
    return image.bytes();
}

std::vector<Packs> allowed_in(const Recording& recording, const CrashState& state) {
    if (recording.reported <= state.end) return {recording.packs_after};
    auto allowed = recording.packs_before;
    allowed.push_back(recording.packs_after);
    return allowed;
}

}  // namespace sen::crash
