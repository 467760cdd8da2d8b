// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "voice.h"

namespace sen::sync {

struct Options {
    std::filesystem::path store;
    std::filesystem::path from;    ///< install only
    bool allows_unsigned = false;  ///< install only
    bool repairs = false;          ///< install only
};

/// Each does one command and returns the program's exit status: 0 done or nothing to do, 1 refused
/// or failed, with a sentence on standard error.
int install(const Voice& voice, const Options& options);
int show_status(const Voice& voice, const Options& options);
int roll_back(const Voice& voice, const Options& options);
int verify(const Voice& voice, const Options& options);

}  // namespace sen::sync
