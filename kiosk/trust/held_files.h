// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "trust/trusted_files.h"

namespace sen::trust {

/// Trusted files in memory, for a client that looks once and keeps nothing.
class HeldFiles final : public TrustedFiles {
  public:
    Result<std::string> load(const std::string& name) override {
        const auto found = files_.find(name);
        if (found == files_.end()) return fail(ErrorKind::NotFound, "{} is not held", name);
        return found->second;
    }
    Result<void> save(const std::string& name, std::string_view bytes) override {
        files_[name] = bytes;
        return {};
    }
    Result<void> remove(const std::string& name) override {
        files_.erase(name);
        return {};
    }

  private:
    std::map<std::string, std::string> files_;
};

}  // namespace sen::trust
