// SPDX-License-Identifier: Apache-2.0
#include "docx_reader.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>
#include <utility>

#include "base/utf8.h"
#include "encoding.h"
#include "import_limits.h"
#include "language/letter_case.h"
#include "office_archive.h"
#include "plain_text.h"
#include "word_fields.h"
#include "word_styles.h"

namespace sen::pack {
namespace {

constexpr std::array<std::string_view, 7> kPictureExtensions{"jpg",  "jpeg", "png", "tif",
                                                             "tiff", "webp", "svg"};

/// Walks word/document.xml. Elements are known by their local names, wherever they stand: what
/// wraps runs and paragraphs (links, insertions, content controls) is many and grows.
class Walker {
  public:
    Walker(const OfficeArchive& archive, const WordStyles& styles, const Relations& relations)
        : archive_(archive), styles_(styles), relations_(relations) {}

    Read<Document> read(pugi::xml_node body) {
        blocks(body);
        finish_carried();
        if (fault_) return tl::unexpected<ReadFault>(*fault_);
        if (notes_ > 0) leave_out("import_left_out_notes", std::to_string(notes_));
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
            else if (!is_left_behind(name) && !is_contents(node))
                blocks(node);
        }
    }

    static bool is_left_behind(std::string_view name) {
        return name == "del" || name == "moveFrom" || name == "Fallback" || name == "sectPr" ||
               name == "tblPr" || name == "tblGrid" || name == "sdtPr";
    }

    /// A table of contents in its frame.
    static bool is_contents(pugi::xml_node frame) {
        const auto part = child_named(child_named(frame, "sdtPr"), "docPartObj");
        return attribute_named(child_named(part, "docPartGallery"), "val") == "Table of Contents";
    }

    void paragraph(pugi::xml_node node) {
        Paragraph paragraph;
        const pugi::xml_node properties = child_named(node, "pPr");
        std::string style(attribute_named(child_named(properties, "pStyle"), "val"));
        if (style.empty()) style = styles_.default_paragraph_style();
        paragraph.kind = kind_of(properties, styles_.kind(style));
        paragraph.runs = std::exchange(carried_, {});
        const std::size_t pictures = document_.pictures.size();
        std::vector<pugi::xml_node> boxes;
        fields_ = {};
        runs(node, style, paragraph, boxes);
        const pugi::xml_node mark = child_named(properties, "rPr");
        const bool goes_on = child_named(mark, "del") || child_named(mark, "moveFrom");
        if (goes_on && paragraph.kind != ParagraphKind::Contents)
            carried_ = std::move(paragraph.runs);
        else
            add(std::move(paragraph), document_.pictures.size() > pictures);
        for (const pugi::xml_node box : boxes) blocks(box);
    }

    /// The end of a paragraph was deleted, and nothing came after it.
    void finish_carried() {
        if (!carried_.empty()) add({ParagraphKind::Body, std::exchange(carried_, {}), 0}, false);
    }

    void add(Paragraph paragraph, bool has_picture) {
        paragraph.place = ++place_;
        if (paragraph.runs.empty() || paragraph.kind == ParagraphKind::Contents) return;
        if (paragraph.kind == ParagraphKind::Caption && shown_) {
            document_.pictures[*std::exchange(shown_, std::nullopt)].caption =
                std::move(paragraph.runs);
            return;
        }
        if (!has_picture) shown_.reset();
        const bool is_text =
            paragraph.kind == ParagraphKind::Body || paragraph.kind == ParagraphKind::Quotation;
        if (!is_text) return add_line(std::move(paragraph));
        // A line of a poem is ended within its paragraph.
        Paragraph line{paragraph.kind, {}, paragraph.place};
        for (const TextRun& run : paragraph.runs) {
            std::string_view rest = run.text;
            for (std::size_t end; (end = rest.find('\n')) != std::string_view::npos;) {
                append(line, std::string(rest.substr(0, end)), run);
                add_line(std::exchange(line, {paragraph.kind, {}, paragraph.place}));
                rest.remove_prefix(end + 1);
            }
            append(line, std::string(rest), run);
        }
        add_line(std::move(line));
    }

    void add_line(Paragraph line) {
        if (line.runs.empty() || fault_) return;
        if (document_.paragraphs.size() >= limits::kParagraphs) {
            fault_ = ReadFault{"import_too_much", {{"part", "word/document.xml"}}};
            return;
        }
        if (line.kind == ParagraphKind::Body) {
            // A list that was typed by hand.
            std::string& text = line.runs.front().text;
            if (const auto item = item_text(text)) {
                line.kind = ParagraphKind::Item;
                text.erase(0, static_cast<std::size_t>(item->data() - text.data()));
            }
        }
        document_.paragraphs.push_back(std::move(line));
    }

    /// The runs under a node, however wrapped; `boxes` gets the text boxes that hang on them.
    void runs(pugi::xml_node parent, const std::string& style, Paragraph& paragraph,
              std::vector<pugi::xml_node>& boxes) {
        for (const pugi::xml_node node : parent.children()) {
            const auto name = local_name(node);
            const bool is_page_number =
                name == "fldSimple" && WordFields::is_page_number(attribute_named(node, "instr"));
            if (name == "r")
                run(node, style, paragraph, boxes);
            else if (name != "pPr" && !is_page_number && !is_left_behind(name))
                runs(node, style, paragraph, boxes);
        }
    }

    void run(pugi::xml_node node, const std::string& style, Paragraph& paragraph,
             std::vector<pugi::xml_node>& boxes) {
        const pugi::xml_node properties = child_named(node, "rPr");
        if (switched(properties, "vanish").value_or(false)) return;
        TextRun run;
        run.font = run_font(properties, style);
        const std::string look(attribute_named(child_named(properties, "rStyle"), "val"));
        run.is_strong = switched(properties, "b").value_or(styles_.is_strong(look));
        run.is_emphasis = switched(properties, "i").value_or(styles_.is_emphasis(look));
        const std::string font = run.font;
        for (const pugi::xml_node part : node.children()) {
            const auto name = local_name(part);
            if (name == "fldChar") {
                append(paragraph, std::exchange(run.text, {}), run);
                fields_.mark(attribute_named(part, "fldCharType"));
            } else if (name == "instrText") {
                fields_.instruct(part.child_value());
            } else if (name == "sym") {
                // A letter with a font of its own.
                append(paragraph, std::exchange(run.text, {}), run);
                run.font = font_name(attribute_named(part, "font"));
                append(paragraph, symbol(attribute_named(part, "char"), run.font), run);
                run.font = font;
            } else if (name == "footnoteReference" || name == "endnoteReference") {
                ++notes_;
            } else if (name == "drawing" || name == "pict" || name == "object" ||
                       name == "AlternateContent") {
                hangings(part, boxes);
            } else if (!fields_.hides()) {
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
        if (name == "tab") return " ";
        if (name == "br" || name == "cr") return attribute_named(part, "type").empty() ? "\n" : " ";
        if (name == "noBreakHyphen") return "-";
        if (name == "softHyphen") return encode_utf8(0xAD);  // in TCVN3 the letter ư
        return {};
    }

    /// In an old font a letter; in a font of signs an arrow or a smile, which no other font has.
    static std::string symbol(std::string_view hex, std::string_view font) {
        constexpr int kHexadecimal = 16;
        const auto code =
            std::strtoul(std::string(hex.substr(0, 6)).c_str(), nullptr, kHexadecimal);
        const bool is_character = code >= 0x20 && code < 0xFFFE && (code < 0xD800 || code > 0xDFFF);
        const bool is_sign = code >= 0xE000 && code <= 0xF8FF && !encoding_of_font(font);
        return is_character && !is_sign ? encode_utf8(static_cast<char32_t>(code)) : std::string();
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
        if (name == "docPr") description_ = attribute_named(node, "descr");
        if (name == "shape") description_ = attribute_named(node, "alt");
        if (name == "blip") picture(std::string(attribute_named(node, "embed")));
        if (name == "imagedata") picture(std::string(attribute_named(node, "id")));
        for (const pugi::xml_node child : node.children()) hangings(child, boxes);
    }

    void leave_out(const char* key, std::string name) {
        if (document_.left_out.size() < limits::kNamesLeftOut)
            document_.left_out.push_back({key, std::move(name)});
    }

    /// What the writer, not the program, says of a picture.
    static std::string description(const std::string& written) {
        const std::string lower = language::to_lower(written);
        const bool is_file_name = std::any_of(
            kPictureExtensions.begin(), kPictureExtensions.end(),
            [&](auto extension) { return lower.ends_with("." + std::string(extension)); });
        const bool is_guessed = lower.find("automatically generated") != std::string::npos ||
                                lower.find("được tạo tự động") != std::string::npos;
        return is_file_name || is_guessed || find_invalid_utf8(written) ? std::string() : written;
    }

    void picture(const std::string& id) {
        const std::string name = relations_.part(id);
        if (name.empty() || fault_ || !taken_.insert(name).second) return;
        const std::string extension = language::to_lower(name.substr(name.rfind('.') + 1));
        const bool is_usable = std::find(kPictureExtensions.begin(), kPictureExtensions.end(),
                                         extension) != kPictureExtensions.end();
        if (!is_usable || !archive_.has(name)) return leave_out("import_left_out_picture", name);
        auto bytes = archive_.part(name, limits::kPicturePartBytes);
        if (!bytes) {
            fault_ = bytes.error();
            return;
        }
        picture_bytes_ += bytes->size();
        if (picture_bytes_ > limits::kPicturesBytes) {
            fault_ = ReadFault{"import_too_much", {{"part", name}}};
            return;
        }
        shown_ = document_.pictures.size();
        document_.pictures.push_back({extension, std::move(*bytes), {}, {}, place_ + 1});
        const std::string words = description(std::exchange(description_, {}));
        if (!words.empty()) document_.pictures.back().description = {{words, "", false, false}};
    }

    /// A list: exhibits have no tables. A cell that goes on from the row above is said again.
    void table(pugi::xml_node node) {
        finish_carried();
        std::vector<std::vector<TextRun>> columns(limits::kColumns);
        for (const pugi::xml_node row : node.children()) {
            if (local_name(row) != "tr") continue;
            if (fault_) return;
            Paragraph item;
            item.kind = ParagraphKind::Item;
            std::vector<pugi::xml_node> boxes;
            std::size_t column = 0;
            const std::size_t pictures = document_.pictures.size();
            for (const pugi::xml_node cell : row.children()) {
                if (local_name(cell) != "tc") continue;
                const pugi::xml_node properties = child_named(cell, "tcPr");
                Paragraph content;
                cell_runs(cell, content, boxes);
                merge(child_named(properties, "vMerge"), content.runs, columns, column);
                column += span_of(properties);
                if (content.runs.empty()) continue;
                if (!item.runs.empty()) item.runs.push_back({" – ", "", false, false});
                for (TextRun& run : content.runs) item.runs.push_back(std::move(run));
            }
            add(std::move(item), document_.pictures.size() > pictures);
            for (const pugi::xml_node box : boxes) blocks(box);
        }
    }

    /// How many columns of the grid a cell takes.
    static std::size_t span_of(pugi::xml_node properties) {
        const auto written = attribute_named(child_named(properties, "gridSpan"), "val");
        const auto span = whole_number(written);
        return span ? std::clamp<std::size_t>(*span, 1, limits::kColumns) : 1;
    }

    /// `columns` has the cells that go on below, by the column that they begin in.
    void merge(pugi::xml_node merging, std::vector<TextRun>& content,
               std::vector<std::vector<TextRun>>& columns, std::size_t column) {
        if (column >= columns.size()) return;
        const bool begins = !merging || attribute_named(merging, "val") == "restart";
        if (begins) {
            columns[column] = merging ? content : std::vector<TextRun>();
            return;
        }
        for (const TextRun& run : columns[column]) repeated_bytes_ += run.text.size();
        if (repeated_bytes_ > limits::kCellBytes)
            fault_ = ReadFault{"import_too_much", {{"part", "word/document.xml"}}};
        else if (content.empty())
            content = columns[column];
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
    const Relations& relations_;
    Document document_;
    WordFields fields_;
    std::vector<TextRun> carried_;      ///< of a paragraph whose end was deleted
    std::optional<std::size_t> shown_;  ///< the picture that a caption would be of
    std::string description_;
    std::set<std::string> taken_;
    std::size_t notes_ = 0, repeated_bytes_ = 0;
    std::uint64_t picture_bytes_ = 0;
    int place_ = 0;
    std::optional<ReadFault> fault_;
};

}  // namespace

Read<Document> read_docx(std::string_view bytes) {
    auto archive = OfficeArchive::open(bytes);
    if (!archive) return tl::unexpected<ReadFault>(archive.error());
    const auto main = archive->main_part("word/document.xml");
    if (!main) return tl::unexpected<ReadFault>(main.error());
    auto document = archive->xml(*main);
    if (!document) return tl::unexpected<ReadFault>(document.error());
    auto relations = archive->relations(*main);
    if (!relations) return tl::unexpected<ReadFault>(relations.error());
    auto styles = archive->optional_xml(relations->part_of_type("styles", "word/styles.xml"));
    if (!styles) return tl::unexpected<ReadFault>(styles.error());
    const WordStyles known = *styles ? WordStyles((*styles)->document_element()) : WordStyles();
    const pugi::xml_node body = child_named((*document)->document_element(), "body");
    if (!body) return tl::unexpected<ReadFault>({"import_part_broken", {{"part", *main}}});
    return Walker(*archive, known, *relations).read(body);
}

}  // namespace sen::pack
