// SPDX-License-Identifier: Apache-2.0
#include "text_cost.h"

#include <fmt/format.h>

#include <random>
#include <sstream>

#include "statistics.h"
#include "visitor.h"

namespace sen::bench {

namespace {

constexpr const char* kGroup = "Text (Vietnamese, body size, 900 px wide; CPU of one thread)";
constexpr int kLines = 1000;
constexpr int kWidth = 900;
constexpr int kWords = 80;  // a paragraph's

/// The words of all stories in the store, in the language of the screen.
Result<std::vector<std::string>> words_of(Visitor& visitor) {
    const auto& library = *visitor.kiosk().library();
    const std::string& language = visitor.kiosk().language();
    std::vector<std::string> words;
    SEN_TRY(const auto collections, library.collections(language));
    for (const auto& collection : collections) {
        SEN_TRY(const auto cards, library.exhibits(collection.id, language));
        for (const auto& card : cards) {
            SEN_TRY(const auto exhibit, library.exhibit(card.id, language));
            for (const auto& block : exhibit.text) {
                std::istringstream text(block.text);
                for (std::string word; text >> word;) words.push_back(word);
            }
        }
    }
    if (words.empty()) return fail(ErrorKind::NotFound, "the store has no text");
    return words;
}

/// The same text on every run, and no paragraph twice.
std::string paragraph(const std::vector<std::string>& words, std::mt19937& random) {
    std::string text;
    for (int i = 0; i < kWords; ++i) text += (i == 0 ? "" : " ") + words[random() % words.size()];
    return text;
}

struct Costs {
    std::vector<graphics::TextLayout> layouts;
    int lines = 0;
    double layout_ms = 0, first_ms = 0, again_ms = 0;
};

Costs lay_out(Visitor& visitor, const std::vector<std::string>& words) {
    Costs costs;
    std::mt19937 random(1975);
    const auto& context = visitor.kiosk().context();
    const auto style = context.style(theme::TextRole::Body, theme::ColourRole::Ink);
    while (costs.lines < kLines) {
        const std::string text = paragraph(words, random);
        const double begin = milliseconds(CLOCK_THREAD_CPUTIME_ID);
        costs.layouts.push_back(context.text.layout(text, style, {kWidth}));
        costs.layout_ms += milliseconds(CLOCK_THREAD_CPUTIME_ID) - begin;
        costs.lines += costs.layouts.back().line_count;
    }
    return costs;
}

/// Each paragraph alone on a frame; only its own text is on the clock.
void draw(Visitor& visitor, Costs& costs) {
    auto& canvas = visitor.canvas();
    for (const auto& layout : costs.layouts)
        for (double* total : {&costs.first_ms, &costs.again_ms}) {
            canvas.begin_frame({255, 255, 255, 255});
            const double begin = milliseconds(CLOCK_THREAD_CPUTIME_ID);
            visitor.parts().text->draw(layout, {100, 40});
            canvas.present();
            *total += milliseconds(CLOCK_THREAD_CPUTIME_ID) - begin;
        }
}

}  // namespace

Result<void> measure_text(const std::filesystem::path& store, Table& table) {
    SEN_TRY(auto visitor, Visitor::create(store, Visitor::Where::Memory));
    SEN_TRY(const auto words, words_of(*visitor));
    std::vector<double> layouts, firsts, agains;
    for (int run = 0; run < 3; ++run) {
        SEN_TRY(auto fresh, Visitor::create(store, Visitor::Where::Memory));
        Costs costs = lay_out(*fresh, words);
        draw(*fresh, costs);
        const double share = static_cast<double>(kLines) / costs.lines;
        layouts.push_back(costs.layout_ms * share);
        firsts.push_back(costs.first_ms * share);
        agains.push_back(costs.again_ms * share);
    }
    const std::string note = "median of 3 fresh engines; no text twice";
    table.add({kGroup, "1,000 lines laid out, first time", median(layouts), "ms", note, {}});
    table.add({kGroup,
               "1,000 lines drawn, first time (shaped, rastered)",
               median(firsts),
               "ms",
               note,
               {}});
    table.add({kGroup, "1,000 lines drawn again", median(agains), "ms", note, {}});
    return {};
}

}  // namespace sen::bench
