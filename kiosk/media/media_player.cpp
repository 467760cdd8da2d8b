// SPDX-License-Identifier: Apache-2.0
#include "media/media_player.h"

#include <fcntl.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "base/log.h"
#include "media/player_link.h"
#include "media/watchdog.h"
#include "player/frame_ring.h"

namespace sen::media {

namespace {
using player::FrameMemory;
using player::FrameReader;
using player::Message;
using player::MessageType;

constexpr int kMessagesAnUpdate = 64;
constexpr Milliseconds kShortfall{2000};

/// A descriptor of its own offset, for reading alone: two players never share one, and none writes.
Result<UniqueFd> reopen(const UniqueFd& file) {
    const auto path = fmt::format("/proc/self/fd/{}", file.get());
    UniqueFd again(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!again) return tl::unexpected(error_from_errno(errno, "open the film again"));
    return again;
}

/// An end at `position` this far before the catalogue's duration is no end.
bool is_too_early(Milliseconds position, Milliseconds duration) {
    return duration - position > kShortfall && position * 10 < duration * 9;
}
}  // namespace

struct MediaPlayer::State {
    State(Options options, const Clock& its_clock)
        : clock(its_clock),
          link(std::move(options.program)),
          watchdog(options.frame_timeout),
          timeout(options.frame_timeout) {}

    const Clock& clock;
    PlayerLink link;
    Watchdog watchdog;
    Milliseconds timeout;

    PlayRequest film;
    PlayState state = PlayState::Stopped;
    Milliseconds position{0};
    Milliseconds begun_at{0};  // the position this child was given
    bool has_shown = false;    // something of this film, by this child or one before
    int restarts = 0;
    std::optional<Milliseconds> stop_asked_at;

    std::optional<FrameMemory> memory;
    std::optional<FrameReader> reader;
    std::optional<FrameMemory> viewed_memory;  // before a restart; the view given out may be in it
    std::uint64_t frames_told = 0;             // by this child
    std::uint64_t frames_taken = 0;
    bool was_taken_from = false;  // since the last progress
    Milliseconds time_told{0};    // with the last progress

    bool is_active() const {
        return state == PlayState::Starting || state == PlayState::Playing ||
               state == PlayState::Paused;
    }
    bool is_watched() const { return state == PlayState::Starting || state == PlayState::Playing; }
    bool has_video() const { return film.size != Size{}; }

    void give_up(std::string_view why);
    void lose_child(const Error& error);
    void restart();
    Result<void> begin(player::Precision precision);
    Result<void> make_memory();
    void tell(Message message);
    void hear(const Message& message);
    void hear_status(const Message& status);
    void hear_end(const Message& end);
    bool drain();
    void watch();
};

void MediaPlayer::State::give_up(std::string_view why) {
    log::warning("film given up at {} ms: {}", position.count(), why);
    state = PlayState::Failed;
    stop_asked_at.reset();
}

/// Kills a child that cannot be used any more. A paused film waits for its visitor: it goes on in a
/// new child when it is resumed.
void MediaPlayer::State::lose_child(const Error& error) {
    log::warning("{}; killed", error.message);
    link.kill();
    stop_asked_at.reset();
    if (is_watched()) restart();
}

void MediaPlayer::State::restart() {
    while (watchdog.may_restart(position, clock.now())) {
        ++restarts;
        const auto begun = begin(player::Precision::KeyPicture);
        if (begun) return;
        log::warning("{}", begun.error().message);
        link.kill();
    }
    give_up("the player cannot play it");
}

/// Sends the film to the child from `position` on, into new memory.
Result<void> MediaPlayer::State::begin(player::Precision precision) {
    SEN_CHECK(make_memory());
    frames_told = 0;
    was_taken_from = false;
    begun_at = position;
    // A first picture is progress before the time moves; sound has nothing else to show.
    time_told = has_video() ? Milliseconds(-1) : position;
    SEN_TRY(const UniqueFd file, reopen(film.file));
    SEN_CHECK(link.ensure());
    Message play{.type = MessageType::Play};
    play.time_ms = position.count();
    play.width = film.size.width;
    play.height = film.size.height;
    play.volume = film.volume;
    play.rate = film.rate;
    play.detail = static_cast<int>(precision);
    play.repeats = film.is_repeated ? 1 : 0;
    const std::array descriptors{file.get(), memory ? memory->fd() : -1};
    return link.send(play, std::span(descriptors).first(memory ? 2 : 1));
}

Result<void> MediaPlayer::State::make_memory() {
    // Pictures of memory made since were never given out.
    if (memory && !viewed_memory) viewed_memory.emplace(std::move(*memory));
    reader.reset();
    memory.reset();
    if (!has_video()) return {};
    SEN_TRY(FrameMemory made, FrameMemory::create(film.size));
    memory.emplace(std::move(made));
    reader.emplace(*memory);
    return {};
}

void MediaPlayer::State::tell(Message message) {
    if (!link.is_up()) return;
    const auto sent = link.send(message);
    if (!sent) lose_child(sent.error());
}

void MediaPlayer::State::hear(const Message& message) {
    if (message.command == link.command()) stop_asked_at.reset();
    if (message.type == MessageType::Failed &&
        message.detail == static_cast<int>(player::FailReason::Decoder))
        return lose_child({ErrorKind::Unsupported, "player: libvlc does not start"});
    if (message.serial != link.serial() || !is_active()) return;
    if (message.type == MessageType::Status) hear_status(message);
    if (message.type == MessageType::Ended) hear_end(message);
    if (message.type == MessageType::Failed) give_up("the player cannot read it");
}

void MediaPlayer::State::hear_status(const Message& status) {
    // A position from before the last command may be from before a seek.
    if (status.command == link.command()) {
        const Milliseconds told(status.time_ms);
        position = film.duration > Milliseconds(0) ? std::min(told, film.duration) : told;
    }
    // libvlc shows its last picture again and again when none follows, so pictures alone are no
    // progress; nor are numbers alone: a picture has to lie there or to have been taken.
    const bool has_picture =
        status.frames > frames_told && (was_taken_from || (reader && reader->has_fresh()));
    frames_told = std::max(frames_told, status.frames);
    const bool has_moved = time_told != Milliseconds(status.time_ms);
    const bool is_playing = status.detail == static_cast<int>(player::FilmState::Playing);
    const bool is_progress = has_moved && (has_video() ? has_picture : is_playing);
    if (!is_progress) return;
    time_told = Milliseconds(status.time_ms);
    was_taken_from = false;
    has_shown = true;
    watchdog.feed(clock.now());
    watchdog.reach(position);
    if (state == PlayState::Starting) state = PlayState::Playing;
}

void MediaPlayer::State::hear_end(const Message& end) {
    const Milliseconds ended_at = std::max(Milliseconds(end.time_ms), begun_at);
    position = ended_at;
    const bool is_known = film.duration > Milliseconds(0);
    if (is_known && is_too_early(ended_at, film.duration))
        return give_up(fmt::format("ended long before {} ms", film.duration.count()));
    // The rest after a seek or restart near the end may hold no picture.
    const bool was_near_end = is_known && !is_too_early(begun_at, film.duration);
    const bool is_shown = has_shown || (has_video() && end.frames > 0);
    if (!is_shown && !was_near_end) return give_up("ended without a picture or sound");
    if (is_known) position = film.duration;
    state = PlayState::Ended;
}

/// Reads what waits; false if more may wait.
bool MediaPlayer::State::drain() {
    for (int i = 0; i < kMessagesAnUpdate; ++i) {
        const auto message = link.receive(clock.now());
        if (!message) {
            lose_child(message.error());
            return true;
        }
        if (!*message) return true;
        hear(**message);
    }
    return false;
}

void MediaPlayer::State::watch() {
    const Milliseconds now = clock.now();
    if (is_watched() && watchdog.is_overdue(now))
        lose_child({ErrorKind::Io, fmt::format("player: nothing new for {} ms", timeout.count())});
    // A child that hangs while nobody looks is not met again at the next film.
    if (stop_asked_at && now - *stop_asked_at >= timeout)
        lose_child({ErrorKind::Io, "player: does not stop"});
}

MediaPlayer::MediaPlayer(Options options, const Clock& clock)
    : state_(std::make_unique<State>(std::move(options), clock)) {}

MediaPlayer::~MediaPlayer() = default;

void MediaPlayer::warm_up() {
    const auto up = state_->link.ensure();
    if (up) return;
    log::warning("{}", up.error().message);
    state_->link.kill();
}

void MediaPlayer::play(PlayRequest request) {
    State& state = *state_;
    state.film = std::move(request);
    state.film.volume = std::clamp(state.film.volume, 0, 100);
    state.film.rate = std::clamp(state.film.rate, player::kSlowest, player::kFastest);
    state.position = std::clamp(state.film.start, Milliseconds(0), player::kMaxTime);
    state.has_shown = false;
    state.stop_asked_at.reset();
    state.memory.reset();
    state.viewed_memory.reset();
    state.state = PlayState::Starting;
    if (!state.film.file) return state.give_up("no file");
    if (state.has_video() && !player::is_picture_size(state.film.size))
        return state.give_up("no size for a picture");
    state.watchdog.begin(state.position, state.clock.now());
    const auto begun = state.begin(player::Precision::Exact);
    if (!begun) state.lose_child(begun.error());
}

void MediaPlayer::pause(bool paused) {
    State& state = *state_;
    if (!state.is_active() || paused == (state.state == PlayState::Paused)) return;
    if (paused) {
        state.state = PlayState::Paused;
        return state.tell({.type = MessageType::Pause});
    }
    state.state = state.has_shown ? PlayState::Playing : PlayState::Starting;
    state.watchdog.feed(state.clock.now());
    if (!state.link.is_up()) return state.restart();
    state.tell({.type = MessageType::Resume});
}

void MediaPlayer::seek(Milliseconds to) {
    State& state = *state_;
    if (!state.is_active()) return;
    const Milliseconds last =
        state.film.duration > Milliseconds(0) ? state.film.duration : player::kMaxTime;
    state.position = std::clamp(to, Milliseconds(0), last);
    state.begun_at = state.position;
    state.watchdog.begin(state.position, state.clock.now());
    Message seek{.type = MessageType::Seek};
    seek.time_ms = state.position.count();
    state.tell(seek);
}

void MediaPlayer::set_volume(int percent) {
    State& state = *state_;
    state.film.volume = std::clamp(percent, 0, 100);
    Message volume{.type = MessageType::Volume};
    volume.volume = state.film.volume;
    if (state.is_active()) state.tell(volume);
}

void MediaPlayer::set_rate(int percent) {
    State& state = *state_;
    state.film.rate = std::clamp(percent, player::kSlowest, player::kFastest);
    Message rate{.type = MessageType::Rate};
    rate.rate = state.film.rate;
    if (state.is_active()) state.tell(rate);
}

void MediaPlayer::stop() {
    State& state = *state_;
    const bool was_active = state.is_active();
    state.state = PlayState::Stopped;
    state.position = Milliseconds(0);
    state.film.file.reset();
    state.reader.reset();
    state.memory.reset();
    state.viewed_memory.reset();
    if (!was_active || !state.link.is_up()) return;
    state.stop_asked_at = state.clock.now();
    state.tell({.type = MessageType::Stop});
}

void MediaPlayer::update() {
    state_->link.reap();
    // What waits unread may be the very progress the watchdog misses.
    if (state_->drain()) state_->watch();
}

PlayState MediaPlayer::state() const {
    return state_->state;
}

Milliseconds MediaPlayer::position() const {
    return state_->position;
}

std::optional<FrameView> MediaPlayer::take_frame() {
    State& state = *state_;
    state.viewed_memory.reset();
    if (!state.reader) return std::nullopt;
    const auto taken = state.reader->take();
    if (!taken) {
        state.lose_child(taken.error());
        return std::nullopt;
    }
    if (!*taken) return std::nullopt;
    state.was_taken_from = true;
    const player::FrameLayout& layout = state.memory->layout();
    const auto planes = state.memory->planes(**taken);
    return FrameView{.size = layout.size,
                     .y = {planes[0], layout.y_bytes},
                     .u = {planes[1], layout.uv_bytes},
                     .v = {planes[2], layout.uv_bytes},
                     .y_pitch = layout.y_pitch,
                     .uv_pitch = layout.uv_pitch,
                     .number = ++state.frames_taken};
}

int MediaPlayer::poll_fd() const {
    return state_->link.channel();
}

int MediaPlayer::restarts() const {
    return state_->restarts;
}

std::uint64_t MediaPlayer::frames() const {
    return state_->frames_taken;
}

int MediaPlayer::child_pid() const {
    return state_->link.pid();
}

}  // namespace sen::media
