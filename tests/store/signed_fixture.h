// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>

#include "store/install_fixture.h"
#include "trust/trust.h"

namespace sen::test {

/// Bytes as if an authority's metadata listed them under `path`, signed by `role`.
inline trust::VerifiedBytes signed_as(const std::string& path, const std::string& bytes,
                                      const std::string& role = "targets") {
    trust::TargetFile target;
    target.path = path;
    target.length = bytes.size();
    target.hashes["sha256"] = sha256(bytes).hex();
    target.role = role;
    return trust::verify_target(target, bytes).value();
}

/// A store, and packs of several publishers that authorities sign.
struct SignedFixture : InstallFixture {
    /// Writes the pack into a folder of its own and offers it from there.
    store::PackOffer offer(const PackFixture& pack, const std::string& authority = "thanh-pho") {
        const auto folder = directory.path() / ("offer-" + std::to_string(sources.size()));
        write_pack(folder, pack);
        sources.push_back(std::make_unique<store::DirectorySource>(
            store::DirectorySource::open(folder, calls).value()));
        const auto manifest = pack.manifest();
        return {signed_as(manifest.publisher + "/" + manifest.pack + ".json", manifest.to_json(),
                          manifest.publisher),
                authority, sources.back().get()};
    }
    Result<store::InstallReport> apply(const store::Change& change,
                                       const store::InstallOptions& options = {}) {
        store::StoreWriter writer(store_path, calls);
        auto report = writer.install(change, options);
        trouble = writer.trouble();
        return report;
    }

    std::vector<std::unique_ptr<store::DirectorySource>> sources;
};

inline store::WithdrawalOffer withdrawal(const std::string& path, const store::WithdrawalList& list,
                                         const std::string& authority = "thanh-pho") {
    return {signed_as(path, list.to_json()), authority};
}

/// Changes of two packs at once: versions 1, 2, … of both, and from 2 on a third pack is removed
/// and the first version's picture withdrawn.
struct ChangeSeries {
    std::filesystem::path folder;  ///< where the packs are written

    static PackFixture pack(const std::string& id, std::uint64_t version) {
        PackFixture pack;
        pack.id = id;
        pack.version = version;
        pack.files["cau/film.mp4"] = "a film";
        pack.files["cau/view.jpg"] = id + std::to_string(version);
        return pack;
    }
    static store::WithdrawalList withdrawn() { return {{{"mau", {sha256("gia-dinh1")}, {}, {}}}}; }
    Result<store::InstallReport> apply(std::uint64_t version, const std::filesystem::path& store,
                                       store::SystemCalls& calls) const {
        std::vector<std::string> ids{"gia-dinh", "ben-nghe"};
        if (version == 1) ids.push_back("thu-thiem");
        std::vector<store::DirectorySource> sources;
        sources.reserve(ids.size());
        store::Change change;
        for (const auto& id : ids) {
            const auto from = folder / (id + std::to_string(version));
            if (!std::filesystem::exists(from)) write_pack(from, pack(id, version));
            SEN_TRY(auto source, store::DirectorySource::open(from, calls));
            sources.push_back(std::move(source));
            change.packs.push_back(
                {signed_as("mau/" + id + ".json", pack(id, version).manifest().to_json(), "mau"),
                 "thanh-pho", &sources.back()});
        }
        if (version > 1) {
            change.removed = {{"thanh-pho", "mau", "thu-thiem"}};
            change.withdrawals.push_back(withdrawal("mau/withdrawn.json", withdrawn()));
        }
        return store::StoreWriter(store, calls).install(change, {});
    }
    /// A complaint when a store has packs of a version without its withdrawals. `has_begun`: their
    /// objects have begun to come.
    static std::optional<std::string> fault_of_lists(const store::Store& store,
                                                     bool has_begun = false) {
        const auto found = store.withdrawals();
        if (!found.faults.empty()) return found.faults.front().message;
        const auto current = store.current();
        const bool is_old =
            !current || current->packs.empty() || current->packs.front().version == 1;
        if (is_old && !has_begun) return std::nullopt;
        store::Withdrawals expected;
        expected.add("thanh-pho", withdrawn());
        if (found.lists == expected) return std::nullopt;
        return "the withdrawal list is not there";
    }
};

}  // namespace sen::test
