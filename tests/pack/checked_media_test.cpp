// SPDX-License-Identifier: Apache-2.0
#include "pack/checked_media.h"

#include "source_folder.h"

using namespace sen;
using namespace sen::pack;

namespace fs = std::filesystem;

namespace {

Briefs faults_of(SourceFolder& folder, CheckedMedia& checked) {
    Faults faults;
    read_source(folder.path(), faults, &checked);
    return SourceFolder::brief(faults.all());
}

}  // namespace

TEST_CASE("checked media: what was good and has not changed is not looked into again") {
    SourceFolder folder;
    const auto place = TemporaryDirectory::create().value();
    auto checked = CheckedMedia::load(place.path() / "checked");
    REQUIRE(faults_of(folder, checked) == Briefs{});
    REQUIRE(checked.save());
    // Broken, but as large and as old as before: only who looks into it can tell.
    const fs::path file = folder.path() / "exhibits/gieng-lang/gieng.jpg";
    const auto time = fs::last_write_time(file);
    folder.write("exhibits/gieng-lang/gieng.jpg", std::string(fs::file_size(file), 'x'));
    fs::last_write_time(file, time);

    auto remembered = CheckedMedia::load(place.path() / "checked");
    CHECK(faults_of(folder, remembered) == Briefs{});
    auto forgotten = CheckedMedia::load(place.path() / "nothing");
    CHECK(faults_of(folder, forgotten) ==
          Briefs{"exhibits/gieng-lang/exhibit.toml:14 picture_unsupported"});
}

TEST_CASE("checked media: a file that has changed is looked into, a fault is told each time") {
    SourceFolder folder;
    const auto place = TemporaryDirectory::create().value();
    auto checked = CheckedMedia::load(place.path() / "checked");
    REQUIRE(faults_of(folder, checked) == Briefs{});

    folder.overlay("truncated-jpeg");

    CHECK(faults_of(folder, checked).size() == 1);
    CHECK(faults_of(folder, checked).size() == 1);
}
