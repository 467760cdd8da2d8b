// SPDX-License-Identifier: Apache-2.0
#include "app/tour.h"

#include <doctest/doctest.h>

#include <map>

#include "app/demo_store.h"

using namespace sen;
using namespace sen::app;
using namespace sen::app::test;

namespace {
std::map<std::string, Digest> take_tour(const std::filesystem::path& store,
                                        const std::string& language, Size window = {960, 540},
                                        const screens::Comfort& comfort = {}) {
    const auto directory = TemporaryDirectory::create().value();
    Options options;
    options.store = store;
    options.tour = directory.path();
    options.window = window;
    options.language = language;
    options.tour_comfort = comfort;
    const auto result = run_tour(options);
    REQUIRE_MESSAGE(result.has_value(), (result ? "" : result.error().message));
    std::map<std::string, Digest> pictures;
    for (const auto& file : std::filesystem::directory_iterator(directory.path()))
        pictures[file.path().filename()] = sha256(read_file(file.path(), 1 << 24).value());
    return pictures;
}
}  // namespace

TEST_CASE("tour: walks every kind of screen and writes the same pictures on every run") {
    DemoStore store;
    store.install(1, "Đất");

    const auto first = take_tour(store.path(), "vi");
    const auto second = take_tour(store.path(), "vi");

    CHECK(first == second);
    CHECK(first.size() >= 14);
    for (const char* part :
         {"attract", "home", "collection-mot", "cau", "pho", "phim", "still-there", "calm"}) {
        const bool is_there = std::any_of(first.begin(), first.end(), [&](const auto& picture) {
            return picture.first.find(part) != std::string::npos;
        });
        CHECK_MESSAGE(is_there, part);
    }
    CHECK(take_tour(store.path(), "en") != first);
}

TEST_CASE("tour: on a small panel the keyboard begins with the language's own letters") {
    DemoStore store;
    store.install(1, "Đất");

    const auto pictures = take_tour(store.path(), "en", {800, 480});

    for (const char* part : {"keyboard-letters", "keyboard-viqr", "keyboard-latin", "calm"})
        CHECK_MESSAGE(std::any_of(pictures.begin(), pictures.end(),
                                  [&](const auto& picture) {
                                      return picture.first.find(part) != std::string::npos;
                                  }),
                      part);
}

TEST_CASE("tour: every page is drawn in the size that its visitor has set") {
    DemoStore store;
    store.install(1, "Đất");
    screens::Comfort large;
    large.text_percent = 200;

    const auto usual = take_tour(store.path(), "vi", {800, 480});
    const auto pictures = take_tour(store.path(), "vi", {800, 480}, large);

    const auto find = [](const auto& tour, const std::string& part) {
        const auto found = std::find_if(tour.begin(), tour.end(), [&](const auto& picture) {
            return picture.first.find(part) != std::string::npos;
        });
        REQUIRE_MESSAGE(found != tour.end(), part);
        return found->second;
    };
    for (const char* page : {"004-home", "collection-mot", "search-results"})
        CHECK_MESSAGE(find(pictures, page) != find(usual, page), page);
    CHECK(find(pictures, "usual-home") == find(usual, "text-200-home"));
    CHECK(find(pictures, "text-100-home") == find(usual, "usual-home"));
}

TEST_CASE("tour: without anything installed it says so") {
    const auto directory = TemporaryDirectory::create().value();
    Options options;
    options.store = directory.path() / "none";
    options.tour = directory.path() / "tour";
    options.window = Size{640, 360};

    const auto result = run_tour(options);

    REQUIRE_FALSE(result);
    CHECK(result.error().message.find("nothing to show") != std::string::npos);
}
