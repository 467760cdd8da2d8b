// SPDX-License-Identifier: Apache-2.0
// The drawing of the rooms in ARCHITECTURE.md as a test: every #include of kiosk/ and tools/ must
// be an arrow of the tables below. A new arrow is drawn there and here first, with its reason.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"

namespace {

using Names = std::set<std::string, std::less<>>;

const Names kBelowTools{"base", "language", "trust", "store", "catalogue", "theme"};

/// Folder → the rooms that its files may include, besides their own.
const std::map<std::string, Names, std::less<>> kArrows{
    {"kiosk/base", {}},
    {"kiosk/language", {"base"}},
    {"kiosk/trust", {"base"}},
    {"kiosk/store", {"base", "trust"}},
    {"kiosk/catalogue", {"base", "language"}},
    {"kiosk/player", {"base"}},
    {"kiosk/media", {"base", "player"}},
    {"kiosk/theme", {"base"}},
    {"kiosk/graphics", {"base"}},
    {"kiosk/ui", {"base", "language", "theme", "graphics"}},
    {"kiosk/screens",
     {"base", "language", "trust", "store", "catalogue", "media", "theme", "graphics", "ui"}},
    {"kiosk/app",
     {"base", "language", "trust", "store", "catalogue", "media", "theme", "graphics", "ui",
      "screens"}},
    {"tools/pack", kBelowTools},
    {"tools/sync", kBelowTools},
};

/// Files of a room that the rest of it, and the other rooms, must not see; only `readers` may.
struct InnerPart {
    std::string folder;
    Names files;  // without .h and .cpp
    Names readers;
};
const std::vector<InnerPart> kInnerParts{
    // Only who publishes can sign; the board's own tools can only verify.
    {"kiosk/trust", {"signer"}, {"tools/pack"}},
    {"kiosk/catalogue", {"index_writer", "writer"}, {"tools/pack"}},
    {"kiosk/store",
     {"change", "directory_source", "disk", "folder_reader", "hash_thread", "object_writer",
      "offer", "scrub", "source", "store_cleaning", "store_plan", "store_scrub", "store_upkeep",
      "store_writer", "system_calls", "trouble", "trusted_folder"},
     {"tools/pack", "tools/sync"}},
    // What is left of the player is its protocol, which kiosk/media speaks too.
    {"kiosk/player",
     {"clip", "clip_reader", "confinement", "film", "main", "position_estimate", "session"},
     {}},
};

/// Header of a library (its beginning) → the only files that may include it (their beginnings).
const std::map<std::string, std::vector<std::string>> kLibraries{
    {"SDL", {"kiosk/graphics/", "kiosk/app/"}},
    {"vlc/", {"kiosk/player/"}},
    {"libav", {"kiosk/player/"}},
    {"sqlite3", {"kiosk/catalogue/"}},
    {"openssl/", {"kiosk/base/digest.", "kiosk/trust/"}},
    {"curl/", {"tools/sync/"}},
    {"zip.h", {"tools/pack/import/"}},
    {"pugixml", {"tools/pack/import/"}},
    {"zstd", {"tools/pack/publish/", "tools/sync/"}},
};

constexpr int kMaxMainLines = 60;

/// A file by its path under the project, "kiosk/store/disk.h".
struct Source {
    std::string path, text;

    std::string folder() const {
        const auto room = path.find('/');
        return path.substr(0, path.find('/', room + 1));
    }
    std::string stem() const { return std::filesystem::path(path).stem(); }
};

/// The part of a room that a file is in; nullptr when it is in what all may see.
const InnerPart* find_inner_part(std::string_view folder, std::string_view stem) {
    for (const auto& part : kInnerParts)
        if (part.folder == folder && part.files.contains(stem)) return &part;
    return nullptr;
}

std::string library_fault(const Source& source, const std::string& header) {
    for (const auto& [beginning, places] : kLibraries) {
        if (!header.starts_with(beginning)) continue;
        const auto is_here = [&](const std::string& place) {
            return source.path.starts_with(place);
        };
        if (std::none_of(places.begin(), places.end(), is_here))
            return "the library is not of this room";
    }
    return {};
}

std::string arrow_fault(const Source& source, const std::string& header) {
    const bool is_tool = source.path.starts_with("tools/");
    const auto slash = header.find('/');
    if (slash == std::string::npos) return is_tool ? "" : "a room writes \"room/file.h\"";
    const std::string room = header.substr(0, slash);
    const std::string target = "kiosk/" + room;
    if (!kArrows.contains(target)) return "no such room";
    if (target != source.folder() && !kArrows.at(source.folder()).contains(room))
        return "no such arrow";
    const auto* part = find_inner_part(target, std::filesystem::path(header).stem().string());
    if (part == nullptr || part == find_inner_part(source.folder(), source.stem())) return {};
    return part->readers.contains(source.folder()) ? "" : "an inner part of its room";
}

/// The header that a line includes and how: `"a/b.h"` or `<b>`. Empty: the line includes nothing.
std::string included_header(std::string_view line) {
    const auto skip = [&](std::string_view word) {
        line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
        if (!line.starts_with(word)) return false;
        line.remove_prefix(word.size());
        return true;
    };
    if (!skip("#") || !skip("include") || !skip("")) return {};
    const auto end = line.find_first_of(">\"", 1);
    return std::string(line.substr(0, end == std::string_view::npos ? end : end + 1));
}

/// A sentence for each #include of `source` that no table allows.
std::vector<std::string> layer_faults(const Source& source) {
    if (!kArrows.contains(source.folder()))
        return {fmt::format("{}: its folder is not in the table of tests/layers_test.cpp",
                            source.path)};
    std::vector<std::string> faults;
    std::istringstream lines(source.text);
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
        const std::string quoted = included_header(line);
        if (quoted.size() < 2) continue;
        const std::string header = quoted.substr(1, quoted.size() - 2);
        std::string fault = library_fault(source, header);
        if (fault.empty() && quoted.front() == '"') fault = arrow_fault(source, header);
        if (!fault.empty())
            faults.push_back(fmt::format("{}:{}: {}: {}", source.path, number, quoted, fault));
    }
    return faults;
}

/// Lines that say something: not blank, no comment, no #include.
int count_code_lines(const std::string& text) {
    int count = 0;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        const auto start = line.find_first_not_of(" \t");
        if (start == std::string::npos || line.compare(start, 2, "//") == 0) continue;
        if (included_header(line).empty()) ++count;
    }
    return count;
}

std::vector<Source> project_sources() {
    constexpr std::uint64_t kMaxSourceBytes = 1 << 20;
    const std::filesystem::path project(SEN_SOURCE_DIR);
    std::vector<Source> sources;
    for (const char* top : {"kiosk", "tools"})
        for (const auto& entry : std::filesystem::recursive_directory_iterator(project / top)) {
            const auto extension = entry.path().extension();
            if (extension != ".h" && extension != ".cpp") continue;
            sources.push_back({entry.path().lexically_relative(project).string(),
                               sen::read_file(entry.path(), kMaxSourceBytes).value()});
        }
    return sources;
}

}  // namespace

TEST_CASE("layers: every #include is an arrow of the drawing") {
    const auto sources = project_sources();

    CHECK(sources.size() > 100);
    for (const auto& source : sources)
        for (const auto& fault : layer_faults(source)) FAIL_CHECK(fault);
}

TEST_CASE("layers: main tells its story in few lines") {
    for (const auto& source : project_sources())
        if (source.stem() == "main" && source.path.ends_with(".cpp"))
            CHECK_MESSAGE(count_code_lines(source.text) <= kMaxMainLines, source.path);
}

TEST_CASE("layers: the tables name folders and files that exist") {
    const std::filesystem::path project(SEN_SOURCE_DIR);
    for (const auto& arrows : kArrows)
        CHECK_MESSAGE(std::filesystem::exists(project / arrows.first), arrows.first);

    for (const auto& part : kInnerParts)
        for (const auto& file : part.files) {
            const auto path = project / part.folder / file;
            const bool is_there = std::filesystem::exists(path.string() + ".h") ||
                                  std::filesystem::exists(path.string() + ".cpp");
            CHECK_MESSAGE(is_there, path.string());
        }
}

TEST_CASE("layers: an arrow that is not drawn is caught") {
    struct Case {
        const char* path;
        const char* line;
        bool is_allowed;
    };
    const Case cases[] = {
        {"kiosk/ui/text.cpp", "#include \"graphics/text.h\"", true},
        {"kiosk/ui/text.cpp", "#include \"ui/text.h\"", true},
        {"kiosk/ui/text.cpp", "#include \"catalogue/catalogue.h\"", false},
        {"kiosk/base/file.cpp", "#include \"store/store.h\"", false},
        {"kiosk/base/file.cpp", "  #  include \"store/store.h\"  // hidden", false},
        {"kiosk/base/file.cpp", "#include \"file.h\"", false},
        {"kiosk/base/file.cpp", "#include \"attic/file.h\"", false},
        {"kiosk/screens/bar.cpp", "#include <SDL.h>", false},
        {"kiosk/graphics/png.cpp", "#include <SDL_image.h>", true},
        {"kiosk/media/watchdog.cpp", "#include <vlc/vlc.h>", false},
        {"kiosk/media/watchdog.cpp", "#include \"player/session.h\"", false},
        {"kiosk/media/watchdog.cpp", "#include \"player/protocol.h\"", true},
        {"kiosk/app/parts.cpp", "#include \"player/protocol.h\"", false},
        {"kiosk/app/parts.cpp", "#include \"store/store.h\"", true},
        {"kiosk/app/parts.cpp", "#include \"store/store_writer.h\"", false},
        {"kiosk/store/store.cpp", "#include \"store/store_writer.h\"", false},
        {"kiosk/store/disk.cpp", "#include \"store/system_calls.h\"", true},
        {"kiosk/screens/library.cpp", "#include \"catalogue/writer.h\"", false},
        {"kiosk/screens/library.cpp", "#include <sqlite3.h>", false},
        {"kiosk/base/file.cpp", "#include <openssl/evp.h>", false},
        {"kiosk/base/digest.cpp", "#include <openssl/evp.h>", true},
        {"tools/pack/build.cpp", "#include \"catalogue/writer.h\"", true},
        {"tools/pack/publish/draft.cpp", "#include \"trust/signer.h\"", true},
        {"tools/sync/update.cpp", "#include \"trust/signer.h\"", false},
        {"kiosk/trust/client.cpp", "#include \"trust/signer.h\"", false},
        {"tools/pack/build.cpp", "#include \"ui/text.h\"", false},
        {"tools/pack/build.cpp", "#include \"build.h\"", true},
        {"tools/attic/build.cpp", "int attic;", false},
    };

    for (const auto& one : cases) {
        INFO(one.path << ": " << one.line);
        CHECK(layer_faults({one.path, one.line}).empty() == one.is_allowed);
    }
}
