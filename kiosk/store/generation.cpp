// SPDX-License-Identifier: Apache-2.0
#include "store/generation.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

#include "base/json.h"
#include "store/fields.h"
#include "store/manifest.h"

namespace sen::store {

namespace {

auto order_of(const InstalledPack& pack) {
    return std::tie(pack.publisher, pack.id);
}

/// Who vouches for a pack. Programs of format 1 knew no signatures, so nobody did.
Result<void> parse_trust(const Fields& fields, std::uint64_t format, InstalledPack& pack) {
    if (format == 1) {
        SEN_TRY(const bool is_signed, fields.flag("signed"));
        if (is_signed) return fail(ErrorKind::Corrupt, "format 1 has no signed packs");
        return {};
    }
    SEN_TRY(pack.authority, fields.text("authority"));
    SEN_TRY(pack.signers, fields.text("signers"));
    if (pack.authority.empty() && pack.signers.empty()) return {};
    if (!is_identifier(pack.authority))
        return fail(ErrorKind::Corrupt, "\"authority\" is not an id");
    if (pack.signers.empty() || pack.signers.size() > kMaxRoleBytes)
        return fail(ErrorKind::Corrupt, "\"signers\" has not 1 to {} bytes", kMaxRoleBytes);
    return {};
}

Result<InstalledPack> parse_pack(const nlohmann::json& json, std::uint64_t format) {
    const Fields fields(json);
    InstalledPack pack;
    SEN_TRY(pack.id, fields.identifier("id"));
    SEN_TRY(pack.publisher, fields.identifier("publisher"));
    SEN_TRY(pack.issued, fields.date("issued"));
    SEN_TRY(pack.version, fields.number("version", 1, kMaxVersion));
    SEN_TRY(pack.manifest, fields.digest("manifest"));
    SEN_TRY(pack.catalogue, fields.digest("catalogue"));
    SEN_CHECK(parse_trust(fields, format, pack));
    return pack;
}

std::string write(const Generation& generation, std::uint64_t format) {
    auto sorted = generation.packs;
    std::sort(sorted.begin(), sorted.end(),
              [](const auto& a, const auto& b) { return order_of(a) < order_of(b); });
    auto list = nlohmann::json::array();
    for (const auto& pack : sorted) {
        nlohmann::json json{{"id", pack.id},
                            {"publisher", pack.publisher},
                            {"issued", pack.issued},
                            {"version", pack.version},
                            {"manifest", pack.manifest.hex()},
                            {"catalogue", pack.catalogue.hex()}};
        if (format == 1) {
            json["signed"] = false;
        } else {
            json["authority"] = pack.authority;
            json["signers"] = pack.signers;
        }
        list.push_back(std::move(json));
    }
    return canonical({{"format", format},
                      {"number", generation.number},
                      {"previous", generation.previous},
                      {"packs", std::move(list)}});
}

}  // namespace

const InstalledPack* Generation::find(std::string_view publisher, std::string_view id) const {
    const auto found = std::find_if(packs.begin(), packs.end(), [&](const InstalledPack& pack) {
        return pack.publisher == publisher && pack.id == id;
    });
    return found == packs.end() ? nullptr : &*found;
}

std::string Generation::to_json() const {
    return write(*this, kGenerationFormat);
}

Result<Generation> Generation::parse(std::string_view bytes) {
    const auto parse = [&]() -> Result<Generation> {
        if (bytes.size() > kMaxGenerationBytes) return fail(ErrorKind::Corrupt, "too large");
        SEN_TRY(const nlohmann::json json, parse_json(bytes));
        const Fields fields(json);
        SEN_TRY(const auto format, fields.format(kGenerationFormat));
        Generation generation;
        SEN_TRY(generation.number, fields.number("number", 1, kMaxVersion));
        SEN_TRY(generation.previous, fields.number("previous", 0, kMaxVersion));
        SEN_TRY(const auto* list, fields.list("packs", kMaxPacks));
        for (const auto& item : *list) {
            SEN_TRY(auto pack, parse_pack(item, format));
            if (!generation.packs.empty() && order_of(generation.packs.back()) >= order_of(pack))
                return fail(ErrorKind::Corrupt, "{}/{} stands twice or out of order",
                            pack.publisher, pack.id);
            generation.packs.push_back(std::move(pack));
        }
        if (write(generation, format) != bytes)
            return fail(ErrorKind::Corrupt, "not in the one form that the same set always has");
        return generation;
    };
    auto generation = parse();
    if (!generation) return add_context(std::move(generation).error(), "generation.json");
    return generation;
}

}  // namespace sen::store
