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

}  // namespace sen::test
