// SPDX-License-Identifier: Apache-2.0
#include "month/month.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <stdexcept>

#include "month/findings.h"

namespace sen::month {

namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr std::uint64_t kMostLogADay = 16 << 10;  // bytes
constexpr hours kUtcOffset{7};
constexpr hours kHalfDay{4};  // of visitors
constexpr std::chrono::seconds kBetweenVisits{3};
constexpr std::chrono::days kWardRenewed{27};  // until it expires in the next thirty days

std::uint64_t bytes_in(const std::filesystem::path& folder) {
    std::uint64_t bytes = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) bytes += entry.file_size();
    return bytes;
}

}  // namespace

Month::Month(MonthPlan plan)
    : plan_(std::move(plan)),
      world_(date_, date_ + std::chrono::days(kWardEnds)),
      upkeep_(store_path_, world_.repository()),
      random_(plan_.seed) {
    std::ofstream(directory_.path() / "site.toml")
        << "format = 1\nnight = \"18:30-06:00\"\nnight_theme = \"dem\"\n";
    upkeep_.trust(world_.root());
}

bool Month::is_open() const {
    return !has(Event::FullDisk) && !has(Event::SourceGone) && !has(Event::SourceSpoilt) &&
           !has(Event::Stale);
}

void Month::complain(const std::string& fault) {
    today_->faults.push_back(fault);
}

void Month::ask(const Json& order) {
    hear(board_->ask(order));
    // A board that has died is started again, as its unit does; that it died is told.
    if (!told_.contains("wall")) start(date_ + hours(12) - kUtcOffset);
}

void Month::hear(Json answer) {
    told_ = std::move(answer);
    for (const auto& fault : told_.at("faults")) complain(fault);
}

void Month::pass(minutes time) {
    ask({{"do", "pass"},
         {"minutes", time.count()},
         {"leap", plan_.leap.count()},
         {"watched", plan_.watched.count()}});
}

std::chrono::sys_seconds Month::board_wall() const {
    return std::chrono::sys_seconds(std::chrono::seconds(told_.at("wall")));
}

void Month::start(std::chrono::sys_seconds wall) {
    if (has(Event::Upright)) is_upright_ = true;
    if (has(Event::Lying)) is_upright_ = false;
    board_.reset();
    ++life_;
    BoardSetup setup;
    setup.store = store_path_;
    setup.site = directory_.path() / "site.toml";
    setup.size = is_upright_ ? Size{360, 640} : Size{640, 360};
    setup.wall = wall;
    setup.seed = static_cast<std::uint32_t>(random_());
    setup.has_player = plan_.has_player;
    setup.plants = plan_.plants;
    board_ = std::make_unique<BoardProcess>(setup, log_);
    hear(board_->ask({{"do", "tell"}}));
    if (!told_.contains("wall")) throw std::runtime_error("the kiosk does not start");
}

/// At midnight, by the clock that the board has then.
std::chrono::sys_seconds Month::first_wall() const {
    if (has(Event::ClockAt1970)) return {};
    const std::chrono::sys_seconds midnight = date_ - kUtcOffset;
    return has(Event::ClockYearAhead) ? midnight + std::chrono::days(365) : midnight;
}

bool Month::live_a_day() {
    if (records_.size() == plan_.days.size()) return false;
    records_.emplace_back();
    today_ = &records_.back();
    today_->day = static_cast<int>(records_.size());
    today_->events = plan_.days[records_.size() - 1];
    world_.set_today(date_);
    if (!board_) start(first_wall());
    morning();
    night();
    visits(plan_.visits / 2);
    noon();
    visits(plan_.visits - plan_.visits / 2);
    evening();
    close();
    date_ += std::chrono::days(1);
    return records_.size() < plan_.days.size();
}

void Month::morning() {
    // The publisher's side: it works in daylight of the day before, or at night; that is the same.
    world_.renew();
    if (has(Event::RenewWard)) world_.renew_ward(date_ + kWardRenewed);
    if (has(Event::Publish)) world_.publish();
    if (has(Event::Withdraw)) world_.withdraw();
    if (has(Event::Lift)) world_.lift();
    if (has(Event::SourceSpoilt)) world_.spoil();
    if (!is_open()) return;
    reachable_ = world_.version();
    is_withdrawn_ = world_.is_withdrawn();
}

void Month::night() {
    damage();
    pass(hours(3));
    if (has(Event::CutInstall) || has(Event::CutScrub)) cut();
    keep_up();
    pass(hours(4));
    check_installed();
}

/// The power goes at a step of the unit, and comes back.
void Month::cut() {
    const int last = has(Event::CutScrub) ? 20 : std::max(install_calls_, 100);
    const auto run = upkeep_.run(board_wall(), std::uniform_int_distribution(1, last)(random_));
    if (run.is_cut) ++today_->cuts;
    start(first_wall());
}

void Month::keep_up() {
    if (has(Plant::NoScrub) && records_.size() > 1 && !has(Event::Publish)) return;
    Upkeep::Fault fault;
    if (has(Event::FullDisk)) fault = full_disk;
    if (has(Plant::NoCleanUp))
        fault = [](const char* call, const std::string& name) {
            const bool is_object = name.size() == 2 * sizeof(Digest::bytes);
            return std::string_view(call) == "unlink" && is_object ? 1 : 0;  // done, it says
        };
    const auto before = store_.current();
    const auto run = has(Event::SourceGone) ? upkeep_.run_without_source(board_wall())
                                            : upkeep_.run(board_wall(), 0, fault);
    const auto after = store_.current();
    if (after && (!before || before->number != after->number)) install_calls_ = run.calls;
    if (run.is_cut) complain("upkeep: it was killed");
    if (is_open() && !run.is_good) complain("upkeep: it complains of a good repository");
    is_good_ = run.is_good;
    if (has(Plant::Deaf)) std::filesystem::remove_all(store_path_ / "withdrawn");
    ask({{"do", "tell"}, {"is_withdrawn", is_withdrawn_}});
    pass(minutes(1));
}

std::filesystem::path Month::object_file(const std::string& name) const {
    const auto current = store_.current();
    if (!current || current->packs.empty()) return {};
    const auto& pack = current->packs.front();
    if (name == "manifest") return store_.object_path(pack.manifest);
    const auto manifest = store_.manifest(pack);
    if (!manifest) return {};
    for (const auto& entry : manifest->objects)
        if (entry.path == name) return store_.object_path(entry.object);
    return {};
}

void Month::damage() {
    const std::pair<Event, const char*> kinds[] = {{Event::DamagePicture, "pho-1.jpg"},
                                                   {Event::DamageCatalogue, "catalogue.sqlite"},
                                                   {Event::DamageFilm, "film.mp4"},
                                                   {Event::DamageManifest, "manifest"}};
    for (const auto& [event, name] : kinds) {
        if (!has(event)) continue;
        const auto file = object_file(name);
        if (file.empty()) {
            complain(fmt::format("damage: there is no {}", name));
            continue;
        }
        std::filesystem::permissions(file, std::filesystem::perms::owner_all);
        std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
        const auto middle = static_cast<std::streamoff>(std::filesystem::file_size(file) / 2);
        stream.seekg(middle);
        const auto byte = static_cast<char>(stream.get());
        stream.seekp(middle).put(static_cast<char>(byte ^ 1));
    }
}

void Month::visits(int count) {
    const auto between = std::chrono::duration_cast<minutes>(kHalfDay) / std::max(count, 1);
    for (int i = 0; i < count; ++i) {
        ask({{"do", "visit"}, {"count", 1}});
        ask({{"do", "pass"},
             {"minutes", between.count()},
             {"leap", between.count()},
             {"watched", kBetweenVisits.count()}});
    }
}

void Month::noon() {
    const auto before = told_.at("generation");
    const bool is_news = has(Event::PublishDuring);
    if (is_news) {
        world_.publish();
        if (is_open()) reachable_ = world_.version();
        ask({{"do", "begin"}});
        if (!upkeep_.run(board_wall()).is_good)
            complain("upkeep: it complains of a good repository");
        ask({{"do", "tell"}});
        if (told_.at("mode") == "visit" && told_.at("generation") != before)
            complain("visit: the content changed under the finger");
        ask({{"do", "leave"}});
        if (told_.at("generation") == before)
            complain("visit: the new content is not there after it");
    }
    keep_up();
    check_installed();
    if (has(Event::PlayerHangs)) ask({{"do", "hang"}});
    if (has(Event::PlayerCrashes)) ask({{"do", "crash"}});
    if (has(Event::PanelUnplugged)) ask({{"do", "unplug"}});
}

void Month::evening() {
    const bool is_wrong = has(Event::ClockAt1970) || has(Event::ClockYearAhead);
    if (told_.value("theme", "") != "sen" && !is_wrong) complain("theme: not that of the day");
    // What nobody corrects the network does.
    const std::chrono::sys_seconds evening = date_ + hours(20) - kUtcOffset;
    ask({{"do", "clock"}, {"wall", evening.time_since_epoch().count()}});
    if (told_.value("theme", "") != "dem") complain("theme: not that of the night");
    if (has(Event::SourceSpoilt)) world_.mend();
}

void Month::close() {
    keep_up();
    // The first look of a day still counts by the time of the day before.
    if (has(Event::Stale) && is_good_) complain("expired: nobody noticed");
    check_installed();
    pass(hours(3));
    check_end();
}

/// What is installed is what could come, and was signed; what is on the wall is what is installed.
void Month::check_installed() {
    const auto current = store_.current();
    if (!current) return complain("store: nothing is current: " + current.error().message);
    const auto* pack = current->find("test", "demo");
    if (pack == nullptr) return complain("store: the pack is gone");
    today_->published = world_.version();
    today_->shown = pack->version;
    if (!pack->is_signed() || !world_.published().contains(pack->catalogue.hex()))
        complain("unsigned: what is current was never published");
    // By noon a spoilt copy is still all there is; in the evening it is mended.
    const bool may_be_newer = has(Event::SourceSpoilt);
    if (pack->version != reachable_ && !(may_be_newer && pack->version > reachable_))
        complain(
            fmt::format("update: version {} is installed, {} could be", pack->version, reachable_));
    if (told_.at("generation") != current->number)
        complain(fmt::format("wall: generation {} is shown, {} is current",
                             told_.at("generation").dump(), current->number));
}

void Month::check_leftovers() {
    std::set<std::string> named;
    std::set<std::uint64_t> kept;
    for (const auto& generation : {store_.current(), store_.previous()}) {
        if (!generation) continue;
        kept.insert(generation->number);
        for (const auto& pack : generation->packs) {
            named.insert(pack.manifest.hex());
            const auto manifest = store_.manifest(pack);
            if (!manifest) return complain("store: " + manifest.error().message);
            for (const auto& entry : manifest->objects) named.insert(entry.object.hex());
        }
    }
    std::size_t left = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(store_path_ / "objects"))
        if (entry.is_regular_file() && !named.contains(entry.path().filename())) ++left;
    if (left > 0) complain(fmt::format("left over: {} objects that nothing names", left));
    const auto numbers = store_.generation_numbers();
    if (!numbers || numbers->size() > kept.size())
        complain("left over: generations that nobody goes back to");
}

void Month::check_end() {
    ask({{"do", "look"}, {"title", World::title(today_->shown)}, {"is_withdrawn", is_withdrawn_}});
    const auto current = store_.current();
    if (current && !store::verify(store_, *current, {}).damaged.empty())
        complain("damaged: what is installed is not whole at the end of the day");
    if (!has(Event::FullDisk)) check_leftovers();
    ask({{"do", "rest"}});
    today_->life = life_;
    today_->rss_kb = told_.at("rss_kb");
    today_->heap_kb = told_.at("heap_kb");
    today_->player_rss_kb = told_.at("player_rss_kb");
    today_->descriptors = told_.at("descriptors");
    today_->threads = told_.at("threads");
    today_->films = told_.at("films");
    today_->store_bytes = bytes_in(store_path_);
    const std::uint64_t logged =
        std::filesystem::exists(log_) ? std::filesystem::file_size(log_) : 0;
    today_->log_bytes = logged - logged_;
    logged_ = logged;
    if (today_->log_bytes > kMostLogADay)
        complain(fmt::format("log: {} bytes in a day", today_->log_bytes));
}

std::vector<std::string> Month::findings() const {
    return findings_of(records_);
}

}  // namespace sen::month
