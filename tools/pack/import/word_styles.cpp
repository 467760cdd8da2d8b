// SPDX-License-Identifier: Apache-2.0
#include "word_styles.h"

#include "import_limits.h"
#include "language/letter_case.h"
#include "office_archive.h"

namespace sen::pack {
namespace {

/// Styles by the names that Word, LibreOffice and Pandoc write in every language; "heading 1", not
/// "Đầu đề 1".
std::optional<ParagraphKind> kind_of_name(std::string_view written) {
    const std::string name = language::to_lower(written);
    if (name == "title") return ParagraphKind::Title;
    if (name.starts_with("heading ") || name == "subtitle") return ParagraphKind::Heading;
    if (name.starts_with("list bullet") || name.starts_with("list number"))
        return ParagraphKind::Item;
    if (name == "quote" || name == "intense quote" || name == "quotations" || name == "block text")
        return ParagraphKind::Quotation;
    if (name == "caption" || name == "image caption") return ParagraphKind::Caption;
    if (name.starts_with("toc ") || name.starts_with("contents ") || name == "table of figures")
        return ParagraphKind::Contents;
    return std::nullopt;
}

/// What `w:pPr` says of the kind by itself.
std::optional<ParagraphKind> kind_by_properties(pugi::xml_node properties) {
    if (const auto level = child_named(properties, "outlineLvl"); level) {
        constexpr std::string_view kBodyText = "9";
        if (attribute_named(level, "val") != kBodyText) return ParagraphKind::Heading;
    }
    if (const auto numbering = child_named(properties, "numPr"); numbering) {
        const auto id = child_named(numbering, "numId");
        return attribute_named(id, "val") != "0" ? ParagraphKind::Item : ParagraphKind::Body;
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string> font_of(pugi::xml_node run_properties) {
    const pugi::xml_node fonts = child_named(run_properties, "rFonts");
    if (!fonts) return std::nullopt;
    for (const char* name : {"hAnsi", "ascii", "cs"})
        if (const auto font = attribute_named(fonts, name); !font.empty()) return font_name(font);
    const bool is_of_theme = !attribute_named(fonts, "hAnsiTheme").empty();
    return is_of_theme ? std::optional<std::string>("") : std::nullopt;
}

ParagraphKind kind_of(pugi::xml_node paragraph_properties, ParagraphKind of_style) {
    const bool is_list_or_text = of_style == ParagraphKind::Body || of_style == ParagraphKind::Item;
    if (!is_list_or_text) return of_style;
    return kind_by_properties(paragraph_properties).value_or(of_style);
}

std::optional<bool> switched(pugi::xml_node properties, std::string_view name) {
    const pugi::xml_node node = child_named(properties, name);
    if (!node) return std::nullopt;
    const auto value = attribute_named(node, "val");
    return value != "0" && value != "false" && value != "off" && value != "none";
}

WordStyles::WordStyles(pugi::xml_node styles) {
    const auto defaults = child_named(child_named(styles, "docDefaults"), "rPrDefault");
    default_font_ = font_of(child_named(defaults, "rPr")).value_or("");
    for (const pugi::xml_node node : styles.children()) {
        if (local_name(node) != "style") continue;
        const std::string id(attribute_named(node, "styleId"));
        Style style;
        style.based_on = attribute_named(child_named(node, "basedOn"), "val");
        style.font = font_of(child_named(node, "rPr"));
        style.kind = kind_of_name(attribute_named(child_named(node, "name"), "val"));
        if (!style.kind) style.kind = kind_by_properties(child_named(node, "pPr"));
        style.is_strong = switched(child_named(node, "rPr"), "b");
        style.is_emphasis = switched(child_named(node, "rPr"), "i");
        const bool is_default = attribute_named(node, "default") == "1";
        if (is_default && attribute_named(node, "type") == "paragraph")
            default_paragraph_style_ = id;
        styles_[id] = std::move(style);
    }
}

const WordStyles::Style* WordStyles::find(const std::string& style) const {
    const auto found = styles_.find(style);
    return found == styles_.end() ? nullptr : &found->second;
}

template <class T>
std::optional<T> WordStyles::inherited(const std::string& style,
                                       std::optional<T> Style::*fact) const {
    const Style* at = find(style);
    for (std::size_t step = 0; at != nullptr && step < limits::kStyleChain; ++step) {
        if (at->*fact) return at->*fact;
        at = find(at->based_on);
    }
    return std::nullopt;
}

std::optional<std::string> WordStyles::font(const std::string& style) const {
    return inherited(style, &Style::font);
}

ParagraphKind WordStyles::kind(const std::string& style) const {
    return inherited(style, &Style::kind).value_or(ParagraphKind::Body);
}

bool WordStyles::is_strong(const std::string& style) const {
    return inherited(style, &Style::is_strong).value_or(false);
}

bool WordStyles::is_emphasis(const std::string& style) const {
    return inherited(style, &Style::is_emphasis).value_or(false);
}

}  // namespace sen::pack
