// SPDX-License-Identifier: Apache-2.0
#include <random>

#include "base/utf8.h"
#include "pack/markdown.h"
#include "pack/svg.h"
#include "pack/text.h"
#include "pack/webvtt.h"
#include "source_folder.h"

using namespace sen;
using namespace sen::pack;

namespace {

/// A few random changes, seeded: pieces of syntax put in, bytes changed, parts cut or doubled.
class Mutator {
  public:
    explicit Mutator(unsigned seed) : random_(seed) {}

    std::string mutate(std::string text, const std::vector<std::string>& pieces) {
        const int changes = 1 + pick(6);
        for (int i = 0; i < changes && !text.empty(); ++i) {
            const auto at = static_cast<std::size_t>(pick(static_cast<int>(text.size())));
            switch (pick(4)) {
                case 0:
                    text.insert(
                        at,
                        pieces[static_cast<std::size_t>(pick(static_cast<int>(pieces.size())))]);
                    break;
                case 1:
                    text[at] = static_cast<char>(pick(256));
                    break;
                case 2:
                    text.erase(at, static_cast<std::size_t>(1 + pick(20)));
                    break;
                default:
                    text.insert(at, text.substr(at / 2, 40));
                    break;
            }
        }
        return text;
    }

  private:
    int pick(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
    std::mt19937 random_;
};

std::string valid_utf8(std::string text) {
    while (const auto at = find_invalid_utf8(text)) text[*at] = '?';
    return text;
}

}  // namespace

TEST_CASE("mutation: markdown keeps its promises on any text") {
    const std::string good =
        "Cái giếng có từ **năm 1862** và *lâu hơn*.\n\n## Nước\n\n- Trong.\n- Mát.\n\n> Uống nước "
        "nhớ nguồn.\n";
    const std::vector<std::string> pieces{
        "#",  "## ", "**",  "*", "`",     "```\n", "[a](b)", "![](",     "<b>", "\n\n", "\n",
        "> ", "- ",  "1. ", "|", "---\n", "\\",    "&amp;",  "[a]: b\n", "~~",  "\t",   "<!--"};
    Mutator mutator(1);
    for (int i = 0; i < 4000; ++i) {
        const std::string text = clean_text(valid_utf8(mutator.mutate(good, pieces)), "vi");

        const MarkdownText result = parse_markdown(text);

        const int lines = line_at(text, text.size());
        for (const Fault& fault : result.faults) REQUIRE((fault.line >= 1 && fault.line <= lines));
        for (const auto& block : result.blocks) {
            REQUIRE_FALSE(block.text.empty());
            REQUIRE_FALSE(find_invalid_utf8(block.text));
            for (const auto& run : block.runs)
                REQUIRE((run.begin < run.end && run.end <= block.text.size()));
        }
    }
}

TEST_CASE("mutation: captions come in order or with a fault") {
    const std::string good =
        "WEBVTT\n\n1\n00:00.000 --> 00:01.000\nMột\nhai\n\nNOTE x\n\n00:00:01.000 --> 00:02.000 "
        "align:start\nBa\n";
    const std::vector<std::string> pieces{
        "-->",    "\n",  "\n\n", ":",      ".", "00:01.000 --> 00:02.000\n",
        "NOTE\n", "<b>", "99",   "STYLE\n"};
    Mutator mutator(2);
    for (int i = 0; i < 4000; ++i) {
        const std::string text = clean_text(valid_utf8(mutator.mutate(good, pieces)), "vi");

        const CaptionText result = parse_captions(text);

        REQUIRE(result.cues.size() == result.lines.size());
        const int lines = line_at(text, text.size());
        for (const Fault& fault : result.faults) REQUIRE((fault.line >= 1 && fault.line <= lines));
        if (!result.faults.empty()) continue;
        Milliseconds last{0};
        for (const auto& cue : result.cues) {
            REQUIRE((cue.begin >= last && cue.end > cue.begin && !cue.text.empty()));
            last = cue.end;
        }
    }
}

TEST_CASE("mutation: drawings are judged without a crash") {
    const std::string good =
        "<?xml version=\"1.0\"?><!-- c --><svg width=\"10mm\" height=\"20\" viewBox=\"0 0 1 "
        "2\"><defs><style>a{}</style></defs>"
        "<g fill='url(#a)'><use href='#b'/><text>x</text></g></svg>";
    const std::vector<std::string> pieces{"<",    ">",    "/>",        "\"",        "'",
                                          "<!--", "-->",  "<![CDATA[", "]]>",       "=",
                                          "</g>", "url(", "<?",        "<!DOCTYPE "};
    Mutator mutator(3);
    int refused = 0;
    for (int i = 0; i < 4000; ++i) refused += check_svg(mutator.mutate(good, pieces)) ? 0 : 1;

    CHECK(refused > 1000);
}

TEST_CASE("mutation: broken TOML files give faults with lines inside the file") {
    SourceFolder folder;
    const std::vector<std::string> files{"pack.toml", "collections/chuyen-xua.toml",
                                         "exhibits/gieng-lang/exhibit.toml"};
    const std::vector<std::string> pieces{"=", "[", "]",  "[[picture]]\n", "\"",      "\"\"\"", "{",
                                          "}", ".", "\n", "format = 1\n",  "= 1e400", "\\u0000"};
    Mutator mutator(4);
    for (int i = 0; i < 1500; ++i) {
        const std::string& file = files[static_cast<std::size_t>(i) % files.size()];
        const std::string good = folder.read(file);
        const std::string bad = mutator.mutate(good, pieces);
        folder.write(file, bad);

        const auto faults = folder.text_faults();

        const int lines = line_at(bad, bad.size());
        for (const Fault& fault : faults)
            if (fault.file == file) REQUIRE((fault.line >= 0 && fault.line <= lines));
        folder.write(file, good);
    }
}
