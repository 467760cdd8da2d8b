// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalogue/catalogue.h"
#include "catalogue/search.h"
#include "media/media_player.h"
#include "screens/comfort.h"
#include "screens/library.h"
#include "screens/video_view.h"
#include "ui/controls.h"
#include "ui/keyboard_plan.h"
#include "ui/picture.h"
#include "ui/scroll.h"
#include "ui/widget.h"

namespace sen::screens {

/// Where a visitor is.
struct Place {
    enum class Kind { Home, Collection, Exhibit, Search } kind = Kind::Home;
    std::string id;
    double scrolled = 0;  ///< how far down its list was when it was left, 0 to 1
    bool operator==(const Place& other) const { return kind == other.kind && id == other.id; }
};

/// What a screen may ask of the app. The screen may be gone when the call returns.
class Navigator {
  public:
    virtual ~Navigator() = default;
    virtual void open(const Place& place) = 0;
    virtual void back() = 0;
    virtual void home() = 0;
    /// The other language, or, where there are more, the chooser over the page.
    virtual void switch_language() = 0;
    /// Counts from the next frame on, with no panel over the page.
    virtual void use_language(const std::string& code) = 0;
    /// The settings for eyes, ears and reach, over the page.
    virtual void show_comfort() = 0;
    /// Takes the panel away that is over the page.
    virtual void close_panel() = 0;
    /// Counts from the next frame on.
    virtual void set_comfort(const Comfort& comfort) = 0;
    /// The exhibit after (1) or before (-1) this one in its collection; does nothing at the ends.
    virtual void turn(int by) = 0;
};

/// A language that a visitor may choose.
struct Language {
    std::string code;
    std::string name;          ///< in itself
    bool has_content = false;  ///< else only the menus speak it
};

/// What a visitor searches for: kept while pages come and go, forgotten with the visit.
struct SearchState {
    std::string text;
    std::vector<catalogue::SearchFilter> filters;
    bool is_typing = true;                     ///< the keyboard is open
    std::optional<ui::KeyboardMethod> method;  ///< as the visitor has switched it
};

/// What screens are made of; outlives them.
struct Services {
    ui::Context& ui;
    Navigator& navigator;
    const Library& library;
    media::MediaPlayer* player = nullptr;  ///< null: films show their pictures (the tour)
    std::string language;                  ///< of the visitor, and of all menus
    std::string content_language;          ///< the same, or what stands in where no pack has it
    std::vector<Language> languages;       ///< all that the visitor may choose
    std::string other_language_name;       ///< of the language button, for who cannot read this one
    std::string site_name;
    Comfort comfort;  ///< as set now
    Comfort usual;    ///< as every visit begins
    int max_volume = 100;
    bool has_contrast_theme = true;  ///< there is one, and the site does not use it anyway
    SearchState search;
};

/// What a page hands to the one that takes its place in another size or language.
struct Moment {
    double scrolled = 0;  ///< 0 at the top, 1 at the end
    int picture = 0;
    struct Playing {
        Milliseconds at{0};
        bool is_paused = false;
    };
    std::optional<Playing> film;  ///< goes on in the player
    VideoFrame frame;             ///< the film's last picture
    std::optional<int> sentence;  ///< a voice goes on in the player
};

/// A page of a visit: content above, the bar below, in the same place on every page.
class Bar;
class GuideNotes;
class NotesButton;
class Screen : public ui::Widget {
  public:
    Screen(Services& services, bool is_dark);

    Size measure(ui::Context& context, Size available) final;
    void arrange(ui::Context& context, Rect rect) final;
    void draw(ui::Context& context) const override;

    /// True while leaving would cut something off: a film or a voice is playing.
    virtual bool is_busy() const { return false; }
    /// Stops what is_busy() tells of, where it can go on or begin again.
    virtual void pause() {}
    /// Words on the page: a reader is left in peace for long enough to read them.
    virtual int word_count() const { return 0; }

    /// Text, or the erase key, of a keyboard that a site attaches. False where nothing is typed.
    virtual bool type(std::string_view /*text*/) { return false; }
    virtual bool erase() { return false; }

    /// Comfort::has_simple_text would change something here: on a page of cards, what they lead to.
    virtual bool has_simple_text() const;

    /// What a guide may read here while presenting; none if it is empty.
    void set_guide_notes(std::vector<catalogue::Block> notes) { notes_ = std::move(notes); }
    bool are_notes_open() const { return are_notes_open_; }
    void open_notes(bool are_open);

    /// A line above the page: that its text is in another language than the visitor's.
    void set_notice(std::string notice);

    /// What the visitor was at. What plays is not stopped by this page any more; a voice only goes
    /// along when the next page is in the same language.
    virtual Moment hand_over(bool /*is_same_language*/) { return {}; }
    virtual void take_up(Moment /*moment*/) {}
    /// Services::comfort has changed, but nothing of it that needs a new page.
    virtual void follow_comfort() {}
    /// The next (1) or the last (-1) part of the page; false at its ends.
    bool turn_page(int /*by*/) override { return false; }

  protected:
    Services& services() const { return services_; }
    Bar& bar() const { return *bar_; }
    /// The bar, and a guide's buttons: above all else of the page.
    void draw_controls(ui::Context& context) const;
    /// Lays out what is above the bar.
    virtual void arrange_content(ui::Context& context, Rect rect) = 0;

  private:
    void step(int by);
    void add_guide_controls(ui::Context& context);
    void arrange_guide_controls(ui::Context& context, Rect content);
    bool is_control(const ui::Widget* widget) const;

    Services& services_;
    bool is_dark_;
    Bar* bar_;
    ui::Widget* notice_ = nullptr;
    std::vector<catalogue::Block> notes_;
    bool are_notes_open_ = false;
    ui::RoundButton *guide_back_ = nullptr, *guide_on_ = nullptr;
    NotesButton* notes_button_ = nullptr;  ///< null where there are no notes
    GuideNotes* notes_panel_ = nullptr;
};

ui::Scroll::Names scroll_names(const ui::Context& context);

/// The asset of a picture that suits the screen: the tall one on a portrait screen.
ui::Picture::Source picture_source(const ui::Context& context, const catalogue::Picture& picture);
/// The same for a card: the view where the card is large.
ui::Picture::Source card_source(const catalogue::Picture& picture, bool is_large);
ui::Picture::Source asset_source(const catalogue::Asset& asset);

}  // namespace sen::screens
