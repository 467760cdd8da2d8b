// SPDX-License-Identifier: Apache-2.0
#include "trust/canonical_json.h"

#include <doctest/doctest.h>

#include <string>

using namespace sen;
using nlohmann::json;
using trust::canonical_json;

TEST_CASE("canonical json: the forms of OLPC") {
    const struct {
        const char *text, *canonical;
    } cases[] = {
        {"{}", "{}"},
        {"[]", "[]"},
        {"null", "null"},
        {R"( [ true , false, null ] )", "[true,false,null]"},
        {R"({"b": 1, "a": {"d": [], "c": {}}})", R"({"a":{"c":{},"d":[]},"b":1})"},
        {"[-5, 0, 9007199254740991]", "[-5,0,9007199254740991]"},
        {"-0", "0"},
        {R"("a\"b\\c")", R"("a\"b\\c")"},
        {R"("\/")", R"("/")"},
        {R"("\u0110\u1ecbnh")", "\"Định\""},
        {R"("a\nb\t\u0001\u007f")", "\"a\nb\t\x01\x7f\""},
        {R"({"é":1,"z":2,"Z":3,"\ud83d\ude00":4,"\uffff":5})",
         "{\"Z\":3,\"z\":2,\"é\":1,\"\uffff\":5,\"\U0001F600\":4}"},
        {R"({"a\"":1})", R"({"a\"":1})"},
    };
    for (const auto& [text, canonical] : cases)
        CHECK(canonical_json(json::parse(text)) == canonical);
}

TEST_CASE("canonical json: a NUL in a string stands for itself") {
    CHECK(canonical_json(json::parse(R"("a\u0000b")")) == std::string("\"a\0b\"", 5));
}
