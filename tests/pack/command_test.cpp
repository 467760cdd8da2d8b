// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "program_run.h"
#include "source_folder.h"

using namespace sen;
using namespace sen::pack;

TEST_CASE("sen-pack check: a good folder prints its counts and exits 0") {
    SourceFolder folder;

    const Run result = run("check " + folder.path().string());

    CHECK(result.exit == 0);
    CHECK(result.err == "");
    CHECK(result.out ==
          "Pack “phuong-mau”, version 3: nothing is wrong. Collections 2, exhibits 3, pictures 4, "
          "films 1, "
          "words 29 (vi), 17 (en).\n");
}

TEST_CASE("sen-pack check: faults go to standard error, with their number, and exit 1") {
    SourceFolder folder;
    folder.edit("pack.toml", "version = 3", "version = \"3\"");
    folder.overlay("truncated-jpeg");

    const Run result = run("check " + folder.path().string());

    CHECK(result.exit == 1);
    CHECK(result.out == "");
    CHECK(result.err ==
          "pack.toml:5: “version” must be a whole number from 1 to 1000000000 without quotes, for "
          "example version = 1.\n"
          "exhibits/gieng-lang/exhibit.toml:14: The picture “gieng.jpg” is broken or was not "
          "copied to its end. Copy it "
          "again from the original.\n"
          "Places to put right: 2. When it is done, check again.\n");
}

TEST_CASE("sen-pack check: --lang comes before the locale") {
    SourceFolder folder;
    folder.overlay("empty-file");
    const std::string folder_name = folder.path().string();

    CHECK(run("check " + folder_name, "LANG=vi_VN.UTF-8").err.find("Có 1 chỗ cần sửa") !=
          std::string::npos);
    CHECK(run("check " + folder_name + " --lang vi").err.find("Tệp rỗng") != std::string::npos);
    CHECK(run("check " + folder_name + " --lang en", "LANG=vi_VN").err.find("The file is empty") !=
          std::string::npos);
}

TEST_CASE("sen-pack: wrong usage exits 2, help exits 0, a missing folder 1") {
    CHECK(run("").exit == 2);
    CHECK(run("check").exit == 2);
    CHECK(run("check a b").exit == 2);
    CHECK(run("check . --lang fr").exit == 2);
    CHECK(run("nothing").exit == 2);
    CHECK(run("--help").exit == 0);
    CHECK(run("check --help --lang vi").out.find("Thư mục của gói") != std::string::npos);
    CHECK(run("check . --wrong").err.starts_with("Wrong usage: "));
    CHECK(run("check . --wrong", "LANG=vi_VN.UTF-8").err.find("Dùng sai lệnh: ") == 0);
    CHECK(run("--lang vi").err.find("Chạy sen-pack --help để xem các lệnh.") != std::string::npos);
    const Run missing = run("check /no/such/folder");
    CHECK(missing.exit == 1);
    CHECK(missing.err == "There is no folder “/no/such/folder”. Check the path.\n");
}

TEST_CASE("sen-pack import: writes a folder that check can read, and says what it did") {
    const auto directory = TemporaryDirectory::create().value();
    const std::string file = (directory.path() / "ten.txt").string(),
                      pack = (directory.path() / "goi").string();
    std::ofstream(file, std::ios::binary) << "H\xB5 N\xE9i";

    const Run unsure = run("import " + file + " --into " + pack + " --lang vi </dev/null");
    CHECK(unsure.exit == 1);
    CHECK(unsure.out == "");
    CHECK(unsure.err.find("“Hà Nội”") != std::string::npos);
    CHECK(!std::filesystem::exists(pack));

    const Run done = run("import " + file + " --into " + pack + " --encoding tcvn3");
    CHECK(done.exit == 0);
    CHECK(done.err == "");
    CHECK(done.out.find("“Hµ Néi” → “Hà Nội”") != std::string::npos);
    CHECK(run("check " + pack).exit == 1);

    CHECK(run("import " + file).exit == 2);
    CHECK(run("import --into " + pack).exit == 2);
    CHECK(run("import " + file + " --into " + pack + " --encoding latin-9").exit == 2);
}
