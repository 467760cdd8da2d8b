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
    /// Whether a style of characters is bold, or slanted.
    bool is_strong(const std::string& style) const;
    bool is_emphasis(const std::string& style) const;
    const std::string& default_font() const { return default_font_; }
    const std::string& default_paragraph_style() const { return default_paragraph_style_; }

  private:
    struct Style {
        std::string based_on;
        std::optional<std::string> font;
        std::optional<ParagraphKind> kind;
        std::optional<bool> is_strong, is_emphasis;
    };
    const Style* find(const std::string& style) const;
    /// What a style says, or the first of those that it is based on.
    template <class T>
    std::optional<T> inherited(const std::string& style, std::optional<T> Style::*fact) const;

    std::map<std::string, Style> styles_;
    std::string default_font_, default_paragraph_style_;
};

/// The font that `w:rPr` names for letters beyond ASCII; nothing when it names none, empty for one
/// out of the document's theme.
std::optional<std::string> font_of(pugi::xml_node run_properties);
/// The kind of a paragraph by its `w:pPr` and what its style says: a heading that is numbered is no
/// item of a list.
ParagraphKind kind_of(pugi::xml_node paragraph_properties, ParagraphKind of_style);
/// Whether properties switch a look on or off ("b", "i"); nothing when they do neither.
std::optional<bool> switched(pugi::xml_node properties, std::string_view name);

}  // namespace sen::pack
