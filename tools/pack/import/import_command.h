// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "import.h"

namespace sen::pack {

/// `sen-pack import`: adds itself to the program; after the command line is parsed, run() is the
/// exit code, or nothing when another command was given.
class ImportCommand {
  public:
    ImportCommand(CLI::App& app, const Messages& messages);
    ImportCommand(const ImportCommand&) = delete;
    ImportCommand& operator=(const ImportCommand&) = delete;
    std::optional<int> run();

  private:
    const Messages& messages_;
    ImportRequest request_;
    std::string encoding_, as_, language_;
    CLI::App& command_;
};

}  // namespace sen::pack
