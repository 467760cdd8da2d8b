// SPDX-License-Identifier: Apache-2.0
#include "word_styles.h"

#include "import_limits.h"
#include "office_archive.h"

namespace sen::pack {
namespace {

/// Styles by the names that Word writes in every language; "heading 1", not "Đầu đề 1".
std::optional<ParagraphKind> kind_of_name(std::string_view name) {
    if (name == "Title" || name == "title") return ParagraphKind::Title;
    if (name.starts_with("heading ") || name.starts_with("Heading ") || name == "Subtitle")
        return ParagraphKind::Heading;
    if (name.starts_with("List ")) return ParagraphKind::Item;
    if (name == "Quote" || name == "Intense Quote") return ParagraphKind::Quotation;
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

std::optional<ParagraphKind> kind_of(pugi::xml_node paragraph_properties) {
    if (const auto level = child_named(paragraph_properties, "outlineLvl"); level) {
        constexpr std::string_view kBodyText = "9";
        if (attribute_named(level, "val") != kBodyText) return ParagraphKind::Heading;
    }
    if (const auto numbering = child_named(paragraph_properties, "numPr"); numbering) {
        const auto id = child_named(numbering, "numId");
        if (attribute_named(id, "val") != "0") return ParagraphKind::Item;
        return ParagraphKind::Body;
    }
    return std::nullopt;
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
        if (!style.kind) style.kind = kind_of(child_named(node, "pPr"));
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

std::optional<std::string> WordStyles::font(const std::string& style) const {
    const Style* at = find(style);
    for (std::size_t step = 0; at != nullptr && step < limits::kStyleChain; ++step) {
        if (at->font) return at->font;
        at = find(at->based_on);
    }
    return std::nullopt;
}

ParagraphKind WordStyles::kind(const std::string& style) const {
    const Style* at = find(style);
    for (std::size_t step = 0; at != nullptr && step < limits::kStyleChain; ++step) {
        if (at->kind) return *at->kind;
        at = find(at->based_on);
    }
    return ParagraphKind::Body;
}

}  // namespace sen::pack
