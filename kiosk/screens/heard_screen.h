// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "screens/narrator.h"
#include "screens/screen.h"

namespace sen::screens {

/// The page of an exhibit that may be read aloud: the bar's listen button, and what follows the
/// voice.
class HeardScreen : public Screen {
  public:
    void update(ui::Context& context) override;
    Milliseconds next_update(Milliseconds now) const override;
    bool is_busy() const override { return narrator_.is_speaking(); }
    void pause() override;
    int word_count() const override { return exhibit_.word_count; }
    Moment hand_over(bool is_same_language) override;
    void take_up(Moment moment) override;
    void follow_comfort() override;

    /// Looks as while its sentence number `cue` is read aloud, without a player: for the tour.
    void pretend_listening(std::size_t cue);

  protected:
    HeardScreen(Services& services, bool is_dark, catalogue::Exhibit exhibit);

    const catalogue::Exhibit& exhibit() const { return exhibit_; }
    const Narrator& narrator() const { return narrator_; }
    /// The voice began, ended or came to another sentence.
    virtual void follow_voice();

  private:
    catalogue::Exhibit exhibit_;
    Narrator narrator_;
    bool wants_voice_;     ///< the page has just been opened by a visitor who is read to
    bool had_voice_wish_;  ///< what Comfort said last
};

}  // namespace sen::screens
