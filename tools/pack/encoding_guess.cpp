// SPDX-License-Identifier: Apache-2.0
#include "encoding_guess.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/utf8.h"
#include "language/letter.h"
#include "language/syllable.h"

namespace sen::pack {
namespace {

/// Words of one kind in a reading.
struct Count {
    std::size_t words = 0, valid = 0;
    Count& operator+=(const Count& other) {
        words += other.words;
        valid += other.valid;
        return *this;
    }
};

utf8proc_category_t category_of(char32_t c) {
    return utf8proc_category(static_cast<utf8proc_int32_t>(c));
}
bool is_letter(char32_t c) {
    const auto category = category_of(c);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}
bool is_upper(char32_t c) {
    return category_of(c) == UTF8PROC_CATEGORY_LU;
}

/// Ends a word wherever it stands. A guillemet, © or § does so at the edge of a word only: within
/// one they are letters of an old encoding.
bool is_gap(char32_t c) {
    if (c <= 0x20 || c == 0x7F || c == 0xA0) return true;
    if (c < 0x80) return !is_letter(c) && !(c >= '0' && c <= '9');
    return (c >= 0x2000 && c <= 0x206F) || c == 0x3000;
}
bool is_edge(char32_t c) {
    return c == 0xAB || c == 0xBB || c == 0xBF || c == 0xA1 || c == 0xB0;
}

/// Letters of the languages that use Windows-1252, beyond ASCII.
bool is_western_letter(char32_t c) {
    if (c == 0xAA || c == 0xBA || c == 0xB5) return false;
    return (c >= 0xC0 && c <= 0xFF && c != 0xD7 && c != 0xF7 && c != 0xD0 && c != 0xF0 &&
            c != 0xDE && c != 0xFE) ||
           c == 0x152 || c == 0x153 || c == 0x160 || c == 0x161 || c == 0x178 || c == 0x17D ||
           c == 0x17E;
}

/// A vowel and a marked letter that no Western language writes side by side, and VNI all the time:
/// hoøa, xaõ, coäng, chuû, nhaán.
bool is_odd_pair(char32_t vowel, char32_t marked) {
    vowel |= 0x20U;
    marked |= 0x20U;
    const auto is_among = [](char32_t c, std::u32string_view list) {
        return list.find(c) != std::u32string_view::npos;
    };
    if (!is_among(vowel, U"aeiouy")) return false;
    if (is_among(marked, U"øõãå")) return true;
    switch (vowel) {
        case 'a':
            return is_among(marked, U"àáâäùû");
        case 'e':
            return is_among(marked, U"àáâäèéêëù");
        case 'i':
            return is_among(marked, U"ìíîï");
        case 'o':
            return is_among(marked, U"àâäòóôö");
        case 'u':
            return is_among(marked, U"ùúûü");
        default:
            return is_among(marked, U"ýùûï");
    }
}

/// Whether a word may be French, German, Spanish: no sign and no digit in it, its capitals where
/// they belong, no two letters with marks side by side, and no odd pair.
bool is_western_word(const std::u32string& word) {
    std::size_t upper = 0;
    char32_t before = 0;
    for (const char32_t c : word) {
        const bool is_marked = c >= 0x80;
        // Side by side they are in théâtre and réélu only.
        const bool is_french =
            (before | 0x20U) == U'é' && ((c | 0x20U) == U'â' || (c | 0x20U) == U'é');
        const bool is_crowd = before >= 0x80 && !is_french;
        if (is_marked && (is_crowd || !is_western_letter(c) || is_odd_pair(before, c)))
            return false;
        before = c;
        if (is_upper(c)) ++upper;
    }
    return upper == 0 || upper == word.size() || (upper == 1 && is_upper(word.front()));
}

/// "HĐND", "NĐ": an abbreviation of consonants, which is a word in no reading and in each.
bool is_abbreviation(const std::u32string& word) {
    return std::all_of(word.begin(), word.end(), [](char32_t c) {
        const auto letter = language::split_letter(c);
        return letter && letter->is_upper && !letter->is_vowel();
    });
}

/// Capitals stand first, or everywhere: what a wrong reading seldom gets right.
bool has_orderly_case(const std::u32string& word) {
    const auto upper = static_cast<std::size_t>(std::count_if(word.begin(), word.end(), is_upper));
    return upper == 0 || upper == word.size() || (upper == 1 && is_upper(word.front()));
}

/// Counts the words of texts, and remembers what it has seen: the same few thousand words come
/// again and again, in seven readings.
class Scale {
  public:
    Count weigh(std::string_view text, bool accepts_western) {
        Count count;
        std::u32string word;
        const auto end_word = [&] {
            while (!word.empty() && is_edge(word.back())) word.pop_back();
            const auto start = std::find_if_not(word.begin(), word.end(), is_edge);
            word.erase(word.begin(), start);
            if (!word.empty()) count += weigh_word(word, accepts_western);
            word.clear();
        };
        while (const auto point = first_code_point(text)) {
            text.remove_prefix(point->length);
            if (is_gap(point->value))
                end_word();
            else
                word += point->value;
        }
        end_word();
        return count;
    }

  private:
    Count weigh_word(const std::u32string& word, bool accepts_western) {
        const auto is_ascii = [](char32_t c) { return c < 0x80; };
        if (std::all_of(word.begin(), word.end(), is_ascii)) return {};
        auto& known = known_[accepts_western];
        // A hostile file could have a different word everywhere.
        constexpr std::size_t kMostKnown = 50'000;
        if (known.size() > kMostKnown) known.clear();
        const auto [found, is_new] = known.try_emplace(word);
        if (is_new) found->second = judge(word, accepts_western);
        return found->second;
    }

    static Count judge(const std::u32string& word, bool accepts_western) {
        // A sign alone says nothing; neither does what has a digit in it.
        const auto is_digit = [](char32_t c) { return c >= '0' && c <= '9'; };
        if (std::any_of(word.begin(), word.end(), is_digit)) return {};
        if (std::none_of(word.begin(), word.end(), is_letter)) return {};
        if (is_abbreviation(word)) return {};
        constexpr std::size_t kLongest = 40;
        if (word.size() > kLongest) return {1, 0};
        if (accepts_western && is_western_word(word)) return {1, 1};
        std::string text;
        for (const char32_t c : word) text += encode_utf8(c);
        return {1, has_orderly_case(word) && language::is_syllable(text) ? 1U : 0U};
    }

    std::array<std::unordered_map<std::u32string, Count>, 2> known_;
};

bool has_high_letters(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
}

/// A letter that no byte stands for: then the text was written in Unicode.
bool has_unicode_letter(std::string_view text) {
    while (const auto point = first_code_point(text)) {
        text.remove_prefix(point->length);
        if (!western_byte(point->value) && is_letter(point->value)) return true;
    }
    return false;
}

Reading reading_of(Encoding encoding, const Count& count) {
    return {encoding, count.words, count.valid};
}

/// Better: the larger share; of equals, the one that explains more words.
bool is_better(const Reading& a, const Reading& b) {
    if (a.share() != b.share()) return a.share() > b.share();
    return a.valid > b.valid;
}

/// The counts of one passage in every reading; the last is as it is.
constexpr std::size_t kReadings = kOldEncodings.size() + 1;
constexpr std::size_t kAsIs = kOldEncodings.size();
using Counts = std::array<Count, kReadings>;

class Finder {
  public:
    Finder(const std::vector<Passage>& passages, Encoding as_is)
        : passages_(passages),
          as_is_(as_is),
          counts_(passages.size()),
          vietnamese_as_is_(passages.size()) {}

    std::vector<Finding> run() {
        take_fonts();
        std::vector<std::size_t> left;
        for (std::size_t at = 0; at < passages_.size(); ++at) {
            if (passages_[at].font || !has_high_letters(passages_[at].text)) continue;
            weigh(at);
            if (as_is_ == Encoding::Windows1252 || is_suspect(at)) left.push_back(at);
        }
        if (as_is_ == Encoding::Windows1252) {
            take(left);
        } else {
            std::vector<Encoding> tried;
            while (!left.empty() && tried.size() < kOldEncodings.size())
                left = take_part(left, tried);
        }
        return std::move(findings_);
    }

  private:
    /// Passages by what their font says, unless they are plainly Unicode: pasted into a paragraph
    /// whose old font Windows then passed over.
    void take_fonts() {
        std::map<Encoding, Finding> by_font;
        for (std::size_t at = 0; at < passages_.size(); ++at) {
            const Passage& passage = passages_[at];
            if (!passage.font) continue;
            if (!passage.font->is_capitals && !has_high_letters(passage.text)) continue;
            const Encoding encoding = passage.font->encoding;
            const Count as_is = scale_.weigh(read_passage(passage, Encoding::Unicode), false);
            const Count decoded = scale_.weigh(read_passage(passage, encoding), false);
            const bool is_unicode =
                as_is.words > 0 && as_is.valid == as_is.words && decoded.valid < decoded.words;
            if (is_unicode || read_passage(passage, encoding) == passage.text) continue;
            Finding& finding = by_font[encoding];
            finding.best.encoding = encoding;
            finding.best.words += decoded.words;
            finding.best.valid += decoded.valid;
            finding.is_by_font = finding.is_certain = true;
            finding.passages.push_back(at);
        }
        for (auto& [encoding, finding] : by_font) {
            choose_example(finding);
            findings_.push_back(std::move(finding));
        }
    }

    void weigh(std::size_t at) {
        const std::string as_is = read_passage(passages_[at], as_is_);
        counts_[at][kAsIs] = scale_.weigh(as_is, true);
        vietnamese_as_is_[at] = scale_.weigh(as_is, false);
        // Good Vietnamese needs no other reading.
        const Count& vietnamese = vietnamese_as_is_[at];
        if (as_is_ == Encoding::Unicode && vietnamese.valid == vietnamese.words) return;
        for (std::size_t i = 0; i < kOldEncodings.size(); ++i)
            counts_[at][i] = scale_.weigh(read_passage(passages_[at], kOldEncodings[i]), false);
    }

    /// Whether some old encoding reads a passage clearly better than it reads as it is.
    bool is_suspect(std::size_t at) const {
        const Reading as_is = reading_of(as_is_, counts_[at][kAsIs]);
        // Dashes and quotes alone are letters in some old encoding; that is no reason.
        if (as_is.words == 0 || has_unicode_letter(passages_[at].text)) return false;
        for (std::size_t i = 0; i < kOldEncodings.size(); ++i) {
            const Reading old = reading_of(kOldEncodings[i], counts_[at][i]);
            if (old.share() >= kLeastShare && old.share() > as_is.share()) return true;
        }
        return false;
    }

    /// Adds the passages that may be Western as they are, but are Vietnamese like the rest of the
    /// document: "Ngaøy nay" under a page of VNI.
    void add_alike(Finding& finding) const {
        const std::size_t index = index_of(finding.best.encoding);
        std::vector<bool> is_taken(passages_.size(), false);
        for (const std::size_t at : finding.passages) is_taken[at] = true;
        for (std::size_t at = 0; at < passages_.size(); ++at) {
            const Count& old = counts_[at][index];
            const Count& as_is = vietnamese_as_is_[at];
            const bool is_alike = old.words > 0 && old.valid == old.words;
            if (!is_taken[at] && is_alike && as_is.valid < as_is.words)
                finding.passages.push_back(at);
        }
        std::sort(finding.passages.begin(), finding.passages.end());
    }

    static std::size_t index_of(Encoding encoding) {
        const auto at = std::find(kOldEncodings.begin(), kOldEncodings.end(), encoding);
        return static_cast<std::size_t>(at - kOldEncodings.begin());
    }

    /// All readings of some passages together, the best first.
    std::vector<Reading> readings_of(const std::vector<std::size_t>& passages) const {
        Counts sums{};
        for (const std::size_t at : passages)
            for (std::size_t i = 0; i < kReadings; ++i) sums[i] += counts_[at][i];
        std::vector<Reading> readings{reading_of(as_is_, sums[kAsIs])};
        for (std::size_t i = 0; i < kOldEncodings.size(); ++i)
            readings.push_back(reading_of(kOldEncodings[i], sums[i]));
        // Of equals what changes nothing comes first.
        std::stable_sort(readings.begin(), readings.end(), is_better);
        return readings;
    }

    void take(const std::vector<std::size_t>& passages) {
        if (passages.empty()) return;
        const auto readings = readings_of(passages);
        Finding finding;
        finding.best = readings[0];
        finding.second = readings[1];
        finding.passages = passages;
        const bool is_close = readings[1].share() > readings[0].share() - kClear ||
                              readings[1].valid + kFewWords > readings[0].valid;
        const auto as_is = std::find_if(readings.begin(), readings.end(),
                                        [&](const Reading& r) { return r.encoding == as_is_; });
        // Quotes and dashes of Windows in a text of ASCII: as letters they make no words of their
        // own.
        if (as_is->words == 0 && readings[0].valid < kFewWords) {
            finding.best = *as_is;
            finding.second.reset();
            finding.is_certain = true;
        } else {
            finding.is_certain = finding.best.confidence() >= kCertain && !is_close;
        }
        const bool is_unchanged = finding.is_certain && finding.best.encoding == Encoding::Unicode;
        if (is_unchanged) return;
        if (finding.is_certain && as_is_ == Encoding::Unicode) add_alike(finding);
        choose_example(finding);
        findings_.push_back(std::move(finding));
    }

    /// Takes the passages that the best old encoding not `tried` before reads well; gives what is
    /// left.
    std::vector<std::size_t> take_part(const std::vector<std::size_t>& passages,
                                       std::vector<Encoding>& tried) {
        const auto readings = readings_of(passages);
        const auto old = std::find_if(readings.begin(), readings.end(), [&](const Reading& r) {
            return r.encoding != as_is_ &&
                   std::find(tried.begin(), tried.end(), r.encoding) == tried.end();
        });
        tried.push_back(old->encoding);
        const std::size_t index = index_of(old->encoding);
        std::vector<std::size_t> taken, left;
        for (const std::size_t at : passages) {
            const Reading mine = reading_of(old->encoding, counts_[at][index]);
            const bool is_taken = mine.share() >= kLeastShare &&
                                  mine.share() >= readings_of({at}).front().share() - kClear;
            (is_taken ? taken : left).push_back(at);
        }
        take(taken);
        return left;
    }

    void choose_example(Finding& finding) const {
        // The first long enough to judge by; not the longest, which would fill the screen.
        std::size_t most = 0;
        for (const std::size_t at : finding.passages) {
            const std::string& text = passages_[at].text;
            const auto high = static_cast<std::size_t>(
                std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) == 0xC0; }));
            constexpr std::size_t kEnough = 12;
            if (high <= most) continue;
            most = high;
            finding.example = at;
            if (most >= kEnough) return;
        }
    }

    static constexpr double kLeastShare = 0.6;
    static constexpr double kClear = 0.1;
    static constexpr std::size_t kFewWords = 3;

    const std::vector<Passage>& passages_;
    Encoding as_is_;
    std::vector<Counts> counts_;
    std::vector<Count> vietnamese_as_is_;
    Scale scale_;
    std::vector<Finding> findings_;
};

}  // namespace

double Reading::share() const {
    return words == 0 ? 0 : static_cast<double>(valid) / static_cast<double>(words);
}

double Reading::confidence() const {
    return static_cast<double>(valid + 1) / static_cast<double>(words + 2);
}

std::string read_passage(const Passage& passage, Encoding encoding) {
    std::string text = decode_western(encoding, passage.text);
    const bool is_capitals =
        passage.font && passage.font->is_capitals && passage.font->encoding == encoding;
    return is_capitals ? upper_case(text) : text;
}

std::vector<Finding> find_encodings(const std::vector<Passage>& passages, Encoding as_is) {
    return Finder(passages, as_is).run();
}

bool has_utf16_mark(std::string_view bytes) {
    return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
}

std::optional<Encoding> guess_utf16(std::string_view bytes) {
    if (has_utf16_mark(bytes)) return bytes[0] == '\xFF' ? Encoding::Utf16Le : Encoding::Utf16Be;
    if (bytes.size() < 4 || bytes.size() % 2 != 0) return std::nullopt;
    // Spaces, digits, line ends and most letters of a Vietnamese text have a zero as their high
    // byte.
    std::array<std::size_t, 2> zeros{};
    for (std::size_t at = 0; at < bytes.size(); ++at)
        if (bytes[at] == '\0') ++zeros[at % 2];
    const std::size_t units = bytes.size() / 2;
    for (const bool is_big_endian : {false, true}) {
        const std::size_t high = zeros[is_big_endian ? 0 : 1], low = zeros[is_big_endian ? 1 : 0];
        if (high * 2 > units && low * 50 < units && decode_utf16(bytes, is_big_endian))
            return is_big_endian ? Encoding::Utf16Be : Encoding::Utf16Le;
    }
    return std::nullopt;
}

}  // namespace sen::pack
