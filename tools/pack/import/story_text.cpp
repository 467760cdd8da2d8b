// SPDX-License-Identifier: Apache-2.0
#include "story_text.h"

#include <algorithm>

#include "language/nfc.h"
#include "pack_limits.h"
#include "run_seams.h"
#include "text.h"

namespace sen::pack {
namespace {

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Spaces and line ends as one space; the kiosk breaks lines itself.
std::string one_line(std::string_view text) {
    std::string line;
    for (const char c : text) {
        if (!is_space(c))
            line += c;
        else if (!line.ends_with(' '))
            line += ' ';
    }
    return line;
}

std::string plain(const Paragraph& paragraph) {
    std::string text;
    for (const TextRun& run : paragraph.runs) text += run.text;
    return std::string(trimmed(one_line(text)));
}

/// What would make a list, a heading or a quotation of a line.
std::string escape_start(std::string line) {
    if (line.empty()) return line;
    const std::size_t digits = line.find_first_not_of("0123456789");
    if (digits != std::string::npos && digits > 0 && (line[digits] == '.' || line[digits] == ')'))
        return line.insert(digits, "\\");
    if (std::string_view("#>-+=").find(line[0]) != std::string_view::npos) line.insert(0, "\\");
    return line;
}

/// A run with stars around what is in it: they must stand right beside letters, with a gap outside.
std::string styled(const TextRun& run, bool has_gap_before, bool has_gap_after) {
    const std::string text = one_line(run.text);
    const std::string_view core = trimmed(text);
    const std::string star = run.is_strong ? "**" : run.is_emphasis ? "*" : "";
    if (core.empty() || star.empty()) return escape_markdown(text);
    const std::size_t begin = text.find(core.front());
    const std::string before = text.substr(0, begin), after = text.substr(begin + core.size());
    const bool is_apart = (has_gap_before || !before.empty()) && (has_gap_after || !after.empty());
    const auto is_plain_letter = [](char c) {
        return (c & 0x80) != 0 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
               (c >= 'A' && c <= 'Z');
    };
    if (!is_apart || !is_plain_letter(core.front())) return escape_markdown(text);
    return before + star + escape_markdown(core) + star + after;
}

std::string body(const Paragraph& paragraph) {
    std::string text;
    const auto runs = with_whole_words(paragraph.runs);
    constexpr std::string_view kClosing = ".,;:!?)";
    for (std::size_t at = 0; at < runs.size(); ++at) {
        const bool has_gap_before = text.empty() || is_space(text.back()) || text.back() == '(';
        const bool is_last = at + 1 == runs.size() || runs[at + 1].text.empty();
        const char next = is_last ? ' ' : runs[at + 1].text[0];
        const bool has_gap_after = is_space(next) || kClosing.find(next) != std::string_view::npos;
        text += styled(runs[at], has_gap_before, has_gap_after);
    }
    return escape_start(std::string(trimmed(one_line(text))));
}

std::string markdown_of(const Paragraph& paragraph) {
    switch (paragraph.kind) {
        case ParagraphKind::Title:
        case ParagraphKind::Heading:
            return "## " + escape_start(escape_markdown(plain(paragraph)));
        case ParagraphKind::Item:
            return "- " + body(paragraph);
        case ParagraphKind::Quotation:
            return "> " + body(paragraph);
        default:
            return body(paragraph);
    }
}

bool is_title(const Paragraph& paragraph) {
    if (paragraph.kind == ParagraphKind::Title || paragraph.kind == ParagraphKind::Heading)
        return true;
    const std::string text = plain(paragraph);
    constexpr std::string_view kEnds = ".,;:!?";
    return paragraph.kind == ParagraphKind::Body && character_count(text) <= limits::kTitle &&
           kEnds.find(text.back()) == std::string_view::npos;
}

/// Word may part a letter from its mark: the runs are composed, what they join to may not be.
std::string composed(std::string text) {
    auto normal = language::to_nfc(text);
    return normal ? std::move(*normal) : std::move(text);
}

StoryText markdown_story(const Document& document) {
    StoryText story;
    for (const Paragraph& paragraph : document.paragraphs) {
        const std::string line = paragraph.runs.empty() ? "" : paragraph.runs[0].text;
        const bool is_first = trimmed(story.markdown).empty() && story.title.empty();
        if (is_first && line.starts_with("# "))
            story.title = trimmed(std::string_view(line).substr(2));
        else
            story.markdown += line + "\n";
    }
    story.markdown = std::string(trimmed(story.markdown)) + "\n";
    return story;
}

}  // namespace

StoryText story_text(const Document& document) {
    if (document.is_markdown) return markdown_story(document);
    StoryText story;
    bool is_first = true;
    ParagraphKind before = ParagraphKind::Body;
    for (const Paragraph& paragraph : document.paragraphs) {
        if (paragraph.kind == ParagraphKind::Contents || plain(paragraph).empty()) continue;
        if (is_first && is_title(paragraph)) {
            story.title = composed(plain(paragraph));
        } else {
            const bool is_list_on =
                before == ParagraphKind::Item && paragraph.kind == ParagraphKind::Item;
            if (!story.markdown.empty()) story.markdown += is_list_on ? "\n" : "\n\n";
            story.markdown += markdown_of(paragraph);
        }
        before = paragraph.kind;
        is_first = false;
    }
    if (!story.markdown.empty()) story.markdown = composed(std::move(story.markdown) + '\n');
    return story;
}

std::string escape_markdown(std::string_view text) {
    constexpr std::string_view kSigns = "\\*_`<>[]~&|";
    std::string escaped;
    for (const char c : text) {
        if (kSigns.find(c) != std::string_view::npos) escaped += '\\';
        escaped += c;
    }
    return escaped;
}

}  // namespace sen::pack
