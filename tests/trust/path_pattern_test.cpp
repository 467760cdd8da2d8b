// SPDX-License-Identifier: Apache-2.0
#include "trust/path_pattern.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace {

bool matches_pattern(std::string_view pattern, std::string_view path) {
    std::uint64_t steps = 0;
    return sen::trust::matches_pattern(pattern, path, steps);
}

std::string repeat(std::string_view text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

}  // namespace

TEST_CASE("pattern: a shell's wildcards, which never match a slash") {
    const struct {
        const char *pattern, *path;
        bool matches;
    } cases[] = {
        // The examples of TUF 4.5.
        {"targets/*.tgz", "targets/foo.tgz", true},
        {"targets/*.tgz", "targets/foo.txt", false},
        {"foo-version-?.tgz", "foo-version-2.tgz", true},
        {"foo-version-?.tgz", "foo-version-alpha.tgz", false},
        {"*.tgz", "foo.tgz", true},
        {"*.tgz", "targets/foo.tgz", false},
        {"foo.tgz", "foo.tgz", true},
        {"foo.tgz", "foo.tgz2", false},
        {"foo.tgz", "xfoo.tgz", false},
        // Slashes.
        {"ward/*", "ward/", true},
        {"ward/*", "ward", false},
        {"ward/*", "ward/a/b", false},
        {"ward/*", "ward2/a", false},
        {"ward/*", "ward/../city/a", false},
        {"*/*", "a/b", true},
        {"*/*", "a/b/c", false},
        {"*", "a/b", false},
        {"**", "a/b", false},
        {"a?b", "a/b", false},
        {"a[/]b", "a/b", false},
        {"a[!x]b", "a/b", false},
        {"/a", "a", false},
        {"/*", "/a", true},
        {"a/", "a", false},
        {"a//b", "a/b", false},
        // The empty ones.
        {"", "", true},
        {"*", "", true},
        {"?", "", false},
        {"", "a", false},
        // Stars that must try again.
        {"*a*b", "aXbXab", true},
        {"a*b*c", "abbbcc", true},
        {"a*b*c", "abbbcd", false},
        {"*.*.*", "a.b", false},
        {"***x", "yyx", true},
        // Sets.
        {"v[0-9]", "v5", true},
        {"v[0-9]", "vx", false},
        {"v[!0-9]", "vx", true},
        {"v[!0-9]", "v5", false},
        {"v[]x]", "v]", true},
        {"v[a-]", "v-", true},
        {"v[ab", "v[ab", true},
        {"v[ab", "va", false},
        {"v[ạ-ệ]", "vế", true},
        {"*[0-9].json", "pack7.json", true},
        // Characters, not bytes; nothing is folded; a dot is like any other.
        {"phường-?", "phường-ệ", true},
        {"phường-??", "phường-ệ", false},
        {"*ệ", "phường-ế-ệ", true},
        {"Ward/*", "ward/a", false},
        {"*", ".hidden", true},
        {"a\\*", "a*", false},
        {"a\\*", "a\\b", true},
    };
    for (const auto& each : cases) {
        CAPTURE(each.pattern);
        CAPTURE(each.path);
        CHECK(matches_pattern(each.pattern, each.path) == each.matches);
    }
}

TEST_CASE("pattern: the worst ones cost no more than their length times the path's") {
    const std::string path = std::string(1000, 'a') + "x";
    for (const std::string& pattern :
         {repeat("a*", 500) + "b", std::string(1000, '*') + "b", "*" + repeat("[", 1000),
          "*" + repeat("[!", 500), "*[" + repeat("a", 1000) + "]b", "*" + repeat("[a]", 300) + "b",
          "*" + repeat("[!]", 300) + "b", "*" + repeat("?", 900) + "b", repeat("*a", 500) + "b",
          repeat("*[!b]", 200) + "b", "*" + repeat("[[]", 300) + "b", std::string("*b")}) {
        CAPTURE(pattern);
        std::uint64_t steps = 0;

        CHECK_FALSE(sen::trust::matches_pattern(pattern, path, steps));

        CHECK(steps > 0);
        CHECK(steps <= (pattern.size() + 1) * (path.size() + 1));
    }
}

TEST_CASE("pattern: one that is plain text costs its own length, at the first difference less") {
    std::uint64_t steps = 0;
    CHECK(sen::trust::matches_pattern("ward/pack.json", "ward/pack.json", steps));
    CHECK(steps == 13);  // the slash costs nothing

    steps = 0;
    CHECK_FALSE(sen::trust::matches_pattern("ward/pack.json", "city/pack.json", steps));
    CHECK(steps == 1);
}

TEST_CASE("pattern: endless ones match nothing") {
    CHECK_FALSE(matches_pattern("*", std::string(1025, 'a')));
    CHECK_FALSE(matches_pattern(std::string(1025, '*'), "a"));
}
