// SPDX-License-Identifier: Apache-2.0
#include "docx_reader.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <set>
#include <utility>

#include "base/utf8.h"
#include "import_limits.h"
#include "language/letter_case.h"
#include "office_archive.h"
#include "word_styles.h"

namespace sen::pack {
namespace {

constexpr std::array<std::string_view, 7> kPictureExtensions{"jpg",  "jpeg", "png", "tif",
                                                             "tiff", "webp", "svg"};

bool is_on(pugi::xml_node properties, std::string_view name) {
    const pugi::xml_node node = child_named(properties, name);
    if (!node) return false;
    const auto value = attribute_named(node, "val");
    return value != "0" && value != "false" && value != "off" && value != "none";
}

/// Walks word/document.xml. Elements are known by their local names, wherever they stand: what
/// wraps runs and paragraphs (links, insertions, content controls) is many and grows.
class Walker {
  public:
    Walker(const OfficeArchive& archive, const WordStyles& styles,
           const std::map<std::string, std::string>& targets)
        : archive_(archive), styles_(styles), targets_(targets) {}

    Read<Document> read(pugi::xml_node body) {
        blocks(body);
        if (fault_) return tl::unexpected<ReadFault>(*fault_);
        return std::move(document_);
    }

  private:
    void blocks(pugi::xml_node parent) {
        for (const pugi::xml_node node : parent.children()) {
            if (fault_) return;
            const auto name = local_name(node);
            if (name == "p")
                paragraph(node);
            else if (name == "tbl")
                table(node);
            else if (!is_left_behind(name))
                blocks(node);
        }
    }

    static bool is_left_behind(std::string_view name) {
        return name == "del" || name == "moveFrom" || name == "Fallback" || name == "sectPr" ||
               name == "tblPr" || name == "tblGrid" || name == "sdtPr" || name == "instrText";
    }

    void paragraph(pugi::xml_node node) {
        Paragraph paragraph;
        const pugi::xml_node properties = child_named(node, "pPr");
        std::string style(attribute_named(child_named(properties, "pStyle"), "val"));
        if (style.empty()) style = styles_.default_paragraph_style();
        paragraph.kind = kind_of(properties).value_or(styles_.kind(style));
        std::vector<pugi::xml_node> boxes;
        runs(node, style, paragraph, boxes);
        add(std::move(paragraph));
        for (const pugi::xml_node box : boxes) blocks(box);
    }

    void add(Paragraph paragraph) {
        paragraph.place = ++place_;
        if (document_.paragraphs.size() >= limits::kParagraphs) {
            fault_ = ReadFault{"import_too_much", {{"part", "word/document.xml"}}};
            return;
        }
        if (!paragraph.runs.empty()) document_.paragraphs.push_back(std::move(paragraph));
    }

    /// The runs under a node, however wrapped; `boxes` gets the text boxes that hang on them.
    void runs(pugi::xml_node parent, const std::string& style, Paragraph& paragraph,
              std::vector<pugi::xml_node>& boxes) {
        for (const pugi::xml_node node : parent.children()) {
            const auto name = local_name(node);
            if (name == "r")
                run(node, style, paragraph, boxes);
            else if (name != "pPr" && !is_left_behind(name))
                runs(node, style, paragraph, boxes);
        }
    }

    void run(pugi::xml_node node, const std::string& style, Paragraph& paragraph,
             std::vector<pugi::xml_node>& boxes) {
        const pugi::xml_node properties = child_named(node, "rPr");
        if (is_on(properties, "vanish")) return;
        TextRun run;
        run.font = run_font(properties, style);
        run.is_strong = is_on(properties, "b");
        run.is_emphasis = is_on(properties, "i");
        const std::string font = run.font;
        for (const pugi::xml_node part : node.children()) {
            const auto name = local_name(part);
            if (name == "sym") {
                // A letter with a font of its own.
                append(paragraph, std::exchange(run.text, {}), run);
                run.font = font_name(attribute_named(part, "font"));
                append(paragraph, symbol(attribute_named(part, "char")), run);
                run.font = font;
            } else if (name == "drawing" || name == "pict" || name == "object" ||
                       name == "AlternateContent") {
                hangings(part, boxes);
            } else {
                run.text += text_of(part, name);
            }
        }
        append(paragraph, std::exchange(run.text, {}), run);
    }

    std::string run_font(pugi::xml_node properties, const std::string& paragraph_style) const {
        if (auto font = font_of(properties)) return *font;
        const std::string style(attribute_named(child_named(properties, "rStyle"), "val"));
        if (auto font = style.empty() ? std::nullopt : styles_.font(style)) return *font;
        return styles_.font(paragraph_style).value_or(styles_.default_font());
    }

    static std::string text_of(pugi::xml_node part, std::string_view name) {
        if (name == "t") return text_in(part);
        if (name == "tab" || name == "br" || name == "cr") return " ";
        if (name == "noBreakHyphen") return "-";
        if (name == "softHyphen") return encode_utf8(0xAD);  // in TCVN3 the letter ư
        return {};
    }

    static std::string symbol(std::string_view hex) {
        constexpr int kHexadecimal = 16;
        const auto code =
            std::strtoul(std::string(hex.substr(0, 6)).c_str(), nullptr, kHexadecimal);
        const bool is_character = code >= 0x20 && code < 0xFFFE && (code < 0xD800 || code > 0xDFFF);
        return is_character ? encode_utf8(static_cast<char32_t>(code)) : std::string();
    }

    /// Runs of one look are one: Word cuts words where the spelling was checked.
    static void append(Paragraph& paragraph, std::string text, TextRun look) {
        if (text.empty()) return;
        look.text = std::move(text);
        if (!paragraph.runs.empty() && paragraph.runs.back().has_look_of(look))
            paragraph.runs.back().text += look.text;
        else
            paragraph.runs.push_back(std::move(look));
    }

    /// Pictures and text boxes of a drawing.
    void hangings(pugi::xml_node node, std::vector<pugi::xml_node>& boxes) {
        const auto name = local_name(node);
        if (is_left_behind(name)) return;
        if (name == "txbxContent") {
            boxes.push_back(node);
            return;
        }
        if (name == "blip") picture(std::string(attribute_named(node, "embed")));
        if (name == "imagedata") picture(std::string(attribute_named(node, "id")));
        for (const pugi::xml_node child : node.children()) hangings(child, boxes);
    }

    void picture(const std::string& id) {
        const auto target = targets_.find(id);
        if (target == targets_.end() || fault_) return;
        const std::string& name = target->second;
        if (!taken_.insert(name).second) return;
        const std::string extension = language::to_lower(name.substr(name.rfind('.') + 1));
        const bool is_usable = std::find(kPictureExtensions.begin(), kPictureExtensions.end(),
                                         extension) != kPictureExtensions.end();
        if (!is_usable || !archive_.has(name)) {
            if (document_.left_out.size() < limits::kNamesLeftOut)
                document_.left_out.push_back(name);
            return;
        }
        auto bytes = archive_.part(name, limits::kPicturePartBytes);
        if (!bytes) {
            fault_ = bytes.error();
            return;
        }
        picture_bytes_ += bytes->size();
        if (picture_bytes_ > limits::kPicturesBytes)
            fault_ = ReadFault{"import_too_much", {{"part", name}}};
        else
            document_.pictures.push_back({extension, std::move(*bytes)});
    }

    /// A list: exhibits have no tables.
    void table(pugi::xml_node node) {
        for (const pugi::xml_node row : node.children()) {
            if (local_name(row) != "tr") continue;
            Paragraph item;
            item.kind = ParagraphKind::Item;
            for (const pugi::xml_node cell : row.children()) {
                if (local_name(cell) != "tc") continue;
                Paragraph content;
                std::vector<pugi::xml_node> boxes;
                cell_runs(cell, content, boxes);
                if (content.runs.empty()) continue;
                if (!item.runs.empty()) item.runs.push_back({" – ", "", false, false});
                for (TextRun& run : content.runs) item.runs.push_back(std::move(run));
            }
            add(std::move(item));
        }
    }

    void cell_runs(pugi::xml_node cell, Paragraph& content, std::vector<pugi::xml_node>& boxes) {
        for (const pugi::xml_node node : cell.children()) {
            const auto name = local_name(node);
            if (name == "p") {
                const pugi::xml_node properties = child_named(node, "pPr");
                const std::string style(attribute_named(child_named(properties, "pStyle"), "val"));
                if (!content.runs.empty()) append(content, " ", content.runs.back());
                runs(node, style.empty() ? styles_.default_paragraph_style() : style, content,
                     boxes);
            } else if (name != "tcPr" && !is_left_behind(name)) {
                cell_runs(node, content, boxes);  // a table in the table, a content control
            }
        }
    }

    const OfficeArchive& archive_;
    const WordStyles& styles_;
    const std::map<std::string, std::string>& targets_;
    Document document_;
    std::set<std::string> taken_;
    std::uint64_t picture_bytes_ = 0;
    int place_ = 0;
    std::optional<ReadFault> fault_;
};

/// Relation id → the part that it names.
std::map<std::string, std::string> relations(pugi::xml_node root) {
    std::map<std::string, std::string> targets;
    for (const pugi::xml_node node : root.children()) {
        const std::string_view target = attribute_named(node, "Target");
        if (attribute_named(node, "TargetMode") == "External") continue;
        const bool is_absolute = target.starts_with('/');
        targets[std::string(attribute_named(node, "Id"))] =
            is_absolute ? std::string(target.substr(1)) : "word/" + std::string(target);
    }
    return targets;
}

}  // namespace

Read<Document> read_docx(std::string_view bytes) {
    auto archive = OfficeArchive::open(bytes);
    if (!archive) return tl::unexpected<ReadFault>(archive.error());
    auto document = archive->xml("word/document.xml");
    if (!document) return tl::unexpected<ReadFault>(document.error());
    auto styles = archive->optional_xml("word/styles.xml");
    if (!styles) return tl::unexpected<ReadFault>(styles.error());
    auto links = archive->optional_xml("word/_rels/document.xml.rels");
    if (!links) return tl::unexpected<ReadFault>(links.error());
    const WordStyles known = *styles ? WordStyles((*styles)->document_element()) : WordStyles();
    std::map<std::string, std::string> targets;
    if (*links) targets = relations((*links)->document_element());
    const pugi::xml_node body = child_named((*document)->document_element(), "body");
    if (!body)
        return tl::unexpected<ReadFault>({"import_part_broken", {{"part", "word/document.xml"}}});
    return Walker(*archive, known, targets).read(body);
}

}  // namespace sen::pack
