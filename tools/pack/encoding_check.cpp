// SPDX-License-Identifier: Apache-2.0
#include "encoding_check.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "base/utf8.h"
#include "encoding_guess.h"
#include "text.h"

namespace sen::pack {
namespace {

std::vector<Passage> lines_of(std::string_view text) {
    std::vector<Passage> lines;
    int place = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back({std::string(text.substr(0, end)), std::nullopt, ++place});
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

Fault fault_of(const std::string& name, const Finding& finding, const Passage& example) {
    const Encoding encoding = finding.best.encoding;
    const int percent = static_cast<int>(std::floor(finding.best.confidence() * 100));
    return {name,
            example.place,
            "text_old_encoding",
            {{"encoding", std::string(encoding_title(encoding))},
             {"percent", std::to_string(percent)},
             {"line", std::string(trimmed(read_passage(example, encoding)))}}};
}

/// Sure, or so good where nothing else makes sense that it would be wrong on the wall: "Hµ Néi".
bool is_plain(const Finding& finding) {
    return finding.is_certain || (finding.best.words >= 2 && finding.best.share() >= kCertain);
}

}  // namespace

std::vector<Fault> encoding_faults(const std::string& name, std::string_view bytes) {
    const auto invalid = find_invalid_utf8(bytes);
    const bool has_zeros = bytes.find('\0') != std::string_view::npos;
    if (invalid || has_zeros)
        if (const auto utf16 = guess_utf16(bytes))
            return {{name, 1, "text_utf16", {{"encoding", std::string(encoding_title(*utf16))}}}};
    const Encoding as_is = invalid ? Encoding::Windows1252 : Encoding::Unicode;
    const auto lines = lines_of(invalid ? western_text(bytes) : std::string(bytes));
    std::vector<Fault> faults;
    for (const Finding& finding : find_encodings(lines, as_is))
        if (is_plain(finding)) faults.push_back(fault_of(name, finding, lines[finding.example]));
    if (invalid && faults.empty())
        faults.push_back({name, line_at(bytes, *invalid), "text_not_utf8", {}});
    return faults;
}

}  // namespace sen::pack
