// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "trust/client.h"
#include "trust/test_key.h"

namespace sen::test {

using nlohmann::json;
using Keys = std::vector<TestKey>;

/// 2026-01-01, and what expires in 2030 or did in 2020.
inline constexpr std::chrono::sys_seconds kNow{std::chrono::seconds{1'767'225'600}};
inline constexpr const char* kLater = "2030-01-01T00:00:00Z";
inline constexpr const char* kBefore = "2020-01-01T00:00:00Z";

/// A metadata file: `content` and one signature of each key, by the key's own id.
std::string signed_file(const json& content, const Keys& keys);

/// Trusted files in memory.
class MemoryFiles : public trust::TrustedFiles {
  public:
    Result<std::string> load(const std::string& name) override;
    Result<void> save(const std::string& name, std::string_view bytes) override;
    Result<void> remove(const std::string& name) override;
    /// 0 when there is none.
    std::uint64_t version(const std::string& role) const;

    std::map<std::string, std::string> files;
    int writes_left = -1;            ///< saves and removals until the storage fails; -1: never
    std::vector<std::string> saved;  ///< names, in order

  private:
    bool may_write();
};

/// A repository as its publisher has it, and as a source: every version of every file stays.
class Repository : public trust::MetadataSource {
  public:
    /// Version 1 of the four roles, one ed25519 key each, consistent snapshots, published; all that
    /// it makes is valid until `expires`.
    explicit Repository(std::string expires = kLater);

    Result<std::string> fetch(const std::string& name, std::uint64_t max_bytes) override;

    /// Who may sign for a top-level role from the next publish_root() on, and signs from now on.
    void set_role(const std::string& role, const Keys& keys, int threshold = 1);
    /// `parent` delegates `paths` to `name`, which gets a key of its own, or `role_keys`.
    void delegate(const std::string& parent, const std::string& name,
                  const std::vector<std::string>& paths, bool is_terminating = false,
                  std::optional<Keys> role_keys = std::nullopt);
    void add_target(const std::string& role, const std::string& path, const std::string& bytes);
    /// Raises the root's version and signs it with the role's keys and with `other_signers`.
    void publish_root(const Keys& other_signers = {});
    /// Signs and lists every role that changed since the last time, then a new snapshot and a new
    /// timestamp.
    void publish();
    /// publish()'s last two steps alone, with the contents as they stand.
    void publish_snapshot();
    void publish_timestamp();

    json& content(const std::string& role) { return contents_[role]; }
    const Keys& keys(const std::string& role) const { return keys_.at(role); }
    std::string file_of(const std::string& role) const;             ///< signed as it stands
    void write(const std::string& role, const std::string& bytes);  ///< under its present name

    bool is_consistent() const { return contents_.at("root").value("consistent_snapshot", false); }

    bool has_hashes = true;  ///< of metadata files, in snapshot and timestamp
    std::map<std::string, std::string> files;
    std::vector<std::string> requests;  ///< names that were fetched, in order
    /// Called with each name before it is answered.
    std::function<void(const std::string&)> on_fetch;
    std::map<std::string, ErrorKind> failures;  ///< names that fail

  private:
    json meta_file(const std::string& role) const;
    std::string name_of(const std::string& role) const;

    std::string expires_;
    std::map<std::string, json> contents_, published_;
    std::map<std::string, Keys> keys_;
};

/// A kiosk that trusts the repository's first root.
struct Kiosk {
    Repository repository;
    MemoryFiles files;
    std::chrono::sys_seconds now = kNow;
    trust::Limits limits;
    trust::FaultReport fault;  ///< of the last refresh() or find()

    Kiosk();
    trust::Client open() { return trust::Client::open(files, repository, now, limits).value(); }
    /// With a client of its own each time, as sen-sync does.
    Result<void> refresh();
    Result<std::optional<trust::TargetFile>> find(const std::string& path);
    /// Who signed for what is found; "" for nothing, "!" for an error.
    std::string signer_of(const std::string& path);
};

/// Whether `result` failed as `fault` about `role`.
bool failed_as(const Kiosk& kiosk, const Result<void>& result, trust::TrustFault fault,
               const std::string& role);

/// The paths that list_targets gives, with who signed: "a/1:ward".
std::vector<std::string> listed(trust::Client& client);

}  // namespace sen::test
