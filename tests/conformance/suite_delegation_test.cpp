// SPDX-License-Identifier: Apache-2.0
// tuf-client against the situations of the public suite: the order in which roles are asked.
// What the suite tries in test_updater_delegation_graphs.py.
#include <doctest/doctest.h>

#include "base/digest.h"
#include "conformance/suite_fixture.h"

using namespace sen;
using namespace sen::test;

namespace {

using Names = std::vector<std::string>;

struct Edge {
    std::string parent, role;
    bool is_terminating = false;
    Names paths{"*"};
};

/// The delegated roles that were asked for, in order.
Names visited(const SuiteFixture& fixture) {
    Names roles;
    const auto asked = fixture.asked_metadata();
    for (std::size_t at = 4; at < asked.size(); ++at)
        roles.push_back(asked[at].substr(2, asked[at].size() - 7));
    return roles;
}

void publish(SuiteFixture& fixture, const std::vector<Edge>& edges) {
    for (const auto& edge : edges)
        fixture.repository.delegate(edge.parent, edge.role, edge.paths, edge.is_terminating);
    fixture.repository.publish();
    REQUIRE(fixture.init() == 0);
}

}  // namespace

TEST_CASE("suite, delegation: roles are asked in the order of trust, each once") {
    const struct {
        const char* name;
        std::vector<Edge> edges;
        Names visited;
    } graphs[] = {
        {"one", {{"targets", "A"}}, {"A"}},
        {"two beside each other", {{"targets", "A"}, {"targets", "B"}}, {"A", "B"}},
        {"two levels", {{"targets", "A"}, {"targets", "B"}, {"B", "C"}}, {"A", "B", "C"}},
        {"depth first",
         {{"targets", "A"}, {"targets", "B"}, {"A", "C"}, {"A", "D"}},
         {"A", "C", "D", "B"}},
        {"depth first, three levels",
         {{"targets", "A"}, {"targets", "B"}, {"A", "C"}, {"C", "D"}},
         {"A", "C", "D", "B"}},
        {"terminating ends also what stands above",
         {{"targets", "A"}, {"targets", "B"}, {"A", "C", true}, {"A", "D"}},
         {"A", "C"}},
        {"terminating still goes down",
         {{"targets", "A"}, {"targets", "B"}, {"A", "C", true}, {"C", "D"}},
         {"A", "C", "D"}},
        {"paths of the first level",
         {{"targets", "A", false, {"*.py"}}, {"targets", "B"}, {"A", "C"}},
         {"B"}},
        {"paths of the second level",
         {{"targets", "A"}, {"targets", "B"}, {"A", "C", false, {"*.py"}}, {"C", "D"}},
         {"A", "B"}},
        {"a terminating one that does not match ends nothing",
         {{"targets", "A", true, {"*.py"}}, {"targets", "B"}},
         {"B"}},
        {"a circle",
         {{"targets", "A"}, {"targets", "B"}, {"B", "C"}, {"C", "D"}, {"D", "B"}},
         {"A", "B", "C", "D"}},
        {"two lead to a third",
         {{"targets", "A"}, {"targets", "B"}, {"B", "C"}, {"A", "C"}},
         {"A", "C", "B"}},
        {"two lead to a third, of which one does not match",
         {{"targets", "A"}, {"targets", "B"}, {"B", "C"}, {"A", "C", false, {"*.py"}}},
         {"A", "B", "C"}},
        {"no paths at all", {{"targets", "A", false, {}}, {"targets", "B"}}, {"B"}},
    };
    for (const auto& graph : graphs) {
        CAPTURE(graph.name);
        SuiteFixture fixture;
        publish(fixture, graph.edges);

        CHECK(fixture.download("missingpath") == 1);

        CHECK(visited(fixture) == graph.visited);
    }
}

TEST_CASE("suite, delegation: an artifact is found where all that lead to it allow it") {
    const struct {
        const char *path, *role;
        bool is_found;
        Names visited;
    } searches[] = {
        {"targetfile", "targets", true, {}},        {"README.md", "A", true, {"A"}},
        {"releases/x/x_v1", "C", true, {"B", "C"}}, {"releases/y/y_v1.zip", "D", true, {"B", "D"}},
        {"releases/z/z_v1.zip", "D", false, {"B"}},
    };
    for (const auto& search : searches) {
        CAPTURE(search.path);
        SuiteFixture fixture;
        const std::vector<Edge> tree{{"targets", "A", false, {"*.doc", "*.md"}},
                                     {"targets", "B", false, {"releases/*/*"}},
                                     {"B", "C", false, {"releases/x/*"}},
                                     {"B", "D", false, {"releases/y/*.zip"}}};
        for (const auto& each : searches)
            if (each.role == std::string("targets"))
                fixture.add_artifact(each.role, each.path, each.path);
        for (const auto& edge : tree)
            fixture.repository.delegate(edge.parent, edge.role, edge.paths);
        for (const auto& each : searches)
            if (each.role != std::string("targets"))
                fixture.add_artifact(each.role, each.path, each.path);
        publish(fixture, {});

        CHECK(fixture.download(search.path) == (search.is_found ? 0 : 1));

        CHECK(fixture.downloaded() == (search.is_found ? Names{search.path} : Names{}));
        CHECK(visited(fixture) == search.visited);
    }
}

TEST_CASE("suite, delegation: a role that cannot be trusted ends the search") {
    SuiteFixture fixture;
    fixture.repository.delegate("targets", "A", {"*"});
    fixture.repository.delegate("targets", "B", {"*"});
    fixture.add_artifact("B", "file", "one");
    fixture.repository.publish();
    fixture.repository.files["1.A.json"] = "{}";
    REQUIRE(fixture.init() == 0);

    CHECK(fixture.download("file") == 1);

    CHECK(visited(fixture) == Names{"A"});
    CHECK(fixture.downloaded().empty());
}

TEST_CASE("suite, delegation: hash bins are chosen by the beginning of the path's hash") {
    SuiteFixture fixture;
    const auto digest = sha256("file").hex();
    for (const std::string bin : {"0-7", "8-f"}) {
        fixture.repository.delegate("targets", bin, {});
        auto& role = fixture.repository.content("targets")["delegations"]["roles"].back();
        role.erase("paths");
        for (const char digit : bin == "0-7" ? std::string("01234567") : std::string("89abcdef"))
            role["path_hash_prefixes"].push_back(std::string(1, digit));
    }
    const std::string bin = digest[0] < '8' ? "0-7" : "8-f";
    fixture.add_artifact(bin, "file", "one");
    publish(fixture, {});

    CHECK(fixture.download("file") == 0);

    CHECK(visited(fixture) == Names{bin});
    CHECK(fixture.downloaded() == Names{"one"});
}

TEST_CASE("suite, delegation: a role counts only as each that leads to it has it signed") {
    // targets → A → shared, targets → B → shared; A and B know other keys of it.
    const Keys of_a{TestKey::p256()}, of_b{TestKey::p256()};
    SuiteFixture fixture;
    for (const std::string role : {"A", "B"})
        fixture.repository.delegate("targets", role, {role + "/*"});
    fixture.repository.delegate("A", "shared", {"A/*"}, false, of_a);
    fixture.repository.delegate("B", "shared", {"B/*"}, false, of_b);
    for (const char* path : {"A/file", "B/file"}) fixture.add_artifact("shared", path, path);
    fixture.repository.has_hashes = false;
    publish(fixture, {});
    const auto write = [&](const Keys& signers) {
        fixture.repository.write("shared",
                                 signed_file(fixture.repository.content("shared"), signers));
    };

    write(of_a);
    CHECK(fixture.download_all({"A/file", "B/file"}) == 1);
    CHECK(fixture.downloaded() == Names{"A/file"});
    CHECK(fixture.download("B/file") == 1);

    fixture.add_artifact("shared", "B/file", "B/file, once more");
    fixture.repository.publish();
    write({of_a[0], of_b[0]});
    CHECK(fixture.download_all({"A/file", "B/file"}) == 0);
    CHECK(fixture.downloaded() == Names{"A/file", "B/file, once more"});
}
