// SPDX-License-Identifier: Apache-2.0
#include "preview.h"

#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <sstream>
#include <vector>

#include "base/clock.h"
#include "base/file.h"
#include "base/folder_watch.h"
#include "base/log.h"
#include "base/paths.h"
#include "checked_media.h"
#include "preview_store.h"
#include "subprocess.h"

namespace sen::pack {
namespace {

namespace fs = std::filesystem;

constexpr Milliseconds kBeat{500};
/// Longer than an editor takes to save, or a copy from one file to the next.
constexpr Milliseconds kRest{500};
constexpr Milliseconds kKioskEnds{5'000};

/// The signals that end a preview or tell of a child, which wait until they are asked for.
class Signals {
  public:
    Signals() {
        ::sigemptyset(&awaited_);
        for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGCHLD}) ::sigaddset(&awaited_, number);
        ::sigprocmask(SIG_BLOCK, &awaited_, &before_);
    }
    ~Signals() { restore(); }
    Signals(const Signals&) = delete;
    Signals& operator=(const Signals&) = delete;

    /// For a child, which does not wait like that.
    void restore() const { ::sigprocmask(SIG_SETMASK, &before_, nullptr); }
    /// True when the preview is to end; false after a child's word or the time.
    bool wait(Milliseconds time) const {
        const timespec limit{static_cast<time_t>(time.count() / 1000),
                             static_cast<long>(time.count() % 1000) * 1'000'000};
        const int number = ::sigtimedwait(&awaited_, nullptr, &limit);
        return number > 0 && number != SIGCHLD;
    }

  private:
    sigset_t awaited_{}, before_{};
};

/// Beside ourselves, else on PATH; empty when it is nowhere.
fs::path find_kiosk() {
    constexpr const char* kName = "sen-kiosk";
    std::vector<fs::path> folders{program_directory()};
    const char* path = std::getenv("PATH");
    std::istringstream list(path == nullptr ? "" : path);
    for (std::string folder; std::getline(list, folder, ':');) folders.emplace_back(folder);
    std::error_code error;
    for (const fs::path& folder : folders)
        if (fs::is_regular_file(folder / kName, error) &&
            ::access((folder / kName).c_str(), X_OK) == 0)
            return folder / kName;
    return {};
}

/// Where the author's finished pictures and films stay from one preview to the next; `otherwise`
/// for who has no home.
fs::path usual_cache(const fs::path& otherwise) {
    constexpr const char* kName = "sen-pack";
    const char* cache = std::getenv("XDG_CACHE_HOME");
    if (cache != nullptr && fs::path(cache).is_absolute()) return fs::path(cache) / kName;
    const char* home = std::getenv("HOME");
    if (home != nullptr && fs::path(home).is_absolute()) return fs::path(home) / ".cache" / kName;
    return otherwise;
}

class Preview {
  public:
    Preview(const PreviewRequest& request, const Messages& messages, fs::path kiosk,
            TemporaryDirectory place)
        : request_(request),
          messages_(messages),
          program_(std::move(kiosk)),
          place_(std::move(place)),
          watch_(fs::absolute(request.build.folder), kBeat, kRest) {
        if (request_.build.cache.empty())
            request_.build.cache = usual_cache(place_.path() / "cache");
        request_.build.out = place_.path() / "built";
    }
    ~Preview() { end_kiosk(); }
    Preview(const Preview&) = delete;
    Preview& operator=(const Preview&) = delete;

    Result<int> run();

  private:
    fs::path store() const { return place_.path() / "store"; }
    fs::path site() const { return place_.path() / "site.toml"; }
    void say(const char* key, const Messages::Values& values = {}) const {
        std::cout << messages_.text(key, values) << std::endl;
    }
    int complain(const char* key, const Messages::Values& values = {}) const {
        std::cerr << messages_.text(key, values) << std::endl;
        return 1;
    }

    Result<void> begin_build();
    int build() const;
    Result<void> follow_build();
    Result<void> start_kiosk();
    int become_kiosk() const;
    void end_kiosk();

    PreviewRequest request_;
    const Messages& messages_;
    const fs::path program_;
    const SystemClock clock_;
    const Signals signals_;
    const TemporaryDirectory place_;  // before what uses it
    FolderWatch watch_;
    std::optional<Subprocess> kiosk_, builder_;
};

Result<int> Preview::run() {
    // Nobody is sent away from the page that he writes.
    SEN_CHECK(write_file_atomically(site(), "format = 1\nidle_seconds = 0\n"));
    say("preview_begin", {{"folder", request_.build.folder.string()}});
    SEN_CHECK(begin_build());
    bool is_stale = false;
    while (!signals_.wait(kBeat)) {
        SEN_CHECK(follow_build());
        if (const auto code = kiosk_ ? kiosk_->poll() : std::nullopt) {
            kiosk_.reset();
            if (*code == 0) return 0;
            return complain("preview_kiosk_failed", {{"code", std::to_string(*code)}});
        }
        is_stale = watch_.has_changed(clock_.now()) || is_stale;
        if (!is_stale || builder_) continue;
        is_stale = false;
        SEN_CHECK(begin_build());
    }
    return 0;
}

Result<void> Preview::begin_build() {
    SEN_TRY(Subprocess builder, Subprocess::start([this] {
                signals_.restore();
                return build();
            }));
    builder_.emplace(std::move(builder));
    return {};
}

/// In a process of its own: an end in the middle of a long film must not wait for it.
int Preview::build() const {
    auto checked = CheckedMedia::load(place_.path() / "checked");
    auto pack = read_or_refuse(request_.build.folder, messages_, &checked);
    // Without it the next look only takes longer.
    if (const auto saved = checked.save(); !saved) log::warning("{}", saved.error().message);
    if (!pack) return 1;
    // What only the preview has seen binds nobody: the number may go down again.
    pack->version = 1;
    if (!build_or_refuse(*pack, request_.build, messages_)) return 1;
    const auto report = install_alone(request_.build.out, store());
    if (!report) return complain("preview_not_installed", {{"reason", report.error().message}});
    if (report->outcome == store::InstallReport::Outcome::NothingToDo)
        say("preview_same");
    else
        std::cout << messages_.text("preview_shown",
                                    {{"number", std::to_string(report->generation.number)}})
                  << ' ' << count_sentence(*pack, messages_) << std::endl;
    return 0;
}

Result<void> Preview::follow_build() {
    const auto code = builder_ ? builder_->poll() : std::nullopt;
    if (!code) return {};
    builder_.reset();
    if (*code != 0)
        complain(kiosk_ ? "preview_kept" : "preview_waiting");
    else if (!kiosk_)
        return start_kiosk();
    return {};
}

Result<void> Preview::start_kiosk() {
    SEN_TRY(Subprocess kiosk, Subprocess::start([this] {
                signals_.restore();
                return become_kiosk();
            }));
    kiosk_.emplace(std::move(kiosk));
    return {};
}

/// Returns only when it could not.
int Preview::become_kiosk() const {
    constexpr int kNotStarted = 127;
    std::vector<std::string> words{program_.string(), "--store", store().string(), "--site",
                                   site().string(),   "--watch", "--window",       request_.window};
    const auto add = [&](const char* option, const std::string& value) {
        if (!value.empty()) words.insert(words.end(), {option, value});
    };
    add("--theme", request_.theme);
    add("--themes", request_.themes.string());
    add("--lang", request_.language);
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    ::execv(arguments[0], arguments.data());
    return kNotStarted;
}

void Preview::end_kiosk() {
    if (!kiosk_) return;
    kiosk_->ask_to_end();
    const Milliseconds begin = clock_.now();
    while (clock_.now() - begin < kKioskEnds) {
        if (kiosk_->poll()) break;
        signals_.wait(Milliseconds{50});
    }
}

}  // namespace

int run_preview(const PreviewRequest& request, const Messages& messages) {
    const auto refuse = [&](const char* key, const Messages::Values& values) {
        std::cerr << messages.text(key, values) << '\n';
        return 1;
    };
    std::error_code ignored;
    if (!fs::is_directory(request.build.folder, ignored))
        return refuse("cli_no_folder", {{"folder", request.build.folder.string()}});
    fs::path kiosk = find_kiosk();
    if (kiosk.empty()) return refuse("preview_no_kiosk", {});
    auto place = TemporaryDirectory::create();
    if (!place) return refuse("preview_failed", {{"reason", place.error().message}});
    const auto code = Preview(request, messages, std::move(kiosk), std::move(*place)).run();
    return code ? *code : refuse("preview_failed", {{"reason", code.error().message}});
}

}  // namespace sen::pack
