// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pugixml.hpp>

#include <map>
#include <optional>
#include <string>

#include "document.h"

namespace sen::pack {

/// word/styles.xml: what a style says of font and kind, and what it takes from the style that it is
/// based on.
class WordStyles {
  public:
    WordStyles() = default;
    explicit WordStyles(pugi::xml_node styles);

    /// The font of a style, or of those it is based on; nothing when none of them tells.
    std::optional<std::string> font(const std::string& style) const;
    ParagraphKind kind(const std::string& style) const;
    const std::string& default_font() const { return default_font_; }
    const std::string& default_paragraph_style() const { return default_paragraph_style_; }

  private:
    struct Style {
        std::string based_on;
        std::optional<std::string> font;
        std::optional<ParagraphKind> kind;
    };
    const Style* find(const std::string& style) const;

    std::map<std::string, Style> styles_;
    std::string default_font_, default_paragraph_style_;
};

/// The font that `w:rPr` names for letters beyond ASCII; nothing when it names none, empty for one
/// out of the document's theme.
std::optional<std::string> font_of(pugi::xml_node run_properties);
/// What `w:pPr` says of the kind by itself, without its style.
std::optional<ParagraphKind> kind_of(pugi::xml_node paragraph_properties);

}  // namespace sen::pack
