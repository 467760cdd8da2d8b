// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace sen::pack {

/// One thing wrong in a source folder. `key` names a text of strings/pack.<language>.toml that says
/// what is wrong and what to do; `values` fill its {names}.
struct Fault {
    std::filesystem::path file;  ///< relative to the source folder
    int line = 0;                ///< 1-based; 0: the file as a whole
    std::string key;
    std::vector<std::pair<std::string, std::string>> values;
};

/// Every fault of one run, in the order found.
class Faults {
  public:
    void add(Fault fault) { faults_.push_back(std::move(fault)); }
    bool empty() const { return faults_.empty(); }
    const std::vector<Fault>& all() const { return faults_; }

  private:
    std::vector<Fault> faults_;
};

}  // namespace sen::pack
