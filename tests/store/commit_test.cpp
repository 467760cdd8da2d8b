// SPDX-License-Identifier: Apache-2.0
// The commit protocol under failing calls and sudden death: at every call of an install and of a
// rollback, one after the other. Afterwards the store must hold the old or the new set, whole.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

#include "base/log.h"
#include "store/faulty_calls.h"
#include "store/install_fixture.h"
#include "store/memory_directory.h"
#include "store/signed_fixture.h"

using namespace sen;
using test::FaultyCalls;
using test::PackFixture;

namespace fs = std::filesystem;

namespace {

/// What a disk, a kernel or a signal may answer.
constexpr int kCodes[] = {ENOSPC, EIO, EROFS, EMFILE, EINTR};

/// Whether a call may answer so on a disk that does nothing else any more.
bool can_answer(std::string_view call, int code) {
    const bool makes_descriptor = call == "open" || call == "list";
    if (code == EMFILE) return makes_descriptor;
    if (code == EIO || code == EINTR) return true;
    const bool is_reading = makes_descriptor || call == "read" || call == "status" ||
                            call == "status_at" || call == "lock";
    return !is_reading;
}

using Packs = std::vector<store::InstalledPack>;
/// What is tried under faults; false when it failed.
using Act = std::function<bool(const fs::path& store, store::SystemCalls& calls)>;

enum class Start { Drafts, Nothing, Signed };

/// A store with two packs, a third version ready to install (of signed ones: both at once), and the
/// sets before and after.
struct Scene {
    TemporaryDirectory directory = test::memory_directory();
    fs::path prepared = directory.path() / "prepared";
    fs::path tried = directory.path() / "tried";
    fs::path from = directory.path() / "from";
    test::ChangeSeries series{directory.path()};
    Start start;
    Packs before, after;

    explicit Scene(Start from_what = Start::Drafts) : start(from_what) {
        log::set_level(log::Level::Error);  // a put-off clean-up is expected here, many times
        FaultyCalls calls;
        fs::create_directory(prepared);
        if (start == Start::Signed) {
            REQUIRE(series.apply(1, prepared, calls));
            before = store::Store(prepared).current()->packs;
        }
        if (start == Start::Drafts) {
            PackFixture other;
            other.id = "ben-nghe";
            put(other, calls);
            put(version(1), calls);
            put(version(2), calls);
            before = store::Store(prepared).current()->packs;
        }
        fs::copy(prepared, tried, fs::copy_options::recursive | fs::copy_options::copy_symlinks);
        write_fresh(version(3));
        REQUIRE(apply(tried, calls));
        after = store::Store(tried).current()->packs;
    }
    Result<store::InstallReport> apply(const fs::path& path, store::SystemCalls& calls) const {
        return start == Start::Signed ? series.apply(2, path, calls)
                                      : test::install_from(from, path, calls);
    }
    static PackFixture version(std::uint64_t number) {
        PackFixture pack;
        pack.version = number;
        pack.files["cau/view.jpg"] = "picture " + std::to_string(number);
        pack.files["extra-" + std::to_string(number)] = std::to_string(number);
        return pack;
    }
    void write_fresh(const PackFixture& pack) const {
        fs::remove_all(from);
        test::write_pack(from, pack);
    }
    void put(const PackFixture& pack, FaultyCalls& calls) const {
        write_fresh(pack);
        REQUIRE(test::install_from(from, prepared, calls));
    }
    void reset() const {
        fs::remove_all(tried);
        fs::copy(prepared, tried, fs::copy_options::recursive | fs::copy_options::copy_symlinks);
    }
    Act install() const {
        return [this](const fs::path& path, store::SystemCalls& calls) {
            return apply(path, calls).has_value();
        };
    }
    /// The faults of `tried`, and whether the next install heals it without help.
    std::optional<std::string> fault(const std::vector<Packs>& allowed) const {
        const store::Store store(tried);
        if (auto fault = test::fault_of(store, allowed)) return fault;
        if (auto fault = test::ChangeSeries::fault_of_lists(store); fault && start == Start::Signed)
            return fault;
        FaultyCalls calls;
        if (const auto next = apply(tried, calls); !next)
            return "a later install failed: " + next.error().message;
        if (auto fault = test::fault_of(store, {after})) return "after a later install: " + *fault;
        if (!fs::is_empty(tried / "staging")) return "staging is not empty";
        return std::nullopt;
    }
};

Act roll_back() {
    return [](const fs::path& path, store::SystemCalls& calls) {
        return store::StoreWriter(path, calls).roll_back().has_value();
    };
}

/// Where a sweep begins: a sample looks at other calls for each code.
int first_call(int code) {
    return 1 + code % test::kSweepStep;
}

/// Fails the call number N with `code`, for every N; returns how many calls there are.
int fail_every_call(const Scene& scene, const Act& act, const Packs& target, int code) {
    for (int n = first_call(code);; n += test::kSweepStep) {
        scene.reset();
        FaultyCalls calls;
        std::string at;
        calls.before = [&](const char* call, const std::string& name) {
            if (calls.calls != n) return 0;
            at = std::string(call) + " " + name;
            return -code;
        };
        const bool is_done = act(scene.tried, calls);
        if (calls.calls < n) return calls.calls;
        CAPTURE(n);
        CAPTURE(at);
        CAPTURE(code);
        CHECK_FALSE(calls.is_sync_repeated);
        // What reports success must have happened.
        const auto fault = scene.fault(is_done ? std::vector<Packs>{target}
                                               : std::vector<Packs>{scene.before, target});
        CHECK_MESSAGE(!fault, *fault);
    }
}

/// The same with the process ending at call number N, until there is a fault. `calls` is used in a
/// child process.
int die_at_every_call(const Scene& scene, const Act& act, const Packs& target,
                      const std::function<std::unique_ptr<FaultyCalls>()>& make_calls,
                      std::vector<std::string>& faults) {
    for (int n = 1;; n += test::kSweepStep) {
        scene.reset();
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            const auto calls = make_calls();
            const auto inner = calls->before;
            calls->before = [&](const char* call, const std::string& name) {
                if (calls->calls == n) ::_exit(42);
                return inner ? inner(call, name) : 0;
            };
            ::_exit(act(scene.tried, *calls) ? 0 : 1);
        }
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        REQUIRE(WIFEXITED(status));
        const bool has_died = WEXITSTATUS(status) == 42;
        if (const auto fault = scene.fault({scene.before, target}))
            faults.push_back("call " + std::to_string(n) + ": " + *fault);
        if (!has_died || !faults.empty()) return n - 1;
    }
}

std::unique_ptr<FaultyCalls> honest() {
    return std::make_unique<FaultyCalls>();
}

/// A writer that commits before its objects have their names: renames into objects/ are put off
/// until `current` has moved.
class CommitsTooEarly final : public FaultyCalls {
  public:
    int rename(int from_directory, const std::string& from, int to_directory, const std::string& to,
               unsigned flags) override {
        if (from.ends_with(".part")) {
            late_.push_back({::dup(from_directory), ::dup(to_directory), from, to});
            return 0;
        }
        const int answer = FaultyCalls::rename(from_directory, from, to_directory, to, flags);
        if (to != store::layout::kCurrent) return answer;
        for (const auto& one : late_)
            FaultyCalls::rename(one.from_directory, one.from, one.to_directory, one.to, 0);
        return answer;
    }

  private:
    struct Late {
        int from_directory, to_directory;
        std::string from, to;
    };
    std::vector<Late> late_;
};

}  // namespace

TEST_CASE("commit: whichever call of an install fails, the old or the new set is whole") {
    const Scene scene;

    for (const int code : kCodes)
        CHECK(fail_every_call(scene, scene.install(), scene.after, code) > 60);
}

TEST_CASE("commit: whichever call of the first install fails, nothing or the new set is there") {
    const Scene scene(Start::Nothing);

    for (const int code : kCodes)
        CHECK(fail_every_call(scene, scene.install(), scene.after, code) > 60);
}

TEST_CASE("commit: whichever call of a change of several packs fails, all of it is there or none") {
    const Scene scene(Start::Signed);

    for (const int code : {ENOSPC, EIO})
        CHECK(fail_every_call(scene, scene.install(), scene.after, code) > 100);
}

TEST_CASE("commit: a disk that fails for good from any call on is told and harms nothing") {
    const Scene scene;
    for (const int code : kCodes) {
        for (int n = first_call(code);; n += test::kSweepStep) {
            scene.reset();
            FaultyCalls calls;
            calls.before = [&](const char* call, const std::string&) {
                return calls.calls >= n && can_answer(call, code) ? -code : 0;
            };
            const bool is_done = scene.install()(scene.tried, calls);
            if (calls.calls < n) break;
            CHECK_FALSE(calls.is_sync_repeated);
            const auto fault = scene.fault(is_done ? std::vector<Packs>{scene.after}
                                                   : std::vector<Packs>{scene.before, scene.after});
            CHECK_MESSAGE(!fault, n, ": ", *fault);
        }
    }
}

TEST_CASE("commit: an install whose reads and writes are cut short brings the same bytes") {
    const Scene scene;
    const auto fault_of_install = [&](FaultyCalls& calls) -> std::optional<std::string> {
        scene.reset();
        if (!scene.install()(scene.tried, calls)) return "it failed";
        return scene.fault({scene.after});
    };

    for (int n = 1;; n += test::kSweepStep) {
        FaultyCalls calls;
        calls.moved = [&](std::size_t bytes) { return calls.calls == n ? 1 : bytes; };
        const auto fault = fault_of_install(calls);
        CHECK_MESSAGE(!fault, "call ", n, ": ", *fault);
        if (calls.calls < n) break;
    }
    FaultyCalls calls;
    calls.moved = [](std::size_t bytes) { return std::min<std::size_t>(bytes, 1009); };
    const auto fault = fault_of_install(calls);
    CHECK_MESSAGE(!fault, *fault);
}

TEST_CASE("commit: a failed flush that is asked again is noticed (control)") {
    const Scene scene;
    const UniqueFd folder(::open(scene.prepared.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    FaultyCalls calls;
    calls.before = [](const char*, const std::string&) { return -EIO; };

    calls.sync(folder.get());
    CHECK_FALSE(calls.is_sync_repeated);
    calls.before = nullptr;
    calls.sync(folder.get());

    CHECK(calls.is_sync_repeated);
}

TEST_CASE("commit: a process that ends at any call of an install leaves a whole store") {
    for (const Start start : {Start::Drafts, Start::Nothing, Start::Signed}) {
        const Scene scene(start);
        std::vector<std::string> faults;

        const int calls = die_at_every_call(scene, scene.install(), scene.after, honest, faults);

        CHECK(calls > 60);
        CHECK_MESSAGE(faults.empty(), faults.front());
    }
}

TEST_CASE("commit: a process that ends at any call of a rollback leaves a whole store") {
    const Scene scene;
    scene.reset();
    FaultyCalls system_calls;
    REQUIRE(roll_back()(scene.tried, system_calls));
    const Packs target = store::Store(scene.tried).current()->packs;
    REQUIRE(target != scene.before);
    std::vector<std::string> faults;

    const int calls = die_at_every_call(scene, roll_back(), target, honest, faults);

    CHECK(calls > 15);
    CHECK_MESSAGE(faults.empty(), faults.front());
    // As many calls, as far as a sweep in steps can tell.
    for (const int code : kCodes)
        CHECK((calls - fail_every_call(scene, roll_back(), target, code)) / test::kSweepStep == 0);
}

TEST_CASE("commit: the same checks catch a writer that commits before its objects (control)") {
    const Scene scene;
    std::vector<std::string> faults;

    die_at_every_call(
        scene, scene.install(), scene.after, [] { return std::make_unique<CommitsTooEarly>(); },
        faults);

    REQUIRE_FALSE(faults.empty());
    CHECK(faults.front().find("damaged") != std::string::npos);
}
