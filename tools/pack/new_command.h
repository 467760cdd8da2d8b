// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "messages.h"
#include "new_pack.h"

namespace sen::pack {

/// `sen-pack new`: adds itself to the program; after the command line is parsed, run() is the exit
/// code, or nothing when another command was given.
class NewCommand {
  public:
    NewCommand(CLI::App& app, const Messages& messages);
    NewCommand(const NewCommand&) = delete;
    NewCommand& operator=(const NewCommand&) = delete;
    std::optional<int> run();

  private:
    const Messages& messages_;
    NewPack wanted_;
    std::string language_;
    CLI::App& command_;
};

}  // namespace sen::pack
