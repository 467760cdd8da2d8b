// SPDX-License-Identifier: Apache-2.0
#include "app/sounds.h"

#include <SDL.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <cstdint>
#include <limits>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <utility>
#include <vector>

#include "base/log.h"
#include "base/result.h"
#include "theme/sound_file.h"

namespace sen::app {

namespace {

constexpr int kBuffer = 512;                // samples: 11 ms
constexpr int kLinger = theme::kSoundRate;  // silent samples before the device is closed
constexpr std::size_t kMaxVoices = 4;       // at once; then the oldest ends
constexpr std::chrono::seconds kStalled{5};
constexpr Milliseconds kRetry{60'000};
constexpr std::int64_t kWhole = 100 * 100 * 100;

using Samples = std::shared_ptr<const std::vector<std::int16_t>>;

struct Voice {
    Samples samples;
    std::int64_t gain = kWhole;  // of kWhole
    std::size_t at = 0;
};

/// SDL's sound, and the one device, from open to close.
class Device {
  public:
    static Result<Device> open(SDL_AudioCallback callback, void* user) {
        if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0)
            return fail(ErrorKind::Io, "{}", SDL_GetError());
        SDL_AudioSpec wanted{};
        wanted.freq = theme::kSoundRate;
        wanted.format = AUDIO_S16SYS;
        wanted.channels = 1;
        wanted.samples = kBuffer;
        wanted.callback = callback;
        wanted.userdata = user;
        Device device(SDL_OpenAudioDevice(nullptr, 0, &wanted, nullptr, 0));
        if (device.id_ == 0) return fail(ErrorKind::Io, "{}", SDL_GetError());
        SDL_PauseAudioDevice(device.id_, 0);
        return device;
    }
    Device(Device&& other) noexcept
        : id_(other.id_), is_owner_(std::exchange(other.is_owner_, false)) {}
    Device& operator=(Device&&) = delete;
    ~Device() {
        if (!is_owner_) return;
        if (id_ != 0) SDL_CloseAudioDevice(id_);
        // SDL watches for new devices ten times a second as long as it lives.
        SDL_QuitSubSystem(SDL_INIT_AUDIO);
    }

  private:
    explicit Device(SDL_AudioDeviceID id) : id_(id) {}

    SDL_AudioDeviceID id_;
    bool is_owner_ = true;
};

}  // namespace

struct Sounds::State {
    std::array<Samples, theme::kSoundRoles> sounds;  // main thread
    std::optional<Milliseconds> failed_at;           // main thread

    std::mutex mutex;  // of all below; held for no call of SDL
    std::condition_variable changed;
    std::vector<Voice> voices;
    int silence = 0;          // samples since the last voice ended
    std::uint64_t mixes = 0;  // buffers that were filled
    bool is_open = false;     // or being opened
    bool is_hushed = false, has_failed = false, is_over = false;
    std::thread thread;  // last: it sees the rest

    void run();
    Result<void> sound();
    bool is_finished() const {
        return is_hushed || (voices.empty() && (is_over || silence >= kLinger));
    }
    void mix(std::span<std::int16_t> out);
};

/// On SDL's thread.
void Sounds::State::mix(std::span<std::int16_t> out) {
    using Limits = std::numeric_limits<std::int16_t>;
    const std::lock_guard lock(mutex);
    std::fill(out.begin(), out.end(), std::int16_t{0});
    if (!is_open) return;  // it is being closed: what comes now is for the next one
    for (std::int16_t& sample : out) {
        std::int64_t sum = 0;
        for (Voice& voice : voices)
            if (voice.at < voice.samples->size())
                sum += (*voice.samples)[voice.at++] * voice.gain / kWhole;
        sample =
            static_cast<std::int16_t>(std::clamp<std::int64_t>(sum, Limits::min(), Limits::max()));
    }
    std::erase_if(voices, [](const Voice& voice) { return voice.at == voice.samples->size(); });
    silence = voices.empty() ? silence + static_cast<int>(out.size()) : 0;
    ++mixes;
    changed.notify_one();
}

/// Opens the device and keeps it as long as it is wanted.
Result<void> Sounds::State::sound() {
    const auto fill = [](void* user, Uint8* bytes, int length) {
        static_cast<State*>(user)->mix(
            {reinterpret_cast<std::int16_t*>(bytes), static_cast<std::size_t>(length) / 2});
    };
    SEN_TRY(const Device device, Device::open(fill, this));
    std::unique_lock lock(mutex);
    // One that takes no samples is given up, too.
    for (auto before = mixes; !is_finished(); before = mixes)
        if (!changed.wait_for(lock, kStalled, [&] { return is_finished() || mixes != before; }))
            break;
    is_open = is_hushed = false;
    return {};
}

void Sounds::State::run() {
    bool is_told = false;
    while (true) {
        {
            std::unique_lock lock(mutex);
            changed.wait(lock, [this] { return is_over || !voices.empty(); });
            if (voices.empty()) return;
            is_open = true;
            silence = 0;
        }
        const auto heard = sound();
        if (!heard && !is_told) log::warning("no sound for touches: {}", heard.error().message);
        is_told = !heard;
        if (heard) continue;
        const std::lock_guard lock(mutex);
        voices.clear();
        is_open = is_hushed = false;
        has_failed = true;
    }
}

Sounds::Sounds() : state_(std::make_unique<State>()) {
    state_->thread = std::thread([state = state_.get()] {
        state->run();
        SDL_TLSCleanup();  // SDL frees what it keeps for a thread of its own only
    });
}

Sounds::~Sounds() {
    {
        const std::lock_guard lock(state_->mutex);
        state_->is_over = true;
    }
    state_->changed.notify_one();
    state_->thread.join();
}

void Sounds::use_theme(const theme::Theme& theme) {
    for (std::size_t i = 0; i < theme.sounds.size(); ++i) {
        state_->sounds[i].reset();
        if (theme.sounds[i].empty()) continue;
        auto samples = theme::read_sound(theme.sounds[i]);
        if (samples)
            state_->sounds[i] =
                std::make_shared<const std::vector<std::int16_t>>(std::move(*samples));
        else
            log::error("theme {}: {}", theme.name, samples.error().message);
    }
}

void Sounds::play(theme::SoundRole role, int percent, Milliseconds now) {
    const Samples& samples = state_->sounds[static_cast<std::size_t>(role)];
    if (!samples || percent <= 0) return;
    const std::lock_guard lock(state_->mutex);
    if (std::exchange(state_->has_failed, false)) state_->failed_at = now;
    if (state_->failed_at && now - *state_->failed_at < kRetry) return;
    state_->failed_at.reset();
    if (state_->voices.size() == kMaxVoices) state_->voices.erase(state_->voices.begin());
    // The film player hears a percentage as its third power, too.
    const std::int64_t share = std::min(percent, 100);
    state_->voices.push_back({samples, share * share * share});
    state_->changed.notify_one();
}

void Sounds::hush() {
    const std::lock_guard lock(state_->mutex);
    state_->voices.clear();
    state_->is_hushed = state_->is_open;
    state_->changed.notify_one();
}

bool Sounds::is_idle() const {
    const std::lock_guard lock(state_->mutex);
    return state_->voices.empty() && !state_->is_open;
}

}  // namespace sen::app
