// SPDX-License-Identifier: Apache-2.0
// TUF metadata: first the bytes as they are, then as what a role's rightful keys have signed, in a
// repository that is sound otherwise, so that what lies behind the signatures is reached too.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/json.h"
#include "trust/repository.h"

namespace {

using namespace sen;

/// A ward whose key is called "K": an input that delegates to it finds its metadata.
test::Repository sound_repository() {
    test::Repository repository;
    repository.has_hashes = false;
    repository.delegate("targets", "ward", {"*", "ward/*"});
    repository.add_target("ward", "ward/pack.json", "bytes");
    repository.publish();
    return repository;
}

/// Serves `content`, signed, as the file of its role that a kiosk would fetch next.
void serve(test::Repository& repository, nlohmann::json content) {
    const auto type = content.find("_type");
    if (type == content.end() || !type->is_string()) return;
    const auto role = type->get<std::string>();
    if (!trust::is_top_level_role(role)) return;
    const nlohmann::json::json_pointer keys("/delegations/keys");
    if (content.contains(keys) && content[keys].is_object())
        content[keys]["K"] = repository.keys("ward").front().public_json();
    const auto file = test::signed_file(content, repository.keys(role));
    for (auto& [name, bytes] : repository.files)
        if (name.ends_with(role + ".json") && name != "1.root.json") bytes = file;
    if (role == "root") repository.files["2.root.json"] = file;
}

void update(test::Repository& repository) {
    test::MemoryFiles files;
    if (!trust::Client::initialise(files, repository.files.at("1.root.json"))) return;
    auto client = trust::Client::open(files, repository, test::kNow);
    if (!client || !client->refresh()) return;
    static_cast<void>(client->find_target("ward/pack.json"));
    static_cast<void>(client->list_targets());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const test::Repository sound = sound_repository();
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    static_cast<void>(trust::Root::parse(bytes));
    static_cast<void>(trust::Timestamp::parse(bytes));
    static_cast<void>(trust::Snapshot::parse(bytes));
    static_cast<void>(trust::Targets::parse(bytes));

    const auto content = parse_json(bytes, 31);
    if (!content || !content->is_object()) return 0;
    auto repository = sound;
    serve(repository, *content);
    update(repository);
    return 0;
}
