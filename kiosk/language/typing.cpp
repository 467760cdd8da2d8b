// SPDX-License-Identifier: Apache-2.0
#include "language/typing.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/utf8.h"
#include "language/rhyme.h"
#include "language/syllable_span.h"
#include "language/typing_keys.h"

namespace sen::language {

namespace {

constexpr std::size_t kMaxRun = 16;  // letters; no syllable has more than 7

/// The code point that ends `text`; one byte of U+FFFD where that is not UTF-8, nothing if empty.
std::optional<CodePoint> last_code_point(std::string_view text) {
    if (text.empty()) return std::nullopt;
    for (std::size_t length = 1; length <= std::min<std::size_t>(4, text.size()); ++length) {
        const auto code_point = first_code_point(text.substr(text.size() - length));
        if (code_point && code_point->length == length) return code_point;
    }
    return CodePoint{0xFFFD, 1};
}

/// The letters before the caret, in the order in which they stand.
Letters read_run(std::string_view text) {
    Letters run;
    while (run.size() < kMaxRun) {
        const auto code_point = last_code_point(text);
        const auto letter = code_point ? split_letter(code_point->value) : std::nullopt;
        if (!letter) break;
        run.push_back(*letter);
        text.remove_suffix(code_point->length);
    }
    std::reverse(run.begin(), run.end());
    return run;
}

/// From one run to the other without touching what they begin with.
Edit difference(const Letters& before, const Letters& after, std::string_view added = {}) {
    const auto [old_part, new_part] =
        std::mismatch(before.begin(), before.end(), after.begin(), after.end());
    return {to_text({old_part, before.end()}).size(),
            to_text({new_part, after.end()}) + std::string(added)};
}

/// The last syllable of a run of letters, and what keys do to it.
class Word {
  public:
    Word(Letters run, ToneStyle style)
        : run_(std::move(run)), style_(style), syllable_(find_last_syllable(run_)) {}

    const Letters& run() const { return run_; }
    Tone tone() const { return tone_of(run_, syllable_); }

    bool is_possible() const {
        return !syllable_.has_vowel() || is_possible_rhyme(nucleus(), coda());
    }
    bool accepts(Tone tone) const {
        return syllable_.has_vowel() && is_possible() && accepts_tone(coda(), tone);
    }
    void set_tone(Tone tone) { place_tone(run_, syllable_, tone, style_); }

    /// Puts the tone where it belongs now; what is no syllable keeps it where it is.
    void settle() {
        syllable_ = find_last_syllable(run_);
        if (syllable_.has_vowel() && is_possible()) set_tone(tone());
    }

    void append(const Letter& letter) {
        run_.push_back(letter);
        syllable_ = find_last_syllable(run_);
        complete_horns();
        settle();
    }

    void remove_last() {
        const Tone tone_before = tone();
        run_.pop_back();
        syllable_ = find_last_syllable(run_);
        if (syllable_.has_vowel() && is_possible() && accepts_tone(coda(), tone_before))
            set_tone(tone_before);
    }

    enum class Effect { None, Put, TakenBack };

    /// Gives a letter of the last syllable the shape that the key stands for, right-most first, or
    /// takes it back where it is there already.
    Effect mark(const std::vector<ShapeTarget>& targets) {
        for (std::size_t i = syllable_.coda; i > syllable_.nucleus; --i) {
            const auto effect = mark_vowel(i - 1, targets);
            if (effect != Effect::None) return effect;
        }
        return mark_onset(targets);
    }

    /// Whether the syllable is an ư and nothing else.
    bool is_lone_u_horn() const {
        return syllable_.onset == syllable_.nucleus && syllable_.end == syllable_.nucleus + 1 &&
               is_shaped(syllable_.nucleus, 'u', Shape::Horn);
    }

  private:
    std::span<const Letter> part(std::size_t begin, std::size_t end) const {
        return std::span(run_).subspan(begin, end - begin);
    }
    std::span<const Letter> nucleus() const { return part(syllable_.nucleus, syllable_.coda); }
    std::span<const Letter> coda() const { return part(syllable_.coda, syllable_.end); }

    bool is_shaped(std::size_t at, char base, Shape shape) const {
        return run_[at].base == base && run_[at].shape == shape;
    }

    /// Whether the vowel is the o of uo, ưo, uơ or ươ.
    bool follows_u(std::size_t at) const {
        return run_[at].base == 'o' && at > syllable_.nucleus && run_[at - 1].base == 'u';
    }

    /// A lone horn of ưo or uơ spreads to both when something follows: duwoi is dươi.
    void complete_horns() {
        for (std::size_t i = syllable_.nucleus; i + 1 < syllable_.end && i < syllable_.coda; ++i) {
            if (!follows_u(i)) continue;
            const bool is_half =
                is_shaped(i, 'o', Shape::Plain) != is_shaped(i - 1, 'u', Shape::Plain) &&
                run_[i].shape != Shape::Circumflex;
            if (is_half) try_shapes(i, Shape::Horn, Shape::Horn);
        }
    }

    /// Sets the shape at `at`, and that of the u before it; takes both back when no syllable comes
    /// of it.
    bool try_shapes(std::size_t at, Shape shape, std::optional<Shape> before = std::nullopt) {
        const auto kept = run_;
        run_[at].shape = shape;
        if (before) run_[at - 1].shape = *before;
        syllable_ = find_last_syllable(run_);  // gi-eng, but g-iê-ng
        if (is_possible()) return true;
        run_ = kept;
        syllable_ = find_last_syllable(run_);
        return false;
    }

    Effect mark_vowel(std::size_t at, const std::vector<ShapeTarget>& targets) {
        const auto target = std::find_if(targets.begin(), targets.end(),
                                         [&](const auto& t) { return t.base == run_[at].base; });
        if (target == targets.end()) return Effect::None;
        if (run_[at].shape == target->shape) {
            const bool is_pair = target->shape == Shape::Horn && follows_u(at);
            run_[at].shape = Shape::Plain;
            if (is_pair) run_[at - 1].shape = Shape::Plain;
            settle();
            return Effect::TakenBack;
        }
        if (!put_shape(at, target->shape)) return Effect::None;
        settle();
        return Effect::Put;
    }

    bool put_shape(std::size_t at, Shape shape) {
        if (!follows_u(at)) return try_shapes(at, shape);
        if (shape != Shape::Horn) return try_shapes(at, shape, Shape::Plain);
        const bool is_open = at + 1 == syllable_.end;
        const bool is_alone = is_open && run_[at - 1].shape == Shape::Plain;  // thuở, huơ
        return (is_alone && try_shapes(at, shape)) || try_shapes(at, shape, Shape::Horn);
    }

    /// d and đ; after ddd has become dd there is nothing more to mark.
    Effect mark_onset(const std::vector<ShapeTarget>& targets) {
        const std::size_t at = syllable_.onset;
        const bool has_onset = at < syllable_.nucleus && run_[at].base == 'd';
        if (!has_onset || targets.front().base != 'd') return Effect::None;
        if (run_[at].shape == Shape::Stroke) {
            run_[at].shape = Shape::Plain;
            return Effect::TakenBack;
        }
        if (!is_possible() || (at > 0 && run_[at - 1].base == 'd')) return Effect::None;
        run_[at].shape = Shape::Stroke;
        return Effect::Put;
    }

    Letters run_;
    ToneStyle style_;
    SyllableSpan syllable_;
};

/// The key as what it shows: a letter joins the word, anything else ends it.
Edit type_character(const Letters& before, Word word, char32_t key) {
    const auto letter = split_letter(key);
    if (!letter) return difference(before, word.run(), encode_utf8(key));
    word.append(*letter);
    return difference(before, word.run());
}

std::optional<Edit> type_tone(const Letters& before, Word word, Tone tone, char32_t key) {
    if (word.tone() == tone) {
        if (tone == Tone::Ngang) return std::nullopt;
        word.set_tone(Tone::Ngang);
        return type_character(before, std::move(word), key);
    }
    if (!word.accepts(tone)) return std::nullopt;
    word.set_tone(tone);
    return difference(before, word.run());
}

}  // namespace

Edit Typing::press(std::string_view before_caret, char32_t key) const {
    const auto before = read_run(before_caret);
    const Word word(before, style_);
    const auto meaning = meaning_of(method_, reach_, key);
    if (meaning.tone) {
        if (const auto edit = type_tone(before, word, *meaning.tone, key)) return *edit;
    }
    if (!meaning.targets.empty()) {
        Word marked = word;
        const bool is_lone = reach_ == TelexReach::Full && word.is_lone_u_horn();
        const auto effect = marked.mark(meaning.targets);
        if (effect == Word::Effect::Put) return difference(before, marked.run());
        if (effect == Word::Effect::TakenBack) {
            if (!is_lone) return type_character(before, std::move(marked), key);
            Letters rest(before.begin(), before.end() - 1);  // ww: the ư came from a w
            return type_character(before, Word(std::move(rest), style_), key);
        }
    }
    if (meaning.letter) {
        Word longer = word;
        longer.append(*split_letter(*meaning.letter));
        if (longer.is_possible()) return difference(before, longer.run());
    }
    return type_character(before, word, key);
}

Edit Typing::press_tone(std::string_view before_caret, Tone tone) const {
    const auto before = read_run(before_caret);
    Word word(before, style_);
    const Tone wanted = word.tone() == tone ? Tone::Ngang : tone;
    if (!word.accepts(wanted)) return {};
    word.set_tone(wanted);
    return difference(before, word.run());
}

Edit Typing::erase(std::string_view before_caret) const {
    const auto before = read_run(before_caret);
    if (before.empty()) {
        const auto last = last_code_point(before_caret);
        return {last ? last->length : 0, {}};
    }
    Word word(before, style_);
    word.remove_last();
    return difference(before, word.run());
}

std::string apply_edit(std::string_view before_caret, const Edit& edit) {
    return std::string(before_caret.substr(0, before_caret.size() - edit.removed)) + edit.added;
}

}  // namespace sen::language
