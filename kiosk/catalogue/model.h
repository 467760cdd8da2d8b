// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/digest.h"
#include "base/geometry.h"

/// What a catalogue holds. All text is NFC UTF-8.
namespace sen::catalogue {

enum class ExhibitKind { Story, Album, Film };

/// One media file of the pack: an object and what the kiosk must know before it opens it.
struct Asset {
    Digest object;
    std::string type;          ///< "image/jpeg", "video/mp4", "audio/mp4"
    std::uint64_t length = 0;  ///< bytes
    Size size;                 ///< pixels; 0x0 for sound
    Milliseconds duration{0};  ///< 0 for pictures
};

/// A text in each language of the pack, by language code ("vi", "en").
using Texts = std::map<std::string, std::string>;

/// A name and the years in which it was used; 0 where that is not known.
struct DatedName {
    std::string name;
    int year_from = 0;
    int year_to = 0;
    bool operator==(const DatedName&) const = default;
};

/// A person or a place that an exhibit is about, by all its names: the one to show first.
enum class SubjectKind { Person, Place };
struct Subject {
    SubjectKind kind = SubjectKind::Person;
    std::vector<DatedName> names;
    bool operator==(const Subject&) const = default;
};

/// What the hits of a search can be narrowed to: "story", a person, a place, "1970".
enum class FacetKind { Kind, Person, Place, Decade };
struct SearchFilter {
    FacetKind kind = FacetKind::Kind;
    std::string name;
    bool operator==(const SearchFilter&) const = default;
};

/// A half-open range of bytes of a block's text drawn in another style.
enum class RunStyle { Strong, Emphasis };
struct Run {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    RunStyle style = RunStyle::Strong;
    bool operator==(const Run&) const = default;
};

enum class BlockKind { Paragraph, Heading, ListItem, Quotation };
struct Block {
    BlockKind kind = BlockKind::Paragraph;
    std::string text;
    std::vector<Run> runs;
    bool operator==(const Block&) const = default;
};

/// A line of captions, or a spoken sentence.
struct Cue {
    Milliseconds begin{0};
    Milliseconds end{0};
    std::string text;
    bool operator==(const Cue&) const = default;
};

/// A sentence of a narration: which bytes of which block are being spoken.
struct SpeechCue {
    Milliseconds begin{0};
    Milliseconds end{0};
    int block = -1;  ///< -1: the title
    std::uint32_t text_begin = 0;
    std::uint32_t text_end = 0;
    bool operator==(const SpeechCue&) const = default;
};

struct Speech {
    Asset sound;
    bool is_machine_voice = true;
    std::vector<SpeechCue> cues;
};

}  // namespace sen::catalogue
