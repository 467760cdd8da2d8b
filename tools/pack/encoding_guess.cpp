// SPDX-License-Identifier: Apache-2.0
#include "encoding_guess.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

#include "language/letter_case.h"
#include "word_scale.h"

namespace sen::pack {
namespace {

bool has_high_letters(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
}

Reading reading_of(Encoding encoding, const WordCount& count) {
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
using Counts = std::array<WordCount, kReadings>;

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
            const WordCount as_is = scale_.weigh(read_passage(passage, Encoding::Unicode), false);
            const WordCount decoded = scale_.weigh(read_passage(passage, encoding), false);
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
        const WordCount& vietnamese = vietnamese_as_is_[at];
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
            const WordCount& old = counts_[at][index];
            const WordCount& as_is = vietnamese_as_is_[at];
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
    std::vector<WordCount> vietnamese_as_is_;
    WordScale scale_;
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
    return is_capitals ? language::to_upper(text) : text;
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
