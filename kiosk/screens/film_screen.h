// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "screens/screen.h"
#include "screens/video_view.h"
#include "ui/scroll.h"
#include "ui/text.h"

namespace sen::screens {

/// A film with captions: poster and one large play; controls leave after 3 s and come back at a
/// touch. A film that cannot be played keeps its poster and shows its text. A film is hashed while
/// its poster is looked at; one that proves damaged while it plays is stopped by a new page.
class FilmScreen : public Screen {
  public:
    FilmScreen(Services& services, catalogue::Exhibit exhibit);
    ~FilmScreen() override;
    void update(ui::Context& context) override;
    Milliseconds next_update(Milliseconds now) const override;
    void draw(ui::Context& context) const override;
    bool is_busy() const override { return mode_ == Mode::Playing; }
    void pause() override;
    int word_count() const override { return exhibit_.word_count; }
    Moment hand_over(bool is_same_language) override;
    void take_up(Moment moment) override;
    bool has_simple_text() const override { return !exhibit_.simple_text.empty(); }
    void follow_comfort() override;

    /// Shows what a playing film looks like at a time, without a player: for the tour.
    void pretend(Milliseconds at);

  protected:
    void arrange_content(ui::Context& context, Rect rect) override;

  private:
    enum class Mode { Poster, Playing, Paused, Ended, Failed };
    class Surface;
    const catalogue::Film& film() const { return *exhibit_.film; }
    /// What the film is about, in the words that are wanted.
    void show_summary();
    void set_mode(Mode mode);
    void toggle();
    void play_from(Milliseconds at);
    void show_controls();
    /// The title, and under it, as far as there is room, the words.
    void arrange_words(ui::Context& context, Rect rect, int left);
    int caption_lines() const;
    /// What is said now, whole: in smaller letters where the room has not the lines for it.
    graphics::TextLayout lay_out_caption(ui::Context& context) const;
    void follow_player();
    const catalogue::Cue* caption() const;

    catalogue::Exhibit exhibit_;
    Mode mode_ = Mode::Poster;
    Milliseconds position_{0};
    Milliseconds controls_until_{0};
    bool wants_controls_ = false;
    bool has_controls_ = false;
    bool has_time_ = true;
    bool is_pretending_ = false;
    bool is_above_words_ = false;  ///< the film, with all its words under it: on a tall screen
    VideoFrame frame_;
    Rect picture_rect_;
    Surface* surface_;
    ui::Picture *poster_, *last_;
    ui::Label *title_, *time_, *caption_text_;
    ui::Scroll* words_;  ///< what it is about, and that it cannot be played
    ui::Label *summary_, *notice_;
    ui::RoundButton *play_, *toggle_;
    ui::Slider* slider_;
};

}  // namespace sen::screens
