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
    bool has_simple_text() const override { return !exhibit_.simple_text.empty(); }
    Moment hand_over(bool is_same_language) override;
    void take_up(Moment moment) override;
    void follow_comfort() override;

    /// Looks as while its sentence number `cue` is read aloud, without a player: for the tour.
    void pretend_listening(std::size_t cue);

  protected:
    HeardScreen(Services& services, bool is_dark, catalogue::Exhibit exhibit);

    const catalogue::Exhibit& exhibit() const { return exhibit_; }
    const Narrator& narrator() const { return narrator_; }
    /// The simple text is what is heard now, or would be seen: while a voice reads that has only
    /// the full text, that one is shown.
    bool shows_simple_text() const;
    /// The voice began, ended or came to another sentence.
    virtual void follow_voice();

  private:
    bool wants_simple_text() const;
    /// What reads the text that is wanted, or the full one where nothing else is recorded.
    const std::optional<catalogue::Speech>& voice() const;
    void follow_simple_text();
    /// The bar's listen button, where there is a voice.
    void offer_voice();

    catalogue::Exhibit exhibit_;
    bool is_simple_;  ///< what wants_simple_text() said last
    Narrator narrator_;
    bool wants_voice_;     ///< the page has just been opened by a visitor who is read to
    bool had_voice_wish_;  ///< what Comfort said last
};

}  // namespace sen::screens
