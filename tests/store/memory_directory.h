// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <string>

#include "base/file.h"

namespace sen::test {

/// A temporary directory in memory where the system has one: for tests that make thousands of
/// stores and ask nothing of a disk.
inline TemporaryDirectory memory_directory() {
    const char* before = std::getenv("TMPDIR");
    const std::string kept = before == nullptr ? "" : before;
    if (::access("/dev/shm", W_OK | X_OK) == 0) ::setenv("TMPDIR", "/dev/shm", 1);
    auto directory = TemporaryDirectory::create();
    if (before == nullptr) {
        ::unsetenv("TMPDIR");
    } else {
        ::setenv("TMPDIR", kept.c_str(), 1);
    }
    return std::move(directory).value();
}

}  // namespace sen::test
