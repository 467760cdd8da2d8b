// SPDX-License-Identifier: Apache-2.0
#include "word_fields.h"

#include <algorithm>

#include "text.h"

namespace sen::pack {

void WordFields::mark(std::string_view type) {
    if (type == "begin")
        open_.emplace_back();
    else if (open_.empty())
        return;  // it began in an earlier paragraph
    else if (type == "separate")
        open_.back().is_result = true;
    else if (type == "end")
        open_.pop_back();
}

void WordFields::instruct(std::string_view text) {
    constexpr std::size_t kEnough = 40;  // the name stands in front
    if (!open_.empty() && open_.back().instruction.size() < kEnough)
        open_.back().instruction += text.substr(0, kEnough);
}

bool WordFields::hides() const {
    return std::any_of(open_.begin(), open_.end(), [](const Field& field) {
        return field.is_result && is_page_number(field.instruction);
    });
}

bool WordFields::is_page_number(std::string_view instruction) {
    const std::string_view text = trimmed(instruction);
    const std::string_view name = text.substr(0, text.find_first_of(" \t\\"));
    return name == "PAGE" || name == "NUMPAGES" || name == "PAGEREF" || name == "SECTIONPAGES";
}

}  // namespace sen::pack
