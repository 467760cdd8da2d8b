// SPDX-License-Identifier: Apache-2.0
#include "pack/import/import.h"

#include <fstream>

#include "office_file.h"
#include "old_text.h"
#include "pack/source_folder.h"

using namespace sen;
using namespace sen::pack;

namespace {

namespace fs = std::filesystem;

const Ask kNobody = [](const Question&) { return std::optional<Encoding>(); };

/// An office's folder and the pack's folder beside it.
class Office {
  public:
    Office() : directory_(TemporaryDirectory::create().value()) {}

    fs::path pack() const { return directory_.path() / "phuong-toi"; }
    fs::path write(const std::string& name, const std::string& bytes) {
        std::ofstream(directory_.path() / name, std::ios::binary) << bytes;
        return directory_.path() / name;
    }
    ImportReport import(std::vector<fs::path> files,
                        std::optional<Encoding> encoding = std::nullopt,
                        ImportAs as = ImportAs::Automatic, const Ask& ask = kNobody) {
        return import_files({std::move(files), pack(), encoding, as}, ask,
                            Messages::load("en").value());
    }
    /// Imports one file that is refused; the sentence, if nothing was written.
    std::string refusal(const std::string& name, const std::string& bytes,
                        ImportAs as = ImportAs::Automatic) {
        const ImportReport report = import({write(name, bytes)}, std::nullopt, as);
        CHECK(!report.is_done);
        CHECK(!fs::exists(pack()));
        REQUIRE(report.sentences.size() == 1);
        return report.sentences[0];
    }
    std::string read(const std::string& name) { return read_file(pack() / name, 1 << 20).value(); }

    Briefs faults() {
        Faults found;
        std::vector<MediaUse> media;
        read_without_media(pack(), media, found);
        return SourceFolder::brief(found.all());
    }

  private:
    TemporaryDirectory directory_;
};

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

std::string old_story(Encoding encoding) {
    std::string text = "Lăng Ông Bà Chiểu\n";
    for (const std::string& one : sample_paragraphs("vi"))
        if (one.size() > 300 && text.size() < 3000) text += "\n" + one + "\n";
    return encode_by_table(encoding, text);
}

}  // namespace

TEST_CASE("import: a text in VNI becomes an exhibit, and is told with an example") {
    Office office;

    const auto report =
        office.import({office.write("Lăng Ông.txt", old_story(Encoding::VniWindows))});

    REQUIRE(report.is_done);
    CHECK(has(report.sentences[0], "from VNI into Unicode"));
    CHECK(has(report.sentences[0], "% sure"));
    CHECK(has(office.read("exhibits/lang-ong/exhibit.toml"), "title.vi = \"Lăng Ông Bà Chiểu\""));
    const std::string text = office.read("exhibits/lang-ong/vi.md");
    CHECK(!find_invalid_utf8(text));
    CHECK(find_encodings({{text, std::nullopt, 0}}, Encoding::Unicode).empty());
}

TEST_CASE("import: check names each blank that only a person can fill, and nothing else") {
    Office office;

    REQUIRE(office.import({office.write("gieng.txt", "Giếng làng\n\nCả xóm lấy nước ở đây.\n")})
                .is_done);

    CHECK(office.faults() ==
          Briefs{"pack.toml:1 key_missing", "pack.toml:3 text_empty", "pack.toml:7 text_empty",
                 "pack.toml:8 text_empty", "pack.toml:9 text_empty", "pack.toml:11 type_names",
                 "collections/nhap-vao.toml:2 text_empty", "collections/nhap-vao.toml:3 text_empty",
                 "collections/nhap-vao.toml:4 text_empty",
                 "exhibits/gieng/exhibit.toml:1 story_without_picture",
                 "exhibits/gieng/exhibit.toml:4 text_empty",
                 "exhibits/gieng/exhibit.toml:5 text_empty",
                 "exhibits/gieng/exhibit.toml:8 text_empty"});
    CHECK(has(office.read("pack.toml"), "id = \"phuong-toi\""));
}

TEST_CASE("import: pictures of a document come along and are declared") {
    Office office;
    std::string drawings, links = "<Relationships>";
    Parts parts;
    for (int i = 1; i <= 7; ++i) {
        const std::string id = "p" + std::to_string(i);
        drawings += "<w:drawing><a:blip r:embed=\"" + id + "\"/></w:drawing>";
        links += "<Relationship Id=\"" + id + "\" Target=\"media/" + id + ".png\"/>";
        parts.emplace_back("word/media/" + id + ".png", id);
    }
    parts.emplace_back("word/_rels/document.xml.rels", links + "</Relationships>");
    const std::string body = word_paragraph(word_run("Chợ xưa") + "<w:r>" + drawings + "</w:r>");

    REQUIRE(office.import({office.write("cho.docx", docx_of(body, parts))}).is_done);

    CHECK(office.read("exhibits/cho/hinh-7.png") == "p7");
    const std::string toml = office.read("exhibits/cho/exhibit.toml");
    CHECK(has(toml, "kind = \"album\""));
    CHECK(has(toml, "file = \"hinh-1.png\""));
    CHECK(has(office.read("pack.toml"), "cover = \"cho/hinh-1.png\""));
    for (const std::string& fault : office.faults()) CHECK_MESSAGE(!has(fault, " file_"), fault);
}

TEST_CASE("import: each row of a table becomes an exhibit") {
    Office office;
    const std::string table =
        "Tên;Nội dung;Năm;Nguồn;Hình;Chú thích;Ghi chú\n"
        "Giếng làng;\"Ở đầu xóm.\n1. Nay đã lấp.\";1930;Sổ \"\"phường\"\";gieng.jpg;Giếng;xem lại\n"
        "Giếng làng;;;;;;\n";

    const auto report = office.import({office.write("hien vat.csv", table)});

    REQUIRE(report.is_done);
    const std::string toml = office.read("exhibits/gieng-lang/exhibit.toml");
    CHECK(has(toml, "year = \"1930\""));
    CHECK(has(toml, "file = \"gieng.jpg\""));
    CHECK(has(toml, "caption.vi = \"Giếng\""));
    CHECK(office.read("exhibits/gieng-lang/vi.md") ==
          "Ở đầu xóm.\n\n1\\. Nay đã lấp.\n\nGhi chú: xem lại\n");
    CHECK(fs::exists(office.pack() / "exhibits/gieng-lang-2/exhibit.toml"));
}

TEST_CASE("import: a workbook in old fonts, and as one list when that is asked") {
    const std::string styles =
        "<styleSheet><fonts><font><name val=\".VnTime\"/></font></fonts>"
        "<cellXfs><xf fontId=\"0\"/></cellXfs></styleSheet>";
    const auto cell = [](const std::string& text) {
        return "<c s=\"0\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    };
    const std::string book = xlsx_of("<row>" + cell("Tªn") + cell("N¨m") + "</row><row>" +
                                         cell("GiÕng lµng") + "<c><v>1930</v></c></row>",
                                     {{"xl/styles.xml", styles}});

    Office rows;
    const auto report = rows.import({rows.write("so.xlsx", book)});
    REQUIRE(report.is_done);
    CHECK(has(report.sentences[0], "by the font .VnTime"));
    CHECK(has(report.sentences[1], "sheet “Nháp” was not taken"));
    CHECK(has(rows.read("exhibits/gieng-lang/exhibit.toml"), "title.vi = \"Giếng làng\""));

    Office list;
    REQUIRE(list.import({list.write("so.xlsx", book)}, std::nullopt, ImportAs::Story).is_done);
    CHECK(list.read("exhibits/so/vi.md") == "- Tên – Năm\n- Giếng làng – 1930\n");
}

TEST_CASE("import: a short text is asked with both readings, and an answer or an option decides") {
    Office office;
    const auto file = office.write("ten.txt", "H\xB5 N\xE9i");

    const auto refused = office.import({file});
    CHECK(!refused.is_done);
    CHECK(!fs::exists(office.pack()));
    REQUIRE(refused.sentences.size() == 1);
    for (const char* part : {"“Hà Nội”", "“Hµ Néi”", "--encoding tcvn3", "--encoding windows-1252"})
        CHECK(has(refused.sentences[0], part));

    const Ask first = [](const Question& question) {
        CHECK(question.file == "ten.txt");
        return std::optional(question.first.encoding);
    };
    REQUIRE(office.import({file}, std::nullopt, ImportAs::Automatic, first).is_done);
    CHECK(has(office.read("exhibits/ten/exhibit.toml"), "“") == false);
    CHECK(has(office.read("exhibits/ten/exhibit.toml"), "title.vi = \"Hà Nội\""));

    Office by_option;
    REQUIRE(
        by_option.import({by_option.write("ten.txt", "H\xB5 N\xE9i")}, Encoding::Tcvn3).is_done);
    CHECK(has(by_option.read("exhibits/ten/exhibit.toml"), "title.vi = \"Hà Nội\""));
}

TEST_CASE("import: nothing that exists is overwritten, a second import makes its own collection") {
    Office office;
    const auto first = office.write("gieng.txt", "Giếng làng");
    REQUIRE(office.import({first}).is_done);
    const std::string before = office.read("pack.toml");

    const auto again = office.import({office.write("cho.txt", "Chợ xưa"), first});
    CHECK(!again.is_done);
    CHECK(has(again.sentences[0], "“gieng” already"));
    CHECK(!fs::exists(office.pack() / "exhibits/cho"));

    const auto second = office.import({office.write("cho.txt", "Chợ xưa")});
    REQUIRE(second.is_done);
    CHECK(office.read("pack.toml") == before);
    CHECK(has(second.sentences.back(), "nhap-vao-2"));
    CHECK(has(office.read("collections/nhap-vao-2.toml"), "\"cho\""));
}

TEST_CASE("import: it never writes through a link out of the pack") {
    Office office;
    const auto outside = TemporaryDirectory::create().value();
    fs::create_directories(office.pack());
    fs::create_directory_symlink(outside.path(), office.pack() / "exhibits");

    const auto report = office.import({office.write("gieng.txt", "Giếng làng")});

    CHECK(!report.is_done);
    CHECK(fs::is_empty(outside.path()));
}

TEST_CASE("import: what cannot be read is refused with what to do") {
    Office office;
    CHECK(has(office.refusal("a.doc", "x"), "save it as .docx"));
    CHECK(has(office.refusal("a.xls", "x"), "save it as .docx or .xlsx"));
    CHECK(has(office.refusal("a.pdf", "x"), "is a PDF"));
    CHECK(has(office.refusal("a.txt", "%PDF-1.7"), "is a PDF"));
    CHECK(has(office.refusal("a.docx", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1..."), "old Word"));
    CHECK(has(office.refusal("a.txt", "PK\x03\x04"), "no text file"));
    CHECK(has(office.refusal("a.png", "x"), "cannot be imported"));
    CHECK(has(office.refusal("a.docx", "x"), "is broken"));
    CHECK(has(office.refusal("a.docx", zip_of({{"word/document.xml", "<"}})),
              "broken in its part “word/document.xml”"));
    CHECK(has(office.refusal("a.txt", " \n"), "no text in"));
    CHECK(has(office.refusal("a.txt", "một câu", ImportAs::Table), "does not name the columns"));
    CHECK(has(office.refusal("a.docx", docx_of(word_paragraph(word_run("x"))), ImportAs::Table),
              "is no table"));
    CHECK(!office.import({office.pack() / "none.txt"}).is_done);
    const auto twins =
        office.import({office.write("Ảnh.txt", "Một"), office.write("anh.txt", "Hai")});
    CHECK(!twins.is_done);
    CHECK(has(twins.sentences[0], "two exhibits have the name “anh”"));
}
