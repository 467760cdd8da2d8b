// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "base/file.h"
#include "store/directory_source.h"
#include "store/pack_fixture.h"
#include "store/store_writer.h"
#include "store/verify.h"

namespace sen::test {

inline store::InstallOptions unsigned_content() {
    store::InstallOptions options;
    options.policy = trust::Policy::AllowUnsigned;
    return options;
}

/// Installs the pack in `folder`; `trouble` gets the reason when it fails.
inline Result<store::InstallReport> install_from(
    const std::filesystem::path& folder, const std::filesystem::path& store,
    store::SystemCalls& calls, const store::InstallOptions& options = unsigned_content(),
    store::Trouble* trouble = nullptr) {
    SEN_TRY(auto source, store::DirectorySource::open(folder, calls));
    store::StoreWriter writer(store, calls);
    auto report = writer.install_folder(source, options);
    if (trouble != nullptr) *trouble = writer.trouble();
    return report;
}

/// A store and a folder to install from, in a directory of their own.
struct InstallFixture {
    TemporaryDirectory directory = TemporaryDirectory::create().value();
    std::filesystem::path from = directory.path() / "pack";
    std::filesystem::path store_path = directory.path() / "store";
    store::Store store{store_path};
    store::SystemCalls calls;
    store::Trouble trouble;

    Result<store::InstallReport> install(const PackFixture& pack) {
        std::filesystem::remove_all(from);
        write_pack(from, pack);
        return install();
    }
    Result<store::InstallReport> install(
        const store::InstallOptions& options = unsigned_content()) {
        return install_from(from, store_path, calls, options, &trouble);
    }
};

/// What is wrong with a store that must hold, whole, one of the `allowed` sets of packs (an empty
/// set: nothing installed); nothing when all is well.
inline std::optional<std::string> fault_of(
    const store::Store& store, const std::vector<std::vector<store::InstalledPack>>& allowed) {
    std::vector<store::InstalledPack> packs;
    if (const auto current = store.current()) {
        packs = current->packs;
        const auto report = store::verify(store, *current, {});
        for (const auto& damaged : report.damaged)
            return "damaged: " + damaged.path + ": " + damaged.detail;
    } else if (current.error().kind != ErrorKind::NotFound) {
        return current.error().message;
    }
    if (std::find(allowed.begin(), allowed.end(), packs) == allowed.end()) {
        std::string shown;
        for (const auto& pack : packs) shown += fmt::format(" {} {},", pack.id, pack.version);
        return "the packs are neither the old nor the new ones:" + shown;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(store.directory()))
        if (entry.path().extension() == ".part" &&
            entry.path().parent_path().filename() != store::layout::kStaging)
            return "a part outside staging: " + entry.path().string();
    return std::nullopt;
}

}  // namespace sen::test
