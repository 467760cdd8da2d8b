// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "graphics/fixtures.h"
#include "ui/stage.h"
#include "ui/widget.h"

namespace sen::ui::test {

inline Result<std::string> no_pictures(const Digest&) {
    return fail(ErrorKind::NotFound, "no pictures here");
}

/// A screen in memory with the day theme, Vietnamese strings, the pictures that `read` has, and
/// time at rest.
struct Room {
    explicit Room(Size size = {1280, 720}, graphics::PictureCache::Read read = no_pictures)
        : theme(theme::Theme::load(std::string(SEN_SOURCE_DIR) + "/themes/sen.toml",
                                   [](const auto&, auto) { return std::string(); })
                    .value()),
          strings(language::StringTable::load(std::string(SEN_SOURCE_DIR) +
                                              "/kiosk/language/strings/kiosk.vi.toml")
                      .value()),
          canvas(graphics::Canvas::create_offscreen(size).value()),
          text(graphics::TextEngine::create(*canvas, graphics::test::noto_fonts()).value()),
          pictures(*canvas, std::move(read), [] {}, {16 << 20, 2, true}),
          icons(*canvas, {std::string(SEN_SOURCE_DIR) + "/themes/icons"}),
          context{*canvas,  *text,           pictures,
                  icons,    &theme,          theme::measure_panel({size, 0, 0}),
                  &strings, Milliseconds{0}, false} {}

    theme::Theme theme;
    language::StringTable strings;
    std::unique_ptr<graphics::Canvas> canvas;
    std::unique_ptr<graphics::TextEngine> text;
    graphics::PictureCache pictures;
    graphics::IconSet icons;
    Context context;
};

}  // namespace sen::ui::test
