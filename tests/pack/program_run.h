// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>
#include <sys/wait.h>

#include <cstdlib>
#include <string>

#include "base/file.h"

namespace sen::pack {

struct Run {
    int exit = 0;
    std::string out, err;
};

/// Runs sen-pack through a shell, after what `before` does; `environment` is like "LANG=vi_VN".
inline Run run(const std::string& arguments, const std::string& environment = "LANG=C",
               const std::string& before = "") {
    const auto directory = TemporaryDirectory::create().value();
    const std::string out = (directory.path() / "out").string(),
                      err = (directory.path() / "err").string();
    const std::string command =
        fmt::format("{} env -u LC_ALL -u LC_MESSAGES {} '{}/bin/sen-pack' {} >{} 2>{}", before,
                    environment, SEN_BINARY_DIR, arguments, out, err);
    const int status = std::system(command.c_str());
    return {WEXITSTATUS(status), read_file(out, 1 << 20).value(), read_file(err, 1 << 20).value()};
}

}  // namespace sen::pack
