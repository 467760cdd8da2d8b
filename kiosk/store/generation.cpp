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

Result<InstalledPack> parse_pack(const nlohmann::json& json) {
    const Fields fields(json);
    InstalledPack pack;
    SEN_TRY(pack.id, fields.identifier("id"));
    SEN_TRY(pack.publisher, fields.identifier("publisher"));
    SEN_TRY(pack.issued, fields.date("issued"));
    SEN_TRY(pack.version, fields.number("version", 1, kMaxVersion));
    SEN_TRY(pack.manifest, fields.digest("manifest"));
    SEN_TRY(pack.catalogue, fields.digest("catalogue"));
    SEN_TRY(pack.is_signed, fields.flag("signed"));
    return pack;
}

}  // namespace

const InstalledPack* Generation::find(std::string_view publisher, std::string_view id) const {
    const auto found = std::find_if(packs.begin(), packs.end(), [&](const InstalledPack& pack) {
        return pack.publisher == publisher && pack.id == id;
    });
    return found == packs.end() ? nullptr : &*found;
}

std::string Generation::to_json() const {
    auto sorted = packs;
    std::sort(sorted.begin(), sorted.end(),
              [](const auto& a, const auto& b) { return order_of(a) < order_of(b); });
    auto list = nlohmann::json::array();
    for (const auto& pack : sorted)
        list.push_back({{"id", pack.id},
                        {"publisher", pack.publisher},
                        {"issued", pack.issued},
                        {"version", pack.version},
                        {"manifest", pack.manifest.hex()},
                        {"catalogue", pack.catalogue.hex()},
                        {"signed", pack.is_signed}});
    return canonical({{"format", kGenerationFormat},
                      {"number", number},
                      {"previous", previous},
                      {"packs", std::move(list)}});
}

Result<Generation> Generation::parse(std::string_view bytes) {
    const auto parse = [&]() -> Result<Generation> {
        if (bytes.size() > kMaxGenerationBytes) return fail(ErrorKind::Corrupt, "too large");
        SEN_TRY(const nlohmann::json json, parse_json(bytes));
        const Fields fields(json);
        SEN_CHECK(fields.expect_format(kGenerationFormat));
        Generation generation;
        SEN_TRY(generation.number, fields.number("number", 1, kMaxVersion));
        SEN_TRY(generation.previous, fields.number("previous", 0, kMaxVersion));
        SEN_TRY(const auto* list, fields.list("packs", kMaxPacks));
        for (const auto& item : *list) {
            SEN_TRY(auto pack, parse_pack(item));
            if (!generation.packs.empty() && order_of(generation.packs.back()) >= order_of(pack))
                return fail(ErrorKind::Corrupt, "{}/{} stands twice or out of order",
                            pack.publisher, pack.id);
            generation.packs.push_back(std::move(pack));
        }
        if (generation.to_json() != bytes)
            return fail(ErrorKind::Corrupt, "not in the one form that the same set always has");
        return generation;
    };
    auto generation = parse();
    if (!generation) return add_context(std::move(generation).error(), "generation.json");
    return generation;
}

}  // namespace sen::store
