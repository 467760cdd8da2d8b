// SPDX-License-Identifier: Apache-2.0
#include "ui/sweep.h"

#include <algorithm>

#include "ui/card.h"
#include "ui/card_grid.h"
#include "ui/chip.h"
#include "ui/choice.h"
#include "ui/containers.h"
#include "ui/controls.h"
#include "ui/progress.h"
#include "ui/scroll.h"
#include "ui/text.h"
#include "ui/text_field.h"

namespace sen::ui::test {

namespace {

constexpr const char* kTitle = "NHỮNG ẨN SĨ Ở NGỰ UYỂN: ĐƯỜNG NGUYỄN HUỆ XƯA";
constexpr const char* kText =
    "Nghiêng nghiêng những con thuyền thương hồ ngược Ruột Ngựa, chở khoai, trầu và chiếu chưởng "
    "về Chợ Lớn; người đường xa gọi nhau í ới.";
constexpr const char* kWord = "Thuyết minh nghiêng";
constexpr double kLeastMm = 12, kTargetMm = 20, kRounding = 0.5;

template <class T, class... Args>
Kind kind(const char* name, double least_mm, Args... args) {
    return {name, least_mm, [args...](Context&) { return std::make_unique<T>(args...); }};
}

LabelOptions label(theme::TextRole role, bool balance) {
    return {role, theme::ColourRole::Ink, graphics::Align::Left, 0, balance};
}

int px(const Context& context, double mm) {
    return context.metrics.millimetres(mm);
}

/// `count` of a kind into what takes children of any extent.
template <class T>
std::unique_ptr<Widget> line(Context& context, const Kind& kind, std::vector<Extent> extents) {
    auto line = std::make_unique<T>(context.metrics.unit);
    for (const Extent extent : extents) line->put_widget(extent, kind.make(context));
    return line;
}

constexpr Stack::Place kCorner{Stack::Align::End, Stack::Align::End, {4, 4, 4, 4}};
constexpr Stack::Place kMiddle{Stack::Align::Middle, Stack::Align::Middle, {}};

std::vector<Extent> row_extents(const Context& context) {
    return {fixed(px(context, 3 * kTargetMm)), grow(2), grow()};
}

bool is_inside(const Rect& inner, const Rect& outer) {
    return inner.x >= outer.x && inner.right() <= outer.right() && inner.y >= outer.y &&
           inner.bottom() <= outer.bottom();
}

std::string named(const Widget& widget) {
    const Rect at = widget.rect();
    return fmt::format("\"{}\" at {},{} {}x{}", widget.label(), at.x, at.y, at.width, at.height);
}

void check_children(Widget& parent, bool may_overlap, std::vector<std::string>& faults) {
    std::vector<const Widget*> shown;
    for (const auto& child : parent.children())
        if (child->is_visible() && !child->rect().is_empty()) shown.push_back(child.get());
    for (std::size_t i = 0; i < shown.size(); ++i) {
        if (!parent.clips_children() && !is_inside(shown[i]->rect(), parent.rect()))
            faults.push_back(named(*shown[i]) + " sticks out of " + named(parent));
        for (std::size_t j = i + 1; j < shown.size() && !may_overlap; ++j)
            if (!intersection(shown[i]->rect(), shown[j]->rect()).is_empty())
                faults.push_back(named(*shown[i]) + " lies on " + named(*shown[j]));
    }
}

}  // namespace

std::vector<Kind> all_kinds() {
    using theme::TextRole;
    const Card::Words words{"1862–1863", kTitle, "Truyện kể · 12 mục", "play"};
    return {
        kind<Label>("label", 18, kText, label(TextRole::Body, false)),
        kind<Label>("title", 26, kTitle, label(TextRole::Title, true)),
        kind<Label>("display", 46, kTitle, label(TextRole::Display, true)),
        kind<Paragraph>("paragraph", kLeastMm * 2, kText,
                        std::vector<ParagraphRun>{{0, 18, TextRole::Strong}}, TextRole::Lead,
                        theme::ColourRole::Ink, Paragraph::Lead::Bullet),
        kind<Picture>("picture", kLeastMm, Picture::Source{}),
        kind<Button>("button", kTargetMm * 5, kWord, "undo", ButtonLook::Filled, nullptr),
        kind<BarButton>("bar button", kTargetMm, "Đọc cho tôi nghe", "listen", nullptr),
        kind<Card>("card", kTargetMm * 4, Picture::Source{}, words, nullptr),
        kind<Chip>("chip", kTargetMm * 2, kWord, "map", "128", nullptr),
        kind<Choice>("choice", kTargetMm, kWord, "A", 2.0, nullptr),
        kind<Toggle>("toggle", kTargetMm * 5, kWord, "contrast", nullptr),
        kind<Slider>("slider", kTargetMm, "Tua", [](double) {}),
        kind<Wave>("wave", 1, theme::ColourRole::Lacquer),
        {"round button", kTargetMm,
         [](Context& context) {
             return std::make_unique<RoundButton>("Phóng to", "plus", ButtonLook::Outlined,
                                                  context.metrics.target, nullptr);
         }},
        {"progress", kTargetMm * 3 / 2,
         [](Context&) {
             auto ring = std::make_unique<ProgressRing>();
             ring->show(0.7, "20");
             return ring;
         }},
        {"stepper", kTargetMm * 3,
         [](Context& context) {
             return std::make_unique<Stepper>(Stepper::Names{"Nhỏ hơn", "To hơn"},
                                              context.metrics.target, 5, [](int) {});
         }},
        {"text field", kTargetMm * 3,
         [](Context&) {
             auto field = std::make_unique<TextField>(
                 TextField::Words{"ô", "Tìm tên, nơi, người, năm", "Tìm", "Xóa"}, nullptr, nullptr);
             field->set_text(kTitle);
             return field;
         }},
    };
}

std::vector<Holder> all_holders() {
    const auto alone = [](const Context& context, const Kind& kind) {
        return px(context, kind.least_mm);
    };
    return {
        {"row", false,
         [](Context& context, const Kind& kind) {
             return line<Row>(context, kind, row_extents(context));
         },
         // Of what is left, a third.
         [](const Context& context, const Kind& kind) {
             if (kind.least_mm > 3 * kTargetMm) return kUnbounded;
             const int fixed = px(context, 3 * kTargetMm) + 2 * context.metrics.unit;
             return fixed + 3 * (px(context, kind.least_mm) + 1);
         }},
        {"row that fits", false,
         [](Context& context, const Kind& kind) {
             auto row = std::make_unique<Row>(context.metrics.unit);
             row->put<Space>(fixed(context.metrics.target));
             row->put_widget(kFit, kind.make(context));
             row->put<Space>(grow());
             row->put<Space>(fixed(context.metrics.target));
             return row;
         },
         [](const Context& context, const Kind& kind) {
             return px(context, kind.least_mm) + 2 * context.metrics.target +
                    3 * context.metrics.unit;
         }},
        {"column", false,
         [](Context& context, const Kind& kind) {
             return line<Column>(context, kind, {kFit, grow(), kFit});
         },
         alone},
        {"grid", false,
         [](Context& context, const Kind& kind) {
             auto grid = std::make_unique<Grid>(Grid::Columns{3, px(context, kind.least_mm)},
                                                context.metrics.unit);
             for (int i = 0; i < 5; ++i) grid->adopt(kind.make(context));
             return grid;
         },
         alone},
        {"stack", true,
         [](Context& context, const Kind& kind) {
             auto stack = std::make_unique<Stack>();
             stack->put<Picture>({}, Picture::Source{});
             for (const auto& place : {kMiddle, kCorner})
                 stack->put<Column>(place).put_widget(kFit, kind.make(context));
             return stack;
         },
         [](const Context& context, const Kind& kind) {
             return px(context, kind.least_mm) + kCorner.insets.left + kCorner.insets.right;
         }},
        {"padding", false,
         [](Context& context, const Kind& kind) {
             auto padding = std::make_unique<Padding>(Insets{9, 3, 5, 7});
             padding->adopt(kind.make(context));
             return padding;
         },
         [](const Context& context, const Kind& kind) { return px(context, kind.least_mm) + 14; }},
        {"scroll", false,
         [](Context& context, const Kind& kind) {
             auto scroll =
                 std::make_unique<Scroll>(theme::ColourRole::Paper, Scroll::Names{"xuống", "lên"});
             scroll->keep_buttons_clear();
             auto& column = scroll->set_content<Column>(context.metrics.unit);
             for (int i = 0; i < 3; ++i) column.put_widget(kFit, kind.make(context));
             return scroll;
         },
         [](const Context& context, const Kind& kind) {
             return px(context, kind.least_mm) + 2 * context.metrics.target_small +
                    2 * context.metrics.unit;
         }},
        {"flow", false,
         [](Context& context, const Kind& kind) {
             auto flow = std::make_unique<Flow>(context.metrics.unit);
             for (int i = 0; i < 4; ++i) flow->adopt(kind.make(context));
             return flow;
         },
         alone},
        {"card grid", false,
         [](Context& context, const Kind& kind) {
             auto grid = std::make_unique<CardGrid>(CardGrid::Shape{3}, context.metrics.gutter);
             for (int i = 0; i < 5; ++i) grid->adopt(kind.make(context));
             return grid;
         },
         // The first card of a row of two is as wide as both others.
         [](const Context& context, const Kind& kind) {
             return 4 * px(context, kind.least_mm) + 3 * context.metrics.gutter;
         }},
    };
}

void lay_out(Widget& tree, Context& context, int width) {
    const Size size = tree.measure(context, {width, kUnbounded});
    tree.arrange(context, {0, 0, width, size.height});
    tree.update(context);
}

std::vector<std::string> layout_faults(Widget& tree, Context& context, bool lays_on_each_other) {
    std::vector<std::string> faults;
    tree.each([&](Widget& widget) {
        // A field has its own button inside, a scroller those on its margin.
        const bool is_on = (&widget == &tree && lays_on_each_other) || widget.is_tappable();
        check_children(widget, is_on, faults);
        const Rect rect = widget.rect();
        if (rect.is_empty()) return;
        const bool is_text = dynamic_cast<const Label*>(&widget) != nullptr ||
                             dynamic_cast<const Paragraph*>(&widget) != nullptr;
        if (is_text && widget.is_cut(context)) faults.push_back(named(widget) + ": words are cut");
        if (!widget.is_tappable() || !widget.is_focusable()) return;
        const Rect touch = widget.touch_rect();
        const double mm = context.metrics.mm_per_px, least = kLeastMm - kRounding;
        if (touch.width * mm < least || touch.height * mm < least)
            faults.push_back(named(widget) + ": is hard to hit");
    });
    return faults;
}

std::vector<Rect> places(Widget& tree) {
    std::vector<Rect> places;
    tree.each([&](const Widget& widget) { places.push_back(widget.rect()); });
    return places;
}

}  // namespace sen::ui::test
