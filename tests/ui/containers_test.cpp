// SPDX-License-Identifier: Apache-2.0
#include "ui/containers.h"

#include <doctest/doctest.h>

#include "ui/card.h"
#include "ui/card_grid.h"
#include "ui/room.h"
#include "ui/text.h"

using namespace sen;
using namespace sen::ui;
using sen::ui::test::Room;

namespace {

bool overlap(const Rect& a, const Rect& b) {
    return !intersection(a, b).is_empty();
}

/// Children must lie within their parent and never on each other.
void check_tiling(const Widget& parent) {
    const auto& children = parent.children();
    for (std::size_t i = 0; i < children.size(); ++i) {
        const Rect rect = children[i]->rect();
        REQUIRE(rect.x >= parent.rect().x);
        REQUIRE(rect.right() <= parent.rect().right());
        for (std::size_t j = i + 1; j < children.size(); ++j)
            REQUIRE_FALSE(overlap(rect, children[j]->rect()));
    }
}

}  // namespace

TEST_CASE("row: fixed and growing children fill every width to the last pixel") {
    Room room;
    for (int width = 200; width <= 1200; ++width) {
        Row row(7);
        row.put<Space>(fixed(60));
        row.put<Space>(grow(2));
        row.put<Space>(grow(1));
        row.measure(room.context, {width, 50});
        row.arrange(room.context, {3, 5, width, 50});

        check_tiling(row);
        REQUIRE(row.children().back()->rect().right() == 3 + width);
    }
}

TEST_CASE("column: labels take the lines they need and push what follows down") {
    Room room;
    for (int width = 120; width <= 900; width += 13) {
        Column column(4);
        auto& first =
            column.put<Label>(kFit, "Bến Nhà Rồng nằm ở ngã ba sông Sài Gòn", LabelOptions{});
        auto& second = column.put<Label>(kFit, "xây năm 1862–1863", LabelOptions{});
        const Size size = column.measure(room.context, {width, kUnbounded});
        column.arrange(room.context, {0, 0, width, size.height});

        check_tiling(column);
        REQUIRE(second.rect().y == first.rect().bottom() + 4);
        REQUIRE(size.width <= width);
        REQUIRE(second.rect().bottom() == size.height);
    }
}

TEST_CASE("hidden children take no room and no gap") {
    Room room;
    Column column(10);
    column.put<Space>(fixed(20));
    column.put<Space>(fixed(30)).set_visible(false);
    auto& last = column.put<Space>(fixed(20));
    column.arrange(room.context, {0, 0, 100, 100});

    CHECK(last.rect().y == 30);
}

TEST_CASE("card grid: no overlap, no overflow, the first card wide, at any count and width") {
    for (const Size size : {Size{1920, 1080}, Size{1080, 1920}, Size{800, 480}}) {
        Room room(size);
        for (int columns : {2, 3, 5})
            for (int count = 1; count <= 13; ++count)
                for (int width = 400; width <= 1800; width += 173) {
                    CardGrid grid({columns}, 12);
                    for (int i = 0; i < count; ++i)
                        grid.add<Card>(Picture::Source{},
                                       Card::Words{"1902", "Cầu sắt Bình Lợi", "", ""}, nullptr);
                    const Size wanted = grid.measure(room.context, {width, kUnbounded});
                    grid.arrange(room.context, {0, 0, width, wanted.height});

                    check_tiling(grid);
                    for (const auto& card : grid.children())
                        REQUIRE(card->rect().bottom() <= wanted.height);
                    if (count > 1 && columns > 2)
                        REQUIRE(grid.children()[0]->rect().width >
                                grid.children()[1]->rect().width);
                }
    }
}

TEST_CASE("card grid: cards side by side have pictures of one height") {
    Room room({1920, 1080});
    CardGrid grid({3}, 12);
    auto& wide = grid.add<Card>(Picture::Source{}, Card::Words{"1902", "Cầu", "", ""}, nullptr);
    auto& narrow = grid.add<Card>(
        Picture::Source{}, Card::Words{"", "Bình Thạnh và năm phường mới", "Phim", ""}, nullptr);

    grid.arrange(room.context, {0, 0, 900, 600});

    const auto picture = [](const Card& card) { return card.children().front()->rect(); };
    CHECK(wide.rect().width > narrow.rect().width);
    CHECK(picture(wide).bottom() == picture(narrow).bottom());

    // Where that would leave bands, each picture takes what its own words leave.
    const Size least = grid.measure(room.context, {900, kUnbounded});
    grid.arrange(room.context, {0, 0, 900, least.height});
    CHECK(picture(wide).height > picture(narrow).height);
    CHECK(picture(narrow).height >= 900 / 3 * 17 / 100);
}

TEST_CASE("card grid: pictures are as high as is asked for, in as many columns as hold a title") {
    Room room({1920, 1080});
    CardGrid grid({2, 300, 1, 45}, 12);
    for (int i = 0; i < 2; ++i)
        grid.add<Card>(Picture::Source{}, Card::Words{"1902", "Cầu sắt Bình Lợi", "", ""}, nullptr);

    for (const int width : {500, 700}) {
        const Size wanted = grid.measure(room.context, {width, kUnbounded});
        grid.arrange(room.context, {0, 0, width, wanted.height});

        const auto& cards = grid.children();
        CHECK((cards[0]->rect().y == cards[1]->rect().y) == (width == 700));
        CHECK(cards[0]->rect().width == cards[1]->rect().width);
        const Rect picture = cards[0]->children().front()->rect();
        CHECK(picture.height >= (width - 12) / 2 * 45 / 100);
    }
}

TEST_CASE("card grid: two rows become a mosaic whose first card is as high as both") {
    Room room({1920, 1080});
    CardGrid grid({5}, 12);
    for (int i = 0; i < 5; ++i)
        grid.add<Card>(Picture::Source{}, Card::Words{"1902", "Cầu sắt Bình Lợi", "", ""}, nullptr);

    grid.arrange(room.context, {0, 0, 1700, 700});

    const auto& cards = grid.children();
    CHECK(cards[0]->rect().height == 700);
    CHECK(cards[1]->rect().y == 0);
    CHECK(cards[3]->rect().y == cards[1]->rect().bottom() + 12);
    CHECK(cards[4]->rect().bottom() == 700);
    CHECK(cards[4]->rect().right() == 1700);
}

TEST_CASE("bar button: its word is no wider than the mark on it, and no larger than the bar's") {
    Room room({600, 1024});
    BarButton wide("Rechercher partout", "search", nullptr), narrow("Aa", "aa", nullptr);
    for (BarButton* button : {&wide, &narrow})
        button->arrange(room.context, {0, 0, 90, room.context.metrics.bar});

    auto style = room.context.style(theme::TextRole::Caption, theme::ColourRole::Ink);
    const int fitting = wide.fitting_size(room.context);
    CHECK(fitting < narrow.fitting_size(room.context));
    style.size = fitting;
    CHECK(room.context.text.width("Rechercher partout", style) <= 90 - room.context.metrics.unit);
}

TEST_CASE("glide: ends exactly and can be turned round in the middle") {
    Glide glide(10);
    glide.start(20, Milliseconds(0), Milliseconds(100));

    const double middle = glide.value(Milliseconds(50));
    CHECK(middle > 15);
    CHECK(middle < 20);
    CHECK(glide.value(Milliseconds(100)) == 20);

    glide.start(0, Milliseconds(50), Milliseconds(100));
    CHECK(glide.value(Milliseconds(50)) == doctest::Approx(middle));
    CHECK(glide.value(Milliseconds(150)) == 0);
    CHECK_FALSE(glide.is_running(Milliseconds(150)));
}
