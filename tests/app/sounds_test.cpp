// SPDX-License-Identifier: Apache-2.0
#include "app/sounds.h"

#include <doctest/doctest.h>
#include <stdlib.h>

#include <algorithm>
#include <numeric>
#include <thread>

#include "app/demo_store.h"
#include "base/paths.h"
#include "theme/sound_file.h"

using namespace sen;
using namespace sen::app;
using namespace sen::app::test;
using theme::SoundRole;

namespace {

using Samples = std::vector<std::int16_t>;

const std::filesystem::path kThemes = std::filesystem::path(SEN_SOURCE_DIR) / "themes";

theme::Theme day() {
    return theme::Theme::load(kThemes / "sen.toml", [](const auto&, auto) { return std::string(); })
        .value();
}

Samples sound_of(const std::string& name) {
    return theme::read_sound(kThemes / "sen" / (name + ".wav")).value();
}

/// SDL's sound goes into a file instead of a device, as fast as it is made.
class Recorder {
  public:
    explicit Recorder(const char* driver = "disk") {
        ::setenv("SDL_DISKAUDIOFILE", file().c_str(), 1);
        ::setenv("SDL_DISKAUDIODELAY", "0", 1);
        use(driver);
    }
    ~Recorder() {
        for (const char* name : {"SDL_AUDIODRIVER", "SDL_DISKAUDIOFILE", "SDL_DISKAUDIODELAY"})
            ::unsetenv(name);
    }
    static void use(const char* driver) { ::setenv("SDL_AUDIODRIVER", driver, 1); }
    bool has_heard() const { return std::filesystem::exists(file()); }
    Samples heard() const {
        const std::string bytes = read_file(file(), 64 << 20).value();
        Samples samples(bytes.size() / 2);
        std::copy_n(bytes.data(), samples.size() * 2, reinterpret_cast<char*>(samples.data()));
        return samples;
    }

    std::filesystem::path file() const { return directory_.path() / "heard.raw"; }

  private:
    TemporaryDirectory directory_ = TemporaryDirectory::create().value();
};

bool is_silent(std::int16_t sample) {
    return sample == 0;
}

/// The sound, as loud as `percent` makes it; before and after it nothing.
void check_heard(const Recorder& recorder, const std::string& name, int percent) {
    REQUIRE(recorder.has_heard());
    const Samples heard = recorder.heard();
    Samples meant = sound_of(name);
    const std::int64_t share = percent;
    for (std::int16_t& sample : meant)
        sample = static_cast<std::int16_t>(sample * share * share * share / 1'000'000);
    // A device that is open is silent until it is told to begin.
    const auto begin = std::find_if_not(heard.begin(), heard.end(), is_silent);
    const auto first = std::find_if_not(meant.begin(), meant.end(), is_silent);
    REQUIRE(heard.end() - begin >= meant.end() - first);
    const auto end = begin + (meant.end() - first);
    CHECK_MESSAGE(std::equal(first, meant.end(), begin), name);
    CHECK(std::all_of(end, heard.end(), is_silent));
}

/// Until the sounds' own thread has done what it was asked for.
void settle(const Sounds& sounds) {
    while (!sounds.is_idle()) std::this_thread::yield();
}

std::filesystem::path site_file(const TemporaryDirectory& directory, const std::string& text) {
    REQUIRE(write_file_atomically(directory.path() / "site.toml", text));
    return directory.path() / "site.toml";
}

}  // namespace

TEST_CASE("sounds: what the theme has arrives at the device, sample by sample") {
    for (const auto& [role, name] : {std::pair{SoundRole::Tap, "tap"},
                                     {SoundRole::Open, "open"},
                                     {SoundRole::Back, "back"},
                                     {SoundRole::Done, "done"}}) {
        const Recorder recorder;
        {
            Sounds sounds;
            sounds.use_theme(day());
            sounds.play(role, 100, Milliseconds{0});
        }
        check_heard(recorder, name, 100);
    }
}

TEST_CASE("sounds: half the volume is an eighth of the swing, as of films; none opens no device") {
    const Recorder recorder;
    {
        Sounds sounds;
        sounds.use_theme(day());
        sounds.play(SoundRole::Tap, 0, Milliseconds{0});
    }
    CHECK_FALSE(recorder.has_heard());
    {
        Sounds sounds;
        sounds.use_theme(day());
        sounds.play(SoundRole::Tap, 50, Milliseconds{0});
    }
    check_heard(recorder, "tap", 50);
}

TEST_CASE("sounds: one that begins while another lasts is laid over it") {
    const Recorder recorder;
    {
        Sounds sounds;
        sounds.use_theme(day());
        sounds.play(SoundRole::Done, 100, Milliseconds{0});
        sounds.play(SoundRole::Tap, 100, Milliseconds{0});
    }
    const auto sum = [](const Samples& samples) {
        return std::accumulate(samples.begin(), samples.end(), 0L);
    };
    // Wherever the second one began.
    CHECK(sum(recorder.heard()) == sum(sound_of("done")) + sum(sound_of("tap")));
}

TEST_CASE("sounds: the device is closed when nothing is heard any more") {
    const Recorder recorder;
    Sounds sounds;
    sounds.use_theme(day());
    CHECK(sounds.is_idle());

    sounds.play(SoundRole::Tap, 100, Milliseconds{0});
    CHECK_FALSE(sounds.is_idle());
    settle(sounds);

    const Samples heard = recorder.heard();
    const auto rest = std::find_if_not(heard.rbegin(), heard.rend(), is_silent) - heard.rbegin();
    CHECK(rest > theme::kSoundRate * 9 / 10);  // open for the next tap
    CHECK(rest < theme::kSoundRate * 2);       // but not for long
}

TEST_CASE("sounds: what is hushed ends, and the next one is whole") {
    const Recorder recorder;
    {
        Sounds sounds;
        sounds.use_theme(day());
        sounds.play(SoundRole::Done, 100, Milliseconds{0});
        sounds.hush();
        sounds.play(SoundRole::Back, 100, Milliseconds{0});
    }
    check_heard(recorder, "back", 100);
}

TEST_CASE("sounds: without a device it is silent, and tries again after a minute, not before") {
    const Recorder recorder("no-such-driver");
    {
        Sounds sounds;
        sounds.use_theme(day());
        sounds.play(SoundRole::Done, 100, Milliseconds{1'000});
        settle(sounds);
        CHECK_FALSE(recorder.has_heard());

        Recorder::use("disk");
        for (const int now : {2'000, 30'000, 61'999}) {
            sounds.play(SoundRole::Done, 100, Milliseconds{now});
            CHECK(sounds.is_idle());
        }
        sounds.play(SoundRole::Tap, 100, Milliseconds{62'000});
    }
    check_heard(recorder, "tap", 100);
}

TEST_CASE("sounds: a theme without them is silent") {
    const Recorder recorder;
    auto theme = day();
    theme.sounds = {};
    {
        Sounds sounds;
        sounds.use_theme(day());
        sounds.use_theme(theme);
        sounds.play(SoundRole::Tap, 100, Milliseconds{0});
    }
    CHECK_FALSE(recorder.has_heard());
}

TEST_CASE("sounds: a site is silent unless its file says otherwise") {
    const Recorder recorder;
    DemoStore store;
    store.install(1, "Đất");
    const auto directory = TemporaryDirectory::create().value();
    const auto site = site_file(directory, "format = 1\nsounds = false\n");
    {
        DemoKiosk demo(store.path(), {640, 360}, site);
        demo.tap(Point{200, 150});
        DemoKiosk usual(store.path());
        usual.tap(Point{200, 150});
    }
    CHECK_FALSE(recorder.has_heard());
}

namespace {

/// A kiosk whose site wants sounds, on a visit.
struct HeardKiosk {
    explicit HeardKiosk(const std::string& rest = "")
        : site(site_file(directory, "format = 1\nsounds = true\n" + rest)) {
        store.install(1, "Đất");
        demo = std::make_unique<DemoKiosk>(store.path(), Size{960, 540}, site);
    }
    /// What `act` sounds like, alone.
    template <class Act>
    bool is_heard(const Act& act, const std::string& name, int percent) {
        act();
        settle(*demo->parts().sounds);
        if (!recorder.has_heard()) return false;
        check_heard(recorder, name, percent);
        return true;
    }
    void tap(const std::string& label) const { demo->tap(label); }

    Recorder recorder;
    TemporaryDirectory directory = TemporaryDirectory::create().value();
    std::filesystem::path site;
    DemoStore store;
    std::unique_ptr<DemoKiosk> demo;
};

}  // namespace

TEST_CASE("sounds: pages open and are left, choices are taken, and the rest is a tap") {
    HeardKiosk heard("volume_percent = 100\n");
    Kiosk& kiosk = heard.demo->kiosk();

    CHECK(heard.is_heard([&] { heard.demo->tap(Point{200, 150}); }, "open", 100));
    CHECK(heard.is_heard([&] { heard.tap("Đất"); }, "open", 100));
    CHECK(heard.is_heard([&] { heard.tap("Cầu cũ"); }, "open", 100));
    CHECK(heard.is_heard([&] { heard.tap("Quay lại"); }, "back", 100));
    CHECK(heard.is_heard([&] { heard.tap("Dễ xem"); }, "tap", 100));
    screens::Comfort comfort = kiosk.comfort();
    comfort.has_captions = false;
    const auto choose = [&] {
        kiosk.set_comfort(comfort);
        heard.demo->wait(Milliseconds(50));
    };
    CHECK(heard.is_heard(choose, "done", 100));
    comfort.volume_percent = 20;
    CHECK(heard.is_heard(choose, "done", 20));
}

TEST_CASE("sounds: the site's loudest is the loudest, and a visitor who wants none hears none") {
    HeardKiosk heard("max_volume_percent = 40\n");
    CHECK(heard.is_heard([&] { heard.demo->tap(Point{200, 150}); }, "open", 40));

    HeardKiosk silent("volume_percent = 0\n");
    CHECK_FALSE(silent.is_heard([&] { silent.demo->tap(Point{200, 150}); }, "open", 0));
}

TEST_CASE("sounds: a touch beside everything is silent") {
    HeardKiosk heard("volume_percent = 0\n");
    heard.demo->tap(Point{200, 150});
    screens::Comfort comfort = heard.demo->kiosk().comfort();
    comfort.volume_percent = 100;
    heard.demo->kiosk().set_comfort(comfort);
    heard.demo->wait(Milliseconds(50));
    settle(*heard.demo->parts().sounds);
    REQUIRE(heard.recorder.has_heard());  // the choice itself
    std::filesystem::remove(heard.recorder.file());

    CHECK_FALSE(heard.is_heard([&] { heard.demo->tap(Point{958, 1}); }, "tap", 100));
}

TEST_CASE("sounds: while a film or a voice plays, touches are silent") {
    const Recorder recorder;
    DemoStore store;
    store.install(1, "Đất", FilmKind::Real);
    const auto directory = TemporaryDirectory::create().value();
    Options options;
    options.store = store.path();
    options.site = site_file(directory, "format = 1\nsounds = true\nvolume_percent = 100\n");
    FakeClock clock;
    auto parts = Parts::create(
                     options, graphics::Canvas::create_offscreen({640, 360}).value(), [] {}, true)
                     .value();
    media::MediaPlayer player({program_directory() / "sen-player"}, clock);
    Kiosk kiosk(parts, clock, &player);
    const auto touch_and_look = [&] {
        kiosk.key(ui::Key::Act);
        kiosk.frame();
        settle(*parts.sounds);
        return recorder.has_heard();
    };
    kiosk.frame();
    kiosk.key(ui::Key::Act);  // the visit begins; nothing has the focus yet
    const auto film = [&] {
        return media::PlayRequest{
            open_file(store::Store(store.path()).object_path(store.object("film"))).value(),
            {320, 180}};
    };

    player.play(film());
    CHECK_FALSE(touch_and_look());
    player.pause(true);
    CHECK_FALSE(touch_and_look());
    player.stop();
    CHECK(touch_and_look());

    // One that begins ends what still sounds: the device is its own.
    kiosk.key(ui::Key::Act);
    kiosk.frame();
    player.play(film());
    kiosk.frame();
    settle(*parts.sounds);
    CHECK(parts.sounds->is_idle());
}
