// SPDX-License-Identifier: Apache-2.0
#include "pack/messages.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <set>
#include <vector>

#include "base/file.h"

using namespace sen;
using namespace sen::pack;

namespace {

const std::filesystem::path kPack = std::filesystem::path(SEN_SOURCE_DIR) / "tools/pack";
const std::filesystem::path kLanguage = std::filesystem::path(SEN_SOURCE_DIR) / "kiosk/language";

language::StringTable table(const std::string& language) {
    return language::StringTable::load(kPack / "strings" / ("pack." + language + ".toml")).value();
}

/// Every run of characters that `is_inner` takes and that stands between `open` and `close`.
template <class IsInner>
std::set<std::string> between(const std::string& text, char open, char close, IsInner is_inner) {
    std::set<std::string> found;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != open) continue;
        std::size_t end = at + 1;
        while (end < text.size() && is_inner(text[end])) ++end;
        if (end > at + 1 && end < text.size() && text[end] == close)
            found.insert(text.substr(at + 1, end - at - 1));
    }
    return found;
}

bool is_name_letter(char c) {
    return c >= 'a' && c <= 'z';
}
bool is_key_letter(char c) {
    return is_name_letter(c) || c == '_' || (c >= '0' && c <= '9');
}

std::set<std::string> names_to_fill(const std::string& text) {
    return between(text, '{', '}', is_name_letter);
}

/// The keys that the code of new, preview, import, key, publish and inspect names, by their first
/// word: their files name fields of JSON and of other formats too. The help of a command has the
/// command's name in it.
std::set<std::string> keys_by_first_word() {
    std::vector<std::filesystem::path> files;
    for (const char* file :
         {"new_command.cpp", "new_pack.cpp", "preview.cpp", "preview_command.cpp"})
        files.push_back(kPack / file);
    for (const char* folder : {"import", "publish"})
        for (const auto& entry : std::filesystem::directory_iterator(kPack / folder))
            if (entry.path().extension() == ".cpp") files.push_back(entry.path());
    std::set<std::string> keys;
    for (const auto& file : files) {
        const std::string code = read_file(file, 1 << 20).value();
        for (const std::string& literal : between(code, '"', '"', is_key_letter))
            for (const char* word : {"draft_", "help_", "import_", "inspect_", "new_", "preview_",
                                     "publish_", "review_", "seal_"})
                if (literal.starts_with(word) && literal.size() > std::strlen(word))
                    keys.insert(literal);
    }
    for (const char* command :
         {"key_new", "key_show", "inspect", "publish_delegate", "publish_discard", "publish_init",
          "publish_pack", "publish_prune", "publish_release", "publish_renew", "publish_review",
          "publish_revoke", "publish_rotate", "publish_sign", "publish_withdraw"})
        keys.insert(std::string("help_") + command);
    return keys;
}

/// The keys that the code of the check and of the commands names: a key has an underscore, and no
/// other literal of these files has one.
std::set<std::string> keys_in_code() {
    std::set<std::string> keys;
    for (const char* file : {"check_command.cpp", "build_command.cpp", "encoding_check.cpp",
                             "exhibit_reader.cpp", "folder.cpp", "main.cpp", "markdown.cpp",
                             "media_check.cpp", "source.cpp", "table_reader.cpp", "webvtt.cpp"})
        for (const std::string& literal :
             between(read_file(kPack / file, 1 << 20).value(), '"', '"', is_key_letter))
            if (literal.find('_') != std::string::npos) keys.insert(literal);
    // What is wrong with a date or a rule of days is said by its reader.
    for (const char* file : {"date_parser.cpp", "day_rule_text.cpp"})
        for (const std::string& literal :
             between(read_file(kLanguage / file, 1 << 20).value(), '"', '"', is_key_letter))
            if (literal.starts_with("date_") || literal.starts_with("rule_")) keys.insert(literal);
    for (const std::string& literal : between(
             read_file(kLanguage / "text_parser.cpp", 1 << 20).value(), '"', '"', is_key_letter))
        if (literal.starts_with("_"))
            for (const char* kind : {"date", "rule"}) keys.insert(kind + literal);
    for (const char* field : {"elapsed_ms", "left_ms", "media_jobs", "media_jobs_run",
                              "cache_bytes", "cache_removed_bytes"})
        keys.erase(field);
    for (const std::string& key : keys_by_first_word()) keys.insert(key);
    return keys;
}

}  // namespace

TEST_CASE("messages: both languages have the same keys and the same names to fill") {
    const auto vi = table("vi"), en = table("en");

    for (const auto& entry : vi.entries()) {
        const std::string& key = entry.first;
        CAPTURE(key);
        REQUIRE(en.entries().contains(key));
        CHECK(names_to_fill(entry.second) == names_to_fill(en[key]));
    }
    CHECK(vi.entries().size() == en.entries().size());
}

TEST_CASE("messages: every key of the code exists, and every key is used") {
    const auto vi = table("vi");
    const auto keys = keys_in_code();

    for (const std::string& key : keys) CHECK_MESSAGE(vi.entries().contains(key), key);
    for (const auto& entry : vi.entries()) CHECK_MESSAGE(keys.contains(entry.first), entry.first);
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
