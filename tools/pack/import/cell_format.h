// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sen::pack {

/// How a workbook shows the numbers of some cells (ECMA-376 part 1, 18.8.30 and 18.8.31): dates and
/// hours are numbers too. What only dresses a number (colours, widths, conditions) is passed over.
struct CellFormat {
    bool has_day = false, has_month = false, has_year = false, has_time = false;
    bool is_general = true, is_percent = false, is_grouped = false;
    int decimals = 0;
    std::string before, after;  ///< words and signs beside the number

    bool is_date() const { return has_day || has_month || has_year; }
    bool operator==(const CellFormat&) const = default;
};

/// "dd/mm/yyyy", "#,##0.0%", "0\" năm\""; the part for positive numbers.
CellFormat parse_cell_format(std::string_view code);
/// One of those that a workbook need not write out, by its number; General for any other.
CellFormat built_in_cell_format(std::size_t number);

/// A cell's number as a Vietnamese reader writes it: "5/6/1911", "14:05", "0,5", "93,4%". `written`
/// is the number in the file; what is none comes back as it is. Days are counted from 1900, or from
/// 1904 as on old Macs.
std::string shown_number(const std::string& written, const CellFormat& format, bool is_from_1904);

}  // namespace sen::pack
