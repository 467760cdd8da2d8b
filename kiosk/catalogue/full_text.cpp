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

void score(const Fts5ExtensionApi* api, Fts5Context* entry, sqlite3_context* result, int,
           sqlite3_value**) {
    constexpr int kMostPhrases = 16, kMostOften = 8, kPlaces = 4096;
    std::array<int, kMostPhrases> first{}, often{};
    int instances = 0;
    if (const int code = api->xInstCount(entry, &instances); code != SQLITE_OK)
        return sqlite3_result_error_code(result, code);
    for (int i = 0; i < instances; ++i) {
        int phrase = 0, column = 0, place = 0;
        if (const int code = api->xInst(entry, i, &phrase, &column, &place); code != SQLITE_OK)
            return sqlite3_result_error_code(result, code);
        if (phrase < 0 || phrase >= kMostPhrases || place < 0) continue;
        const auto index = static_cast<std::size_t>(phrase);
        first[index] = often[index]++ == 0 ? place : std::min(first[index], place);
    }
    int sum = 0;
    for (std::size_t i = 0; i < first.size(); ++i)
        if (often[i] > 0)
            sum += 1000 / (8 + std::min(first[i], kPlaces)) + 10 * std::min(often[i], kMostOften);
    sqlite3_result_int(result, sum);
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
