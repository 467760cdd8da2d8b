// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstring>

#include "catalogue/connection.h"
#include "language/nfc.h"

namespace sen::catalogue {
namespace {

constexpr std::size_t kMaxTextBytes = 64 << 10;
constexpr std::size_t kMaxIdBytes = 64;

bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7f;
}

bool is_id_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

}  // namespace

std::string Row::text(int column) {
    if (sqlite3_column_type(statement_, column) != SQLITE_TEXT) {
        refuse(column, "is no text");
        return {};
    }
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    const auto length = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    if (bytes == nullptr || length > kMaxTextBytes) {
        refuse(column, "is too long");
        return {};
    }
    std::string text(bytes, length);
    if (!language::is_nfc(text)) {
        refuse(column, "is not NFC UTF-8");
        return {};
    }
    if (std::any_of(text.begin(), text.end(), is_control)) {
        refuse(column, "has control characters");
        return {};
    }
    return text;
}

std::string Row::id(int column) {
    std::string id = text(column);
    if (id.empty() || id.size() > kMaxIdBytes ||
        !std::all_of(id.begin(), id.end(), is_id_character))
        refuse(column, "is no name");
    return id;
}

std::int64_t Row::integer(int column, std::int64_t least, std::int64_t most) {
    if (sqlite3_column_type(statement_, column) != SQLITE_INTEGER) {
        refuse(column, "is no number");
        return least;
    }
    const std::int64_t value = sqlite3_column_int64(statement_, column);
    if (value < least || value > most) {
        refuse(column, "is out of bounds");
        return least;
    }
    return value;
}

Digest Row::digest(int column) {
    Digest digest;
    if (sqlite3_column_type(statement_, column) != SQLITE_BLOB ||
        sqlite3_column_bytes(statement_, column) != static_cast<int>(digest.bytes.size())) {
        refuse(column, "is no digest");
        return digest;
    }
    std::memcpy(digest.bytes.data(), sqlite3_column_blob(statement_, column), digest.bytes.size());
    return digest;
}

std::optional<Digest> Row::digest_or_null(int column) {
    if (sqlite3_column_type(statement_, column) == SQLITE_NULL) return std::nullopt;
    return digest(column);
}

std::string_view Row::bytes(int column, std::size_t most) {
    const auto length = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    if (sqlite3_column_type(statement_, column) != SQLITE_BLOB || length > most) {
        refuse(column, "is no BLOB of its length");
        return {};
    }
    return {static_cast<const char*>(sqlite3_column_blob(statement_, column)), length};
}

void Row::require(bool holds, std::string_view rule) {
    if (!holds && fault_.empty()) fault_ = rule;
}

Result<void> Row::status() const {
    if (fault_.empty()) return {};
    return fail(ErrorKind::Corrupt, "{}", fault_);
}

void Row::refuse(int column, std::string_view rule) {
    if (!fault_.empty()) return;
    const char* name = sqlite3_column_name(statement_, column);
    fault_ = fmt::format("{} {}", name == nullptr ? "a value" : name, rule);
}

}  // namespace sen::catalogue
