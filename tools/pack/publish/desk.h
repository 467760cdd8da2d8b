// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "base/result.h"
#include "calendar.h"
#include "draft.h"
#include "repository.h"
#include "repository_writer.h"

namespace sen::pack {

/// Months until metadata expires when nothing else is said.
inline constexpr int kRootMonths = 60;
inline constexpr int kTargetsMonths = 24;
inline constexpr int kDelegatedMonths = 12;
/// Snapshot and timestamp: days where every kiosk has a network, months where one only gets sticks.
inline constexpr int kFreshDays = 30;
inline constexpr int kOfflineMonths = 13;

Day default_expiry(const std::string& role, Day date);

/// One person at work on one repository: its lock, what is released, its drafts, the day.
class Desk {
  public:
    /// Refusals: those of read_state and RepositoryWriter::open; a day before the last publication.
    static Result<Desk> open(const std::filesystem::path& directory, Day date,
                             store::SystemCalls& calls, RefusalLog& refusals);

    RepositoryWriter& writer() { return writer_; }
    RefusalLog& refusals() const { return writer_.refusals(); }
    const std::filesystem::path& directory() const { return writer_.directory(); }
    Day date() const { return date_; }
    const RepositoryState& released() const { return released_; }
    const std::map<std::string, Draft>& drafts() const { return drafts_; }
    /// What is released with every draft laid over it.
    RepositoryState planned() const;
    /// Refused when there is no root, neither released nor as a draft.
    Result<void> require_root() const;

    /// What a change of `role` starts from: its draft, else what is released, else version 1.
    /// Refused when the draft was made for an older state than the released one.
    Result<Metadata> start(const std::string& role) const;
    /// Makes `changed` the draft of the role with the next version, made today, and drops
    /// signatures. False when the role is released, or drafted, with this very content: nothing is
    /// written.
    Result<bool> save(const std::string& role, Metadata changed, Day expires);
    /// save() with the role's default expiry, or for snapshot and timestamp what they had.
    Result<bool> save(const std::string& role, Metadata changed);
    /// Writes the new version even when only its days differ.
    Result<void> save_renewed(const std::string& role, Metadata changed, Day expires);
    /// Adds a signature to a draft that is there. Refused when the key may not sign it.
    Result<void> sign(const std::string& role, const trust::PrivateKey& key);
    Result<void> discard(const std::string& role);

    /// The refusal of a draft that is not the next version of its role.
    Result<void> check_version(const Draft& draft) const;

  private:
    Desk(RepositoryWriter writer, Day date) : writer_(std::move(writer)), date_(date) {}
    Result<void> drop_released_drafts();
    std::uint64_t next_version(const std::string& role) const;
    Result<void> write(const std::string& role, const Metadata& metadata);

    RepositoryWriter writer_;
    Day date_;
    RepositoryState released_;
    std::map<std::string, Draft> drafts_;
};

}  // namespace sen::pack
