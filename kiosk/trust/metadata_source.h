// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"

namespace sen::trust {

/// Where metadata comes from: a web server, a folder, a stick. Nothing it gives is believed.
class MetadataSource {
  public:
    virtual ~MetadataSource() = default;
    /// The whole file `name` below the repository's `metadata/`: "timestamp.json", "3.root.json",
    /// "7.<role>.json". Whatever a role is called, `name` is already %-escaped as a path segment of
    /// a URL (file_names.h): a web source appends it as it is, a folder opens the file of that very
    /// name. It has no slash, no NUL, and is never "." or "..".
    /// Errors: NotFound (it has none; of a web server 404 and 403), Invalid (longer than
    /// `max_bytes`), Io (it stopped answering).
    virtual Result<std::string> fetch(const std::string& name, std::uint64_t max_bytes) = 0;
};

}  // namespace sen::trust
