// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "base/file.h"
#include "month/board.h"

namespace sen::month {

using Json = nlohmann::json;

/// fork(), with nothing left in a buffer that both would write.
pid_t fork_quietly();

/// A few words from a child to its parent.
class Pipe {
  public:
    Pipe();
    void write(const std::string& text) const;
    std::string read();

  private:
    UniqueFd from_, to_;
};

/// The board's power: a process of its own that draws the kiosk, and goes without a word when it is
/// cut off. Its log goes to `log`, behind what is there.
class BoardProcess {
  public:
    BoardProcess(const BoardSetup& setup, const std::filesystem::path& log);
    /// Cuts the power.
    ~BoardProcess();
    BoardProcess(const BoardProcess&) = delete;
    BoardProcess& operator=(const BoardProcess&) = delete;

    /// What Board::obey answers. A board that died by itself answers {"faults": [...]}.
    Json ask(const Json& order);

  private:
    pid_t child_ = -1;
    UniqueFd channel_;
};

}  // namespace sen::month
