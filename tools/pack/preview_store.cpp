// SPDX-License-Identifier: Apache-2.0
#include "preview_store.h"

#include <utility>

namespace sen::pack {

Result<store::InstallReport> install_alone(const std::filesystem::path& built,
                                           const std::filesystem::path& store) {
    store::SystemCalls calls;
    SEN_TRY(auto source, store::DirectorySource::open(built, calls));
    SEN_TRY(std::string bytes, source.manifest());
    SEN_TRY(const auto manifest, store::Manifest::parse(bytes));
    store::Change change;
    if (const auto current = store::Store(store).current())
        for (const auto& pack : current->packs)
            if (pack.publisher != manifest.publisher || pack.id != manifest.pack)
                change.removed.push_back({pack.authority, pack.publisher, pack.id});
    change.packs.push_back({trust::allow_unsigned(std::move(bytes)), "", &source});
    store::InstallOptions options;
    options.policy = trust::Policy::AllowUnsigned;
    return store::StoreWriter(store, calls).install(change, options);
}

}  // namespace sen::pack
