// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/digest.h"
#include "base/result.h"
#include "catalogue/full_text.h"

namespace sen::catalogue {

struct CloseDatabase {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
struct FinalizeStatement {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using UniqueDatabase = std::unique_ptr<sqlite3, CloseDatabase>;
using UniqueStatement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

/// A BLOB as a parameter of a statement.
struct Bytes {
    std::string_view bytes;
};
/// What a parameter of a statement may be; nothing is NULL.
using Value = std::variant<std::monostate, std::int64_t, std::string_view, Digest, Bytes>;

Result<UniqueStatement> prepare(sqlite3* database, std::string_view sql);
Result<void> bind(sqlite3_stmt* statement, std::initializer_list<Value> values);
/// What SQLite says of its last failure; a bad file is Corrupt, a bad disk Io.
Error database_error(sqlite3* database, std::string_view what);

/// The current row of a statement, of a file that is not trusted. A value of the wrong type or out
/// of its bounds is remembered (status), and a harmless one comes back in its place.
class Row {
  public:
    explicit Row(sqlite3_stmt* statement) : statement_(statement) {}

    /// NFC UTF-8 of at most 64 KiB without control characters except line breaks and tabs.
    std::string text(int column);
    /// A name: [a-z0-9-], 1 to 64 of them.
    std::string id(int column);
    std::int64_t integer(int column, std::int64_t least, std::int64_t most);
    bool boolean(int column) { return integer(column, 0, 1) == 1; }
    Digest digest(int column);
    std::optional<Digest> digest_or_null(int column);
    /// A BLOB of at most `most` bytes; valid until the next row.
    std::string_view bytes(int column, std::size_t most);

    /// For rules that only the caller knows.
    void require(bool holds, std::string_view rule);
    Result<void> status() const;

  private:
    void refuse(int column, std::string_view rule);
    sqlite3_stmt* statement_;
    std::string fault_;
};

/// A catalogue file opened read-only, immutable and as untrusted; statements are kept prepared.
class Connection {
  public:
    /// Checks the header, the format and every table's shape. Errors as Catalogue::open.
    static Result<Connection> open(const std::filesystem::path& file);

    /// Calls `take` for each row of the answer; more than `most` rows are Corrupt. `take` must not
    /// run the same statement again.
    Result<void> each(std::string_view sql, std::initializer_list<Value> values, int most,
                      const std::function<void(Row&)>& take);

    /// The same until `take` wants no more.
    Result<void> each_while(std::string_view sql, std::initializer_list<Value> values, int most,
                            const std::function<bool(Row&)>& take);

    /// The same for at most one row; whether there was one.
    Result<bool> one(std::string_view sql, std::initializer_list<Value> values,
                     const std::function<void(Row&)>& take);

    /// The tables of simple texts and guides' notes are there: they came with format 3.
    bool has_other_texts() const { return format_ > 2; }

    /// What the numbers in the next pattern for search_index stand for.
    void set_terms(TermSets sets) { *term_sets_ = std::move(sets); }

    /// How long statements may run from now on, in steps of SQLite's machine.
    void set_budget(std::int64_t steps) { budget_->allowed = steps; }

  private:
    struct Budget {
        std::int64_t allowed = 0, left = 0;
    };
    Connection(UniqueDatabase database, std::uint32_t format)
        : database_(std::move(database)), format_(format) {}
    Result<void> harden();
    Result<void> check_shape();
    Result<sqlite3_stmt*> statement(std::string_view sql);

    std::unique_ptr<TermSets> term_sets_ =
        std::make_unique<TermSets>();  // SQLite keeps its address
    UniqueDatabase database_;
    std::uint32_t format_;
    std::unique_ptr<Budget> budget_ = std::make_unique<Budget>();  // SQLite keeps its address
    std::map<std::string, UniqueStatement, std::less<>> statements_;
};

}  // namespace sen::catalogue
