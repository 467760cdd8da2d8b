// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "catalogue/model.h"
#include "faults.h"

namespace sen::pack {

struct CaptionText {
    std::vector<catalogue::Cue> cues;  ///< in the order of time; lines of a cue joined by '\n'
    std::vector<int> lines;            ///< where each cue's times stand, 1-based
    std::vector<Fault> faults;         ///< with lines, without a file
};

/// Reads a WebVTT file strictly: the header, cues of at most two lines in the order of time without
/// overlaps. Settings after the times and NOTE blocks are passed over; styles and tags are faults.
/// `text` is valid UTF-8 out of clean_text().
CaptionText parse_captions(std::string_view text);

}  // namespace sen::pack
