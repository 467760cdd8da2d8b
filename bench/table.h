// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace sen::bench {

/// What the design asks of a figure.
struct Reach {
    enum class Side { AtMost, AtLeast } side = Side::AtMost;
    double value = 0;
};

/// One measured figure; `note` says what it includes and how far it spread.
struct Row {
    std::string group, name;
    double value = 0;
    std::string unit;
    std::string note;
    std::optional<Reach> reach;

    bool is_reached() const;
};

/// The figures in the order in which they were measured; each is printed when it is added.
class Table {
  public:
    void add(Row row);
    /// A figure that could not be measured, and why.
    void add_missing(const std::string& group, const std::string& why);
    nlohmann::json json() const;
    /// Prints which figures do not reach what the design asks, and what could not be measured.
    void print_missed() const;
    bool is_whole() const { return missing_.empty(); }

  private:
    std::vector<Row> rows_;
    std::vector<std::pair<std::string, std::string>> missing_;
    std::string last_group_;
};

}  // namespace sen::bench
