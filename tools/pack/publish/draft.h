// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "metadata.h"
#include "refusal.h"
#include "repository.h"
#include "repository_writer.h"

namespace sen::pack {

/// The next version of a role before it is released: a folder that can travel between the people
/// who sign it. It holds metadata.json, signers.json (whose signatures are needed), and below
/// targets/, objects/ and deltas/ what the release will move into the repository.
struct Draft {
    std::string role;
    std::filesystem::path folder;
    Metadata metadata;
    /// Each set must be met: of a root the keys of the one before and its own
    /// (specification 5.3.4).
    std::vector<RoleKeys> signers;

    /// Refusals: no draft in the folder, or a damaged one.
    static Result<Draft> read(const std::filesystem::path& folder, RefusalLog& refusals);

    /// The name under which a key may sign this draft; nothing when it may not.
    std::optional<std::string> name_of(const trust::PublicKey& key) const;
    /// Signatures that are still needed, of the set that lacks most.
    std::size_t missing_signatures() const;
    /// Everybody whose signature is here, each once.
    std::vector<RoleKeys::Named> present_signers() const;
};

namespace draft_files {
inline constexpr const char* kMetadata = "metadata.json";
inline constexpr const char* kSigners = "signers.json";
inline constexpr const char* kReview = "review.html";
inline constexpr const char* kThumbnails = "thumbnails";
/// "pending/<role>", relative to the repository.
std::string folder_of(const std::string& role);
}  // namespace draft_files

/// The bytes of signers.json.
std::string signers_json(const std::string& role, const std::vector<RoleKeys>& signers);

/// Adds a signature to the draft and writes it to `file`, its metadata. Refused when the key may
/// not sign it.
Result<void> sign_draft(RepositoryWriter& writer, const std::string& file, Draft& draft,
                        const trust::PrivateKey& key);

/// The key's fingerprint, as people read it aloud.
std::string fingerprint_of(const trust::PublicKey& key);

/// Every draft of a repository, by role.
Result<std::map<std::string, Draft>> read_drafts(const std::filesystem::path& repository,
                                                 RefusalLog& refusals);

}  // namespace sen::pack
