// SPDX-License-Identifier: Apache-2.0
#include "store/manifest.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <map>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "store/fields.h"

namespace sen::store {

namespace {

bool is_lower_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool is_media_type(std::string_view text) {
    const auto slash = text.find('/');
    if (text.size() > 100 || slash == std::string_view::npos || slash == 0) return false;
    const auto is_token = [](std::string_view part) {
        return !part.empty() && std::all_of(part.begin(), part.end(), [](char c) {
            return is_lower_or_digit(c) || c == '.' || c == '+' || c == '-';
        });
    };
    return is_token(text.substr(0, slash)) && is_token(text.substr(slash + 1));
}

Result<ManifestEntry> parse_entry(const nlohmann::json& json) {
    ManifestEntry entry;
    const Fields fields(json);
    SEN_TRY(entry.path, fields.text("path"));
    if (!is_manifest_path(entry.path)) return fail(ErrorKind::Corrupt, "\"path\" is not allowed");
    const auto parse_rest = [&]() -> Result<void> {
        SEN_TRY(entry.object, fields.digest("object"));
        SEN_TRY(entry.length, fields.number("length", 0, kMaxObjectBytes));
        SEN_TRY(entry.type, fields.text("type"));
        if (!is_media_type(entry.type)) return fail(ErrorKind::Corrupt, "\"type\" is not allowed");
        SEN_TRY(const auto width, fields.optional_number("width", kMaxPictureSide));
        SEN_TRY(const auto height, fields.optional_number("height", kMaxPictureSide));
        SEN_TRY(entry.duration_ms, fields.optional_number("duration_ms", kMaxDurationMs));
        entry.width = static_cast<int>(width);
        entry.height = static_cast<int>(height);
        return {};
    };
    if (auto rest = parse_rest(); !rest)
        return add_context(std::move(rest).error(), "{}", entry.path);
    return entry;
}

/// What one entry alone does not show: order, one length an object, the catalogue's presence.
Result<void> check_together(const Manifest& manifest) {
    std::map<Digest, std::uint64_t> lengths;
    const ManifestEntry* before = nullptr;
    for (const auto& entry : manifest.objects) {
        if (before != nullptr && before->path >= entry.path)
            return fail(ErrorKind::Corrupt, "{} stands twice or out of order", entry.path);
        if (lengths.emplace(entry.object, entry.length).first->second != entry.length)
            return fail(ErrorKind::Corrupt, "{}: one object with two lengths", entry.path);
        before = &entry;
    }
    if (!lengths.contains(manifest.catalogue))
        return fail(ErrorKind::Corrupt, "the catalogue is not among the objects");
    return {};
}

Result<void> parse_head(const Fields& fields, Manifest& manifest) {
    SEN_TRY(manifest.pack, fields.identifier("pack"));
    SEN_TRY(manifest.publisher, fields.identifier("publisher"));
    SEN_TRY(manifest.issued, fields.date("issued"));
    SEN_TRY(manifest.version, fields.number("version", 1, kMaxVersion));
    SEN_TRY(manifest.catalogue, fields.digest("catalogue"));
    return {};
}

}  // namespace

bool is_identifier(std::string_view text) {
    if (text.empty() || text.size() > 64 || text.front() == '-' || text.back() == '-') return false;
    return text.find("--") == std::string_view::npos &&
           std::all_of(text.begin(), text.end(),
                       [](char c) { return is_lower_or_digit(c) || c == '-'; });
}

bool is_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    const auto number = [&](std::size_t at, std::size_t count) {
        int value = -1;
        const auto part = text.substr(at, count);
        const auto [end, error] = std::from_chars(part.data(), part.data() + count, value);
        return error == std::errc{} && end == part.data() + count ? value : -1;
    };
    const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
    if (year < 0 || month < 0 || day < 0) return false;
    return std::chrono::year_month_day(std::chrono::year(year),
                                       std::chrono::month(static_cast<unsigned>(month)),
                                       std::chrono::day(static_cast<unsigned>(day)))
        .ok();
}

bool is_version(std::uint64_t number) {
    return number >= 1 && number <= kMaxVersion;
}

bool is_manifest_path(std::string_view text) {
    if (text.empty() || text.size() > 200) return false;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find('/', begin), text.size());
        const auto part = text.substr(begin, end - begin);
        if (part.empty() || part == "." || part == "..") return false;
        begin = end + 1;
    }
    return std::all_of(text.begin(), text.end(), [](char c) {
        return is_lower_or_digit(c) || c == '.' || c == '_' || c == '/' || c == '-';
    });
}

std::uint64_t Manifest::total_length() const {
    std::uint64_t sum = 0;
    for (const auto& entry : objects) sum += entry.length;
    return sum;
}

std::string Manifest::to_json() const {
    auto list = nlohmann::json::array();
    std::vector<const ManifestEntry*> sorted;
    for (const auto& entry : objects) sorted.push_back(&entry);
    std::sort(sorted.begin(), sorted.end(),
              [](const auto* a, const auto* b) { return a->path < b->path; });
    for (const auto* entry : sorted) {
        nlohmann::json json{{"path", entry->path},
                            {"object", entry->object.hex()},
                            {"length", entry->length},
                            {"type", entry->type}};
        if (entry->width != 0) json["width"] = entry->width;
        if (entry->height != 0) json["height"] = entry->height;
        if (entry->duration_ms != 0) json["duration_ms"] = entry->duration_ms;
        list.push_back(std::move(json));
    }
    const nlohmann::json whole{{"format", kManifestFormat}, {"pack", pack},
                               {"publisher", publisher},    {"issued", issued},
                               {"version", version},        {"catalogue", catalogue.hex()},
                               {"objects", std::move(list)}};
    return canonical(whole);
}

Result<Manifest> Manifest::parse(std::string_view bytes) {
    if (bytes.size() > kMaxManifestBytes)
        return fail(ErrorKind::Corrupt, "manifest: more than {} bytes", kMaxManifestBytes);
    const auto parse = [&]() -> Result<Manifest> {
        SEN_TRY(const nlohmann::json json, parse_json(bytes));
        const Fields fields(json);
        SEN_CHECK(fields.expect_format(kManifestFormat));
        Manifest manifest;
        SEN_CHECK(parse_head(fields, manifest));
        SEN_TRY(const auto* list, fields.list("objects", kMaxManifestObjects));
        for (const auto& item : *list) {
            SEN_TRY(manifest.objects.emplace_back(), parse_entry(item));
        }
        SEN_CHECK(check_together(manifest));
        // What was not read above (other keys, spaces, zeros spelt out) would be lost here.
        if (manifest.to_json() != bytes)
            return fail(ErrorKind::Corrupt, "not in the one form that the same list always has");
        return manifest;
    };
    auto manifest = parse();
    if (!manifest) return add_context(std::move(manifest).error(), "manifest");
    return manifest;
}

}  // namespace sen::store
