// SPDX-License-Identifier: Apache-2.0
#include "store/trusted_folder.h"

#include <fcntl.h>

#include "base/file.h"
#include "store/store.h"

namespace sen::store {

namespace {

constexpr std::size_t kMaxNameBytes = 250;  // ".new" must fit behind it

Result<void> check_name(const std::string& name) {
    const bool is_plain = !name.empty() && name.size() <= kMaxNameBytes && name != "." &&
                          name != ".." && name != layout::kLock &&
                          name.find('/') == std::string::npos &&
                          name.find('\0') == std::string::npos;
    if (is_plain) return {};
    return fail(ErrorKind::Invalid, "trusted: this may not be a file's name");
}

}  // namespace

Result<std::unique_ptr<TrustedFolder>> TrustedFolder::open(const std::filesystem::path& store,
                                                           const std::string& authority,
                                                           SystemCalls& calls, Trouble* why) {
    if (!is_identifier(authority))
        return fail(ErrorKind::Invalid, "trusted: \"{}\" is not an id", authority);
    std::unique_ptr<TrustedFolder> folder(
        new TrustedFolder(store / layout::kTrusted / authority, calls));
    auto ready = folder->prepare(store, authority);
    if (ready) return folder;
    if (why != nullptr) *why = folder->trouble();
    return tl::unexpected(std::move(ready).error());
}

Result<void> TrustedFolder::prepare(const std::filesystem::path& store,
                                    const std::string& authority) {
    SEN_CHECK(disk_.make_path(store).map([](bool) {}));
    SEN_TRY(const auto root, disk_.open_root(store));
    SEN_TRY(const auto trusted, disk_.ensure_folder(root, layout::kTrusted));
    SEN_TRY(auto own, disk_.ensure_folder(trusted.folder, authority));
    // Those above it may have been made just now too.
    if (own.was_made) SEN_CHECK(disk_.sync_disk(root));
    folder_ = std::move(own.folder);
    SEN_TRY(lock_, disk_.lock(folder_, layout::kLock));
    return {};
}

Result<std::string> TrustedFolder::load(const std::string& name) {
    SEN_CHECK(check_name(name));
    return read_file(path_ / name, kMaxTrustedBytes);
}

Result<void> TrustedFolder::save(const std::string& name, std::string_view bytes) {
    SEN_CHECK(check_name(name));
    return disk_.write_whole(folder_, name, bytes);
}

Result<void> TrustedFolder::remove(const std::string& name) {
    SEN_CHECK(check_name(name));
    SEN_CHECK(disk_.remove_file(folder_, name));
    return disk_.sync(folder_);
}

}  // namespace sen::store
