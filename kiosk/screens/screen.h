// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "catalogue/catalogue.h"
#include "media/media_player.h"
#include "screens/library.h"
#include "ui/controls.h"
#include "ui/widget.h"

namespace sen::screens {

/// Where a visitor is.
struct Place {
    enum class Kind { Home, Collection, Exhibit } kind = Kind::Home;
    std::string id;
    bool operator==(const Place&) const = default;
};

/// What a screen may ask of the app. The screen may be gone when the call returns.
class Navigator {
  public:
    virtual ~Navigator() = default;
    virtual void open(const Place& place) = 0;
    virtual void back() = 0;
    virtual void home() = 0;
    virtual void switch_language() = 0;
};

/// What screens are made of; outlives them.
struct Services {
    ui::Context& ui;
    Navigator& navigator;
    const Library& library;
    media::MediaPlayer* player = nullptr;  ///< null: films show their pictures (the tour)
    std::string language;                  ///< of the visitor
    std::string other_language_name;       ///< what the language button offers, in its own script
    std::string site_name;
};

/// A page of a visit: content above, the bar below, in the same place on every page.
class Bar;
class Screen : public ui::Widget {
  public:
    Screen(Services& services, bool is_dark);

    Size measure(ui::Context& context, Size available) final;
    void arrange(ui::Context& context, Rect rect) final;
    void draw(ui::Context& context) const override;

    /// True while leaving would cut something off: a film or a voice is playing.
    virtual bool is_busy() const { return false; }
    /// Words on the page: a reader is left in peace for long enough to read them.
    virtual int word_count() const { return 0; }

  protected:
    Services& services() const { return services_; }
    Bar& bar() const { return *bar_; }
    /// Lays out what is above the bar.
    virtual void arrange_content(ui::Context& context, Rect rect) = 0;

  private:
    Services& services_;
    bool is_dark_;
    Bar* bar_;
};

/// The asset of a picture that suits the screen: the tall one on a portrait screen.
ui::Picture::Source picture_source(const ui::Context& context, const catalogue::Picture& picture);
/// The same for a card: the view where the card is large.
ui::Picture::Source card_source(const catalogue::Picture& picture, bool is_large);
ui::Picture::Source asset_source(const catalogue::Asset& asset);

}  // namespace sen::screens
