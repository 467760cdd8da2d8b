// SPDX-License-Identifier: Apache-2.0
#include "authority.h"

#include <algorithm>
#include <system_error>
#include <tuple>

#include "base/file.h"
#include "base/json.h"
#include "http_repository.h"
#include "small_file.h"
#include "store/fields.h"
#include "store/manifest.h"
#include "store/store.h"

namespace sen::sync {

namespace {

// Beside the folder and not in it: there a delegated role may have any name.
constexpr const char* kEnding = ".json";

bool contains(const std::vector<std::string>& list, const std::string& text) {
    return std::find(list.begin(), list.end(), text) != list.end();
}

Result<std::vector<std::string>> parse_texts(const store::Fields& fields, std::string_view key,
                                             std::size_t most, bool (*is_good)(std::string_view)) {
    std::vector<std::string> texts;
    SEN_TRY(const auto* list, fields.list(key, most));
    for (const auto& item : *list) {
        if (!item.is_string() || !is_good(item.get_ref<const std::string&>()))
            return fail(ErrorKind::Corrupt, "\"{}\" has an entry that it may not have", key);
        texts.push_back(item.get<std::string>());
    }
    return texts;
}

}  // namespace

std::string Authority::to_json() const {
    return store::canonical({{"format", kAuthorityFormat},
                             {"id", id},
                             {"order", order},
                             {"mirrors", mirrors},
                             {"publishers", publishers}});
}

Result<Authority> Authority::parse(std::string_view bytes) {
    SEN_TRY(const nlohmann::json json, parse_json(bytes));
    const store::Fields fields(json);
    SEN_CHECK(fields.expect_format(kAuthorityFormat));
    Authority authority;
    SEN_TRY(authority.id, fields.identifier("id"));
    SEN_TRY(authority.order, fields.number("order", 1, store::kMaxVersion));
    SEN_TRY(authority.mirrors, parse_texts(fields, "mirrors", kMaxMirrors, is_mirror_address));
    SEN_TRY(authority.publishers,
            parse_texts(fields, "publishers", kMaxPublishers, store::is_identifier));
    if (authority.to_json() != bytes)
        return fail(ErrorKind::Corrupt, "not in the one form that it always has");
    return authority;
}

namespace trusted {

std::filesystem::path file(const std::filesystem::path& store, const std::string& authority) {
    return store / store::layout::kTrusted / (authority + kEnding);
}

std::filesystem::path roots(const std::filesystem::path& store, const std::string& authority) {
    return store / store::layout::kTrusted / authority / "roots";
}

std::filesystem::path lists(const std::filesystem::path& store, const std::string& authority) {
    return store / store::layout::kTrusted / authority / "lists";
}

}  // namespace trusted

Result<std::vector<Authority>> read_authorities(const std::filesystem::path& store) {
    std::vector<Authority> authorities;
    std::error_code error;
    std::filesystem::directory_iterator files(store / store::layout::kTrusted, error);
    if (error == std::errc::no_such_file_or_directory) return authorities;
    for (; !error && files != std::filesystem::directory_iterator(); files.increment(error)) {
        const auto& path = files->path();
        if (path.extension() != kEnding) continue;
        const auto read = [&]() -> Result<Authority> {
            SEN_TRY(const auto bytes, read_file(path, kMaxAuthorityBytes));
            SEN_TRY(auto authority, Authority::parse(bytes));
            if (authority.id != path.stem())
                return fail(ErrorKind::Corrupt, "it is of {}", authority.id);
            return authority;
        };
        auto authority = read();
        if (!authority) return add_context(std::move(authority).error(), "{}", path.string());
        authorities.push_back(std::move(*authority));
    }
    if (error)
        return fail(ErrorKind::Io, "{}: {}", (store / store::layout::kTrusted).string(),
                    error.message());
    std::sort(authorities.begin(), authorities.end(), [](const auto& a, const auto& b) {
        return std::tie(a.order, a.id) < std::tie(b.order, b.id);
    });
    return authorities;
}

Result<void> write_authority(const std::filesystem::path& store, const Authority& authority,
                             store::SystemCalls& calls) {
    return write_small_file(trusted::file(store, authority.id), authority.to_json(), calls);
}

PublisherTable::PublisherTable(const std::vector<Authority>& authorities)
    : authorities_(authorities) {
    for (const auto& authority : authorities_)
        for (const auto& publisher : authority.publishers) learn(publisher, authority.id);
}

void PublisherTable::learn(const std::string& publisher, const std::string& authority) {
    const auto is_of_publisher = [&](const auto& owner) { return owner.first == publisher; };
    if (std::none_of(owners_.begin(), owners_.end(), is_of_publisher))
        owners_.emplace_back(publisher, authority);
}

bool PublisherTable::may_bring(const std::string& authority, const std::string& publisher) {
    const auto self = std::find_if(authorities_.begin(), authorities_.end(),
                                   [&](const auto& one) { return one.id == authority; });
    if (self == authorities_.end()) return false;
    if (!self->publishers.empty() && !contains(self->publishers, publisher)) return false;
    learn(publisher, authority);
    return std::find(owners_.begin(), owners_.end(), std::pair(publisher, authority)) !=
           owners_.end();
}

}  // namespace sen::sync
