// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "commands.h"

namespace sen::sync {

/// What the command line asks for.
struct Request {
    Options options;
    bool is_json = false;
    std::string language;  ///< read ahead by choose_language; here only so that it is accepted
    std::function<int(const Voice&, const Options&)> command;
};

/// The commands and options of sen-sync; parsing fills `request`, which outlives `program`.
void add_commands(CLI::App& program, const Voice& voice, Request& request);

}  // namespace sen::sync
