// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "screens/screen.h"
#include "screens/video_view.h"

namespace sen::screens {

/// What plays when nobody touches: pictures in a slow pan and films, cross-faded; a film starts
/// from its own first frame and ends on its last, so that nothing in between is ever black.
class AttractScreen : public ui::Widget {
  public:
    AttractScreen(Services& services, std::vector<catalogue::AttractItem> items,
                  std::vector<std::string> invitations);
    ~AttractScreen() override;

    /// What `items` lacks is not shown again, and what of it is on the screen makes room as soon as
    /// the next picture is there. False, and nothing done, when `items` has one that this loop does
    /// not show.
    bool keep_only(const std::vector<catalogue::AttractItem>& items);

    Size measure(ui::Context&, Size available) override { return available; }
    void draw(ui::Context& context) const override;
    void update(ui::Context& context) override;
    Milliseconds next_update(Milliseconds now) const override;
    std::string label() const override { return "attract"; }

  private:
    enum class Phase { Waiting, Still, Film, Fading };
    const catalogue::AttractItem& item(std::size_t index) const {
        return items_[index % items_.size()];
    }
    ui::Picture::Source still(const ui::Context& context, std::size_t index, bool is_end) const;
    Size still_size(std::size_t index) const;
    bool is_ready(ui::Context& context, std::size_t index) const;
    void begin(ui::Context& context, std::size_t index);
    /// The next one that is still shown.
    std::size_t after(std::size_t index) const;
    void look_at_next(ui::Context& context, std::size_t index);
    void look_ahead(ui::Context& context);
    void begin_fade(ui::Context& context);
    void start_film(ui::Context& context);
    void follow_film(ui::Context& context);
    /// Where a still stands that has been shown for `age`; the colour in its place without one.
    struct PlacedStill {
        const graphics::Texture* texture = nullptr;
        Point at;
        Colour average;
    };
    PlacedStill place_still(ui::Context& context, std::size_t index, bool is_end,
                            Milliseconds age) const;
    void draw_stills(ui::Context& context, double share) const;
    struct Words {
        graphics::TextLayout title;
        std::vector<graphics::TextLayout> lines;
        int top = 0;
    };
    /// Beside an invitation of that width, or above it.
    Words words(ui::Context& context, std::size_t index, int invitation_width) const;
    void draw_words(ui::Context& context, const Words& words, unsigned char alpha) const;
    graphics::TextLayout invitation(ui::Context& context) const;
    /// What the icon and the round ends take of its width.
    static int beside_invitation(const ui::Context& context);
    void draw_invitation(ui::Context& context, const graphics::TextLayout& text) const;
    Point drift(Milliseconds now) const;

    Services& services_;
    std::vector<catalogue::AttractItem> items_;
    std::vector<bool> is_gone_;  ///< by item
    std::vector<std::string> invitations_;
    Phase phase_ = Phase::Waiting;
    std::size_t current_ = 0, next_ = 0;
    Milliseconds since_{0};          ///< start of the phase
    Milliseconds shown_since_{0};    ///< start of the current item
    Milliseconds waiting_since_{0};  ///< for the next item's picture
    Milliseconds next_since_{0};
    bool has_ended_ = false;  ///< the current film is over: its last frame stands
    bool has_film_failed_ = false;
    VideoFrame frame_;
    bool is_started_ = false;
};

/// Nothing to show: the site's name, the wave, one sentence. It should look intended.
class CalmScreen : public ui::Widget {
  public:
    explicit CalmScreen(std::string name, std::vector<std::string> sentences)
        : name_(std::move(name)), sentences_(std::move(sentences)) {}
    Size measure(ui::Context&, Size available) override { return available; }
    void draw(ui::Context& context) const override;
    std::string label() const override { return name_; }

  private:
    std::string name_;
    std::vector<std::string> sentences_;
};

}  // namespace sen::screens
