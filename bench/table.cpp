// SPDX-License-Identifier: Apache-2.0
#include "table.h"

#include <fmt/format.h>

#include <cstdio>

namespace sen::bench {

namespace {
std::string reach_text(const Row& row) {
    if (!row.reach) return "";
    const char* sign = row.reach->side == Reach::Side::AtMost ? "<=" : ">=";
    return fmt::format("{} {:g} {}", sign, row.reach->value, row.is_reached() ? "ok" : "MISSED");
}
}  // namespace

bool Row::is_reached() const {
    if (!reach) return true;
    return reach->side == Reach::Side::AtMost ? value <= reach->value : value >= reach->value;
}

void Table::add(Row row) {
    if (row.group != last_group_) fmt::print("\n{}\n", row.group);
    last_group_ = row.group;
    fmt::print("  {:<64} {:>9.{}f} {:<7} {:<16} {}\n", row.name, row.value, row.value < 0.1 ? 3 : 2,
               row.unit, reach_text(row), row.note);
    std::fflush(stdout);
    rows_.push_back(std::move(row));
}

void Table::add_missing(const std::string& group, const std::string& why) {
    fmt::print("\n{}\n  not measured: {}\n", group, why);
    std::fflush(stdout);
    missing_.emplace_back(group, why);
}

nlohmann::json Table::json() const {
    nlohmann::json rows = nlohmann::json::array();
    for (const Row& row : rows_) {
        nlohmann::json entry = {{"group", row.group},
                                {"name", row.name},
                                {"value", row.value},
                                {"unit", row.unit},
                                {"note", row.note}};
        if (row.reach) {
            const bool is_most = row.reach->side == Reach::Side::AtMost;
            entry[is_most ? "at_most" : "at_least"] = row.reach->value;
            entry["is_reached"] = row.is_reached();
        }
        rows.push_back(std::move(entry));
    }
    nlohmann::json missing = nlohmann::json::array();
    for (const auto& [group, why] : missing_) missing.push_back({{"group", group}, {"why", why}});
    return {{"rows", rows}, {"not_measured", missing}};
}

void Table::print_missed() const {
    fmt::print("\nMissed\n");
    int count = 0;
    for (const Row& row : rows_) {
        if (row.is_reached()) continue;
        fmt::print("  {}: {} is {:.2f} {}, asked {:g}\n", row.group, row.name, row.value, row.unit,
                   row.reach->value);
        ++count;
    }
    if (count == 0) fmt::print("  nothing\n");
    if (missing_.empty()) return;
    fmt::print("\nNot measured\n");
    for (const auto& [group, why] : missing_) fmt::print("  {}: {}\n", group, why);
}

}  // namespace sen::bench
