// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/idle_timer.h"
#include "app/parts.h"
#include "media/media_player.h"
#include "screens/screen.h"
#include "ui/stage.h"

namespace sen::app {

/// What is on the wall: the attract loop, a visit, or the calm page; and the way between them.
/// Knows no window: it is fed touches and the time. Main thread only.
class Kiosk final : public screens::Navigator {
  public:
    /// `player` may be null: then films show their pictures. All references outlive the kiosk.
    Kiosk(Parts& parts, const Clock& clock, media::MediaPlayer* player);
    ~Kiosk() override;

    void touch(ui::TouchSample sample);
    void key(ui::Key key);
    /// Text, or the erase key, of an attached keyboard. False where nothing can be typed: then the
    /// keys only walk.
    bool type(std::string_view text);
    bool erase();
    /// A switch of a site that attaches them. A contact within a fifth of a second after the last
    /// one is a hand that trembles.
    void press_switch(ui::Stage::Switch which);
    void cancel_touches();
    /// Runs what is due: the player, the idle timer, the store. Then draws if anything changed.
    bool frame(bool is_forced = false);
    /// When frame() must be called next though nobody touches.
    Milliseconds next_frame() const;
    void invalidate() { stage_.invalidate(); }

    void open(const screens::Place& place) override;
    void back() override;
    void home() override;
    void switch_language() override;
    void use_language(const std::string& code) override { wanted_language_ = code; }
    void turn(int by) override;
    void show_comfort() override;
    void close_panel() override { wants_page_alone_ = true; }
    void set_comfort(const screens::Comfort& comfort) override { wanted_comfort_ = comfort; }
    /// Switches the colours, fonts and icons of all that is on the screen, with the next frame.
    /// NotFound when no such theme is installed or its fonts cannot be opened: nothing changes.
    Result<void> use_theme(const std::string& name);
    /// Reads the theme files again and shows what has changed; a faulty one is told in the log and
    /// stays as it was.
    void reload_themes();

    /// For who makes content and looks at it: a new generation is taken within half a second, also
    /// during a visit, which goes on at the same page as far as that is still there.
    void set_previewing(bool is_previewing) { is_previewing_ = is_previewing; }

    enum class Mode { Calm, Attract, Visit };
    Mode mode() const { return mode_; }
    const std::string& language() const { return language_; }
    /// What a visitor may choose; empty on the calm page.
    std::vector<screens::Language> languages() const {
        return services_ ? services_->languages : std::vector<screens::Language>{};
    }
    /// What this visitor has set.
    const screens::Comfort& comfort() const { return services_->comfort; }
    const screens::Library* library() const { return library_.get(); }
    ui::Stage& stage() { return stage_; }
    ui::Context& context() { return context_; }
    std::optional<screens::Place> place() const;

  private:
    void show_attract();
    void show_calm();
    void begin_visit();
    void end_visit();
    void show_place();
    /// Lays out and draws anew what is on the screen, in the context's theme.
    void show_style(bool has_other_space);
    /// The same page made anew, in another size or language; what plays goes on.
    void renew_page(bool is_same_language);
    void apply_comfort(const screens::Comfort& comfort);
    /// As for the next visitor.
    void reset_comfort();
    void set_language(const std::string& language);
    /// The visitor's, or what stands in for it where no pack has it: English, else the first
    /// pack's own.
    std::string content_language() const;
    /// Opens the store's current generation if it is not the one on the wall, or `is_healed`. True
    /// if it changed. A visit goes on where it was.
    bool take_new_generation(bool is_healed = false);
    /// What a visit is at, while its page, its services and its library go.
    struct KeptVisit {
        screens::Moment moment;
        bool are_notes_open = false;
        screens::Comfort comfort;
        screens::SearchState search;
    };
    /// Nothing outside a visit. What plays ends.
    std::optional<KeptVisit> keep_visit();
    void resume(KeptVisit visit);
    /// Reads what is withdrawn. True if what may be shown is not the same any more.
    bool take_withdrawals();
    /// Leaves out what has proved damaged. True if there is any.
    bool take_damage();
    /// After what may be shown has changed: the attract loop goes on without it, or anew with it.
    void renew_attract();
    void run_idle(Milliseconds now);
    /// A film or a voice plays on the page, and nothing lies over it.
    bool is_page_busy() const;
    /// Changes the theme when the site's days and hours ask for it; never during a visit.
    void follow_hours();
    const std::string& theme_of_hour() const;
    /// What this frame's touches sound like, unless a film or a voice is heard.
    void run_sounds(Milliseconds now);
    void run_store_watch(Milliseconds now);
    screens::Screen* screen() const;

    Parts& parts_;
    const Clock& clock_;
    media::MediaPlayer* player_;
    ui::Context context_;
    std::unique_ptr<screens::Library> library_;
    std::unique_ptr<screens::Services> services_;
    ui::Stage stage_;
    Mode mode_ = Mode::Calm;
    std::string language_;
    std::vector<screens::Place> trail_;
    IdleTimer idle_;
    Milliseconds looked_at_store_{0};
    Milliseconds switched_{-1'000};                  ///< the last contact of a switch
    std::string store_fault_, withdrawal_fault_;     ///< already in the log
    std::optional<store::Withdrawals> withdrawals_;  ///< as last read whole
    bool is_previewing_ = false;
    bool wants_attract_ = false;
    std::optional<screens::Comfort> wanted_comfort_;  ///< from the next frame on
    std::string wanted_language_;                     ///< from the next frame on; empty: no other
    bool wants_page_alone_ = false;                   ///< without what is over it
    std::optional<theme::SoundRole> wanted_sound_;    ///< with the next frame
};

}  // namespace sen::app
