// SPDX-License-Identifier: Apache-2.0
#include "update_record.h"

#include <algorithm>

#include "base/file.h"
#include "base/json.h"
#include "base/log.h"
#include "small_file.h"
#include "store/fields.h"
#include "store/manifest.h"

namespace sen::sync {

namespace {

using nlohmann::json;
using store::Fields;

constexpr const char* kFile = "last-update.json";
constexpr std::size_t kMaxDeclined = 10'000;

json sentence_json(const std::optional<Sentence>& sentence) {
    if (!sentence) return nullptr;
    return {{"key", sentence->key}, {"values", sentence->values}};
}

Result<std::optional<Sentence>> parse_sentence(const json& value) {
    if (value.is_null()) return std::optional<Sentence>();
    Sentence sentence;
    SEN_TRY(sentence.key, Fields(value).text("key"));
    const auto values = value.find("values");
    if (values == value.end() || !values->is_object())
        return fail(ErrorKind::Corrupt, "\"values\" is not an object");
    for (const auto& [name, text] : values->items()) {
        if (!text.is_string()) return fail(ErrorKind::Corrupt, "a value is not a text");
        sentence.values[name] = text.get<std::string>();
    }
    return std::optional(std::move(sentence));
}

json record_json(const AuthorityRecord& record) {
    return {{"confirmed", record.confirmed},
            {"looked", record.looked},
            {"issued", record.issued},
            {"expires", record.expires},
            {"source", record.source},
            {"taken", record.taken},
            {"withdrawn", record.withdrawn},
            {"mirror", record.validators.mirror},
            {"etag", record.validators.etag},
            {"last_modified", record.validators.last_modified},
            {"error", sentence_json(record.error)}};
}

Result<AuthorityRecord> parse_record(const json& value) {
    const Fields fields(value);
    AuthorityRecord record;
    SEN_TRY(record.confirmed, fields.number("confirmed", 0, store::kMaxVersion));
    SEN_TRY(record.looked, fields.number("looked", 0, store::kMaxVersion));
    SEN_TRY(record.issued, fields.number("issued", 0, store::kMaxVersion));
    SEN_TRY(record.expires, fields.number("expires", 0, store::kMaxVersion));
    SEN_TRY(record.source, fields.text("source"));
    SEN_TRY(record.taken, fields.text("taken"));
    SEN_TRY(record.withdrawn, fields.text("withdrawn"));
    SEN_TRY(record.validators.mirror, fields.text("mirror"));
    SEN_TRY(record.validators.etag, fields.text("etag"));
    SEN_TRY(record.validators.last_modified, fields.text("last_modified"));
    SEN_TRY(record.error, parse_sentence(value.value("error", json())));
    return record;
}

}  // namespace

bool UpdateRecord::is_declined(const std::string& publisher, const std::string& id,
                               std::uint64_t version) const {
    return std::any_of(declined.begin(), declined.end(), [&](const Declined& pack) {
        return pack.publisher == publisher && pack.id == id && version <= pack.version;
    });
}

void UpdateRecord::decline(const Declined& pack) {
    forget_declined(pack.publisher, pack.id);
    declined.push_back(pack);
}

void UpdateRecord::forget_declined(const std::string& publisher, const std::string& id) {
    std::erase_if(declined, [&](const Declined& pack) {
        return pack.publisher == publisher && pack.id == id;
    });
}

std::string UpdateRecord::to_json() const {
    auto packs = json::array();
    for (const auto& pack : declined)
        packs.push_back(
            {{"publisher", pack.publisher}, {"id", pack.id}, {"version", pack.version}});
    auto records = json::object();
    for (const auto& [id, record] : authorities) records[id] = record_json(record);
    const json whole{{"format", kUpdateRecordFormat},
                     {"authorities", std::move(records)},
                     {"declined", std::move(packs)},
                     {"tried", tried},
                     {"error", sentence_json(error)}};
    // Names out of the world of files need not be UTF-8.
    return whole.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<UpdateRecord> UpdateRecord::parse(std::string_view bytes) {
    SEN_TRY(const json whole, parse_json(bytes));
    const Fields fields(whole);
    SEN_CHECK(fields.expect_format(kUpdateRecordFormat));
    UpdateRecord record;
    const auto authorities = whole.find("authorities");
    if (authorities == whole.end() || !authorities->is_object())
        return fail(ErrorKind::Corrupt, "\"authorities\" is not an object");
    for (const auto& [id, value] : authorities->items()) {
        SEN_TRY(record.authorities[id], parse_record(value));
    }
    SEN_TRY(const auto* packs, fields.list("declined", kMaxDeclined));
    for (const auto& item : *packs) {
        const Fields pack(item);
        Declined declined;
        SEN_TRY(declined.publisher, pack.identifier("publisher"));
        SEN_TRY(declined.id, pack.identifier("id"));
        SEN_TRY(declined.version, pack.number("version", 1, store::kMaxVersion));
        record.declined.push_back(std::move(declined));
    }
    SEN_TRY(record.tried, fields.number("tried", 0, store::kMaxVersion));
    SEN_TRY(record.error, parse_sentence(whole.value("error", json())));
    return record;
}

UpdateRecord UpdateRecord::read(const std::filesystem::path& store) {
    const auto bytes = read_file(store / kFile, kMaxUpdateRecordBytes);
    if (!bytes) return {};
    auto record = parse(*bytes);
    if (record) return std::move(*record);
    log::warning("{}: {}; starting a new one", kFile, record.error().message);
    return {};
}

Result<void> UpdateRecord::write(const std::filesystem::path& store,
                                 store::SystemCalls& calls) const {
    return write_small_file(store / kFile, to_json(), calls);
}

}  // namespace sen::sync
