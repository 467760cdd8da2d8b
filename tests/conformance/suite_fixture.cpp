// SPDX-License-Identifier: Apache-2.0
#include "conformance/suite_fixture.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>

#include "base/digest.h"
#include "sync/run_program.h"
#include "trust/target.h"

namespace sen::test {

namespace fs = std::filesystem;

namespace {

constexpr const char* kName = "/test_a_case%5Bwith-hashes%5D";
constexpr std::uint64_t kMaxBytes = 1 << 22;
/// Of "target file contents"; the tests use a sha512 for these bytes alone.
constexpr const char* kContents = "target file contents";
constexpr const char* kContentsSha512 =
    "07004dbf95b16d699fe6b36c1be7b659cff92f7a26b6dcdc5be9ef38aae9805e"
    "d4ccc1c73083445dbc4180c09ff6f077e32a7b26d19a7758d99e6e5e811f1e6c";

std::string hash_of(const std::string& bytes, const std::string& algorithm) {
    if (algorithm == "sha256") return sha256(bytes).hex();
    REQUIRE(bytes == kContents);
    return kContentsSha512;
}

}  // namespace

SuiteFixture::SuiteFixture() {
    fs::create_directory(metadata_);
    fs::create_directory(targets_);
}

int SuiteFixture::run(const std::vector<std::string>& words) const {
    std::vector<std::string> arguments{SEN_BINARY_DIR "/bin/tuf-client", "--metadata-dir",
                                       metadata_};
    arguments.insert(arguments.end(), words.begin(), words.end());
    return run_program(arguments).status;
}

int SuiteFixture::init(const std::string& root) const {
    const auto file = directory_.path() / "initial_root.json";
    std::ofstream(file, std::ios::binary) << root;
    return run({"init", file});
}

int SuiteFixture::refresh() const {
    return run({"--metadata-url", server_.url() + kName + "/metadata/", "refresh"});
}

int SuiteFixture::download_all(const std::vector<std::string>& target_paths) const {
    std::vector<std::string> words{"--metadata-url", server_.url() + kName + "/metadata/"};
    for (const auto& path : target_paths) {
        words.emplace_back("--target-name");
        words.push_back(path);
    }
    for (const std::string& word :
         {std::string("--target-dir"), targets_.string(), std::string("--target-base-url"),
          server_.url() + kName + "/targets/", std::string("download")})
        words.push_back(word);
    return run(words);
}

void SuiteFixture::add_artifact(const std::string& role, const std::string& path,
                                const std::string& bytes,
                                const std::vector<std::string>& algorithms) {
    repository.add_target(role, path, bytes);
    auto& hashes = repository.content(role)["targets"][path]["hashes"];
    hashes = json::object();
    for (const auto& algorithm : algorithms) hashes[algorithm] = hash_of(bytes, algorithm);
    replace_artifact(path, bytes);
}

void SuiteFixture::replace_artifact(const std::string& path, const std::string& bytes) {
    artifacts_[path] = bytes;
}

ServerReply SuiteFixture::answer(const ServerRequest& request) const {
    ServerReply reply;
    const std::string metadata = std::string(kName) + "/metadata/",
                      targets = std::string(kName) + "/targets/";
    const std::string* body = nullptr;
    if (request.path.starts_with(metadata)) {
        const auto file = repository.files.find(request.path.substr(metadata.size()));
        if (file != repository.files.end()) body = &file->second;
    } else if (request.path.starts_with(targets)) {
        // "folder/<hash>.name" is the artifact "folder/name", if the hash is one of its own.
        std::string path = request.path.substr(targets.size());
        const auto name = path.rfind('/') + 1;
        const auto dot = path.find('.', name);
        if (repository.is_consistent() && dot != std::string::npos)
            path.erase(name, dot + 1 - name);
        const auto file = artifacts_.find(path);
        if (file != artifacts_.end()) body = &file->second;
    }
    reply.status = body == nullptr ? 404 : 200;
    reply.body = body == nullptr ? "<html>no such file</html>" : *body;
    return reply;
}

std::vector<std::string> SuiteFixture::asked(const std::string& folder) const {
    std::vector<std::string> names;
    for (const auto& path : server_.paths())
        if (path.starts_with(kName + folder)) names.push_back(path.substr((kName + folder).size()));
    return names;
}

std::string SuiteFixture::trusted_bytes(const std::string& role) const {
    return read_file(metadata_ / (role + ".json"), kMaxBytes).value_or("");
}

void SuiteFixture::trust_bytes(const std::string& role, const std::string& bytes) const {
    std::ofstream(metadata_ / (role + ".json"), std::ios::binary) << bytes;
}

std::uint64_t SuiteFixture::version(const std::string& role) const {
    const auto bytes = trusted_bytes(role);
    if (bytes.empty()) return 0;
    return json::parse(bytes)["signed"]["version"].get<std::uint64_t>();
}

std::vector<std::string> SuiteFixture::trusted() const {
    std::vector<std::string> all;
    for (const auto& entry : fs::directory_iterator(metadata_)) {
        const std::string role = entry.path().stem();
        all.push_back(role + ":" + std::to_string(version(role)));
    }
    std::sort(all.begin(), all.end());
    return all;
}

std::vector<std::string> SuiteFixture::downloaded() const {
    std::vector<std::string> all;
    for (const auto& entry : fs::recursive_directory_iterator(targets_))
        if (entry.is_regular_file()) all.push_back(read_file(entry.path(), kMaxBytes).value());
    std::sort(all.begin(), all.end());
    return all;
}

std::vector<std::string> SuiteFixture::downloaded_names() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(targets_))
        if (entry.is_regular_file()) names.push_back(fs::relative(entry.path(), targets_));
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace sen::test
