// SPDX-License-Identifier: Apache-2.0
#include "month/upkeep.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "base/log.h"
#include "month/board_process.h"
#include "publish/office.h"
#include "store/trusted_folder.h"
#include "sync/build_day.h"
#include "sync/catalogue_check.h"
#include "sync/repository_sources.h"
#include "sync/root_keeper.h"
#include "sync/updater.h"

namespace sen::month {

namespace {

using test::must;

constexpr const char* kAuthority = "thanh-pho";

/// Nothing here waits: there is one repository, and it is a folder.
class NoPatience final : public sync::Patience {
  public:
    void wait(Milliseconds) override {}
    double chance() override { return 0; }
};

/// As `sen-sync verify --repair --budget` does.
bool scrub(const std::filesystem::path& store_path, const std::filesystem::path& from,
           store::SystemCalls& calls) {
    const store::Store store(store_path);
    sync::HttpClient client({});
    NoPatience patience;
    auto repository = sync::open_repository(from.string(), {}, {client, patience, calls, {}});
    std::unique_ptr<sync::RepositoryObjects> objects;
    if (repository && *repository)
        objects = std::make_unique<sync::RepositoryObjects>(**repository, store);
    store::ScrubOptions options;
    options.source_of = [&](const store::InstalledPack& pack) {
        if (objects) objects->expect_manifest(pack);
        return objects.get();
    };
    const auto report = store::StoreWriter(store_path, calls).scrub(options);
    if (!report) return report.error().kind == ErrorKind::NotFound;  // nothing is installed yet
    for (const auto& damage : report->damaged)
        if (!damage.is_healed) return false;
    return true;
}

}  // namespace

bool Upkeep::work(const std::filesystem::path& from, std::chrono::sys_seconds wall,
                  test::FaultyCalls& calls) const {
    const bool is_whole = scrub(store_, from, calls);
    const FakeClock clock(wall);
    NoPatience patience;
    sync::UpdateWishes wishes;
    wishes.store = store_;
    wishes.from = from.string();
    // A program is older than what it brings.
    wishes.built = std::chrono::sys_days(std::chrono::year(2026) / 6 / 1);
    wishes.check = sync::check_catalogue;
    if (!is_whole) {
        // What a scrub alone cannot bring back.
        auto record = sync::UpdateRecord::read(store_);
        for (auto& [id, known] : record.authorities) known.taken.clear();
        if (!record.write(store_, calls)) return false;
    }
    return sync::Updater(calls, clock, patience).run(wishes).is_good();
}

Upkeep::Run Upkeep::run_from(const std::filesystem::path& from, std::chrono::sys_seconds wall,
                             int cut_at, const Fault& fault) const {
    Pipe said;
    const pid_t child = fork_quietly();
    if (child == 0) {
        // Its complaints are the journal's, not the kiosk's.
        log::set_level(log::Level::Error);
        if (::freopen("/dev/null", "w", stderr) == nullptr) ::_exit(2);
        test::FaultyCalls calls;
        calls.before = [&](const char* call, const std::string& name) {
            if (cut_at > 0 && calls.calls >= cut_at) ::raise(SIGKILL);
            return fault ? fault(call, name) : 0;
        };
        const bool is_good = work(from, wall, calls);
        said.write(std::to_string(calls.calls));
        ::_exit(is_good ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    Run run;
    run.is_cut = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
    run.is_good = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    if (!run.is_cut) run.calls = std::atoi(said.read().c_str());
    return run;
}

Upkeep::Run Upkeep::run(std::chrono::sys_seconds wall, int cut_at, const Fault& fault) const {
    return run_from(repository_, wall, cut_at, fault);
}

Upkeep::Run Upkeep::run_without_source(std::chrono::sys_seconds wall) const {
    return run_from(repository_ / "unplugged", wall, 0, {});
}

void Upkeep::trust(const std::string& root) const {
    std::filesystem::create_directories(store_);
    store::SystemCalls calls;
    const auto files = must(store::TrustedFolder::open(store_, kAuthority, calls));
    sync::RootKeeper keeper(*files, sync::trusted::roots(store_, kAuthority), calls);
    must(trust::Client::initialise(keeper, root));
    must(sync::write_authority(store_, {kAuthority, 1, {}, {}}, calls));
}

int full_disk(const char* call, const std::string&) {
    const std::string_view what(call);
    const bool takes_room =
        what == "allocate" || what == "write" || what == "make_directory" || what == "make_link";
    return takes_room ? -ENOSPC : 0;
}

}  // namespace sen::month
