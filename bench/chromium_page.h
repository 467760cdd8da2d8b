// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/result.h"
#include "kiosk_process.h"

namespace sen::bench {

/// The browser with pages that are equal to two of the kiosk's: the same pictures (the files of the
/// store), words, letters and sizes, written for the store at hand.
class ChromiumPage {
  public:
    enum class Show {
        Loop,    ///< the attract loop's first picture
        Fade,    ///< its cross-fade, again and again
        Story,   ///< the page that `story` leads to
        Scroll,  ///< its text, scrolled
    };
    /// `page`: bench/page.html.
    static Result<ChromiumPage> create(const std::filesystem::path& chromium,
                                       const std::filesystem::path& page,
                                       const std::filesystem::path& store, const Route& story);
    /// The command line that shows it in kiosk mode.
    std::vector<std::string> words(Show show) const;

  private:
    ChromiumPage(TemporaryDirectory directory, std::filesystem::path chromium)
        : directory_(std::move(directory)), chromium_(std::move(chromium)) {}

    TemporaryDirectory directory_;  ///< the pages, their pictures and the browser's profile
    std::filesystem::path chromium_;
};

}  // namespace sen::bench
