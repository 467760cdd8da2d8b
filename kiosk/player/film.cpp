// SPDX-License-Identifier: Apache-2.0
#include "player/film.h"

#include <unistd.h>
#include <vlc/vlc.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "player/position_estimate.h"

namespace sen::player {

namespace {
struct ReleaseInstance {
    void operator()(libvlc_instance_t* instance) const { libvlc_release(instance); }
};
struct ReleasePlayer {
    void operator()(libvlc_media_player_t* player) const { libvlc_media_player_release(player); }
};
struct ReleaseMedia {
    void operator()(libvlc_media_t* media) const { libvlc_media_release(media); }
};
using UniqueInstance = std::unique_ptr<libvlc_instance_t, ReleaseInstance>;
using UniquePlayer = std::unique_ptr<libvlc_media_player_t, ReleasePlayer>;
using UniqueMedia = std::unique_ptr<libvlc_media_t, ReleaseMedia>;

// The containers the pack tool writes, and no other: no list, no stream over the network, no
// subtitle, no picture is ever opened as a film.
constexpr const char* kContainers = ":demux=mp4,mkv,ogg,flac,wav,mp3,none";

constexpr Milliseconds kSeekPicture{2000};

/// A board without a sound card has no playback device; ALSA would fill the log with its search.
bool has_sound_card() {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator("/dev/snd", error)) {
        const std::string name = entry.path().filename();
        if (name.starts_with("pcm") && name.ends_with("p")) return true;
    }
    return false;
}

/// The audio output module that the site names; silence where there is nothing to play on; else
/// nothing, for libvlc's own choice.
std::string audio_output() {
    const char* name = std::getenv("SEN_AUDIO_OUTPUT");
    if (name == nullptr) return has_sound_card() ? std::string() : "--aout=adummy";
    const std::string_view text(name);
    const bool is_name = !text.empty() && text.size() <= 32 &&
                         std::all_of(text.begin(), text.end(), [](char letter) {
                             return (letter >= 'a' && letter <= 'z') || letter == '_';
                         });
    return is_name ? "--aout=" + std::string(text) : std::string();
}

UniqueInstance make_instance() {
    const std::string output = audio_output();
    std::vector<const char*> arguments = {
        "--no-xlib", "--quiet", "--no-video-title-show", "--no-osd", "--no-spu",
        "--text-renderer=none", "--no-sub-autodetect-file", "--no-lua", "--no-snapshot-preview",
        "--no-stats", "--no-disable-screensaver", "--no-metadata-network-access",
        "--no-auto-preparse", "--avcodec-hw=none",
        // Every 100 ms read ahead are 9 MB of decoded pictures.
        "--file-caching=150"};
    if (!output.empty()) arguments.push_back(output.c_str());
    return UniqueInstance(libvlc_new(static_cast<int>(arguments.size()), arguments.data()));
}
}  // namespace

/// libvlc's threads come in by the static functions and touch the writer and the atomics.
struct Film::State {
    UniqueInstance instance;
    UniquePlayer player;
    const Clock* clock = nullptr;
    int wake_fd = -1;

    // Set between films only, while libvlc runs no thread of the player.
    UniqueFd file;
    std::optional<FrameMemory> memory;
    std::optional<FrameWriter> writer;
    bool is_open = false;

    std::atomic<std::uint64_t> frames{0};
    std::atomic<bool> has_ended{false};
    std::atomic<bool> has_error{false};
    std::atomic<bool> has_list{false};
    std::atomic<bool> is_held{false};  // paused: libvlc shows the same picture over and over

    bool is_paused = false;  // as asked
    int volume = 100;
    bool has_volume = false;  // told once while it runs; before, an output may not take it
    std::optional<Milliseconds> seek;
    Milliseconds held_from{0};  // a held film shows the pictures of a seek until then
    PositionEstimate position;

    void poke() const {
        const std::uint64_t one = 1;
        // A full eventfd is as good as a poke.
        [[maybe_unused]] const ssize_t written = ::write(wake_fd, &one, sizeof one);
    }

    // libvlc asks several times, at last with the coded size, which is padded. Answering with the
    // true size keeps it from stretching the picture.
    static unsigned format(void** opaque, char* chroma, unsigned* width, unsigned* height,
                           unsigned* pitches, unsigned* lines) noexcept {
        const auto& state = *static_cast<State*>(*opaque);
        const FrameLayout& layout = state.memory->layout();
        std::memcpy(chroma, "I420", 4);
        *width = static_cast<unsigned>(layout.size.width);
        *height = static_cast<unsigned>(layout.size.height);
        pitches[0] = static_cast<unsigned>(layout.y_pitch);
        pitches[1] = pitches[2] = static_cast<unsigned>(layout.uv_pitch);
        lines[0] = *height;
        lines[1] = lines[2] = static_cast<unsigned>(layout.chroma_lines());
        return kFrameCount;
    }

    static void* lock(void* opaque, void** planes) noexcept {
        const auto to = static_cast<State*>(opaque)->writer->planes();
        for (std::size_t i = 0; i < to.size(); ++i) planes[i] = to[i];
        return nullptr;
    }

    static void display(void* opaque, void*) noexcept {
        auto& state = *static_cast<State*>(opaque);
        if (state.is_held.load(std::memory_order_relaxed)) return;
        state.writer->publish();
        state.frames.fetch_add(1, std::memory_order_release);
        state.poke();
    }

    static void event(const libvlc_event_t* event, void* opaque) noexcept {
        auto& state = *static_cast<State*>(opaque);
        if (event->type == libvlc_MediaPlayerEndReached) state.has_ended = true;
        if (event->type == libvlc_MediaPlayerEncounteredError) state.has_error = true;
        if (event->type == libvlc_MediaSubItemAdded) state.has_list = true;
        state.poke();
    }
};

Film::Film(std::unique_ptr<State> state) : state_(std::move(state)) {}

Film::~Film() {
    close();
}

Result<std::unique_ptr<Film>> Film::create(int wake_fd, const Clock& clock) {
    auto state = std::make_unique<State>();
    state->wake_fd = wake_fd;
    state->clock = &clock;
    state->instance = make_instance();
    if (!state->instance) return fail(ErrorKind::Unsupported, "libvlc does not start");
    state->player.reset(libvlc_media_player_new(state->instance.get()));
    if (!state->player) return fail(ErrorKind::Unsupported, "libvlc makes no player");
    libvlc_event_manager_t* events = libvlc_media_player_event_manager(state->player.get());
    for (const auto type : {libvlc_MediaPlayerEndReached, libvlc_MediaPlayerEncounteredError,
                            libvlc_MediaPlayerPlaying, libvlc_MediaPlayerPaused})
        if (libvlc_event_attach(events, type, State::event, state.get()) != 0)
            return fail(ErrorKind::Unsupported, "libvlc gives no events");
    return std::unique_ptr<Film>(new Film(std::move(state)));
}

void Film::open(FilmRequest request) {
    close();
    State& state = *state_;
    state.file = std::move(request.file);
    const UniqueMedia media(libvlc_media_new_fd(state.instance.get(), state.file.get()));
    if (!media) {
        state.has_error = true;
        state.is_open = true;
        return;
    }
    libvlc_media_add_option(media.get(), kContainers);
    if (request.start > Milliseconds(0)) {
        const auto option = fmt::format(":start-time={}.{:03}", request.start.count() / 1000,
                                        request.start.count() % 1000);
        libvlc_media_add_option(media.get(), option.c_str());
    }
    if (request.is_repeated) libvlc_media_add_option(media.get(), ":input-repeat=65535");
    if (request.precision == Precision::KeyPicture)
        libvlc_media_add_option(media.get(), ":input-fast-seek");
    if (request.memory) {
        state.memory.emplace(std::move(*request.memory));
        state.writer.emplace(*state.memory);
        libvlc_video_set_callbacks(state.player.get(), State::lock, nullptr, State::display,
                                   &state);
        libvlc_video_set_format_callbacks(state.player.get(), State::format, nullptr);
    } else {
        libvlc_media_add_option(media.get(), ":no-video");
    }
    libvlc_event_attach(libvlc_media_event_manager(media.get()), libvlc_MediaSubItemAdded,
                        State::event, &state);
    state.is_open = true;
    state.volume = request.volume;
    state.has_volume = false;
    state.position = {};
    state.position.jump(request.start, state.clock->now());
    libvlc_audio_set_volume(state.player.get(), state.volume);
    libvlc_media_player_set_media(state.player.get(), media.get());
    set_rate(request.rate);
    if (libvlc_media_player_play(state.player.get()) != 0) state.has_error = true;
}

void Film::close() {
    State& state = *state_;
    if (!state.is_open) return;
    // Also after the end: play() does nothing until stop().
    libvlc_media_player_stop(state.player.get());
    libvlc_media_player_set_media(state.player.get(), nullptr);
    state.is_open = false;
    state.writer.reset();
    state.memory.reset();
    state.file.reset();
    state.frames = 0;
    state.has_ended = state.has_error = state.has_list = state.is_held = false;
    state.is_paused = false;
    state.seek.reset();
    state.held_from = Milliseconds(0);
}

bool Film::is_open() const {
    return state_->is_open;
}

void Film::set_paused(bool paused) {
    state_->is_paused = paused;
    if (!paused) state_->is_held = false;
}

void Film::seek(Milliseconds to) {
    state_->seek = to;
    state_->position.jump(to, state_->clock->now());
}

void Film::set_volume(int percent) {
    state_->volume = percent;
    libvlc_audio_set_volume(state_->player.get(), percent);
}

void Film::set_rate(int percent) {
    libvlc_media_player_set_rate(state_->player.get(), static_cast<float>(percent) / 100.f);
    state_->position.set_rate(percent);
}

FilmReport Film::advance() {
    State& state = *state_;
    FilmReport report;
    report.frames = state.frames.load(std::memory_order_acquire);
    report.position = state.position.position();
    if (!state.is_open) return report;
    libvlc_media_player_t* player = state.player.get();
    const libvlc_state_t now_is = libvlc_media_player_get_state(player);
    const bool is_running = now_is == libvlc_Playing || now_is == libvlc_Buffering;
    const bool has_begun = report.frames > 0 || !state.memory;
    const Milliseconds now = state.clock->now();
    if (state.seek && (is_running || now_is == libvlc_Paused)) {
        libvlc_media_player_set_time(player, state.seek->count());
        state.seek.reset();
        state.position.jump(report.position, now);
        state.held_from = now + kSeekPicture;
    }
    // The first picture is shown before a film is held.
    if (state.is_paused && now_is == libvlc_Playing && has_begun)
        libvlc_media_player_set_pause(player, 1);
    state.is_held = state.is_paused && now_is == libvlc_Paused && now >= state.held_from;
    if (!state.is_paused && now_is == libvlc_Paused) libvlc_media_player_set_pause(player, 0);
    if (is_running && has_begun && !state.has_volume) {
        libvlc_audio_set_volume(player, state.volume);
        state.has_volume = true;
    }

    if (is_running || now_is == libvlc_Paused)
        state.position.hear(Milliseconds(libvlc_media_player_get_time(player)), is_running, now);
    report.position = state.position.position();
    report.state = now_is == libvlc_Paused ? FilmState::Paused
                   : is_running            ? FilmState::Playing
                                           : FilmState::Opening;
    report.has_ended = state.has_ended;
    if (state.has_list) report.failure = FailReason::List;
    if (state.has_error) report.failure = FailReason::Unreadable;
    return report;
}

}  // namespace sen::player
