// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "messages.h"

namespace sen::pack {

/// What the command line of key, publish and inspect says.
struct PublishOptions {
    std::filesystem::path repository, folder, file;
    std::string name;                ///< a publisher or a role
    std::vector<std::string> roles;  ///< none: all that it can be
    std::vector<std::filesystem::path> keys, root_keys, targets_keys, release_keys;
    std::size_t threshold = 0, root_threshold = 0, targets_threshold = 0;
    std::vector<std::filesystem::path> sign_with, release_with;  ///< sealed keys
    std::vector<std::string> passphrase_files;
    std::string date, language, key_type = "ed25519";
    std::string list_of, publisher = "*";
    std::vector<std::string> objects, exhibits, packs;
    bool has_offline_kiosks = false, is_lifted = false, is_json = false;
};

/// One command: its function returns the program's exit code.
using PublishCommand = int (*)(const PublishOptions& options, const Messages& messages);

/// Adds key, publish and inspect to the program; after the command line is parsed, run() is the
/// exit code of the one that was given, or nothing when it was none of these.
class PublishCommands {
  public:
    PublishCommands(CLI::App& app, const Messages& messages);
    PublishCommands(const PublishCommands&) = delete;
    PublishCommands& operator=(const PublishCommands&) = delete;
    std::optional<int> run() const;

  private:
    CLI::App& add(CLI::App& parent, const std::string& name, PublishCommand command);
    void add_key(CLI::App& app);
    void add_inspect(CLI::App& app);
    void add_publish(CLI::App& app);
    void add_role_commands(CLI::App& publish);
    void add_content_commands(CLI::App& publish);
    void add_signing_commands(CLI::App& publish);
    void add_repository(CLI::App& command);
    void add_passphrase(CLI::App& command);
    /// --sign-with, --release-with and what they need.
    void add_finish(CLI::App& command);
    void add_group(CLI::App& command);

    const Messages& messages_;
    PublishOptions options_;
    std::vector<std::pair<CLI::App*, PublishCommand>> commands_;
};

}  // namespace sen::pack
