// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace sen::test {

struct Outcome {
    int status = -1;
    std::string out, err;
};

/// Runs a program to its end, with `environment` ("LC_ALL=C") alone and nothing on its standard
/// input.
Outcome run_program(std::vector<std::string> arguments, std::string environment = "LC_ALL=C");

}  // namespace sen::test
