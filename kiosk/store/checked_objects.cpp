// SPDX-License-Identifier: Apache-2.0
#include "store/checked_objects.h"

#include <sys/resource.h>
#include <sys/stat.h>

#include <cerrno>
#include <utility>

namespace sen::store {

namespace {

constexpr std::size_t kMaxAsked = 8;

FileIdentity identity_of(const struct stat& facts) {
    const auto nanoseconds = [](const timespec& time) {
        return static_cast<std::int64_t>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
    };
    return {facts.st_dev, facts.st_ino, static_cast<std::uint64_t>(facts.st_size),
            nanoseconds(facts.st_mtim), nanoseconds(facts.st_ctim)};
}

FileIdentity identity_of(const UniqueFd& file) {
    struct stat facts {};
    return ::fstat(file.get(), &facts) == 0 ? identity_of(facts) : FileIdentity{};
}

}  // namespace

CheckedObjects::CheckedObjects(Store store, Mode mode, std::function<void()> wake)
    : store_(std::move(store)), mode_(mode), wake_(std::move(wake)) {
    if (mode == Mode::InBackground) thread_ = std::thread([this] { run(); });
}

CheckedObjects::~CheckedObjects() {
    {
        const std::lock_guard lock(mutex_);
        is_stopping_ = true;
    }
    has_work_.notify_one();
    if (thread_.joinable()) thread_.join();
}

FileIdentity CheckedObjects::identity(const Digest& object) const {
    struct stat facts {};
    const auto path = store_.object_path(object);
    return ::lstat(path.c_str(), &facts) == 0 ? identity_of(facts) : FileIdentity{};
}

CheckedObjects::State CheckedObjects::state(const Digest& object) const {
    const auto now = identity(object);
    const std::lock_guard lock(mutex_);
    const auto known = known_.find(object);
    if (known == known_.end() || known->second.identity != now) return State::Unknown;
    return known->second.is_good ? State::Good : State::Damaged;
}

void CheckedObjects::note(const Digest& object, const FileIdentity& identity,
                          const Result<void>& verdict) {
    const std::lock_guard lock(mutex_);
    known_[object] = {identity, verdict.has_value()};
    if (!verdict) damaged_.push_back(object);
}

/// Too many open files is no damage; an object that is not there is.
void CheckedObjects::note_if_missing(const Digest& object, const FileIdentity& identity,
                                     const Error& error) {
    if (error.kind != ErrorKind::Io && state(object) == State::Unknown)
        note(object, identity, tl::unexpected(error));
}

Result<std::string> CheckedObjects::read(const Digest& object, std::uint64_t max_bytes) {
    const auto before = identity(object);
    auto file = store_.open_object(object);
    if (!file) {
        note_if_missing(object, before, file.error());
        return tl::unexpected(file.error());
    }
    const auto now = identity_of(*file);
    auto bytes = read_all(*file, max_bytes);
    const auto state_now = state(object);
    if (bytes && state_now == State::Good) return bytes;
    if (bytes && sha256(*bytes) != object)
        bytes = fail(ErrorKind::Corrupt, "its bytes are not what was installed");
    if (state_now == State::Unknown)
        note(object, now, bytes ? Result<void>() : tl::unexpected(bytes.error()));
    return bytes;
}

Result<void> CheckedObjects::hash(const Digest& object, const UniqueFd& file,
                                  const FileIdentity& identity) {
    const auto digest = digest_file(file, is_stopping_);
    if (is_stopping_) return {};
    Result<void> verdict;
    if (!digest)
        verdict = tl::unexpected(digest.error());
    else if (*digest != object)
        verdict = fail(ErrorKind::Corrupt, "its bytes are not what was installed");
    note(object, identity, verdict);
    return verdict;
}

Result<void> CheckedObjects::check(const Digest& object) {
    const auto known = state(object);
    if (known == State::Good) return {};
    if (known == State::Damaged)
        return fail(ErrorKind::Corrupt, "object {} is damaged", object.hex());
    const auto before = identity(object);
    const auto file = store_.open_object(object);
    if (file) return hash(object, *file, identity_of(*file));
    note_if_missing(object, before, file.error());
    return tl::unexpected(file.error());
}

void CheckedObjects::prepare(const Digest& object) {
    if (state(object) != State::Unknown) return;
    if (mode_ == Mode::AtOnce) return void(check(object));
    {
        const std::lock_guard lock(mutex_);
        std::erase(asked_, object);
        asked_.push_back(object);
        if (asked_.size() > kMaxAsked) asked_.pop_front();
    }
    has_work_.notify_one();
}

Result<UniqueFd> CheckedObjects::open(const Digest& object) {
    prepare(object);
    if (state(object) == State::Damaged)
        return fail(ErrorKind::Corrupt, "object {} is damaged", object.hex());
    return store_.open_object(object);
}

std::vector<Digest> CheckedObjects::take_damaged() {
    const std::lock_guard lock(mutex_);
    return std::exchange(damaged_, {});
}

void CheckedObjects::run() {
    // Beside a moving picture; Linux takes a thread for the process here.
    ::setpriority(PRIO_PROCESS, 0, 10);
    std::unique_lock lock(mutex_);
    while (true) {
        has_work_.wait(lock, [this] { return is_stopping_ || !asked_.empty(); });
        if (is_stopping_) return;
        // The newest is what somebody is looking at.
        const Digest object = asked_.back();
        asked_.pop_back();
        lock.unlock();
        if (!check(object)) wake_();
        lock.lock();
    }
}

}  // namespace sen::store
