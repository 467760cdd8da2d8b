// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "app/kiosk.h"
#include "base/file.h"
#include "media/media_player.h"

namespace sen::app::test {

/// What the demo pack's film is.
enum class FilmKind {
    Real,      ///< 12 s with a tone
    Clip,      ///< 1.6 s, silent
    NotAFilm,  ///< no player plays it
};

/// What the demo pack has beside its texts, in Vietnamese: simple texts of the story, with a voice,
/// and of the film; a guide's notes for the story and the album.
enum class OtherTexts { None, All, WithoutVoice, Long };

/// A store in a temporary directory, filled by the real writer with a small pack: two collections,
/// a story, an album and a film.
class DemoStore {
  public:
    DemoStore();
    /// From now on the story is installed with a voice, in Vietnamese, which no player plays.
    void give_voice() { has_voice_ = true; }
    /// Of the packs that are installed from now on.
    void set_other_texts(OtherTexts texts) { other_texts_ = texts; }
    /// Installs version `version` of a pack, whose first collection is called `title`.
    void install(std::uint64_t version, const std::string& title,
                 FilmKind film_kind = FilmKind::NotAFilm, const std::string& pack = "demo");
    /// The built pack that install() installs, in a folder of this store's own.
    std::filesystem::path build(std::uint64_t version, const std::string& title,
                                FilmKind film_kind = FilmKind::NotAFilm,
                                const std::string& pack = "demo");
    /// Installs a pack with one collection of `exhibits` stories, "Chuyện 1" and so on, over
    /// `pictures` pictures in turn.
    void install_collection(int exhibits, int pictures);
    /// Of the pack installed last: a picture ("cau", "pho-1", "pho-2", "phim"), the film's "still",
    /// the "film", the "catalogue", the "simple-voice".
    Digest object(const std::string& name) const { return objects_.at(name); }
    /// Changes a byte of an object on the disk.
    void damage(const std::string& name) const;
    /// Puts an object's own bytes back, into a new file.
    void heal(const std::string& name, const std::string& pack = "demo") const;
    /// As sen-sync leaves it: the list of one authority.
    void withdraw(const store::WithdrawalEntry& entry) const;
    /// Takes the store away, as a pulled card would.
    void remove();
    std::filesystem::path path() const { return directory_.path() / "store"; }
    /// Where the catalogue of what is installed lies.
    std::filesystem::path catalogue() const;

  private:
    void install_folder(const std::filesystem::path& folder) const;

    TemporaryDirectory directory_;
    OtherTexts other_texts_ = OtherTexts::None;
    std::map<std::string, Digest> objects_;
    bool has_voice_ = false;
};

/// A kiosk in memory over a store, with time that the test moves.
class DemoKiosk {
  public:
    /// `player`: the program that plays its films; empty: films show their pictures.
    explicit DemoKiosk(const std::filesystem::path& store, Size size = {640, 360},
                       const std::filesystem::path& site = {}, std::chrono::sys_seconds wall = {},
                       const std::filesystem::path& player = {});

    Kiosk& kiosk() { return *kiosk_; }
    Parts& parts() { return *parts_; }
    graphics::Canvas& canvas() { return *parts_->canvas; }
    FakeClock& clock() { return clock_; }
    media::MediaPlayer* player() { return player_.get(); }
    /// A film or a voice is to move now.
    bool is_playing() const;
    /// From now on a frame that the kiosk did not think worth drawing is drawn all the same, and
    /// fails the test if it is another picture: somebody forgot to say that something changed.
    void watch_unmarked_frames() { is_watching_ = true; }
    /// While something plays the clock goes no faster than the player can follow, however slow the
    /// machine is.
    void wait(Milliseconds time);
    /// The same with one frame for each `step`.
    void wait(Milliseconds time, Milliseconds step);
    void touch(ui::TouchPhase phase, Point at) { kiosk_->touch({1, phase, at, Milliseconds{0}}); }
    void tap(Point at);
    /// Taps what is called so; fails the test if it is not on the screen.
    void tap(const std::string& label);
    /// The same, and only the frame that answers it.
    void tap_at_once(const std::string& label);
    /// What is called so is on the screen.
    bool shows(const std::string& label);
    double mean_luma();
    /// Of this process, without what is kept for drawing, which depends on what was drawn last; in
    /// the attract loop.
    std::size_t bytes_in_use();

  private:
    std::uint64_t picture() const;
    Milliseconds pass(Milliseconds step);

    FakeClock clock_;
    bool is_watching_ = false;
    std::unique_ptr<media::MediaPlayer> player_;
    std::unique_ptr<Parts> parts_;
    std::unique_ptr<Kiosk> kiosk_;
};

}  // namespace sen::app::test
