// SPDX-License-Identifier: Apache-2.0
#include "month/world.h"

#include <fmt/format.h>

#include "pack_draft.h"
#include "role_edits.h"
#include "withdrawal.h"

namespace sen::month {

using test::group;
using test::must;

namespace {
constexpr const char* kWard = "test";
const pack::WithdrawalRequest kStory{.list_of = "", .publisher = kWard, .exhibits = {"demo/cau"}};
}  // namespace

World::World(pack::Day today, pack::Day ward_ends) : ward_ends_(ward_ends) {
    office_.date = today;
    office_.found();
    {
        pack::Desk desk = office_.desk();
        must(pack::draft_delegation(desk, kWard, group({"editor", "approver"})));
    }
    release_city();
}

void World::release_city() {
    must(office_.sign("city"));
    release();
}

void World::release_ward() {
    {
        pack::Desk desk = office_.desk();
        must(desk.save_renewed(kWard, must(desk.start(kWard)), ward_ends_));
    }
    for (const char* person : {"editor", "approver"}) must(office_.sign(person));
    release();
}

std::string World::root() const {
    return must(read_file(repository() / "metadata/1.root.json", 1 << 20));
}

std::string World::title(std::uint64_t version) {
    return fmt::format("Đất và nước, bản {}", version);
}

void World::release() {
    must(office_.release({.is_renewal = true}));
}

void World::publish() {
    const auto built = ward_.build(version_ + 1, title(version_ + 1), app::test::FilmKind::Clip);
    {
        pack::Desk desk = office_.desk();
        const auto draft = must(pack::draft_pack(desk, built));
        published_.insert(draft.manifest.catalogue.hex());
    }
    release_ward();
    ++version_;
    std::filesystem::remove_all(built);
}

void World::withdraw() {
    {
        pack::Desk desk = office_.desk();
        must(pack::draft_withdrawal(desk, kStory));
    }
    release_city();
    is_withdrawn_ = true;
}

void World::lift() {
    {
        pack::Desk desk = office_.desk();
        auto request = kStory;
        request.is_lifted = true;
        must(pack::draft_withdrawal(desk, request));
    }
    release_city();
    is_withdrawn_ = false;
}

void World::renew() {
    release();
}

void World::renew_ward(pack::Day ward_ends) {
    ward_ends_ = ward_ends;
    release_ward();
}

std::filesystem::path World::newest_catalogue() const {
    return repository() / pack::tree::object_file(ward_.object("catalogue"));
}

void World::spoil() {
    const auto file = newest_catalogue();
    whole_ = must(read_file(file, 1 << 24));
    std::string bytes = whole_;
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    std::filesystem::remove_all(repository() / "deltas");
    must(write_file_atomically(file, bytes));
}

void World::mend() {
    must(write_file_atomically(newest_catalogue(), whole_));
}

}  // namespace sen::month
