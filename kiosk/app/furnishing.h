// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/interface.h"
#include "app/options.h"
#include "app/site.h"
#include "base/result.h"
#include "graphics/text.h"
#include "theme/library.h"

namespace sen::app {

/// The fonts that a theme names and those for the letters of a language, as far as they are
/// installed.
graphics::FontFiles fonts_for(const theme::Theme& theme, const std::string& language);

/// What the site file, the themes and the tables of words say, each with what stands in for what
/// cannot be used. Needs no display: it can be read on any thread while one is opened, as long as
/// no other uses fonts meanwhile.
struct Furnishing {
    Site site;
    theme::Library themes;
    StringTables strings;       ///< of the languages that can be drawn
    graphics::FontFiles fonts;  ///< for the site's theme and language

    /// NotFound when there is no theme, no font or no Vietnamese. A faulty site file is told in the
    /// log and its defaults stand in: the wall is never black.
    static Result<Furnishing> read(const Options& options);
};

}  // namespace sen::app
