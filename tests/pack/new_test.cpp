// SPDX-License-Identifier: Apache-2.0
#include "pack/new_pack.h"

#include <fcntl.h>

#include <set>

#include "program_run.h"
#include "source_folder.h"

using namespace sen;
using namespace sen::pack;

namespace fs = std::filesystem;

namespace {

/// A place to make packs in.
class Desk {
  public:
    fs::path path() const { return directory_.path(); }
    NewPack pack(const std::string& name) const {
        return {path() / name, "", "", {"vi", "en"}, {}, "2026-11-25"};
    }
    /// All names under the desk, hidden ones too.
    std::set<std::string> names() const {
        std::set<std::string> found;
        for (const auto& entry : fs::recursive_directory_iterator(path()))
            found.insert(entry.path().lexically_relative(path()).generic_string());
        return found;
    }

  private:
    TemporaryDirectory directory_ = TemporaryDirectory::create().value();
};

PackSource read(const fs::path& folder) {
    Faults faults;
    PackSource pack = read_source(folder, faults);
    CHECK(SourceFolder::brief(faults.all()) == Briefs{});
    return pack;
}

Briefs faults_of(const NewPack& wanted) {
    return SourceFolder::brief(make_pack_folder(wanted).all());
}

}  // namespace

TEST_CASE("new pack: it has no fault in any choice of languages, and an exhibit of each kind") {
    const Desk desk;
    using Languages = std::vector<std::string>;
    for (const Languages& languages :
         {Languages{"vi", "en"}, Languages{"en", "vi"}, Languages{"vi"}, Languages{"en"}}) {
        NewPack wanted = desk.pack(fmt::format("goi-{}", fmt::join(languages, "-")));
        wanted.languages = languages;

        CHECK(faults_of(wanted) == Briefs{});

        const PackSource pack = read(wanted.folder);
        CHECK(pack.languages == languages);
        CHECK(pack.issued == "2026-11-25");
        CHECK(pack.version == 1);
        std::set<catalogue::ExhibitKind> kinds;
        for (const SourceExhibit& exhibit : pack.exhibits) {
            kinds.insert(exhibit.kind);
            CHECK(exhibit.text.size() == languages.size());
        }
        CHECK(kinds.size() == 3);
    }
}

TEST_CASE("new pack: what is commented out is right too") {
    const Desk desk;
    const NewPack wanted = desk.pack("goi");
    REQUIRE(faults_of(wanted) == Briefs{});
    const fs::path file = wanted.folder / "exhibits/bai-viet-mau/exhibit.toml";
    std::string text = read_file(file, 1 << 20).value();
    // Examples are lines "# key = …" and "# [[section]]"; files that they name are not there.
    std::string whole;
    std::size_t examples = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::string line = text.substr(at, end - at);
        at = end + 1;
        const bool names_file = line.find("narration") == 2 || line.find("tall = ") == 2;
        const bool is_example = line.starts_with("# [[") ||
                                line.find(" = \"") != std::string::npos ||
                                line.find(" = 1") != std::string::npos;
        if (line.starts_with("# ") && is_example && !names_file) {
            line.erase(0, 2);
            ++examples;
        }
        whole += line + '\n';
    }
    REQUIRE(write_file_atomically(file, whole));

    const PackSource pack = read(wanted.folder);

    CHECK(examples == 13);
    REQUIRE(!pack.exhibits.empty());
    CHECK(pack.exhibits[0].year == "1911");
    REQUIRE(pack.exhibits[0].subjects.size() == 2);
    CHECK(pack.exhibits[0].subjects[1].names.size() == 2);
}

TEST_CASE("new pack: takes its names from the author, or from its folder") {
    const Desk desk;
    NewPack wanted = desk.pack("Phường Tôi");
    wanted.titles = {"Chuyện \"xưa\" \\ nay"};
    REQUIRE(faults_of(wanted) == Briefs{});
    const PackSource named = read(wanted.folder);
    CHECK(named.id == "phuong-toi");
    CHECK(named.publisher == "phuong-toi");
    CHECK(named.title.at("vi") == "Chuyện \"xưa\" \\ nay");
    CHECK(named.title.at("en") == "Title of the pack");

    wanted = desk.pack("hai");
    wanted.id = "chuyen-cu";
    wanted.publisher = "phuong-mau";
    wanted.titles = {"Một", "One"};
    REQUIRE(faults_of(wanted) == Briefs{});
    const PackSource given = read(wanted.folder);
    CHECK(given.id == "chuyen-cu");
    CHECK(given.publisher == "phuong-mau");
    CHECK(given.title.at("en") == "One");
    CHECK(read_file(wanted.folder / "pack.toml", 1 << 20).value().find("SPDX") ==
          std::string::npos);
}

TEST_CASE("new pack: an empty folder is filled and stays the same folder") {
    const Desk desk;
    const NewPack wanted = desk.pack("goi");
    fs::create_directory(wanted.folder);
    const UniqueFd before(::open(wanted.folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));

    CHECK(faults_of(wanted) == Briefs{});

    CHECK(fs::equivalent(wanted.folder, fmt::format("/proc/self/fd/{}", before.get())));
    read(wanted.folder);
    CHECK(desk.names().contains("goi/pack.toml"));
    for (const auto& name : desk.names()) CHECK(name.find(".sen-new") == std::string::npos);
}

TEST_CASE("new pack: a folder that holds anything, a file and a missing place are refused") {
    const Desk desk;
    fs::create_directory(desk.path() / "day");
    std::ofstream(desk.path() / "day/.ghi-chu") << "x";
    std::ofstream(desk.path() / "tep") << "x";
    fs::create_symlink("khong-co", desk.path() / "loi-tat");
    const auto before = desk.names();

    const auto key = [&](const std::string& name) {
        const Faults faults = make_pack_folder(desk.pack(name));
        REQUIRE(faults.all().size() == 1);
        return faults.all()[0].key;
    };

    CHECK(key("day") == "new_not_empty");
    CHECK(key("tep") == "new_not_folder");
    CHECK(key("loi-tat") == "new_not_folder");
    CHECK(key("khong-co/goi") == "new_no_parent");
    CHECK(desk.names() == before);
}

TEST_CASE("new pack: names and titles that check would refuse leave nothing behind") {
    const Desk desk;
    NewPack wanted = desk.pack("goi");
    wanted.id = "Phường";
    CHECK(faults_of(wanted) ==
          Briefs{"pack.toml:7 id_rule", "pack.toml:8 id_rule", "goi:0 new_values"});
    wanted = desk.pack("goi");
    wanted.titles = {std::string(61, 'a')};
    CHECK(faults_of(wanted).at(0).ends_with(" text_too_long"));
    wanted.titles = {""};
    CHECK(faults_of(wanted).at(0).ends_with(" text_empty"));
    CHECK(desk.names().empty());
    fs::create_directory(wanted.folder);

    wanted.titles = {std::string(61, 'a')};
    CHECK(faults_of(wanted).size() == 2);

    CHECK(desk.names() == std::set<std::string>{"goi"});
}

TEST_CASE("sen-pack new: says what it made and what to do next, in both languages") {
    const Desk desk;
    const std::string folder = (desk.path() / "goi").string();

    const Run made = run("new " + folder + " --title 'Chuyện xưa' --title 'Old stories'");

    CHECK(made.exit == 0);
    CHECK(made.err == "");
    CHECK(made.out.starts_with("Made a sample pack in " + folder));
    CHECK(made.out.find("sen-pack preview " + folder) != std::string::npos);
    CHECK(run("check " + folder).exit == 0);
    const Run again = run("new " + folder + " --lang vi");
    CHECK(again.exit == 1);
    CHECK(again.out == "");
    CHECK(again.err == folder +
                           ": Thư mục này đã có tệp nên không tạo gì ở đây. Hãy chọn thư mục "
                           "trống, hoặc một tên mới.\n");
}

TEST_CASE("sen-pack new: a disk that takes no more leaves nothing behind") {
    const Desk desk;
    const std::string folder = (desk.path() / "goi").string();
    // The film is larger than what may be written.
    const std::string small = "trap '' XFSZ; ulimit -f 16;";

    const Run beside = run("new " + folder, "LANG=C", small);
    CHECK(beside.exit == 1);
    CHECK(beside.out == "");
    CHECK(beside.err.find("nothing of it is left") != std::string::npos);
    CHECK(desk.names().empty());
    fs::create_directory(folder);
    CHECK(run("new " + folder, "LANG=C", small).exit == 1);
    CHECK(desk.names() == std::set<std::string>{"goi"});
}

TEST_CASE("sen-pack new: wrong usage exits 2") {
    for (const char* words : {"new", "new a b", "new a --languages fr", "new a --lang fr",
                              "new a --title A --title B --title C",
                              "new a --languages vi --title A --title B", "new a --wrong"}) {
        CAPTURE(words);
        const Run refused = run(words);
        CHECK(refused.exit == 2);
        CHECK(refused.err.starts_with("Wrong usage: "));
        CHECK(refused.out == "");
    }
    CHECK(run("new --help --lang vi").out.find("Thư mục sẽ tạo") != std::string::npos);
    CHECK(!fs::exists("a"));
}

TEST_CASE("sen-pack new: what it makes can be built at once") {
    const Desk desk;
    const std::string folder = (desk.path() / "goi").string(), out = (desk.path() / "ra").string();
    REQUIRE(run("new " + folder).exit == 0);

    const Run built = run("build " + folder + " --out " + out);

    CHECK(built.exit == 0);
    CHECK(built.err == "");
    CHECK(built.out.find("“goi”") != std::string::npos);
    CHECK(fs::exists(fs::path(out) / "manifest.json"));
}
