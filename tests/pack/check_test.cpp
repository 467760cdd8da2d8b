// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include "pack/messages.h"
#include "source_folder.h"

using namespace sen;
using namespace sen::pack;

namespace {

const std::string kWell = "exhibits/gieng-lang/exhibit.toml";
const std::string kAlbum = "exhibits/tap-anh/exhibit.toml";
const std::string kFilm = "exhibits/phim-sen/exhibit.toml";

/// One edit of a good folder and the only fault that it makes.
struct Edit {
    std::string file, from, to, fault;
};

/// Every name of a sentence is filled, in both languages.
void check_sentences(const std::vector<Fault>& faults) {
    for (const char* language : {"vi", "en"}) {
        const auto messages = Messages::load(language).value();
        for (const Fault& fault : faults) {
            const std::string sentence = messages.fault(fault);
            CHECK_MESSAGE(sentence.find('{') == std::string::npos, sentence);
            CHECK_MESSAGE(sentence.find(fault.key) == std::string::npos, sentence);
        }
    }
}

void check_edits(const std::vector<Edit>& edits) {
    for (const Edit& edit : edits) {
        SourceFolder folder;
        folder.edit(edit.file, edit.from, edit.to);

        const auto faults = folder.text_faults();

        CAPTURE(edit.to);
        CHECK(folder.brief(faults) == Briefs{edit.fault});
        check_sentences(faults);
    }
}

}  // namespace

TEST_CASE("check: a good folder has no fault") {
    SourceFolder folder;

    CHECK(folder.brief(folder.faults()) == Briefs{});
}

TEST_CASE("check: each bad fixture gives its fault") {
    struct Case {
        std::string fixture;
        Briefs faults;
    };
    const std::string album = "exhibits/tap-anh/";
    const std::vector<Case> cases{
        {"unknown-key",
         {"collections/hom-nay.toml:1 key_missing", "collections/hom-nay.toml:5 key_unknown_near"}},
        {"wrong-type", {"pack.toml:5 type_number"}},
        {"duplicate-id", {"collections/chuyen-xua.toml:11 listed_twice"}},
        {"missing-language", {kWell + ":7 language_missing"}},
        {"missing-picture", {kWell + ":15 file_missing"}},
        {"picture-of-65535-squared", {kAlbum + ":10 picture_too_large"}},
        {"truncated-jpeg", {kWell + ":14 picture_broken"}},
        {"cmyk-jpeg", {}},  // vips makes it sRGB: many print shops hand out nothing else
        {"small-picture", {kWell + ":14 picture_too_small"}},
        {"heic-picture", {kWell + ":14 picture_unsupported"}},
        {"picture-outside", {kFilm + ":10 picture_outside"}},
        {"film-without-video", {kFilm + ":21 film_without_video"}},
        {"broken-film", {kFilm + ":21 film_broken"}},
        {"film-of-21-minutes", {kFilm + ":21 film_too_long"}},
        {"recording-without-sound", {kWell + ":11 sound_without_sound"}},
        {"captions-too-late", {"exhibits/phim-sen/film.vi.vtt:6 vtt_after_end"}},
        {"empty-file", {"exhibits/gieng-lang/gieng.jpg:0 file_empty"}},
        {"name-in-nfd",
         {"exhibits/tap-anh/a\u0309nh-cu\u0303.png:0 file_name_nfd",
          album + "mot-tall.png:0 file_unused", album + "mot.png:0 file_unused"}},
        {"path-leaving-the-folder",
         {kFilm + ":23 name_outside", "exhibits/phim-sen/film.en.vtt:0 file_unused"}},
        {"symbolic-link", {album + "hai.webp:0 file_symbolic_link"}},
        {"invalid-utf8", {"exhibits/gieng-lang/vi.md:3 text_not_utf8"}},
    };
    for (const Case& c : cases) {
        SourceFolder folder;
        if (c.fixture == "symbolic-link")
            std::filesystem::remove(folder.path() / album / "hai.webp");
        folder.overlay(c.fixture);

        const auto faults = folder.faults();

        CAPTURE(c.fixture);
        CHECK(folder.brief(faults) == c.faults);
        check_sentences(faults);
    }
}

TEST_CASE("check: a simple text or a guide's notes that cannot be used") {
    struct Case {
        std::string name, bytes;
        Briefs faults;
    };
    const std::string well = "exhibits/gieng-lang/";
    const std::vector<Case> cases{
        {"vi.simple.md", "Có [liên kết](http://x).\n", {well + "vi.simple.md:1 md_link"}},
        {"vi.simple.md", "Giếng.\n\n# Tên\n", {well + "vi.simple.md:3 md_title"}},
        {"vi.simple.md", "\n\n", {well + "vi.simple.md:1 text_file_empty"}},
        {"vi.simple.md",
         [] {
             std::string words;
             for (int i = 0; i < 300; ++i) words += "nước ";
             return words;
         }(),
         {well + "vi.simple.md:1 simple_too_long"}},
        {"en.guide.md", "| a | b |\n|---|---|\n", {well + "en.guide.md:1 md_table"}},
        {"en.guide.md", "Gi\xff\n", {well + "en.guide.md:1 text_not_utf8"}},
        {"fr.simple.md", "Le puits.\n", {well + "fr.simple.md:0 text_file_unknown"}},
        {"vi.ghi-chu.md", "Hỏi nhóm.\n", {well + "vi.ghi-chu.md:0 text_file_unknown"}},
        {"vi.guide.md", "", {well + "vi.guide.md:0 file_empty"}},
    };
    for (const Case& c : cases) {
        SourceFolder folder;
        folder.write(well + c.name, c.bytes);

        const auto faults = folder.text_faults();

        CAPTURE(c.name);
        CHECK(folder.brief(faults) == c.faults);
        check_sentences(faults);
    }
}

TEST_CASE("check: a simple text without the text itself is the one fault that is told") {
    SourceFolder folder;
    std::filesystem::rename(folder.path() / "exhibits/gieng-lang/vi.md",
                            folder.path() / "exhibits/gieng-lang/vi.simple.md");

    const auto faults = folder.text_faults();

    CHECK(folder.brief(faults) == Briefs{"exhibits/gieng-lang/vi.simple.md:1 simple_alone"});
    check_sentences(faults);
}

TEST_CASE("check: faults of pack.toml") {
    const std::string file = "pack.toml";
    check_edits({
        {file, "format = 1", "format = 2", "pack.toml:2 format_other"},
        {file, "format = 1\n", "", "pack.toml:1 format_missing"},
        {file, "format = 1", "format = \"1\"", "pack.toml:2 format_other"},
        {file, "issued = 2026-11-22", "issued = 2026-11-", "pack.toml:6 toml_broken"},
        {file, "issued = 2026-11-22", "issued = \"2026-11-22\"", "pack.toml:6 type_date"},
        {file, "version = 3", "version = 0", "pack.toml:5 type_number"},
        {file, "version = 3\n", "", "pack.toml:1 key_missing"},
        {file, "\"phuong-mau\"", "\"Phường Mẫu\"", "pack.toml:3 id_rule"},
        {file, "\"mau\"", "\"mau-\"", "pack.toml:4 id_rule"},
        {file, "[\"vi\", \"en\"]", "[\"vi\", \"en\", \"vi\"]", "pack.toml:7 listed_twice"},
        {file, "[\"vi\", \"en\"]", "[\"vi\", \"en\", \"Anh\"]", "pack.toml:7 language_code"},
        {file, "title.en", "title.fr = \"Histoires\"\ntitle.en", "pack.toml:9 language_unknown"},
        {file, "gieng-lang/gieng.jpg", "gieng-lang/khac.jpg", "pack.toml:12 reference_undeclared"},
        {file, "gieng-lang/gieng.jpg", "gieng.jpg", "pack.toml:12 reference_without_exhibit"},
        {file, "phim-sen/film.mp4", "../phim-sen/film.mp4",
         "pack.toml:19 reference_without_exhibit"},
        {file, "phim-sen/film.mp4", "phim-sen/film.vi.vtt", "pack.toml:19 reference_undeclared"},
        {file, "\"machine\"", "\"robot\"", "pack.toml:21 narration_unknown"},
        {file, "  \"hom-nay\",\n", "", "collections/hom-nay.toml:1 collection_unlisted"},
        {file, "  \"hom-nay\",\n", "  \"hom-nay\",\n  \"mai\",\n",
         "pack.toml:16 collection_missing"},
        {file, "  \"hom-nay\",\n", "  \"hom-nay\",\n  \"hom-nay\",\n", "pack.toml:16 listed_twice"},
        {file, "[\n  \"gieng-lang/gieng.jpg\",\n  \"phim-sen/film.mp4\",\n]", "[]",
         "pack.toml:17 type_names"},
    });
}

TEST_CASE("check: faults of collections") {
    const std::string file = "collections/chuyen-xua.toml";
    check_edits({
        {file, "  \"tap-anh\",\n", "", kAlbum + ":1 exhibit_unlisted"},
        {file, "\"tap-anh\",", "\"tap-anh\", \"khong-co\",", file + ":10 exhibit_missing"},
        {file, "\"tap-anh\",", "\"tap-anh\", \"gieng-langg\",", file + ":10 exhibit_missing_near"},
        {file, "\"tap-anh\",", "\"tap-anh\", 7,", file + ":10 type_names"},
    });
}

TEST_CASE("check: faults of exhibits") {
    const std::string long_title(61, 'a');
    check_edits({
        {kWell, "kind = \"story\"", "kind = \"quiz\"", kWell + ":3 kind_unknown"},
        {kWell, "kind = \"story\"", "kind = \"album\"", kWell + ":13 album_too_small"},
        {kWell, "kind = \"story\"", "kind = \"film\"", kWell + ":1 film_missing"},
        {kFilm, "kind = \"film\"", "kind = \"story\"", kFilm + ":20 film_unexpected"},
        {kWell, "title.en = \"The village well\"", "title.en = \" \"", kWell + ":6 text_empty"},
        {kWell, "The village well", long_title, kWell + ":6 text_too_long"},
        {kWell, "The village well", "The\\nvillage", kWell + ":6 text_control_character"},
        {kWell, "The village well", "The\\u0007village", kWell + ":6 text_control_character"},
        {kWell, "title.en = \"The village well\"", "title.en = 5", kWell + ":6 type_text"},
        {kWell, "title.vi = \"Giếng làng\"\ntitle.en = ", "title = ", kWell + ":5 type_texts"},
        {kWell, "rights.vi = \"Apache-2.0 · dự án Sen\"\n", "", kWell + ":9 language_missing"},
        {kWell, "caption.vi", "captoin.vi = \"\"\ncaption.vi", kWell + ":15 key_unknown_near"},
        {kWell, "alt.vi = \"Hình chữ nhật xanh.\"\nalt.en = \"A blue rectangle.\"\n", "",
         kWell + ":13 key_missing"},
        {kWell, "[[picture]]", "[picture]", kWell + ":13 type_tables"},
        {kWell, "[[source]]\n", "[[source]]\ndate = 2\n", kWell + ":25 key_unknown"},
    });
}

TEST_CASE("check: edits that leave a second fault behind") {
    struct Case {
        std::string file, from, to;
        Briefs faults;
    };
    const std::vector<Case> cases{
        {kWell,
         "narration.vi = \"doc.mp3\"",
         "narration = \"doc.mp3\"",
         {"exhibits/gieng-lang/doc.mp3:0 file_unused", kWell + ":11 type_files"}},
        {kAlbum,
         "\"mot-tall.png\"",
         "\"MOT-tall.png\"",
         {kAlbum + ":11 file_missing_near", "exhibits/tap-anh/mot-tall.png:0 file_unused"}},
        {kAlbum,
         "\"hai.webp\"",
         "\"mot.png\"",
         {kAlbum + ":22 picture_twice", "exhibits/tap-anh/hai.webp:0 file_unused"}},
        {kAlbum,
         "\"mot-tall.png\"",
         "\"hai.webp\"",
         {kAlbum + ":11 picture_not_tall", "exhibits/tap-anh/mot-tall.png:0 file_unused"}},
        {kFilm,
         "captions.en = \"film.en.vtt\"\n",
         "",
         {kFilm + ":21 captions_missing", "exhibits/phim-sen/film.en.vtt:0 file_unused"}},
        {kFilm,
         "captions.en",
         "captions.fr",
         {kFilm + ":21 captions_missing", kFilm + ":23 language_unknown",
          "exhibits/phim-sen/film.en.vtt:0 file_unused"}},
        {kFilm,
         "\"film.en.vtt\"",
         "\".film.en.vtt\"",
         {kFilm + ":23 name_passed_over", "exhibits/phim-sen/film.en.vtt:0 file_unused"}},
        {kAlbum,
         "\"hai.webp\"",
         "\"/etc/hosts\"",
         {kAlbum + ":22 name_outside", "exhibits/tap-anh/hai.webp:0 file_unused"}},
        {kAlbum,
         "\"hai.webp\"",
         "\"anh\\\\hai.webp\"",
         {kAlbum + ":22 name_outside", "exhibits/tap-anh/hai.webp:0 file_unused"}},
        {kAlbum,
         "\"hai.webp\"",
         "\"a\u0309nh.webp\"",
         {kAlbum + ":22 name_nfd", "exhibits/tap-anh/hai.webp:0 file_unused"}},
    };
    for (const Case& c : cases) {
        SourceFolder folder;
        folder.edit(c.file, c.from, c.to);

        Briefs faults = folder.brief(folder.faults());

        CAPTURE(c.to);
        CHECK(faults == c.faults);
    }
}

TEST_CASE("check: all faults of all files come in one run, in the order of the folder") {
    SourceFolder folder;
    folder.edit("pack.toml", "version = 3", "version = \"3\"");
    folder.edit("pack.toml", "\"machine\"", "\"robot\"");
    folder.edit("collections/hom-nay.toml", "title.en = \"Today\"\n", "");
    folder.overlay("truncated-jpeg");
    folder.overlay("film-without-video");
    folder.write("exhibits/gieng-lang/vi.md", "Một [liên kết](http://x).\n\n# Tên\n");
    folder.write("exhibits/tap-anh/thua.txt", "x");

    const Briefs faults = folder.brief(folder.faults());

    CHECK(faults == Briefs{
                        "pack.toml:5 type_number",
                        "pack.toml:21 narration_unknown",
                        "collections/hom-nay.toml:3 language_missing",
                        kWell + ":14 picture_broken",
                        "exhibits/gieng-lang/vi.md:1 md_link",
                        "exhibits/gieng-lang/vi.md:3 md_title",
                        kFilm + ":21 film_without_video",
                        "exhibits/tap-anh/thua.txt:0 file_unused",
                    });
}

TEST_CASE("check: missing and added files") {
    SourceFolder folder;
    std::filesystem::remove(folder.path() / "exhibits/gieng-lang/en.md");
    std::filesystem::remove(folder.path() / "collections/hom-nay.toml");
    folder.write("exhibits/moi/ghi-chu.txt", "x");
    folder.write("thu-muc-la/x.txt", "x");
    folder.write("README.md", "beside pack.toml, not a part of the pack");
    folder.write("exhibits/gieng-lang/.DS_Store", "x");
    folder.write("exhibits/gieng-lang/~$vi.md", "x");
    folder.write("exhibits/gieng-lang/Thumbs.db", "x");
    folder.write("exhibits/gieng-lang/VI.md", "x");

    const Briefs faults = folder.brief(folder.text_faults());

    CHECK(faults == Briefs{
                        "pack.toml:15 collection_missing",
                        "exhibits/gieng-lang/VI.md:0 file_unused",
                        kWell + ":1 text_file_missing",
                        "exhibits/gieng-lang/vi.md:0 file_case_twin",
                        "exhibits/moi/exhibit.toml:0 exhibit_toml_missing",
                        kFilm + ":1 exhibit_unlisted",
                        "thu-muc-la:0 folder_unknown",
                    });
}

TEST_CASE("check: what is no file is refused without being opened") {
    SourceFolder folder;
    const auto fifo = folder.path() / "exhibits/gieng-lang/gieng.jpg";
    std::filesystem::remove(fifo);
    REQUIRE(::mkfifo(fifo.c_str(), 0600) == 0);
    std::filesystem::remove_all(folder.path() / "exhibits/tap-anh");
    std::filesystem::create_directory_symlink("gieng-lang", folder.path() / "exhibits/tap-anh");
    folder.write("exhibits/phim-sen/a\x07.txt", "x");

    const Briefs faults = folder.brief(folder.text_faults());

    CHECK(faults == Briefs{
                        "exhibits/gieng-lang/gieng.jpg:0 file_special",
                        "exhibits/phim-sen/a?.txt:0 file_name_broken",
                        "exhibits/tap-anh:0 file_symbolic_link",
                    });
}

TEST_CASE("check: bounds") {
    SUBCASE("a text of 10 MB") {
        SourceFolder folder;
        folder.write("exhibits/gieng-lang/vi.md", std::string(10'000'000, 'a'));

        CHECK(folder.brief(folder.text_faults()) ==
              Briefs{"exhibits/gieng-lang/vi.md:1 text_file_too_large"});
    }
    SUBCASE("a folder of more than 16 GB") {
        SourceFolder folder;
        folder.write("exhibits/gieng-lang/.keep", "");
        folder.write("exhibits/gieng-lang/lon.bin", "x");
        std::filesystem::resize_file(folder.path() / "exhibits/gieng-lang/lon.bin",
                                     std::uintmax_t{17} << 30);

        CHECK(folder.brief(folder.text_faults()) ==
              Briefs{"pack.toml:1 pack_too_large", "exhibits/gieng-lang/lon.bin:0 file_unused"});
    }
    SUBCASE("more than six pictures in a story") {
        SourceFolder folder;
        std::string text = folder.read(kWell);
        const std::string picture = text.substr(text.find("[[picture]]"),
                                                text.find("[[source]]") - text.find("[[picture]]"));
        for (int i = 0; i < 6; ++i) {
            const std::string name = "gieng-" + std::to_string(i) + ".jpg";
            std::filesystem::copy(folder.path() / "exhibits/gieng-lang/gieng.jpg",
                                  folder.path() / "exhibits/gieng-lang" / name);
            std::string more = picture;
            text += "\n" + more.replace(more.find("gieng.jpg"), 9, name);
        }
        folder.write(kWell, text);

        CHECK(folder.brief(folder.text_faults()) == Briefs{kWell + ":13 too_many_pictures"});
    }
    SUBCASE("more than 500 exhibits") {
        SourceFolder folder;
        for (int i = 0; i < 500; ++i)
            folder.write("exhibits/so-" + std::to_string(i) + "/exhibit.toml", "x");

        const auto faults = folder.brief(folder.text_faults());

        CHECK(std::count(faults.begin(), faults.end(), "pack.toml:1 too_many") == 1);
    }
}

TEST_CASE("check: a folder that is no pack says so once") {
    const auto directory = TemporaryDirectory::create().value();
    Faults faults;

    read_source(directory.path(), faults);

    REQUIRE(faults.all().size() == 1);
    CHECK(faults.all()[0].key == "pack_toml_missing");
}

TEST_CASE("check: a film cut off while it was copied is refused") {
    SourceFolder folder;
    const auto film = folder.path() / "exhibits/phim-sen/film.mp4";
    std::filesystem::resize_file(film, std::filesystem::file_size(film) - 500);

    CHECK(folder.brief(folder.faults()) == Briefs{kFilm + ":21 film_broken"});
}

TEST_CASE("check: a broken pack.toml does not hide the faults of the exhibits") {
    SourceFolder folder;
    folder.edit("pack.toml", "version = 3", "version = ");
    folder.overlay("truncated-jpeg");

    CHECK(folder.brief(folder.faults()) ==
          Briefs{"pack.toml:5 toml_broken", kWell + ":14 picture_broken"});
}

TEST_CASE("check: a text in an old encoding is named, and shown as it reads") {
    SourceFolder folder;
    // TCVN3 as bytes; VNI that went through Word and was saved as UTF-8; UTF-16 of Notepad.
    folder.write("exhibits/gieng-lang/vi.md",
                 "C\xB6 x\xE3m l\xCA"
                 "y n\xAD\xED"
                 "c \xEB \xAE"
                 "\xA9y.\n");
    folder.write("exhibits/tap-anh/vi.md", "Chôï xöa.\n\nÑöôøng laøng coäng hoøa.\n");
    folder.write("exhibits/phim-sen/vi.md", std::string("\xFF\xFE"
                                                        "a\0",
                                                        4));

    const auto faults = folder.text_faults();

    REQUIRE(folder.brief(faults) == Briefs{"exhibits/gieng-lang/vi.md:1 text_old_encoding",
                                           "exhibits/phim-sen/vi.md:1 text_utf16",
                                           "exhibits/tap-anh/vi.md:3 text_old_encoding"});
    CHECK(faults[0].values[0].second == "TCVN3 (ABC)");
    CHECK(faults[0].values[2].second == "Cả xóm lấy nước ở đây.");
    CHECK(faults[2].values[0].second == "VNI");
    CHECK(faults[2].values[2].second == "Đường làng cộng hòa.");
    CHECK(Messages::load("en").value().fault(faults[0]).find("sen-pack import") !=
          std::string::npos);
}

TEST_CASE("check: decomposed Vietnamese and French names are no old encoding") {
    SourceFolder folder;
    folder.write("exhibits/gieng-lang/vi.md",
                 "Gie\xCC\x82\xCC\x81ng la\xCC\x80ng, café của ông Noël Müller, © 2026.\n");

    CHECK(folder.brief(folder.text_faults()) == Briefs{});
}
