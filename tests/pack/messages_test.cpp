// SPDX-License-Identifier: Apache-2.0
#include "pack/messages.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <regex>
#include <set>

#include "base/file.h"

using namespace sen;
using namespace sen::pack;

namespace {

const std::filesystem::path kPack = std::filesystem::path(SEN_SOURCE_DIR) / "tools/pack";

language::StringTable table(const std::string& language) {
    return language::StringTable::load(kPack / "strings" / ("pack." + language + ".toml")).value();
}

std::set<std::string> matches(const std::string& text, const std::regex& pattern) {
    std::set<std::string> found;
    for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at)
        found.insert((*at)[1]);
    return found;
}

/// The keys that the code of the check and of the commands names: a key has an underscore, and no
/// other literal of these files has one.
std::set<std::string> keys_in_code() {
    const std::regex literal("\"([a-z]+(?:_[a-z0-9]+)+)\"");
    std::set<std::string> keys;
    for (const char* file :
         {"check_command.cpp", "build_command.cpp", "exhibit_reader.cpp", "folder.cpp", "main.cpp",
          "markdown.cpp", "media_check.cpp", "source.cpp", "table_reader.cpp", "webvtt.cpp"})
        keys.merge(matches(read_file(kPack / file, 1 << 20).value(), literal));
    for (const char* field : {"elapsed_ms", "left_ms", "media_jobs", "media_jobs_run"})
        keys.erase(field);
    return keys;
}

}  // namespace

TEST_CASE("messages: both languages have the same keys and the same names to fill") {
    const auto vi = table("vi"), en = table("en");

    for (const auto& [key, text] : vi.entries()) {
        CAPTURE(key);
        REQUIRE(en.entries().contains(key));
        const std::regex name("\\{([a-z]+)\\}");
        CHECK(matches(text, name) == matches(en[key], name));
    }
    CHECK(vi.entries().size() == en.entries().size());
}

TEST_CASE("messages: every key of the code exists, and every key is used") {
    const auto vi = table("vi");
    const auto keys = keys_in_code();

    for (const std::string& key : keys) CHECK_MESSAGE(vi.entries().contains(key), key);
    for (const auto& [key, text] : vi.entries()) CHECK_MESSAGE(keys.contains(key), key);
}

TEST_CASE("messages: a fault reads as file, line and a sentence with what to do") {
    const Fault fault{
        "exhibits/x/exhibit.toml", 12, "key_unknown_near", {{"key", "titel"}, {"near", "title"}}};

    const auto vi = Messages::load("vi").value(), en = Messages::load("en").value();

    CHECK(en.fault(fault) ==
          "exhibits/x/exhibit.toml:12: There is no key “titel” here. Is it “title”?");
    CHECK(vi.fault(fault) ==
          "exhibits/x/exhibit.toml:12: Không có khóa nào tên “titel” ở đây. Có phải là “title”?");
    CHECK(en.fault({"a.jpg", 0, "file_empty", {}}).starts_with("a.jpg: The file is empty"));
}

TEST_CASE("messages: values are printed once, without control characters, and short") {
    const auto en = Messages::load("en").value();

    const std::string text =
        en.text("file_missing", {{"name", "{name}\x1b[2J" + std::string(1000, 'x')}});

    CHECK(text.find("“{name} [2Jxxx") != std::string::npos);
    CHECK(text.find('\x1b') == std::string::npos);
    CHECK(text.size() < 500);
}

TEST_CASE("messages: the locale chooses the language") {
    struct Case {
        const char *all, *messages, *lang, *expected;
    };
    for (const Case& c : {Case{"", "", "vi_VN.UTF-8", "vi"}, Case{"", "vi", "en_US", "vi"},
                          Case{"C.UTF-8", "vi", "vi", "en"}, Case{"vi_VN", "en", "en", "vi"},
                          Case{"", "", "", "en"}}) {
        ::setenv("LC_ALL", c.all, 1);
        ::setenv("LC_MESSAGES", c.messages, 1);
        ::setenv("LANG", c.lang, 1);

        CHECK(locale_language() == c.expected);
    }
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) ::unsetenv(name);
}
