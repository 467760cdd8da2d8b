// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crash/crash_states.h"
#include "crash/disk_image.h"
#include "crash/file_system.h"
#include "crash/loop_device.h"
#include "crash/recorder.h"

namespace sen::crash {

/// What exploring found.
struct Tally {
    std::size_t states = 0;  ///< different ones
    std::size_t violations = 0;
    std::size_t refused = 0;   ///< violations on disks that the kernel would not mount as they were
    std::size_t repaired = 0;  ///< could be mounted only after e2fsck -fy
    std::size_t unmountable = 0;  ///< not even then; a violation
    double seconds = 0;
    bool is_cut_short = false;  ///< the time was over
    std::string complaint;      ///< the first

    void add(const Tally& other) {
        states += other.states;
        violations += other.violations;
        refused += other.refused;
        repaired += other.repaired;
        unmountable += other.unmountable;
        seconds += other.seconds;
        is_cut_short = is_cut_short || other.is_cut_short;
        if (complaint.empty()) complaint = other.complaint;
    }
};

/// Mounts disks as a cut left them and looks whether the store survived.
class Inspector {
  public:
    /// `scene` and `kind` outlive it.
    static Result<Inspector> create(const std::filesystem::path& folder, int number,
                                    const Scene& scene, const FileSystem& kind);

    /// Adds to `tally`. The store must hold one of `allowed`; when `next` is not 0, the install of
    /// that version must then work by itself. Nothing when all is well.
    std::optional<std::string> inspect(const Image& image, const std::vector<Packs>& allowed,
                                       int next, Tally& tally);

    /// The disk as the kiosk mounts it when it starts: checked first, if it is so.
    Result<Image> as_started(Image image) const;

  private:
    Inspector(const Scene& scene, const FileSystem& kind, std::filesystem::path file,
              LoopDevice device, std::filesystem::path mounted)
        : scene_(&scene),
          kind_(&kind),
          file_(std::move(file)),
          device_(std::move(device)),
          mounted_(std::move(mounted)) {}
    Result<void> write_image(const Image& image) const;
    Result<Mount> mount(Tally& tally) const;

    const Scene* scene_;
    const FileSystem* kind_;
    std::filesystem::path file_;
    LoopDevice device_;
    std::filesystem::path mounted_;
};

/// Explores states with as many processes as there are inspectors.
class Explorer {
  public:
    using Clock = std::chrono::steady_clock;
    /// `scene` and `kind` outlive it.
    static Result<Explorer> create(const std::filesystem::path& folder, int jobs,
                                   const Scene& scene, const FileSystem& kind);

    enum class Until { TheEnd, FirstViolation };
    /// States that leave the same bytes are looked at once.
    Tally explore(const Recording& recording, const std::vector<CrashState>& states,
                  Until until = Until::TheEnd);
    Inspector& inspector() { return inspectors_.front(); }
    /// After it explore() looks at no further states.
    void set_deadline(Clock::time_point deadline) { deadline_ = deadline; }

  private:
    struct Report;
    void work(const Recording& recording, const std::vector<CrashState>& states, std::size_t job,
              Until until, Report& report);

    std::vector<Inspector> inspectors_;
    std::optional<Clock::time_point> deadline_;
};

/// The disk in a state of a recording.
Image image_of(const Recording& recording, const CrashState& state);
/// The sets that a store may hold in that state.
std::vector<Packs> allowed_in(const Recording& recording, const CrashState& state);

}  // namespace sen::crash
