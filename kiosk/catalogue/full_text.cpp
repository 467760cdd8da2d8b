// SPDX-License-Identifier: Apache-2.0
#include "catalogue/full_text.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <string_view>

namespace sen::catalogue {
namespace {

using TakeToken = int (*)(void*, int, const char*, int, int, int);

int give_set(std::string_view number, const TermSets& sets, void* context, TakeToken take,
             int begin) {
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), index);
    if (error != std::errc() || end != number.data() + number.size() || index >= sets.size())
        return SQLITE_ERROR;
    int flags = 0;
    for (const std::string& term : sets[index]) {
        const int code = take(context, flags, term.data(), static_cast<int>(term.size()), begin,
                              begin + static_cast<int>(number.size()));
        if (code != SQLITE_OK) return code;
        flags = FTS5_TOKEN_COLOCATED;
    }
    return SQLITE_OK;
}

int tokenize(Fts5Tokenizer* tokenizer, void* context, int flags, const char* bytes, int length,
             TakeToken take) {
    const auto& sets = *reinterpret_cast<const TermSets*>(tokenizer);
    const std::string_view text(bytes, static_cast<std::size_t>(length));
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find(' ', begin), text.size());
        const std::string_view word = text.substr(begin, end - begin);
        int code = SQLITE_OK;
        if (!word.empty() && (flags & FTS5_TOKENIZE_QUERY) != 0)
            code = give_set(word, sets, context, take, static_cast<int>(begin));
        else if (!word.empty())
            code = take(context, 0, word.data(), static_cast<int>(word.size()),
                        static_cast<int>(begin), static_cast<int>(end));
        if (code != SQLITE_OK) return code;
        begin = end + 1;
    }
    return SQLITE_OK;
}

/// Where the phrases of a query stand in one entry, and what that is worth.
class Places {
  public:
    static constexpr std::size_t kMostPhrases = 16;

    explicit Places(std::size_t phrases) : phrases_(phrases) {}

    /// In the order of their places.
    void add(std::size_t phrase, int place) {
        first_[phrase] = often_[phrase]++ == 0 ? place : std::min(first_[phrase], place);
        last_[phrase] = place;
        for (std::size_t i = 0; i < phrases_; ++i)
            if (often_[i] == 0) return;
        const int begin = *std::min_element(last_.begin(), last_.begin() + phrases());
        shortest_ = std::min(shortest_, place - begin + 1);
    }

    /// Early, often, and close together: within a sentence counts more than all the rest.
    int score() const {
        constexpr int kMostOften = 8, kPlaces = 4096, kClose = 8000;
        int sum = 0;
        for (std::size_t i = 0; i < phrases_; ++i)
            if (often_[i] > 0)
                sum += 1000 / (8 + std::min(first_[i], kPlaces)) +
                       10 * std::min(often_[i], kMostOften);
        const int gap = shortest_ - static_cast<int>(phrases_);
        if (phrases_ > 1 && gap < kPlaces) sum += kClose / (4 + std::max(gap, 0));
        return sum;
    }

  private:
    std::ptrdiff_t phrases() const { return static_cast<std::ptrdiff_t>(phrases_); }

    std::size_t phrases_;
    std::array<int, kMostPhrases> first_{}, last_{}, often_{};
    int shortest_ = 1 << 20;  ///< stretch that has all of them
};

void score(const Fts5ExtensionApi* api, Fts5Context* entry, sqlite3_context* result, int,
           sqlite3_value**) {
    const auto phrases = static_cast<std::size_t>(std::max(api->xPhraseCount(entry), 0));
    Places places(std::min(phrases, Places::kMostPhrases));
    int instances = 0;
    if (const int code = api->xInstCount(entry, &instances); code != SQLITE_OK)
        return sqlite3_result_error_code(result, code);
    for (int i = 0; i < instances; ++i) {
        int phrase = 0, column = 0, place = 0;
        if (const int code = api->xInst(entry, i, &phrase, &column, &place); code != SQLITE_OK)
            return sqlite3_result_error_code(result, code);
        const auto index = static_cast<std::size_t>(phrase);
        if (phrase >= 0 && index < Places::kMostPhrases && place >= 0) places.add(index, place);
    }
    sqlite3_result_int(result, places.score());
}

}  // namespace

Result<void> add_full_text(sqlite3* database, const TermSets& sets) {
    const auto missing = [] { return fail(ErrorKind::Unsupported, "SQLite without FTS5"); };
    sqlite3_stmt* raw = nullptr;
    if (sqlite3_prepare_v2(database, "SELECT fts5(?)", -1, &raw, nullptr) != SQLITE_OK)
        return missing();
    const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement(raw, sqlite3_finalize);
    fts5_api* api = nullptr;
    sqlite3_bind_pointer(raw, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
    sqlite3_step(raw);
    if (api == nullptr) return missing();
    // The tokenizer has no state of its own: its handle is the address of the sets.
    fts5_tokenizer functions{[](void* sets_address, const char**, int, Fts5Tokenizer** made) {
                                 *made = static_cast<Fts5Tokenizer*>(sets_address);
                                 return SQLITE_OK;
                             },
                             [](Fts5Tokenizer*) {}, tokenize};
    void* const handle = const_cast<TermSets*>(&sets);
    if (api->xCreateTokenizer(api, "sen", handle, &functions, nullptr) != SQLITE_OK ||
        api->xCreateFunction(api, "search_score", nullptr, score, nullptr) != SQLITE_OK)
        return missing();
    return {};
}

}  // namespace sen::catalogue
