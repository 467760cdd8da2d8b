// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace sen::trust {

/// What is trusted of one authority already, under names without versions: "root.json",
/// "timestamp.json", "snapshot.json", "targets.json", "<role>.json" (the name %-escaped,
/// file_names.h) and what TimeRatchet keeps. A name has at most 250 bytes, no slash, no NUL and is
/// never "." or "..". Whatever is loaded is checked again.
class TrustedFiles {
  public:
    virtual ~TrustedFiles() = default;
    /// Errors: NotFound, Io.
    virtual Result<std::string> load(const std::string& name) = 0;
    /// Wholly or not at all, and lasting when it returns.
    virtual Result<void> save(const std::string& name, std::string_view bytes) = 0;
    /// Lasting when it returns; a file that is not there is removed already.
    virtual Result<void> remove(const std::string& name) = 0;
};

}  // namespace sen::trust
