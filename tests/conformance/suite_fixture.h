// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "sync/hostile_server.h"
#include "trust/repository.h"

namespace sen::test {

/// What the public conformance suite does, with means of our own: a repository in memory behind a
/// web server, and tuf-client as a process, which is judged by its exit code, by what it asks for
/// and by what it leaves in its two folders. As there, both folders exist at first, and both
/// addresses end with a slash below a name that needed escaping.
class SuiteFixture {
  public:
    SuiteFixture();

    /// Valid in any year in which somebody runs these tests.
    Repository repository{"2999-01-01T00:00:00Z"};

    int init() const { return init(repository.files.at("1.root.json")); }
    int init(const std::string& root) const;
    int refresh() const;
    int download(const std::string& target_path) const { return download_all({target_path}); }
    /// With one command.
    int download_all(const std::vector<std::string>& target_paths) const;

    /// A target with its file on the server; `algorithms` of its hashes.
    void add_artifact(const std::string& role, const std::string& path, const std::string& bytes,
                      const std::vector<std::string>& algorithms = {"sha256"});
    /// Replaces what the server gives, whatever has been signed.
    void replace_artifact(const std::string& path, const std::string& bytes);

    /// Names of the metadata files that were asked for, in order, and of the artifacts; since the
    /// last forget().
    std::vector<std::string> asked_metadata() const { return asked("/metadata/"); }
    std::vector<std::string> asked_artifacts() const { return asked("/targets/"); }
    void forget() { server_.forget(); }

    /// 0 when none is trusted.
    std::uint64_t version(const std::string& role) const;
    /// "role:version" of all that is trusted, by file name.
    std::vector<std::string> trusted() const;
    std::string trusted_bytes(const std::string& role) const;
    void trust_bytes(const std::string& role, const std::string& bytes) const;
    /// What has been downloaded, sorted.
    std::vector<std::string> downloaded() const;
    /// The names of their files, sorted.
    std::vector<std::string> downloaded_names() const;

  private:
    int run(const std::vector<std::string>& words) const;
    ServerReply answer(const ServerRequest& request) const;
    std::vector<std::string> asked(const std::string& folder) const;

    TemporaryDirectory directory_ = TemporaryDirectory::create().value();
    std::filesystem::path metadata_ = directory_.path() / "metadata",
                          targets_ = directory_.path() / "targets";
    std::map<std::string, std::string> artifacts_;  // by path below targets/
    HostileServer server_{[this](const ServerRequest& request) { return answer(request); }};
};

}  // namespace sen::test
