// SPDX-License-Identifier: Apache-2.0
#include "catalogue/connection.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <set>

#include "base/file.h"
#include "catalogue/schema.h"

namespace sen::catalogue {
namespace {

constexpr std::uint64_t kMaxFileBytes = 256 << 20;
constexpr int kStepsPerCall = 1000;                  // between two calls of the progress handler
constexpr std::int64_t kStepsPerQuery = 20'000'000;  // under a second on a small board

/// The first 100 bytes of a database file, big-endian (sqlite.org/fileformat2.html, 1.3).
class Header {
  public:
    static Result<Header> read(const UniqueFd& file) {
        Header header;
        const auto count = ::pread(file.get(), header.bytes_.data(), header.bytes_.size(), 0);
        if (count < 0) return tl::unexpected(error_from_errno(errno, "read"));
        if (count != static_cast<ssize_t>(header.bytes_.size()))
            return fail(ErrorKind::Corrupt, "too short for a catalogue");
        return header;
    }
    std::string_view magic() const { return {reinterpret_cast<const char*>(bytes_.data()), 16}; }
    std::uint32_t page_bytes() const { return number(16, 2); }
    bool is_without_log() const { return bytes_[18] == 1 && bytes_[19] == 1; }
    std::uint32_t page_count() const { return number(28, 4); }
    bool is_utf8() const { return number(56, 4) == 1; }
    std::uint32_t user_version() const { return number(60, 4); }
    std::uint32_t application_id() const { return number(68, 4); }

  private:
    std::uint32_t number(std::size_t at, std::size_t width) const {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < width; ++i) value = value << 8 | bytes_[at + i];
        return value;
    }
    std::array<unsigned char, 100> bytes_{};
};

/// The format of a file that looks like a catalogue.
Result<std::uint32_t> check_header(const std::filesystem::path& path) {
    SEN_TRY(const UniqueFd file, open_file(path));
    SEN_TRY(const std::uint64_t length, file_size(file));
    SEN_TRY(const Header header, Header::read(file));
    if (header.magic() != std::string_view("SQLite format 3\0", 16))
        return fail(ErrorKind::Corrupt, "not a database");
    if (header.application_id() != kApplicationId)
        return fail(ErrorKind::Corrupt, "not a catalogue");
    if (header.user_version() > kFormat)
        return fail(ErrorKind::Unsupported, "format {} is newer than this program ({})",
                    header.user_version(), kFormat);
    if (header.user_version() == 0) return fail(ErrorKind::Corrupt, "format 0 never was");
    if (header.user_version() < kOldestFormat)
        return fail(ErrorKind::Unsupported,
                    "format {} is older than this program; build the pack again",
                    header.user_version());
    if (header.page_bytes() != kPageBytes || !header.is_without_log() || !header.is_utf8())
        return fail(ErrorKind::Corrupt, "not as the writer leaves it");
    if (length > kMaxFileBytes) return fail(ErrorKind::Corrupt, "{} bytes are too many", length);
    if (length != std::uint64_t{header.page_count()} * kPageBytes)
        return fail(ErrorKind::Corrupt, "{} bytes, but {} pages", length, header.page_count());
    return header.user_version();
}

/// file:…?mode=ro&immutable=1; what a URI gives a meaning to is escaped.
std::string to_uri(const std::filesystem::path& file) {
    std::string uri = "file:";
    for (const char c : file.string()) {
        const bool is_plain = std::isalnum(static_cast<unsigned char>(c)) != 0 ||
                              std::string_view("/._-~").find(c) != std::string_view::npos;
        uri += is_plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return uri + "?mode=ro&immutable=1";
}

ErrorKind kind_of(int code) {
    switch (code & 0xff) {
        case SQLITE_IOERR:
        case SQLITE_CANTOPEN:
        case SQLITE_NOMEM:
            return ErrorKind::Io;
        case SQLITE_FULL:
            return ErrorKind::Full;
        case SQLITE_CONSTRAINT:
        case SQLITE_MISMATCH:
            return ErrorKind::Invalid;
        default:
            return ErrorKind::Corrupt;
    }
}

}  // namespace

Error database_error(sqlite3* database, std::string_view what) {
    return {kind_of(sqlite3_errcode(database)),
            fmt::format("{}: {}", what, sqlite3_errmsg(database))};
}

Result<UniqueStatement> prepare(sqlite3* database, std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    UniqueStatement owner(statement);
    if (code != SQLITE_OK) return tl::unexpected(database_error(database, "prepare"));
    return owner;
}

Result<void> bind(sqlite3_stmt* statement, std::initializer_list<Value> values) {
    int code = SQLITE_OK, index = 0;
    for (const Value& value : values) {
        ++index;
        if (const auto* number = std::get_if<std::int64_t>(&value))
            code = sqlite3_bind_int64(statement, index, *number);
        else if (const auto* text = std::get_if<std::string_view>(&value))
            code = sqlite3_bind_text64(statement, index, text->data() ? text->data() : "",
                                       text->size(), SQLITE_TRANSIENT, SQLITE_UTF8);
        else if (const auto* digest = std::get_if<Digest>(&value))
            code = sqlite3_bind_blob64(statement, index, digest->bytes.data(), digest->bytes.size(),
                                       SQLITE_TRANSIENT);
        else if (const auto* blob = std::get_if<Bytes>(&value))
            code =
                sqlite3_bind_blob64(statement, index, blob->bytes.data() ? blob->bytes.data() : "",
                                    blob->bytes.size(), SQLITE_TRANSIENT);
        else
            code = sqlite3_bind_null(statement, index);
        if (code != SQLITE_OK)
            return tl::unexpected(database_error(sqlite3_db_handle(statement), "bind"));
    }
    return {};
}

Result<Connection> Connection::open(const std::filesystem::path& file) {
    const auto in_file = [&](Error error) {
        return add_context(std::move(error), "catalogue {}", file.string());
    };
    auto format = check_header(file);
    if (!format) return in_file(std::move(format).error());
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(
        to_uri(file).c_str(), &raw,
        SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE,
        nullptr);
    Connection connection{UniqueDatabase(raw), *format};
    if (code != SQLITE_OK) return in_file(database_error(raw, "open"));
    if (auto added = add_full_text(raw, *connection.term_sets_); !added)
        return in_file(std::move(added).error());
    if (auto hard = connection.harden(); !hard) return in_file(std::move(hard).error());
    if (auto shape = connection.check_shape(); !shape) return in_file(std::move(shape).error());
    return connection;
}

Result<void> Connection::harden() {
    sqlite3* database = database_.get();
    constexpr std::pair<int, int> kSettings[] = {{SQLITE_DBCONFIG_DEFENSIVE, 1},
                                                 {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
                                                 {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
                                                 {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
                                                 {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0}};
    for (const auto& [setting, value] : kSettings)
        if (sqlite3_db_config(database, setting, value, nullptr) != SQLITE_OK)
            return tl::unexpected(database_error(database, "harden"));
    constexpr std::pair<int, int> kLimits[] = {
        {SQLITE_LIMIT_LENGTH, 1 << 20},     {SQLITE_LIMIT_SQL_LENGTH, 8 << 10},
        {SQLITE_LIMIT_COLUMN, 32},          {SQLITE_LIMIT_EXPR_DEPTH, 16},
        {SQLITE_LIMIT_COMPOUND_SELECT, 4},  {SQLITE_LIMIT_VDBE_OP, 20'000},
        {SQLITE_LIMIT_FUNCTION_ARG, 8},     {SQLITE_LIMIT_ATTACHED, 0},
        {SQLITE_LIMIT_VARIABLE_NUMBER, 16}, {SQLITE_LIMIT_TRIGGER_DEPTH, 1},
        {SQLITE_LIMIT_WORKER_THREADS, 0},   {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 64}};
    for (const auto& [limit, value] : kLimits) sqlite3_limit(database, limit, value);
    // A hostile tree of pages may make a short query long; the query ends, not the kiosk.
    sqlite3_progress_handler(
        database, kStepsPerCall,
        [](void* context) {
            auto& budget = *static_cast<Budget*>(context);
            budget.left -= kStepsPerCall;
            return budget.left < 0 ? 1 : 0;
        },
        budget_.get());
    set_budget(kStepsPerQuery);
    return each("PRAGMA mmap_size=0", {}, 1, [](Row&) {});
}

Result<void> Connection::check_shape() {
    std::multiset<std::string> found;
    SEN_CHECK(each("SELECT sql FROM sqlite_schema", {},
                   static_cast<int>(kSchema.size() + kShadowTables.size()),
                   [&](Row& row) { found.insert(row.text(0)); }));
    const auto tables =
        static_cast<std::ptrdiff_t>(format_ < kFormat ? kTablesOfFormat2 : kSchema.size());
    std::multiset<std::string> expected(kSchema.begin(), kSchema.begin() + tables);
    expected.insert(kShadowTables.begin(), kShadowTables.end());
    if (found != expected)
        return fail(ErrorKind::Corrupt, "its tables are not those of format {}", format_);
    return {};
}

Result<sqlite3_stmt*> Connection::statement(std::string_view sql) {
    auto known = statements_.find(sql);
    if (known == statements_.end()) {
        SEN_TRY(UniqueStatement fresh, prepare(database_.get(), sql));
        known = statements_.emplace(sql, std::move(fresh)).first;
    }
    assert(sqlite3_stmt_busy(known->second.get()) == 0);
    return known->second.get();
}

Result<void> Connection::each_while(std::string_view sql, std::initializer_list<Value> values,
                                    int most, const std::function<bool(Row&)>& take) {
    budget_->left = budget_->allowed;
    SEN_TRY(sqlite3_stmt* const running, statement(sql));
    struct Reset {
        sqlite3_stmt* statement;
        ~Reset() { sqlite3_reset(statement); }
    } const reset{running};
    SEN_CHECK(bind(running, values));
    for (int count = 0;; ++count) {
        const int code = sqlite3_step(running);
        if (code == SQLITE_DONE) return {};
        if (code != SQLITE_ROW) return tl::unexpected(database_error(database_.get(), "query"));
        if (count >= most) return fail(ErrorKind::Corrupt, "more than {} rows", most);
        Row row(running);
        const bool wants_more = take(row);
        SEN_CHECK(row.status());
        if (!wants_more) return {};
    }
}

Result<void> Connection::each(std::string_view sql, std::initializer_list<Value> values, int most,
                              const std::function<void(Row&)>& take) {
    return each_while(sql, values, most, [&](Row& row) {
        take(row);
        return true;
    });
}

Result<bool> Connection::one(std::string_view sql, std::initializer_list<Value> values,
                             const std::function<void(Row&)>& take) {
    bool is_found = false;
    SEN_CHECK(each(sql, values, 1, [&](Row& row) {
        is_found = true;
        take(row);
    }));
    return is_found;
}

}  // namespace sen::catalogue
