// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "http_fixture.h"
#include "publish/signed_repository.h"
#include "store/faulty_calls.h"
#include "store/pack_fixture.h"
#include "store/trusted_folder.h"
#include "sync/updater.h"

namespace sen::test {

namespace fs = std::filesystem;

/// A kiosk's store with a repository to update from. Any bytes do as catalogues here.
struct UpdateFixture {
    TemporaryDirectory directory = TemporaryDirectory::create().value();
    SignedRepository repository{directory.path() / "repository"};
    fs::path store_path = directory.path() / "store";
    store::Store store{store_path};
    FaultyCalls calls;  // that flush nothing, so that the tests stay quick
    FakeClock clock{std::chrono::sys_days(std::chrono::year(2026) / 11 / 25)};
    NoPatience patience;

    UpdateFixture() { fs::create_directories(store_path); }

    /// A built pack in a folder of its own.
    fs::path build(const PackFixture& pack) const {
        const auto folder =
            directory.path() / "built" / (pack.publisher + "-" + std::to_string(pack.version));
        fs::remove_all(folder);
        write_pack(folder, pack);
        return folder;
    }
    /// Publishes the pack as the next state of the repository.
    void publish(const PackFixture& pack) { publish(repository, pack); }
    void publish(SignedRepository& where, const PackFixture& pack) const {
        where.add_pack(build(pack));
        where.write_next();
    }
    void trust(const SignedRepository& where, const sync::Authority& authority) {
        const auto files = store::TrustedFolder::open(store_path, authority.id, calls).value();
        sync::RootKeeper keeper(*files, sync::trusted::roots(store_path, authority.id), calls);
        const auto done = trust::Client::initialise(keeper, where.root_bytes());
        REQUIRE_MESSAGE(done, done.error().message);
        REQUIRE(sync::write_authority(store_path, authority, calls));
    }
    /// Trusts the repository as "city", with these addresses.
    void trust(std::vector<std::string> mirrors = {}) {
        trust(repository, {"city", 1, std::move(mirrors), {}});
    }

    sync::UpdateWishes wishes(const std::string& from = {}) const {
        sync::UpdateWishes wishes;
        wishes.store = store_path;
        wishes.from = from;
        wishes.built = std::chrono::sys_days(std::chrono::year(2026) / 11 / 1);
        wishes.retries = {3, Milliseconds(1), Milliseconds(1), Milliseconds(1)};
        return wishes;
    }
    sync::UpdateReport update(const sync::UpdateWishes& wishes) {
        return sync::Updater(calls, clock, patience).run(wishes);
    }
    sync::UpdateReport update(const std::string& from = {}) { return update(wishes(from)); }
    /// From the repository's folder, as from a stick.
    sync::UpdateReport update_from_folder() { return update(repository.directory.string()); }

    /// The version of the installed pack; 0: none.
    std::uint64_t version(const std::string& publisher = "mau",
                          const std::string& id = "gia-dinh") const {
        const auto current = store.current();
        if (!current) return 0;
        const auto* pack = current->find(publisher, id);
        return pack == nullptr ? 0 : pack->version;
    }
};

inline PackFixture pack_of(std::uint64_t version, const std::string& text = "a picture") {
    PackFixture pack;
    pack.version = version;
    pack.files["catalogue.db"] = "the catalogue of version " + std::to_string(version);
    pack.files["cau/view.jpg"] = text;
    return pack;
}

/// The keys of all that was complained about.
inline std::vector<std::string> complaints_of(const sync::UpdateReport& report) {
    std::vector<std::string> keys;
    if (report.complaint) keys.push_back(report.complaint->sentence.key);
    for (const auto& authority : report.authorities)
        for (const auto& complaint : authority.complaints) keys.push_back(complaint.sentence.key);
    return keys;
}

inline std::string details_of(const sync::UpdateReport& report) {
    std::string text;
    if (report.complaint) text += report.complaint->sentence.key + ": " + report.complaint->details;
    for (const auto& authority : report.authorities)
        for (const auto& complaint : authority.complaints)
            text += "\n" + complaint.sentence.key + ": " + complaint.details;
    return text;
}

}  // namespace sen::test
