// SPDX-License-Identifier: Apache-2.0
#include "player/session.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "base/log.h"

namespace sen::player {

namespace {
constexpr Milliseconds kPlayingBeat{100};
constexpr Milliseconds kPausedBeat{1000};
}  // namespace

Result<Session> Session::open(int channel, const Clock& clock) {
    UniqueFd wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (!wake) return tl::unexpected(error_from_errno(errno, "make eventfd"));
    auto film = Film::create(wake.get(), clock);
    if (!film) {
        Message word{.type = MessageType::Failed};
        word.detail = static_cast<int>(FailReason::Decoder);
        send_message(channel, word);
        return tl::unexpected(std::move(film).error());
    }
    // The channel is new and empty: there is room for one message.
    if (send_message(channel, Message{.type = MessageType::Ready}) != Sent::Done)
        return fail(ErrorKind::Io, "the kiosk is gone");
    return Session(channel, clock, std::move(wake), std::move(*film));
}

Result<void> Session::run() {
    while (true) {
        if (!flush_last_word()) return {};
        std::array<pollfd, 2> sources{{{channel_, POLLIN, 0}, {wake_.get(), POLLIN, 0}}};
        if (::poll(sources.data(), sources.size(), wait_ms()) < 0 && errno != EINTR)
            return tl::unexpected(error_from_errno(errno, "poll"));
        std::uint64_t pokes = 0;
        [[maybe_unused]] const ssize_t drained = ::read(wake_.get(), &pokes, sizeof pokes);
        SEN_TRY(const bool goes_on, obey_all());
        if (!goes_on) return {};
        report_film();
    }
}

int Session::wait_ms() const {
    if (last_word_) return static_cast<int>(kPlayingBeat.count());
    if (clip_) return static_cast<int>(std::min(clip_->until_next(), kPlayingBeat).count());
    if (!is_open()) return -1;
    const bool is_paused = reported_.detail == static_cast<int>(FilmState::Paused);
    return static_cast<int>((is_paused ? kPausedBeat : kPlayingBeat).count());
}

/// False when the kiosk is gone.
bool Session::flush_last_word() {
    if (!last_word_) return true;
    const Sent sent = send_message(channel_, *last_word_);
    if (sent == Sent::Done) last_word_.reset();
    return sent != Sent::Gone;
}

/// False after Quit or the end of the channel.
Result<bool> Session::obey_all() {
    while (true) {
        std::array<UniqueFd, kMaxDescriptors> descriptors;
        Received received = receive_message(channel_, Sender::Kiosk, descriptors);
        switch (received.kind) {
            case Received::Kind::Nothing:
                return true;
            case Received::Kind::Gone:
                return false;
            case Received::Kind::Garbage:
                return fail(ErrorKind::Corrupt, "kiosk: {}", received.why);
            case Received::Kind::Message:
                if (received.message.type == MessageType::Quit) return false;
                obey(received.message, std::move(descriptors));
        }
    }
}

void Session::obey(const Message& message, std::array<UniqueFd, kMaxDescriptors> descriptors) {
    command_ = message.command;
    switch (message.type) {
        case MessageType::Play:
            play(message, std::move(descriptors));
            break;
        case MessageType::Pause:
        case MessageType::Resume: {
            const bool is_pause = message.type == MessageType::Pause;
            clip_ ? clip_->set_paused(is_pause) : film_->set_paused(is_pause);
            break;
        }
        case MessageType::Seek: {
            const Milliseconds to(message.time_ms);
            clip_ ? clip_->seek(to) : film_->seek(to);
            break;
        }
        case MessageType::Volume:
            film_->set_volume(message.volume);
            break;
        case MessageType::Rate:
            clip_ ? clip_->set_rate(message.rate) : film_->set_rate(message.rate);
            break;
        case MessageType::Stop:
            close();
            break;
        default:
            break;
    }
}

void Session::play(const Message& message, std::array<UniqueFd, kMaxDescriptors> descriptors) {
    serial_ = message.serial;
    last_word_.reset();  // about the film before
    FilmRequest request;
    request.file = std::move(descriptors[0]);
    request.start = Milliseconds(message.time_ms);
    request.precision = static_cast<Precision>(message.detail);
    request.volume = message.volume;
    request.rate = message.rate;
    const Size size{message.width, message.height};
    if (size != Size{}) {
        auto memory = FrameMemory::map(std::move(descriptors[1]), size);
        if (!memory) {
            log::error("player: {}", memory.error().message);
            return end_film(MessageType::Failed, {}, static_cast<int>(FailReason::Memory));
        }
        request.memory.emplace(std::move(*memory));
    }
    request.is_repeated = message.repeats != 0;
    close();
    if (request.is_repeated && play_clip(request)) return;
    film_->open(std::move(request));
}

bool Session::play_clip(const FilmRequest& request) {
    if (!request.memory) return false;
    // Of both the film needs its own, when it turns out to be none for a clip.
    UniqueFd file(::fcntl(request.file.get(), F_DUPFD_CLOEXEC, 0));
    UniqueFd memory_fd(::fcntl(request.memory->fd(), F_DUPFD_CLOEXEC, 0));
    auto memory = FrameMemory::map(std::move(memory_fd), request.memory->layout().size);
    if (!file || !memory) return false;
    auto clip = Clip::open(std::move(file), std::move(*memory), request.start, *clock_);
    if (!clip) {
        log::info("player: {}", clip.error().message);
        return false;
    }
    clip->set_rate(request.rate);
    clip_.emplace(std::move(*clip));
    return true;
}

void Session::close() {
    clip_.reset();
    film_->close();
}

Message Session::message(MessageType type, const FilmReport& report, int detail) const {
    Message word{.type = type, .serial = serial_, .command = command_};
    word.time_ms = std::clamp(report.position, Milliseconds(0), kMaxTime).count();
    word.frames = report.frames;
    word.detail = detail;
    return word;
}

void Session::end_film(MessageType type, const FilmReport& report, int detail) {
    last_word_ = message(type, report, detail);
    close();
}

void Session::report_film() {
    if (last_word_) return;
    const FilmReport report = clip_ ? clip_->advance() : film_->advance();
    if (report.failure)
        return end_film(MessageType::Failed, report, static_cast<int>(*report.failure));
    if (report.has_ended) return end_film(MessageType::Ended, report, 0);
    const Message word = message(MessageType::Status, report, static_cast<int>(report.state));
    const bool is_news = word.serial != reported_.serial || word.command != reported_.command ||
                         word.frames != reported_.frames || word.detail != reported_.detail;
    const Milliseconds now = clock_->now();
    const Milliseconds beat = report.state == FilmState::Paused ? kPausedBeat : kPlayingBeat;
    const bool is_due = is_open() && now - reported_at_ >= beat;
    if (!is_news && !is_due) return;
    // A kiosk that does not read misses this one; the next says all again.
    if (send_message(channel_, word) != Sent::Done) return;
    reported_ = word;
    reported_at_ = now;
}

}  // namespace sen::player
