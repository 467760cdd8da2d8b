// SPDX-License-Identifier: Apache-2.0
// tuf-client: the command line of the public TUF conformance suite (its CLIENT-CLI.md) around the
// very client that sen-sync uses. It exits with 0, or with 1 for whatever went wrong.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "base/file.h"
#include "sync/http_repository.h"
#include "trust/client.h"
#include "trust/file_names.h"

namespace {

using namespace sen;

constexpr std::uint64_t kMaxFile = 64 << 20;  // of trusted metadata
constexpr std::size_t kMaxName = 250;

struct Wishes {
    std::filesystem::path metadata, targets, root;
    std::string metadata_url, target_url;
    std::vector<std::string> names;
};

/// The metadata directory: plain files with the names of the protocol.
class MetadataDirectory final : public trust::TrustedFiles {
  public:
    explicit MetadataDirectory(std::filesystem::path path) : path_(std::move(path)) {}

    Result<std::string> load(const std::string& name) override {
        return read_file(path_ / name, kMaxFile);
    }
    Result<void> save(const std::string& name, std::string_view bytes) override {
        return write_file_atomically(path_ / name, bytes);
    }
    Result<void> remove(const std::string& name) override {
        std::error_code error;
        std::filesystem::remove(path_ / name, error);
        if (error) return fail(ErrorKind::Io, "{}: {}", name, error.message());
        return {};
    }

  private:
    std::filesystem::path path_;
};

/// One address, asked once for each file: the suite counts the requests.
class Server final : public trust::MetadataSource {
  public:
    Server(const std::string& url, sync::HttpClient& client, sync::Patience& patience)
        : repository_({url}, client, patience, {1, {}, {}, {}}) {}

    Result<std::string> fetch(const std::string& name, std::uint64_t max_bytes) override {
        return repository_.read(name, max_bytes);
    }

  private:
    sync::HttpRepository repository_;
};

/// A path as it stands in a URL: escaped is what could not stand there for itself (RFC 3986, 3.3),
/// no more, as a server need not take an escaped letter for the letter.
std::string escape_path(const std::string& path) {
    constexpr std::string_view kPlain = "/!$&'()*+,;=:@";
    std::string escaped;
    for (const char c : path)
        escaped += kPlain.find(c) != std::string_view::npos ? std::string(1, c)
                                                            : trust::escape_name({&c, 1});
    return escaped;
}

/// One file name for a target path, whatever is in it; the same each time, and none that is hidden
/// or means a folder.
std::string file_name_of(const std::string& target_path) {
    auto name = trust::escape_name(target_path);
    if (name.starts_with('.')) name.replace(0, 1, "%2E");
    return name.size() <= kMaxName ? name : sha256(target_path).hex();
}

Result<void> initialise(const Wishes& wishes) {
    SEN_TRY(const auto root, read_file(wishes.root, kMaxFile));
    std::error_code error;
    std::filesystem::create_directories(wishes.metadata, error);
    return MetadataDirectory(wishes.metadata).save("root.json", root);
}

Result<void> download(const Wishes& wishes, const std::string& name, trust::Client& client,
                      Server& server) {
    SEN_TRY(const auto target, client.find_target(name));
    if (!target) return fail(ErrorKind::NotFound, "{}: no role lists it", name);
    const auto file = wishes.targets / file_name_of(name);
    if (auto held = read_file(file, target->length))
        if (trust::verify_target(*target, std::move(*held))) return {};
    const bool is_consistent = client.root().is_consistent_snapshot;
    SEN_TRY(auto bytes, server.fetch(escape_path(trust::target_file_name(*target, is_consistent)),
                                     target->length));
    SEN_TRY(const auto verified, trust::verify_target(*target, std::move(bytes)));
    std::error_code error;
    std::filesystem::create_directories(wishes.targets, error);
    return write_file_atomically(file, verified.bytes());
}

Result<void> refresh(const Wishes& wishes) {
    MetadataDirectory trusted(wishes.metadata);
    sync::HttpClient http({});
    sync::SystemPatience patience;
    Server server(wishes.metadata_url, http, patience);
    SEN_TRY(auto client, trust::Client::open(trusted, server, SystemClock().wall()));
    SEN_CHECK(client.refresh());
    Server targets(wishes.target_url, http, patience);
    for (const auto& name : wishes.names) SEN_CHECK(download(wishes, name, client, targets));
    return {};
}

void add_options(CLI::App& program, Wishes& wishes) {
    program.add_option("--metadata-dir", wishes.metadata)->required();
    program.add_option("--metadata-url", wishes.metadata_url);
    program.add_option("--target-name", wishes.names)->allow_extra_args(false);
    program.add_option("--target-base-url", wishes.target_url);
    program.add_option("--target-dir", wishes.targets);
    program.require_subcommand(1);
    program.add_subcommand("init")->add_option("root", wishes.root)->required();
    program.add_subcommand("refresh");
    program.add_subcommand("download")->callback([&] {
        if (wishes.names.empty() || wishes.target_url.empty() || wishes.targets.empty())
            throw CLI::RequiredError("--target-name, --target-base-url and --target-dir");
    });
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App program("TUF conformance client", "tuf-client");
    Wishes wishes;
    add_options(program, wishes);
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return program.exit(error) == 0 ? 0 : 1;
    }
    const bool is_init = program.got_subcommand("init");
    if (!program.got_subcommand("download")) wishes.names.clear();
    const auto done = is_init ? initialise(wishes) : refresh(wishes);
    if (done) return 0;
    fmt::print(stderr, "tuf-client: {}\n", done.error().message);
    return 1;
}
