// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

namespace sen::pack {

/// Why an act was refused: `key` names a sentence of strings/pack.<language>.toml that says what is
/// wrong and what to do; `values` fill its {names}.
struct Refusal {
    using Values = std::vector<std::pair<std::string, std::string>>;
    std::string key;
    Values values;
};

/// Keeps the refusal of one act, so that a command can say it in any language, and makes its Error,
/// which is for a log.
class RefusalLog {
  public:
    tl::unexpected<Error> refuse(ErrorKind kind, std::string key, Refusal::Values values = {}) {
        std::string message = key;
        for (const auto& [name, value] : values) message += fmt::format(" {}={}", name, value);
        last_ = Refusal{std::move(key), std::move(values)};
        return tl::unexpected<Error>(Error{kind, std::move(message)});
    }
    const std::optional<Refusal>& last() const { return last_; }

  private:
    std::optional<Refusal> last_;
};

}  // namespace sen::pack
