// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "pack_draft.h"
#include "publish/office.h"
#include "withdrawal.h"

using namespace sen;
using namespace sen::test;

namespace {

namespace fs = std::filesystem;

void overwrite(const fs::path& file, const std::string& bytes) {
    fs::remove(file);
    must(write_file_atomically(file, bytes));
}

}  // namespace

TEST_CASE("publish: a threshold that can never be met is refused") {
    Office office;
    office.found();
    pack::Desk desk = office.desk();

    CHECK_FALSE(pack::draft_delegation(desk, "phuong-mau", group({"editor", "approver"}, 3)));
    CHECK(office.refused() == "publish_threshold");
    CHECK_FALSE(pack::draft_delegation(desk, "phuong-mau", group({"editor", "editor"}, 2)));
    CHECK(office.refused() == "publish_same_key");
    CHECK_FALSE(pack::draft_rotation(desk, "root", {}));
    CHECK(office.refused() == "publish_threshold");
    CHECK(desk.drafts().empty());
}

TEST_CASE("publish: names that are no publisher's are refused") {
    Office office;
    office.found();
    pack::Desk desk = office.desk();

    for (const char* name :
         {"root", "targets", "snapshot", "timestamp", "..", "Phường", "a/b", ""}) {
        CAPTURE(name);
        CHECK_FALSE(pack::draft_delegation(desk, name, group({"editor"})));
        CHECK(office.refused() == "publish_publisher_name");
    }
    CHECK_FALSE(pack::draft_revocation(desk, "phuong-la"));
    CHECK(office.refused() == "publish_no_role");
    CHECK_FALSE(pack::draft_renewal(desk, "phuong-la"));
    CHECK(office.refused() == "publish_no_role");
}

TEST_CASE("publish: a day before the last publication is refused") {
    Office office;
    office.found();
    office.date -= std::chrono::days(1);

    CHECK_FALSE(office.try_desk());

    CHECK(office.refused() == "publish_clock_back");
}

TEST_CASE("publish: a folder that is no built pack, or a damaged one, is refused") {
    Office office;
    office.found();
    office.delegate_ward();
    const auto draft = [&] {
        pack::Desk desk = office.desk();
        CHECK_FALSE(pack::draft_pack(desk, office.built()));
        CHECK(desk.drafts().empty());
        return office.refused();
    };
    const BuiltPack pack{.texts = {"một"}};
    const fs::path picture = office.built() / pack::tree::object_file(sha256(picture_bytes(0)));

    CHECK(draft() == "publish_no_pack");
    fs::create_directories(office.built());
    CHECK(draft() == "publish_no_pack");
    overwrite(office.built() / "manifest.json", "{}");
    CHECK(draft() == "publish_manifest_damaged");
    write_built_pack(office.built(), pack);
    overwrite(picture, std::string(picture_bytes(0).size(), 'x'));
    CHECK(draft() == "publish_object_damaged");
    overwrite(picture, picture_bytes(0) + "more");
    CHECK(draft() == "publish_object_damaged");
    fs::remove(picture);
    CHECK(draft() == "publish_object_missing");
    write_built_pack(office.built(), {.id = "withdrawn"});
    CHECK(draft() == "publish_pack_name");
}

TEST_CASE("publish: a pack whose catalogue is none is refused") {
    Office office;
    office.found();
    write_built_pack(office.built(), {});
    const auto bytes = read_file(office.built() / "manifest.json", 1 << 20).value();
    auto manifest = store::Manifest::parse(bytes).value();
    manifest.catalogue = sha256(picture_bytes(0));
    overwrite(office.built() / "manifest.json", manifest.to_json());
    pack::Desk desk = office.desk();

    CHECK_FALSE(pack::draft_pack(desk, office.built()));

    CHECK(office.refused() == "publish_catalogue_broken");
}

TEST_CASE("publish: a version that is not newer is refused") {
    Office office;
    office.found();
    office.delegate_ward();
    office.publish({.version = 5});

    CHECK_FALSE(office.draft({.version = 5, .texts = {"khác"}}));
    CHECK(office.refused() == "publish_version");
    CHECK_FALSE(office.draft({.version = 4}));
    CHECK(office.refused() == "publish_version");
}

TEST_CASE("publish: a draft that others have overtaken is refused") {
    Office office;
    office.found();
    office.delegate_ward();
    must(office.draft({}));
    const fs::path draft = office.repository() / "pending/phuong-mau";
    fs::copy(draft, office.path() / "kept", fs::copy_options::recursive);
    must(office.sign("editor"));
    must(office.sign("approver"));
    must(office.release());
    office.publish({.version = 2});
    fs::create_directories(draft.parent_path());
    fs::copy(office.path() / "kept", draft, fs::copy_options::recursive);

    CHECK_FALSE(office.sign("editor"));
    CHECK(office.refused() == "publish_draft_old");
    CHECK_FALSE(office.draft({.version = 3}));
    CHECK(office.refused() == "publish_draft_old");
    must(office.desk().discard("phuong-mau"));
    CHECK(office.draft({.version = 3}));
}

TEST_CASE("publish: a ward that signs a path of the city's is not published") {
    Office office;
    office.found();
    office.delegate_ward();
    {
        pack::Desk desk = office.desk();
        must(pack::draft_target(desk, "phuong-mau", "thanh-pho/chuyen-cu.json", "bytes"));
    }
    must(office.sign("editor"));
    must(office.sign("approver"));

    CHECK_FALSE(office.release());

    CHECK(office.refused() == "publish_path_not_of_role");
}

TEST_CASE("publish: a draft whose files were changed on its way is not published") {
    Office office;
    office.found();
    office.delegate_ward();
    must(office.draft({}));
    must(office.sign("editor"));
    must(office.sign("approver"));
    const fs::path picture = office.repository() / "pending/phuong-mau" /
                             pack::tree::object_file(sha256(picture_bytes(0)));

    overwrite(picture, std::string(picture_bytes(0).size(), 'x'));
    CHECK_FALSE(office.release());
    CHECK(office.refused() == "publish_object_damaged");
    fs::remove(picture);
    CHECK_FALSE(office.release());
    CHECK(office.refused() == "publish_object_missing");
    overwrite(picture, picture_bytes(0));

    CHECK(office.release());
}

TEST_CASE("publish: signatures that are copied, or of strangers, do not count") {
    Office office;
    office.found();
    office.delegate_ward();
    must(office.draft({}));
    must(office.sign("editor"));
    const fs::path file = office.repository() / "pending/phuong-mau/metadata.json";
    auto json = pack::Json::parse(read_file(file, 1 << 20).value());
    auto twice = json["signatures"][0];
    json["signatures"].push_back(twice);
    twice["keyid"] = key_of("approver").public_key().id();
    json["signatures"].push_back(twice);
    overwrite(file, json.dump());

    CHECK_FALSE(office.release());
    CHECK(office.refused() == "publish_unsigned");
    CHECK_FALSE(office.sign("stranger"));
    CHECK(office.refused() == "publish_key_not_of_role");
}

TEST_CASE("publish: withdrawing what cannot be named is refused") {
    Office office;
    office.found();
    office.delegate_ward();
    pack::Desk desk = office.desk();
    const auto refused = [&](const pack::WithdrawalRequest& request) {
        CHECK_FALSE(pack::draft_withdrawal(desk, request));
        return office.refused();
    };

    CHECK(refused({.publisher = "*"}) == "publish_withdrawal_empty");
    CHECK(refused({.publisher = "*", .objects = {"abc"}}) == "publish_withdrawal_name");
    CHECK(refused({.publisher = "*", .exhibits = {"no-slash"}}) == "publish_withdrawal_name");
    CHECK(refused({.publisher = "*", .packs = {"../x"}}) == "publish_withdrawal_name");
    CHECK(refused({.list_of = "phuong-mau", .publisher = "*", .packs = {"x"}}) ==
          "publish_withdrawal_other");
    CHECK(refused({.list_of = "la", .publisher = "la", .packs = {"x"}}) == "publish_no_role");
}

TEST_CASE("publish: a repository that is not there or is damaged is refused") {
    Office office;
    {
        pack::Desk desk = office.desk();
        CHECK_FALSE(pack::draft_pack(desk, office.built()));
        CHECK(office.refused() == "publish_no_repository");
    }
    office.found();
    overwrite(office.repository() / "metadata/1.targets.json", "{");
    CHECK_FALSE(office.try_desk());
    CHECK(office.refused() == "publish_metadata_damaged");
    fs::remove(office.repository() / "metadata/1.targets.json");
    CHECK_FALSE(office.try_desk());
    CHECK(office.refused() == "publish_metadata_missing");
}

TEST_CASE("publish: what our own client would refuse is not published") {
    Office office;
    office.found();
    office.delegate_ward();
    const auto before = tree_of(office.repository() / "metadata");
    office.date += std::chrono::days(3 * 365);  // the city's own metadata has expired
    must(office.draft({}));
    must(office.sign("editor"));
    must(office.sign("approver"));

    CHECK_FALSE(office.release());
    CHECK(office.refused() == "publish_client_refuses");
    CHECK(tree_of(office.repository() / "metadata") == before);
    {
        pack::Desk desk = office.desk();
        must(pack::draft_renewal(desk, "targets"));
    }
    must(office.sign("city"));

    CHECK(office.release());
}
