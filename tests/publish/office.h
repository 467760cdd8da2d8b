// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

#include "base/file.h"
#include "desk.h"
#include "pack_draft.h"
#include "release.h"
#include "role_edits.h"
#include "store/faulty_calls.h"
#include "trust/client.h"
#include "trust/signer.h"

namespace sen::test {

/// Everybody who signs, each with one ed25519 key, made once for the whole program.
const trust::PrivateKey& key_of(const std::string& person);

/// A built pack with a catalogue that opens: one story for each text, with a picture each.
struct BuiltPack {
    std::string publisher = "phuong-mau", id = "chuyen-cu";
    std::uint64_t version = 1;
    std::vector<std::string> texts{"Cầu được khánh thành năm 1902."};
    std::string film{};         ///< its bytes; empty: no film
    std::string simple_text{};  ///< of the first story; empty: none
    std::string guide_note{};   ///< the same
};
void write_built_pack(const std::filesystem::path& folder, const BuiltPack& pack);
/// The picture of the story at `index`; its thumbnail and its view are the same file.
std::string picture_bytes(std::size_t index);

/// A repository's folder as a client sees it.
class FolderSource : public trust::MetadataSource {
  public:
    explicit FolderSource(std::filesystem::path repository) : repository_(std::move(repository)) {}
    Result<std::string> fetch(const std::string& name, std::uint64_t max_bytes) override;

  private:
    std::filesystem::path repository_;
};

/// What a kiosk that begins with `root_version` gets: target path → its role and SHA-256; every
/// manifest was verified and all its objects are there and whole. On an error one entry "error".
using Seen = std::map<std::string, std::pair<std::string, std::string>>;
Seen seen_by_client(const std::filesystem::path& repository, pack::Day date,
                    std::uint64_t root_version = 1);

/// All files of a folder and their bytes; the lock and what is being written left out.
std::map<std::string, std::string> tree_of(const std::filesystem::path& folder);

/// A city office with its repository: root a, b, c (2 of 3), targets by "city", snapshot and
/// timestamp by "release".
class Office {
  public:
    Office();

    std::filesystem::path repository() const { return directory_.path() / "repository"; }
    std::filesystem::path built() const { return directory_.path() / "built"; }
    std::filesystem::path path() const { return directory_.path(); }
    pack::Day date = std::chrono::year(2026) / 11 / 25;
    pack::RefusalLog refusals;

    /// Fails the test when the desk cannot be opened.
    pack::Desk desk();
    Result<pack::Desk> try_desk();
    Result<pack::Desk> try_desk(store::SystemCalls& calls);
    /// The sentence's key of the last refusal.
    std::string refused() const;

    Result<bool> init();
    Result<std::vector<std::string>> sign(const std::string& person,
                                          const std::set<std::string>& roles = {});
    Result<pack::ReleaseReport> release(const pack::ReleaseRequest& request = {},
                                        const std::string& person = "release");
    /// init, all signatures and the release.
    void found();
    /// Delegates phuong-mau/* to "editor" and "approver", both needed, and releases it.
    void delegate_ward();
    /// Drafts the pack; the report.
    Result<pack::PackDraftReport> draft(const BuiltPack& pack);
    /// Drafts, lets both sign, and releases.
    void publish(const BuiltPack& pack);

  private:
    TemporaryDirectory directory_ = TemporaryDirectory::create().value();
    FaultyCalls calls_;  ///< none fails; nothing is flushed, so that the tests are quick
};

pack::KeyGroup group(const std::vector<std::string>& people, std::size_t threshold = 0);

/// Opens for a test: fails it with the error's message.
template <class T>
T must(Result<T> result) {
    if (!result) throw std::runtime_error(result.error().message);
    if constexpr (!std::is_void_v<T>) return *std::move(result);
}

}  // namespace sen::test
