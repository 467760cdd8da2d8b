// SPDX-License-Identifier: Apache-2.0
#include "month/board.h"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <malloc.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <thread>

#include "base/log.h"
#include "graphics/bitmap.h"
#include "media/stage.h"

namespace sen::month {

namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using Json = nlohmann::json;

constexpr Milliseconds kQuietStep{500};  // in which nobody touches
constexpr seconds kStoreSeen{6};         // the kiosk looks at its store every five
constexpr double kDarkest = 12;          // of 255: below it a screen is black
constexpr std::size_t kMostFaults = 20;  // in one answer
constexpr std::size_t kLeak = 1 << 20;   // bytes

long rss_kb(int pid) {
    std::ifstream file(fmt::format("/proc/{}/statm", pid));
    long all = 0, resident = 0;
    file >> all >> resident;
    return resident * (::sysconf(_SC_PAGESIZE) / 1024);
}

int count_entries(const char* directory) {
    int count = 0;
    DIR* list = ::opendir(directory);
    while (list != nullptr && ::readdir(list) != nullptr) ++count;
    if (list != nullptr) ::closedir(list);
    return count;
}

SDL_Event finger(Uint32 type, float x, float y) {
    SDL_Event event{};
    event.type = type;
    event.tfinger.touchId = 7;
    event.tfinger.fingerId = 1;
    event.tfinger.x = x;
    event.tfinger.y = y;
    return event;
}

}  // namespace

Board::Board(BoardSetup setup)
    : setup_(std::move(setup)),
      store_(setup_.store),
      demo_(setup_.store, setup_.size, setup_.site, setup_.wall,
            setup_.has_player ? media::Stage::real_player() : std::filesystem::path()),
      child_(demo_, setup_.seed),
      hands_(demo_.kiosk(), demo_.canvas(), demo_.parts().site, nullptr) {
    // As run_window does: what is freed goes back.
    ::mallopt(M_MMAP_THRESHOLD, 256 << 10);
    ::mallopt(M_ARENA_MAX, 2);
    check_picture("after the start");
}

void Board::complain(const std::string& fault) {
    if (faults_.size() < kMostFaults) faults_.push_back(fault);
}

Json Board::obey(const Json& order) {
    const std::string act = order.at("do");
    if (order.value("is_withdrawn", is_withdrawn_) != is_withdrawn_) {
        demo_.wait(kStoreSeen, kQuietStep);
        is_withdrawn_ = order.at("is_withdrawn");
    }
    if (act == "pass")
        pass(minutes(order.at("minutes")), minutes(order.at("leap")), seconds(order.at("watched")));
    if (act == "visit")
        for (int i = order.at("count"); i > 0; --i) visit();
    if (act == "begin") child_.begin(10);
    if (act == "leave") child_.leave();
    if (act == "look") look(order.at("title"), order.at("is_withdrawn"));
    if (act == "hang") break_player(SIGSTOP);
    if (act == "crash") break_player(SIGKILL);
    if (act == "unplug") unplug();
    if (act == "clock") {
        set_wall(std::chrono::sys_seconds(seconds(order.at("wall").get<std::int64_t>())));
        demo_.wait(kStoreSeen, kQuietStep);
    }
    if (act == "rest") {
        rest();
        check_open_files();
        Json answer = tell();
        answer["heap_kb"] = demo_.bytes_in_use() / 1024;
        return answer;
    }
    return tell();
}

/// What the system believes from now on; timers go on.
void Board::set_wall(std::chrono::sys_seconds wall) {
    const Milliseconds now = demo_.clock().now();
    FakeClock corrected(wall - std::chrono::duration_cast<seconds>(now));
    corrected.advance(now);
    demo_.clock() = corrected;
}

void Board::pass(minutes time, minutes leap, seconds watched) {
    for (Milliseconds left = time; left > Milliseconds(0);) {
        watch(watched);
        rest();  // no film is left behind by a leap
        const Milliseconds by = std::clamp<Milliseconds>(left - watched, Milliseconds(0), leap);
        demo_.clock().advance(by);
        left -= by + watched;
        if (!has(Plant::Frozen)) demo_.wait(kStoreSeen, kQuietStep);
    }
}

void Board::rest() {
    while (demo_.is_playing()) demo_.wait(Milliseconds(100), Milliseconds(10));
}

/// A while of the attract loop, in which something must have moved.
void Board::watch(seconds time) {
    const auto picture = [&] {
        return graphics::fingerprint(demo_.canvas().read_pixels().value());
    };
    const auto before = picture();
    for (Milliseconds passed{0}; passed < time; passed += kQuietStep) {
        if (!has(Plant::Frozen)) demo_.wait(kQuietStep, kQuietStep);
        if (demo_.is_playing() && !was_playing_) ++films_;
        was_playing_ = demo_.is_playing();
    }
    if (demo_.kiosk().mode() == Kiosk::Mode::Attract && picture() == before)
        complain("frozen: nothing moved in the attract loop");
    check_picture("while nobody visited");
    check_library();
}

void Board::check_picture(const char* when) {
    auto pixels = demo_.canvas().read_pixels().value();
    if (has(Plant::Black) && demo_.parts().worn == demo_.parts().site.wardrobe.night_theme)
        std::fill(pixels.pixels.begin(), pixels.pixels.end(), 0xFF000000u);
    double sum = 0;
    for (const auto pixel : pixels.pixels)
        sum += std::max({(pixel >> 16) & 255, (pixel >> 8) & 255, pixel & 255});
    if (sum / static_cast<double>(pixels.pixels.size()) < kDarkest)
        complain(fmt::format("black: {}", when));
}

/// What could be opened now: nothing that is withdrawn.
void Board::check_library() {
    const auto* library = demo_.kiosk().library();
    if (library == nullptr || !is_withdrawn_) return;
    const auto cards = library->exhibits("demo/mot", "vi");
    if (cards)
        for (const auto& card : *cards)
            if (card.id == "demo/cau") complain("withdrawn: the story is in its collection");
    const auto attract = library->attract("vi");
    if (attract)
        for (const auto& item : *attract)
            if (item.exhibit.id == "demo/cau") complain("withdrawn: the story is in the loop");
}

/// Nothing is read any more of what was set aside as damaged or is gone from the store.
void Board::check_open_files() {
    for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
        std::error_code error;
        const std::string file = std::filesystem::read_symlink(entry.path(), error).string();
        if (!file.starts_with(setup_.store.string() + "/")) continue;
        if (file.find("/quarantine/") != std::string::npos || file.ends_with(" (deleted)"))
            complain("stale: the kiosk still reads " + file.substr(setup_.store.string().size()));
    }
}

void Board::visit() {
    child_.visit();
    leak();
    demo_.wait(seconds(2), kQuietStep);
    check_picture("after a visit");
    check_library();
}

void Board::leak() {
    if (has(Plant::Descriptor)) ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (has(Plant::Memory)) {
        auto* lost = static_cast<char*>(::malloc(kLeak));
        for (std::size_t i = 0; i < kLeak; i += 4096) lost[i] = 1;
        *const_cast<char* volatile*>(&lost) = nullptr;
    }
    if (has(Plant::Thread)) std::thread([] { ::pause(); }).detach();
    if (has(Plant::Log))
        for (int i = 0; i < 500; ++i) log::error("this line is written again and again, {}", i);
}

void Board::look(const std::string& title, bool is_withdrawn) {
    // A page that a visitor opens is the newest one; the story is found as they find it.
    demo_.tap(middle());
    if (demo_.kiosk().mode() != Kiosk::Mode::Visit) return complain("look: no visit began");
    if (!demo_.shows(title)) {
        complain("look: the home page does not show \"" + title + "\"");
    } else {
        demo_.tap(title);
        if (demo_.shows("Cầu cũ") == is_withdrawn)
            complain(is_withdrawn ? "withdrawn: the story is on the screen"
                                  : "look: the story is not on the screen");
    }
    child_.leave();
}

bool Board::wait_for_film() {
    for (int i = 0; i < 400 && !demo_.is_playing(); ++i) demo_.wait(kQuietStep, kQuietStep);
    for (int i = 0; i < 2000 && demo_.is_playing(); ++i) {
        demo_.wait(Milliseconds(10));
        if (demo_.player()->state() == media::PlayState::Playing) return true;
    }
    return false;
}

void Board::break_player(int signal) {
    if (!wait_for_film()) return complain("player: no film plays");
    const int broken = demo_.player()->child_pid();
    const int before = demo_.player()->restarts();
    ::kill(broken, signal);
    // Of a player that stands still nothing comes: the clock may go as fast as it likes.
    for (int i = 0; i < 110 && demo_.player()->child_pid() == broken; ++i) {
        demo_.clock().advance(Milliseconds(40));
        demo_.kiosk().frame();
        check_picture("while the player hung");
    }
    if (demo_.player()->restarts() == before) return complain("player: it is not started again");
    for (int i = 0; i < 2000 && demo_.is_playing(); ++i) demo_.wait(Milliseconds(10));
    if (demo_.player()->state() == media::PlayState::Failed)
        complain("player: the film is given up");
}

void Board::unplug() {
    demo_.tap(middle());
    hands_.handle(finger(SDL_FINGERDOWN, 0.5f, 0.8f));
    for (int i = 1; i < 6; ++i) {
        demo_.wait(Milliseconds(50));
        hands_.handle(finger(SDL_FINGERMOTION, 0.5f, 0.8f - 0.05f * static_cast<float>(i)));
    }
    hands_.let_go_of_lost_panel();  // no such panel is there
    if (demo_.kiosk().stage().is_touched()) complain("panel: a finger of a lost panel stays");
    demo_.wait(seconds(2));
    child_.act();
    child_.leave();
}

Json Board::tell() {
    auto& kiosk = demo_.kiosk();
    const auto* library = kiosk.library();
    const char* mode = kiosk.mode() == Kiosk::Mode::Visit     ? "visit"
                       : kiosk.mode() == Kiosk::Mode::Attract ? "attract"
                                                              : "calm";
    const auto* player = demo_.player();
    const int child = player != nullptr ? player->child_pid() : 0;
    return {{"faults", std::exchange(faults_, {})},
            {"wall", demo_.clock().wall().time_since_epoch().count()},
            {"generation", library != nullptr ? library->generation() : 0},
            {"theme", kiosk.context().theme->name},
            {"mode", mode},
            {"rss_kb", rss_kb(::getpid())},
            {"player_rss_kb", child > 0 ? rss_kb(child) : 0},
            {"descriptors", count_entries("/proc/self/fd")},
            {"threads", count_entries("/proc/self/task")},
            {"frames", demo_.canvas().frames_presented()},
            {"films", films_},
            {"restarts", player != nullptr ? player->restarts() : 0}};
}

}  // namespace sen::month
