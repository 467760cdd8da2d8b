// SPDX-License-Identifier: Apache-2.0
#include "pack/webvtt.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace sen::pack;

namespace {

std::vector<std::string> outline(const CaptionText& captions) {
    std::vector<std::string> lines;
    for (const auto& cue : captions.cues)
        lines.push_back(fmt::format("{}-{} {}", cue.begin.count(), cue.end.count(), cue.text));
    return lines;
}

std::vector<std::string> briefs(const CaptionText& captions) {
    std::vector<std::string> list;
    for (const Fault& fault : captions.faults)
        list.push_back(fmt::format("{} {}", fault.line, fault.key));
    return list;
}

}  // namespace

TEST_CASE("webvtt: good files are read") {
    struct Case {
        std::string text;
        std::vector<std::string> cues;
    };
    const std::vector<Case> cases{
        {"WEBVTT\n\n00:01.000 --> 00:02.500\nMột\n", {"1000-2500 Một"}},
        {"WEBVTT\n\n01:00:01.000 --> 01:00:02.000\nMột", {"3601000-3602000 Một"}},
        {"WEBVTT - tên\nKind: captions\n\n1\n00:01.000 --> 00:02.000 align:start "
         "line:0\nMột\nHai\n",
         {"1000-2000 Một\nHai"}},
        {"WEBVTT\n\nNOTE ghi chú\nnữa\n\n00:01.000-->00:02.000\nx\n", {}},
        {"WEBVTT\n\nNOTE\nghi chú\n\n00:01.000 --> 00:02.000\nx\n\n\n00:02.000 --> 00:03.000\ny "
         "&amp; z\n",
         {"1000-2000 x", "2000-3000 y & z"}},
    };
    for (const Case& c : cases) {
        const CaptionText captions = parse_captions(c.text);

        CAPTURE(c.text);
        CHECK(briefs(captions).empty() == !c.cues.empty());
        CHECK(outline(captions) == c.cues);
        CHECK(captions.lines.size() == captions.cues.size());
    }
}

TEST_CASE("webvtt: everything loose is a fault at its line") {
    const std::string head = "WEBVTT\n\n";
    const std::string cue = "00:01.000 --> 00:02.000\nx\n";
    struct Case {
        std::string text;
        std::vector<std::string> faults;
    };
    const std::vector<Case> cases{
        {"", {"1 vtt_header"}},
        {cue, {"1 vtt_header"}},
        {"WEBVTTX\n\n" + cue, {"1 vtt_header", "1 vtt_no_times"}},
        {"1\n00:00:01,000 --> 00:00:02,000\nsrt\n", {"1 vtt_header", "2 vtt_times"}},
        {head, {"1 vtt_no_cues"}},
        {head + "00:01.000 --> 00:02,000\nx\n", {"3 vtt_times"}},
        {head + "00:01.00 --> 00:02.000\nx\n", {"3 vtt_times"}},
        {head + "00:61.000 --> 00:62.000\nx\n", {"3 vtt_times"}},
        {head + "00:02.000 --> 00:02.000\nx\n", {"3 vtt_backwards"}},
        {head + "00:02.000 --> 00:01.000\nx\n", {"3 vtt_backwards"}},
        {head + cue + "\n00:01.500 --> 00:03.000\ny\n", {"6 vtt_overlap"}},
        {head + cue + "00:02.000 --> 00:03.000\ny\n", {"5 vtt_no_gap"}},
        {head + "00:01.000 --> 00:02.000\na\nb\nc\nd\n", {"6 vtt_lines"}},
        {head + "00:01.000 --> 00:02.000\n<i>a</i>\n", {"4 vtt_tag"}},
        {head + "00:01.000 --> 00:02.000\n\n", {"3 vtt_empty_cue"}},
        {head + "tên\nkhông có giờ\n\n" + cue, {"3 vtt_no_times"}},
        {head + "STYLE\n::cue {}\n\n" + cue, {"3 vtt_style"}},
    };
    for (const Case& c : cases) {
        const CaptionText captions = parse_captions(c.text);

        CAPTURE(c.text);
        CHECK(briefs(captions) == c.faults);
    }
}
