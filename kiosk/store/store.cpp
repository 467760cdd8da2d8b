// SPDX-License-Identifier: Apache-2.0
#include "store/store.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <system_error>

#include "trust/time_ratchet.h"
#include "trust/utc_time.h"

namespace sen::store {

namespace layout {

std::string object_folder(const Digest& object) {
    return object.hex().substr(0, 2);
}

std::string object_file(const Digest& object) {
    return std::string(kObjects) + "/" + object_folder(object) + "/" + object.hex();
}

std::string generation_target(std::uint64_t number) {
    return fmt::format("{}/{}", kGenerations, number);
}

std::string withdrawn_file(std::string_view authority) {
    return fmt::format("{}.json", authority);
}

std::uint64_t number_of_name(std::string_view name) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    const bool is_whole = error == std::errc{} && end == name.data() + name.size();
    // Only the spelling that is written: no leading zero.
    return is_whole && is_version(number) && std::to_string(number) == name ? number : 0;
}

std::uint64_t number_of_target(std::string_view target) {
    const std::string_view folder = kGenerations;
    if (!target.starts_with(folder) || target.substr(folder.size(), 1) != "/") return 0;
    return number_of_name(target.substr(folder.size() + 1));
}

}  // namespace layout

namespace {

/// The generation that a link of the store names. NotFound without the link, Corrupt when it
/// points anywhere else.
Result<std::uint64_t> read_link(const std::filesystem::path& link) {
    std::array<char, 64> target{};
    const ssize_t size = ::readlink(link.c_str(), target.data(), target.size());
    if (size < 0 && errno == EINVAL)
        return fail(ErrorKind::Corrupt, "{} is not a symbolic link", link.string());
    if (size < 0) return tl::unexpected(error_from_errno(errno, "read link " + link.string()));
    const auto number = layout::number_of_target({target.data(), static_cast<std::size_t>(size)});
    if (number == 0)
        return fail(ErrorKind::Corrupt, "{} does not point to a generation", link.string());
    return number;
}

/// A generation that a link names but that is not there is damage, not absence.
Result<Generation> as_damage(Result<Generation> result) {
    if (!result && result.error().kind == ErrorKind::NotFound)
        result.error().kind = ErrorKind::Corrupt;
    return result;
}

}  // namespace

Result<Generation> Store::generation(std::uint64_t number) const {
    const auto file = directory_ / layout::generation_target(number) / layout::kGenerationFile;
    SEN_TRY(const auto bytes, read_file(file, kMaxGenerationBytes));
    auto generation = Generation::parse(bytes);
    if (!generation) return add_context(std::move(generation).error(), "generation {}", number);
    if (generation->number != number)
        return fail(ErrorKind::Corrupt, "generation {} calls itself {}", number,
                    generation->number);
    return generation;
}

Result<Generation> Store::current() const {
    const auto link = directory_ / layout::kCurrent;
    SEN_TRY(auto number, read_link(link));
    while (true) {
        auto result = generation(number);
        if (result || result.error().kind != ErrorKind::NotFound) return result;
        // Two installs may have passed between reading the link and following it.
        SEN_TRY(const auto again, read_link(link));
        if (again == number) return as_damage(std::move(result));
        number = again;
    }
}

Result<Generation> Store::previous() const {
    SEN_TRY(const auto current_number, read_link(directory_ / layout::kCurrent));
    // After a rollback it is what was left, as long as it was installed on top of what is current.
    if (const auto undone = read_link(directory_ / layout::kUndone)) {
        auto left = generation(*undone);
        if (left && left->previous == current_number) return left;
    }
    SEN_TRY(const auto now, generation(current_number));
    if (now.previous == 0) return fail(ErrorKind::NotFound, "there is no previous generation");
    return generation(now.previous);
}

Result<std::vector<std::uint64_t>> Store::generation_numbers() const {
    std::vector<std::uint64_t> numbers;
    std::error_code error;
    auto entry = std::filesystem::directory_iterator(directory_ / layout::kGenerations, error);
    for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
        const auto number = layout::number_of_name(entry->path().filename().string());
        if (number != 0) numbers.push_back(number);
    }
    if (error && error != std::errc::no_such_file_or_directory)
        return tl::unexpected(error_from_errno(error.value(), "list generations"));
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

Store::WithdrawalsFound Store::withdrawals() const {
    WithdrawalsFound found;
    const auto folder = directory_ / layout::kWithdrawn;
    std::vector<std::string> authorities;
    std::error_code error;
    auto entry = std::filesystem::directory_iterator(folder, error);
    for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
        auto authority = entry->path().stem().string();
        if (is_identifier(authority) &&
            layout::withdrawn_file(authority) == entry->path().filename().string())
            authorities.push_back(std::move(authority));
    }
    if (error && error != std::errc::no_such_file_or_directory)
        found.faults.push_back(error_from_errno(error.value(), "list withdrawn"));
    std::sort(authorities.begin(), authorities.end());
    if (authorities.size() > kMaxAuthorities) {
        found.faults.push_back({ErrorKind::Corrupt, "more withdrawal lists than a store may have"});
        authorities.resize(kMaxAuthorities);
    }
    for (const auto& authority : authorities) {
        const auto bytes =
            read_file(folder / layout::withdrawn_file(authority), kMaxWithdrawalBytes);
        auto list = bytes ? WithdrawalList::parse(*bytes)
                          : Result<WithdrawalList>(tl::unexpected(bytes.error()));
        if (list)
            found.lists.add(authority, std::move(*list));
        else
            found.faults.push_back({list.error().kind, authority + ": " + list.error().message});
    }
    return found;
}

std::optional<std::chrono::sys_seconds> Store::signed_time() const {
    constexpr std::uint64_t kMaxTimeBytes = 64;
    std::optional<std::chrono::sys_seconds> latest;
    std::error_code error;
    auto entry = std::filesystem::directory_iterator(directory_ / layout::kTrusted, error);
    for (std::size_t looked = 0;
         !error && looked < kMaxAuthorities && entry != std::filesystem::directory_iterator();
         entry.increment(error), ++looked) {
        const auto text = read_file(entry->path() / trust::kTimeFile, kMaxTimeBytes);
        const auto time = text ? trust::parse_utc(*text) : std::nullopt;
        if (time && (!latest || *time > *latest)) latest = time;
    }
    return latest;
}

std::filesystem::path Store::object_path(const Digest& object) const {
    return directory_ / layout::object_file(object);
}

Result<UniqueFd> Store::open_object(const Digest& object) const {
    return open_file(object_path(object));
}

Result<std::string> Store::read_object(const Digest& object, std::uint64_t max_bytes) const {
    SEN_TRY(auto bytes, read_file(object_path(object), max_bytes));
    if (sha256(bytes) != object)
        return fail(ErrorKind::Corrupt, "object {} is damaged", object.hex());
    return bytes;
}

Result<Manifest> Store::manifest(const InstalledPack& pack) const {
    SEN_TRY(const auto bytes, read_object(pack.manifest, kMaxManifestBytes));
    SEN_TRY(auto manifest, Manifest::parse(bytes));
    if (manifest.pack != pack.id || manifest.publisher != pack.publisher ||
        manifest.version != pack.version || manifest.catalogue != pack.catalogue)
        return fail(ErrorKind::Corrupt, "manifest {} is not the one of {}/{} version {}",
                    pack.manifest.hex(), pack.publisher, pack.id, pack.version);
    return manifest;
}

}  // namespace sen::store
