// SPDX-License-Identifier: Apache-2.0
#include "document_encoding.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "language/nfc.h"
#include "run_seams.h"
#include "text.h"

namespace sen::pack {
namespace {

constexpr char kSoftHyphen[] = "\xC2\xAD";

/// A passage and the runs that it was joined of: Word cuts words into runs, and letters from their
/// marks.
struct Part {
    Passage passage;
    std::vector<TextRun*> runs;
};

void add_parts(std::vector<TextRun>& runs, int place, std::vector<Part>& parts) {
    const Part* open = nullptr;
    for (TextRun& run : runs) {
        auto font = encoding_of_font(run.font);
        if (open == nullptr || open->passage.font != font) {
            parts.push_back({{{}, font, place}, {}});
            open = &parts.back();
        }
        parts.back().passage.text += run.text;
        parts.back().runs.push_back(&run);
    }
}

std::vector<Part> parts_of(Document& document) {
    std::vector<Part> parts;
    for (Paragraph& paragraph : document.paragraphs)
        add_parts(paragraph.runs, paragraph.place, parts);
    for (DocumentPicture& picture : document.pictures) {
        add_parts(picture.caption, picture.place, parts);
        add_parts(picture.description, picture.place, parts);
    }
    int row_number = 0;
    for (auto& row : document.rows) {
        ++row_number;
        for (TextRun& cell : row) {
            if (cell.text.empty()) continue;
            parts.push_back({{cell.text, encoding_of_font(cell.font), row_number}, {&cell}});
        }
    }
    return parts;
}

/// Whether a passage could be in an old encoding at all: each letter of it stands for a byte.
bool may_be_old(const Passage& passage) {
    bool has_high = false;
    for (std::string_view text = passage.text; const auto point = first_code_point(text);) {
        text.remove_prefix(point->length);
        has_high = has_high || point->value >= 0x80;
        if (!western_byte(point->value)) return false;
    }
    return has_high && !passage.font;
}

/// Without what cannot be shown and nobody can see to delete; clean_text() reads the line ends.
std::string without_controls(std::string_view text) {
    std::string kept;
    while (const auto point = first_code_point(text)) {
        const std::string_view part = text.substr(0, point->length);
        if (part == "\r" || !find_control_character(part, Lines::Many)) kept += part;
        text.remove_prefix(point->length);
    }
    return kept;
}

/// Reads the runs of a passage as one text.
void read_runs(const std::vector<TextRun*>& runs, const Passage& passage, Encoding encoding) {
    mend_letters(runs, [&](const std::string& text) { return decode_western(encoding, text); });
    std::string before;
    std::vector<std::size_t> counts;
    for (const TextRun* run : runs) {
        before += run->text;
        counts.push_back(character_count(decode_western(encoding, run->text)));
    }
    const std::string after = read_passage({before, passage.font, 0}, encoding);
    std::string_view rest = after;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const bool is_last = i + 1 == runs.size();
        const std::size_t length = is_last ? rest.size() : bytes_of_first(counts[i], rest);
        runs[i]->text = rest.substr(0, length);
        rest.remove_prefix(length);
    }
}

class Settler {
  public:
    Settler(Document& document, Encoding as_is, std::optional<Encoding> asked, const Ask& ask)
        : parts_(parts_of(document)), as_is_(as_is), asked_(asked), ask_(ask) {
        for (const Part& part : parts_) passages_.push_back(part.passage);
    }

    tl::expected<Settled, Question> run() {
        for (const Finding& finding : find_encodings(passages_, as_is_)) {
            if (!finding.is_by_font && asked_) continue;
            if (finding.is_certain) {
                convert(finding.passages, finding.best.encoding, finding, false);
                continue;
            }
            const Question question = question_about(finding);
            const auto chosen = ask_(question);
            if (!chosen) return tl::unexpected<Question>(question);
            convert(finding.passages, *chosen, finding, true);
        }
        if (asked_) convert_all(*asked_);
        clean();
        return std::move(settled_);
    }

  private:
    Question question_about(const Finding& finding) const {
        const Passage& example = passages_[finding.example];
        const Reading second = finding.second.value_or(Reading{as_is_, 0, 0});
        return {{},
                finding.best,
                second,
                example.place,
                example.text,
                read_passage(example, finding.best.encoding),
                read_passage(example, second.encoding)};
    }

    void convert(const std::vector<std::size_t>& passages, Encoding encoding,
                 const Finding& finding, bool is_chosen) {
        if (encoding == Encoding::Unicode || passages.empty()) return;
        const Part& example = parts_[finding.example];
        Conversion conversion;
        conversion.encoding = encoding;
        if (finding.is_by_font) conversion.font = example.runs[0]->font;
        conversion.is_chosen = is_chosen;
        conversion.confidence = finding.best.confidence();
        conversion.words = finding.best.words;
        conversion.passages = passages.size();
        conversion.place = example.passage.place;
        conversion.before = example.passage.text;
        conversion.after = read_passage(example.passage, encoding);
        conversion.has_lost_letters = encoding == Encoding::Tcvn3 && has_lost_letters(passages);
        settled_.conversions.push_back(std::move(conversion));
        for (const std::size_t at : passages)
            read_runs(parts_[at].runs, parts_[at].passage, encoding);
    }

    /// Every passage that no font tells about, as the author says.
    void convert_all(Encoding encoding) {
        const bool is_old = std::find(kOldEncodings.begin(), kOldEncodings.end(), encoding) !=
                                kOldEncodings.end() ||
                            encoding == Encoding::Windows1252;
        if (!is_old) return;
        Finding finding;
        for (std::size_t at = 0; at < passages_.size(); ++at) {
            const bool is_taken = as_is_ == Encoding::Windows1252 || may_be_old(passages_[at]);
            if (is_taken && read_passage(passages_[at], encoding) != passages_[at].text)
                finding.passages.push_back(at);
        }
        if (finding.passages.empty()) return;
        finding.example = finding.passages[0];
        convert(finding.passages, encoding, finding, true);
    }

    /// One Vietnamese word in twelve has an ư; sixty without one are not met.
    bool has_lost_letters(const std::vector<std::size_t>& passages) const {
        constexpr std::size_t kManyWords = 60;
        std::size_t words = 0;
        for (const std::size_t at : passages) {
            const std::string& text = passages_[at].text;
            if (text.find(kSoftHyphen) != std::string::npos) return false;
            words += word_count(text);
        }
        return words >= kManyWords;
    }

    void clean() {
        for (Part& part : parts_) {
            for (TextRun* run : part.runs) {
                if (!language::is_nfc(run->text)) settled_.was_decomposed = true;
                run->text = clean_text(without_controls(run->text), "vi");
            }
            mend_letters(part.runs, [](const std::string& text) { return clean_text(text, "vi"); });
            for (TextRun* run : part.runs) run->text = clean_text(run->text, "vi");
        }
    }

    std::vector<Part> parts_;
    std::vector<Passage> passages_;
    Encoding as_is_;
    std::optional<Encoding> asked_;
    const Ask& ask_;
    Settled settled_;
};

}  // namespace

tl::expected<Settled, Question> settle_encodings(Document& document, Encoding as_is,
                                                 std::optional<Encoding> asked, const Ask& ask) {
    return Settler(document, as_is, asked, ask).run();
}

}  // namespace sen::pack
