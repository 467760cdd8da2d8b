// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "hostile_server.h"
#include "sync/http_repository.h"

namespace sen::test {

/// Waits for nothing and remembers what was wished.
class NoPatience final : public sync::Patience {
  public:
    std::vector<Milliseconds> waits;
    double luck = 0;

    void wait(Milliseconds time) override { waits.push_back(time); }
    double chance() override { return luck; }
};

}  // namespace sen::test
