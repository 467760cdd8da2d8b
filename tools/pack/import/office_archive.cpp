// SPDX-License-Identifier: Apache-2.0
#include "office_archive.h"

#include <zip.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/utf8.h"
#include "import_limits.h"

namespace sen::pack {
namespace {

tl::unexpected<ReadFault> refuse(const char* key, std::string_view part = {}) {
    return tl::unexpected<ReadFault>({key, {{"part", std::string(part)}}});
}

std::string_view after_colon(std::string_view name) {
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// Looks whether elements nest deeper than those who walk a document by recursion can stand. (The
/// parser itself has no recursion.)
class DepthCheck final : public pugi::xml_tree_walker {
  public:
    bool for_each(pugi::xml_node& node) override {
        static_cast<void>(node);
        return depth() <= static_cast<int>(limits::kXmlDepth);
    }
};

}  // namespace

void OfficeArchive::Close::operator()(zip* archive) const {
    zip_discard(archive);
}

Read<OfficeArchive> OfficeArchive::open(std::string_view bytes) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    zip_t* opened = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
    if (opened == nullptr && source != nullptr) zip_source_free(source);
    zip_error_fini(&error);
    if (opened == nullptr) return refuse("import_archive_broken");
    OfficeArchive archive(opened);
    const auto entries = zip_get_num_entries(opened, 0);
    if (entries <= 0) return refuse("import_archive_broken");
    if (static_cast<std::uint64_t>(entries) > limits::kArchiveEntries)
        return refuse("import_too_much");
    return archive;
}

bool OfficeArchive::has(const std::string& name) const {
    return zip_name_locate(archive_.get(), name.c_str(), 0) >= 0;
}

Read<std::string> OfficeArchive::part(const std::string& name, std::uint64_t most) const {
    const auto index = zip_name_locate(archive_.get(), name.c_str(), 0);
    if (index < 0) return refuse("import_part_missing", name);
    zip_stat_t facts;
    zip_stat_init(&facts);
    if (zip_stat_index(archive_.get(), static_cast<zip_uint64_t>(index), 0, &facts) != 0)
        return refuse("import_part_broken", name);
    if ((facts.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && facts.encryption_method != ZIP_EM_NONE)
        return refuse("import_encrypted", name);
    if ((facts.valid & ZIP_STAT_SIZE) == 0) return refuse("import_part_broken", name);
    if (facts.size > most) return refuse("import_too_much", name);
    const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(
        zip_fopen_index(archive_.get(), static_cast<zip_uint64_t>(index), 0), zip_fclose);
    if (file == nullptr) return refuse("import_part_broken", name);
    // The claimed size is not believed: one byte more, and it is refused. What is claimed but not
    // there takes no memory either.
    std::string bytes;
    constexpr std::size_t kChunk = 1 << 16;
    while (true) {
        const std::size_t begin = bytes.size();
        bytes.resize(begin + kChunk);
        const auto got = zip_fread(file.get(), bytes.data() + begin, kChunk);
        if (got < 0) return refuse("import_part_broken", name);
        bytes.resize(begin + static_cast<std::size_t>(got));
        if (bytes.size() > facts.size) return refuse("import_part_broken", name);
        if (got == 0) break;
    }
    if (bytes.size() != facts.size) return refuse("import_part_broken", name);
    return bytes;
}

Read<std::unique_ptr<pugi::xml_document>> OfficeArchive::xml(const std::string& name) const {
    auto bytes = part(name, limits::kXmlPartBytes);
    if (!bytes) return tl::unexpected<ReadFault>(std::move(bytes).error());
    // The parser does not look whether bytes are UTF-8. (Office programs write nothing else.)
    if (find_invalid_utf8(*bytes)) return refuse("import_part_broken", name);
    auto document = std::make_unique<pugi::xml_document>();
    constexpr unsigned kKeepSpaces = pugi::parse_default | pugi::parse_ws_pcdata;
    if (!document->load_buffer(bytes->data(), bytes->size(), kKeepSpaces, pugi::encoding_utf8))
        return refuse("import_part_broken", name);
    DepthCheck depth;
    if (!document->traverse(depth)) return refuse("import_too_much", name);
    return document;
}

Read<std::unique_ptr<pugi::xml_document>> OfficeArchive::optional_xml(
    const std::string& name) const {
    if (!has(name)) return nullptr;
    return xml(name);
}

Read<std::string> OfficeArchive::main_part(const std::string& usual) const {
    auto root = relations("");
    if (!root) return tl::unexpected<ReadFault>(std::move(root).error());
    const std::string named = root->part_of_type("officeDocument", usual);
    return has(named) ? named : usual;
}

Read<Relations> OfficeArchive::relations(const std::string& part) const {
    const std::size_t slash = part.rfind('/');
    const std::string folder = slash == std::string::npos ? "" : part.substr(0, slash + 1);
    auto links = optional_xml(folder + "_rels/" + part.substr(folder.size()) + ".rels");
    if (!links) return tl::unexpected<ReadFault>(std::move(links).error());
    return *links ? Relations((*links)->document_element(), folder) : Relations();
}

Relations::Relations(pugi::xml_node root, const std::string& folder) {
    for (const pugi::xml_node node : root.children()) {
        if (attribute_named(node, "TargetMode") == "External") continue;
        const std::string target(attribute_named(node, "Target"));
        const std::string part = target.starts_with('/') ? target.substr(1) : folder + target;
        by_id_[std::string(attribute_named(node, "Id"))] = part;
        const std::string_view type = attribute_named(node, "Type");
        by_type_.emplace(type.substr(type.rfind('/') + 1), part);
    }
}

std::string Relations::part(const std::string& id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? std::string() : found->second;
}

std::string Relations::part_of_type(const std::string& type, std::string otherwise) const {
    const auto found = by_type_.find(type);
    return found == by_type_.end() ? std::move(otherwise) : found->second;
}

std::string_view local_name(pugi::xml_node node) {
    return after_colon(node.name());
}

pugi::xml_node child_named(pugi::xml_node node, std::string_view name) {
    for (const pugi::xml_node child : node.children())
        if (local_name(child) == name) return child;
    return {};
}

std::string_view attribute_named(pugi::xml_node node, std::string_view name) {
    for (const pugi::xml_attribute attribute : node.attributes())
        if (after_colon(attribute.name()) == name) return attribute.value();
    return {};
}

std::optional<std::size_t> whole_number(std::string_view text) {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::string text_in(pugi::xml_node node) {
    const std::string_view text = node.child_value();
    return find_invalid_utf8(text) ? std::string() : std::string(text);
}

std::string font_name(std::string_view name) {
    return name.size() <= limits::kFontName ? std::string(name) : std::string();
}

}  // namespace sen::pack
