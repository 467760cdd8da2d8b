// SPDX-License-Identifier: Apache-2.0
#include "webvtt.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "pack_limits.h"
#include "text.h"

namespace sen::pack {
namespace {

constexpr std::string_view kArrow = "-->";
constexpr int kMostLines = 2;

/// Exactly `digits` digits (or `digits` and more, up to `most`) taken off the front.
std::optional<int> take_number(std::string_view& text, std::size_t digits, std::size_t most) {
    std::size_t count = 0;
    int value = 0;
    while (count < text.size() && count < most && text[count] >= '0' && text[count] <= '9')
        value = value * 10 + (text[count++] - '0');
    if (count < digits) return std::nullopt;
    text.remove_prefix(count);
    return value;
}

bool take(std::string_view& text, char c) {
    if (!text.starts_with(c)) return false;
    text.remove_prefix(1);
    return true;
}

/// `mm:ss.mmm` or `h…h:mm:ss.mmm` at the front.
std::optional<Milliseconds> take_time(std::string_view& text) {
    int hours = 0;
    auto minutes = take_number(text, 2, 4);
    if (!minutes || !take(text, ':')) return std::nullopt;
    auto seconds = take_number(text, 2, 2);
    if (seconds && take(text, ':')) {
        hours = *minutes;
        minutes = seconds;
        seconds = take_number(text, 2, 2);
    }
    if (!seconds || !take(text, '.')) return std::nullopt;
    const auto thousandths = take_number(text, 3, 3);
    if (!thousandths || *minutes > 59 || *seconds > 59) return std::nullopt;
    return Milliseconds(((hours * std::int64_t{60} + *minutes) * 60 + *seconds) * 1000 +
                        *thousandths);
}

struct Times {
    Milliseconds begin, end;
};

/// `begin --> end settings`.
std::optional<Times> parse_times(std::string_view line) {
    line = trimmed(line);
    const auto begin = take_time(line);
    if (!begin) return std::nullopt;
    const std::size_t gap = line.size();
    line = trimmed(line);
    if (line.size() == gap || !line.starts_with(kArrow)) return std::nullopt;
    line.remove_prefix(kArrow.size());
    const std::size_t rest = line.size();
    line = trimmed(line);
    if (line.size() == rest) return std::nullopt;
    const auto end = take_time(line);
    if (!end || (!line.empty() && line[0] != ' ' && line[0] != '\t')) return std::nullopt;
    return Times{*begin, *end};
}

/// The four characters that WebVTT writes by name.
std::string unescaped(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kNames{
        {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&nbsp;", "\xC2\xA0"}}};
    std::string plain;
    while (!text.empty()) {
        std::size_t length = 1;
        std::string_view meant = text.substr(0, 1);
        for (const auto& [name, character] : kNames)
            if (text.starts_with(name)) length = name.size(), meant = character;
        plain += meant;
        text.remove_prefix(length);
    }
    return plain;
}

class Reader {
  public:
    explicit Reader(std::string_view text) : rest_(text) { next(); }

    CaptionText read() {
        const std::string_view after = line_.substr(std::min<std::size_t>(6, line_.size()));
        const bool is_header =
            line_.starts_with("WEBVTT") && (after.empty() || after[0] == ' ' || after[0] == '\t');
        if (!is_header)
            add("vtt_header");
        else
            skip_block();
        while (!is_end_) {
            if (trimmed(line_).empty())
                next();
            else
                read_block();
        }
        if (result_.cues.empty() && result_.faults.empty()) add(1, "vtt_no_cues");
        if (result_.cues.size() > limits::kCues)
            add(1, "vtt_too_many", {{"most", std::to_string(limits::kCues)}});
        return std::move(result_);
    }

  private:
    using Values = std::vector<std::pair<std::string, std::string>>;

    void next() {
        if (rest_.data() == nullptr || is_last_) {
            is_end_ = true;
            line_ = {};
            return;
        }
        const std::size_t end = rest_.find('\n');
        line_ = rest_.substr(0, end);
        is_last_ = end == std::string_view::npos;
        if (!is_last_) rest_.remove_prefix(end + 1);
        ++number_;
    }

    void add(int line, const char* key, Values values = {}) {
        if (result_.faults.size() < limits::kFaultsOfAFile)
            result_.faults.push_back({{}, line, key, std::move(values)});
    }
    void add(const char* key) { add(std::max(1, number_), key); }

    void skip_block() {
        while (!is_end_ && !trimmed(line_).empty()) next();
    }

    void read_block() {
        const std::string_view first = trimmed(line_);
        if (first == "NOTE" || first.starts_with("NOTE ") || first.starts_with("NOTE\t"))
            return skip_block();
        if (first.starts_with("STYLE") || first.starts_with("REGION")) {
            add("vtt_style");
            return skip_block();
        }
        if (first.find(kArrow) == std::string_view::npos) next();  // the cue's own name
        if (is_end_ || line_.find(kArrow) == std::string_view::npos) {
            add(std::max(1, number_ - (is_end_ ? 0 : 1)), "vtt_no_times");
            return skip_block();
        }
        const auto times = parse_times(line_);
        const int line = number_;
        if (!times) add("vtt_times");
        next();
        read_cue(line, times);
    }

    void read_cue(int line, std::optional<Times> times) {
        std::string text;
        int count = 0;
        for (; !is_end_ && !trimmed(line_).empty(); next()) {
            if (line_.find(kArrow) != std::string_view::npos)
                return add("vtt_no_gap"), skip_block();
            if (line_.find('<') != std::string_view::npos) add("vtt_tag");
            if (++count == kMostLines + 1) add("vtt_lines");
            if (!text.empty()) text += '\n';
            text += unescaped(trimmed(line_));
        }
        if (count == 0) add(line, "vtt_empty_cue");
        if (!times) return;
        if (times->end <= times->begin) return add(line, "vtt_backwards");
        if (times->begin < last_end_) add(line, "vtt_overlap");
        last_end_ = times->end;
        result_.cues.push_back({times->begin, times->end, std::move(text)});
        result_.lines.push_back(line);
    }

    std::string_view rest_, line_;
    bool is_last_ = false, is_end_ = false;
    int number_ = 0;
    Milliseconds last_end_{0};
    CaptionText result_;
};

}  // namespace

CaptionText parse_captions(std::string_view text) {
    return Reader(text).read();
}

}  // namespace sen::pack
