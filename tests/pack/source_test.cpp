// SPDX-License-Identifier: Apache-2.0
#include "pack/messages.h"
#include "source_folder.h"

using namespace sen;
using namespace sen::pack;

TEST_CASE("source: a good folder is read whole") {
    SourceFolder folder;
    Faults faults;

    const PackSource pack = read_source(folder.path(), faults);

    REQUIRE(faults.empty());
    CHECK(pack.id == "phuong-mau");
    CHECK(pack.publisher == "mau");
    CHECK(pack.version == 3);
    CHECK(pack.issued == "2026-11-22");
    CHECK(pack.languages == std::vector<std::string>{"vi", "en"});
    CHECK(pack.title.at("vi") == "Chuyện phường mẫu");
    CHECK(pack.narration == Narration::Machine);
    CHECK(pack.cover.exhibit == "gieng-lang");
    CHECK(pack.cover.picture == 0);
    REQUIRE(pack.attract.size() == 2);
    CHECK(pack.attract[1].exhibit == "phim-sen");
    CHECK(pack.attract[1].picture == -1);
    REQUIRE(pack.collections.size() == 2);
    CHECK(pack.collections[0].id == "chuyen-xua");
    CHECK(pack.collections[0].exhibits == std::vector<std::string>{"gieng-lang", "tap-anh"});
}

TEST_CASE("source: exhibits come sorted, with their media resolved") {
    SourceFolder folder;
    Faults faults;

    const PackSource pack = read_source(folder.path(), faults);

    REQUIRE(pack.exhibits.size() == 3);
    const SourceExhibit& well = pack.exhibits[0];
    CHECK(well.id == "gieng-lang");
    CHECK(well.year == "1862–1863");
    CHECK(well.narration.at("vi") == folder.path() / "exhibits/gieng-lang/doc.mp3");
    CHECK(well.sources.at(0).address == "example.org");
    const SourceExhibit& film = pack.exhibits[1];
    CHECK(film.kind == catalogue::ExhibitKind::Film);
    REQUIRE(film.film);
    CHECK(film.film->file == folder.path() / "exhibits/phim-sen/film.mp4");
    CHECK(film.film->captions.at("vi").at(1).text == "Sen tàn.");
    const SourceExhibit& album = pack.exhibits[2];
    CHECK(album.pictures.at(0).tall == folder.path() / "exhibits/tap-anh/mot-tall.png");
    CHECK(album.pictures.at(1).alt.at("en") == "A green rectangle.");
}

TEST_CASE("source: all text comes in NFC without invisible marks") {
    SourceFolder folder;
    folder.edit("exhibits/gieng-lang/exhibit.toml", "\"Giếng làng\"",
                "\"Gie\u0302\u0301ng\u200B la\u0300ng\uFEFF\"");
    folder.write("exhibits/gieng-lang/vi.md", "\uFEFF\u00D0a\u0301y **gie\u0302\u0301ng**.\r\n");

    Faults faults;
    const PackSource pack = read_source(folder.path(), faults);

    REQUIRE(faults.empty());
    CHECK(pack.exhibits[0].title.at("vi") == "Giếng làng");
    const catalogue::Block& block = pack.exhibits[0].text.at("vi").at(0);
    CHECK(block.text == "Đáy giếng.");
    REQUIRE(block.runs.size() == 1);
    CHECK(block.text.substr(block.runs[0].begin, block.runs[0].end - block.runs[0].begin) ==
          "giếng");
}

TEST_CASE(
    "source: a simple text and a guide's notes are read beside the text, where there are any") {
    SourceFolder folder;
    folder.write("exhibits/gieng-lang/vi.simple.md", "\uFEFFGie\u0302\u0301ng **cu\u0303**.\r\n");
    folder.write("exhibits/gieng-lang/en.guide.md", "Ask who drank here.\n\n- Point at the rim.\n");

    Faults faults;
    const PackSource pack = read_source(folder.path(), faults);

    REQUIRE(faults.empty());
    const SourceExhibit& well = pack.exhibits[0];
    REQUIRE(well.simple_text.at("vi").size() == 1);
    CHECK(well.simple_text.at("vi")[0].text == "Giếng cũ.");
    CHECK(well.simple_text.at("vi")[0].runs.size() == 1);
    CHECK_FALSE(well.simple_text.contains("en"));
    REQUIRE(well.notes.at("en").size() == 2);
    CHECK(well.notes.at("en")[1].kind == catalogue::BlockKind::ListItem);
    CHECK_FALSE(well.notes.contains("vi"));
    CHECK(well.text.at("vi") != well.simple_text.at("vi"));
    CHECK(pack.exhibits[1].simple_text.empty());
}

TEST_CASE("source: people and places come with their other names and years") {
    SourceFolder folder;
    folder.edit("exhibits/gieng-lang/exhibit.toml", "[[picture]]",
                "[[person]]\nname.vi = \"Hồ Chí Minh\"\nname.en = \"Hồ Chí Minh\"\n"
                "[[person.other]]\nname.vi = \"Văn Ba\"\nname.en = \"Văn Ba\"\nfrom = 1911\n"
                "[[location]]\nname.vi = \"Xa lộ Hà Nội\"\nname.en = \"Hà Nội highway\"\n"
                "from = 1961\nto = 1984\n[[picture]]");

    Faults faults;
    const PackSource pack = read_source(folder.path(), faults);

    REQUIRE(faults.empty());
    const auto& subjects = pack.exhibits[0].subjects;
    REQUIRE(subjects.size() == 2);
    CHECK(subjects[0].kind == catalogue::SubjectKind::Person);
    REQUIRE(subjects[0].names.size() == 2);
    CHECK(subjects[0].names[1].name.at("vi") == "Văn Ba");
    CHECK(subjects[0].names[1].year_from == 1911);
    CHECK(subjects[0].names[1].year_to == 0);
    CHECK(subjects[1].kind == catalogue::SubjectKind::Place);
    CHECK(subjects[1].names[0].name.at("en") == "Hà Nội highway");
    CHECK(subjects[1].names[0].year_to == 1984);
}

TEST_CASE(
    "source: a date in figures that is none is a fault with its line, words are not looked into") {
    const auto fault_of = [](const std::string& year) {
        SourceFolder folder;
        folder.edit("exhibits/gieng-lang/exhibit.toml", "\"1862–1863\"", "\"" + year + "\"");
        Faults faults;
        read_source(folder.path(), faults);
        return faults.empty() ? "" : Messages::load("en").value().fault(faults.all()[0]);
    };

    for (const char* year : {"1911", "6/1911", "5/6/1911", "1862–1863", "khoảng 1930",
                             "khoảng tháng 9/1905", "thế kỷ XVIII", "trước 1945"})
        CHECK_MESSAGE(fault_of(year) == "", year);
    CHECK(fault_of("31/4/1911").find("exhibit.toml:") != std::string::npos);
    CHECK(fault_of("31/4/1911").find("“31/4/1911” is not in the calendar") != std::string::npos);
    CHECK(fault_of("1862-63").find("the number 63 alone is no date") != std::string::npos);
    CHECK(fault_of("1963–1862").find("ends before it begins") != std::string::npos);
    CHECK(fault_of("1911 hay 1912").find("“hay” cannot be read") != std::string::npos);
}

TEST_CASE(
    "source: a person without a name, an unknown key and years in the wrong order are faults") {
    const std::pair<std::string, std::string> cases[] = {
        {"[[person]]\nfrom = 1900\n", "key_missing"},
        {"[[person]]\nname.vi = \"An\"\n", "language_missing"},
        {"[[location]]\nname.vi = \"A\"\nname.en = \"A\"\nsince = 3\n", "key_unknown"},
        {"[[location]]\nname.vi = \"A\"\nname.en = \"A\"\nfrom = 0\n", "type_number"},
        {"[[location]]\nname.vi = \"A\"\nname.en = \"A\"\nfrom = 1980\nto = 1975\n",
         "years_backwards"},
        {"[[location]]\nname.vi = \"A\"\nname.en = \"A\"\n[[location.other]]\nfrom = 1\n",
         "key_missing"}};
    for (const auto& bad : cases) {
        SourceFolder folder;
        folder.edit("exhibits/gieng-lang/exhibit.toml", "[[picture]]", bad.first + "[[picture]]");

        const auto faults = folder.faults();

        REQUIRE_MESSAGE(!faults.empty(), bad.first);
        CHECK_MESSAGE(faults.front().key == bad.second, bad.first);
    }
}

TEST_CASE("source: a pack in one language needs no other") {
    SourceFolder folder;
    folder.edit("pack.toml", "[\"vi\", \"en\"]", "[\"vi\"]");

    const auto faults = folder.faults();

    REQUIRE_FALSE(faults.empty());
    for (const Fault& fault : faults)
        CHECK((fault.key == "language_unknown" || fault.key == "file_unused"));
}
