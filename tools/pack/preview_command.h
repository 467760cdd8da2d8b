// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "preview.h"

namespace sen::pack {

/// `sen-pack preview`: adds itself to the program; after the command line is parsed, run() is the
/// exit code, or nothing when another command was given.
class PreviewCommand {
  public:
    PreviewCommand(CLI::App& app, const Messages& messages);
    PreviewCommand(const PreviewCommand&) = delete;
    PreviewCommand& operator=(const PreviewCommand&) = delete;
    std::optional<int> run();

  private:
    const Messages& messages_;
    PreviewRequest request_;
    CLI::App& command_;
};

}  // namespace sen::pack
