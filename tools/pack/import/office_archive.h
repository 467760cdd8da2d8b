// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pugixml.hpp>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "document.h"

struct zip;

namespace sen::pack {

/// The other parts that a part of an archive names (ECMA-376 part 2, 9.3).
class Relations {
  public:
    Relations() = default;
    /// `folder` is that of the part: "word/".
    Relations(pugi::xml_node root, const std::string& folder);
    /// The part that an id stands for; empty when none does.
    std::string part(const std::string& id) const;
    /// The part of a type by the last word of its name: "styles".
    std::string part_of_type(const std::string& type, std::string otherwise) const;

  private:
    std::map<std::string, std::string> by_id_, by_type_;
};

/// The parts of a .docx or .xlsx, which is a ZIP archive of XML parts and pictures. Sizes are
/// bounded before a byte is unpacked, whatever the archive claims. One thread; nothing is written.
class OfficeArchive {
  public:
    /// `bytes` outlives the archive.
    static Read<OfficeArchive> open(std::string_view bytes);

    bool has(const std::string& name) const;
    /// The unpacked bytes of a part; `most` bounds them.
    Read<std::string> part(const std::string& name, std::uint64_t most) const;
    /// An XML part, not nested deeper than limits::kXmlDepth.
    Read<std::unique_ptr<pugi::xml_document>> xml(const std::string& name) const;
    /// The same; nothing when there is no such part.
    Read<std::unique_ptr<pugi::xml_document>> optional_xml(const std::string& name) const;

    /// The part that an office program would open first; `usual` where the archive does not say.
    Read<std::string> main_part(const std::string& usual) const;
    /// What a part names; nothing when it names no part.
    Read<Relations> relations(const std::string& part) const;

  private:
    struct Close {
        void operator()(zip* archive) const;
    };
    explicit OfficeArchive(zip* archive) : archive_(archive) {}
    std::unique_ptr<zip, Close> archive_;
};

/// "p" of "w:p": documents use other prefixes for the same names.
std::string_view local_name(pugi::xml_node node);
/// The first child of that local name; null when there is none.
pugi::xml_node child_named(pugi::xml_node node, std::string_view name);
/// An attribute by its local name; empty when there is none.
std::string_view attribute_named(pugi::xml_node node, std::string_view name);

/// A whole number, written in digits and nothing else.
std::optional<std::size_t> whole_number(std::string_view text);

/// The text of a node, in UTF-8; empty when a number in it ("&#xD800;") stands for no character.
std::string text_in(pugi::xml_node node);
/// The name of a font; empty for one of a length that no font has, which every run would copy.
std::string font_name(std::string_view name);

}  // namespace sen::pack
