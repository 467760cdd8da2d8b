// SPDX-License-Identifier: Apache-2.0
#include "app/touch_mapping.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace sen::app {

namespace {
constexpr std::size_t kUnknowns = 8;
constexpr double kLeastArea = 0.005;  // of the picture, of a corner's triangle
using Equation = std::array<double, kUnknowns + 1>;

double corner(Share a, Share b, Share c) {
    return (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);
}

/// Round the quadrilateral all corners turn the same way, and clearly.
bool is_quadrilateral(const std::array<Share, 4>& points) {
    double least = 1e9, most = -1e9;
    for (std::size_t i = 0; i < 4; ++i) {
        const double turn = corner(points[i], points[(i + 1) % 4], points[(i + 2) % 4]);
        least = std::min(least, turn);
        most = std::max(most, turn);
    }
    return least > kLeastArea || most < -kLeastArea;
}
}  // namespace

Share Projection::operator()(Share at) const {
    const auto& [a, b, c, d, e, f, g, h] = factors;
    const double under = g * at.x + h * at.y + 1;
    return {(a * at.x + b * at.y + c) / under, (d * at.x + e * at.y + f) / under};
}

Result<Projection> fit_projection(const std::array<Share, 4>& touches,
                                  const std::array<Share, 4>& marks) {
    const auto no_corners = [] {
        return fail(ErrorKind::Invalid, "the four touches are not the corners of a quadrilateral");
    };
    if (!is_quadrilateral(touches) || !is_quadrilateral(marks)) return no_corners();
    std::array<Equation, kUnknowns> rows;
    for (std::size_t i = 0; i < 4; ++i) {
        const auto [x, y] = touches[i];
        const auto [u, v] = marks[i];
        rows[2 * i] = {x, y, 1, 0, 0, 0, -u * x, -u * y, u};
        rows[2 * i + 1] = {0, 0, 0, x, y, 1, -v * x, -v * y, v};
    }
    // Gauss and Jordan, with the largest pivot.
    for (std::size_t column = 0; column < kUnknowns; ++column) {
        const auto pivot =
            std::max_element(rows.begin() + static_cast<std::ptrdiff_t>(column), rows.end(),
                             [&](const Equation& one, const Equation& other) {
                                 return std::abs(one[column]) < std::abs(other[column]);
                             });
        std::swap(rows[column], *pivot);
        const double divisor = rows[column][column];
        if (std::abs(divisor) < 1e-9) return no_corners();
        for (double& value : rows[column]) value /= divisor;
        for (std::size_t row = 0; row < kUnknowns; ++row) {
            if (row == column) continue;
            const double factor = rows[row][column];
            for (std::size_t i = 0; i <= kUnknowns; ++i) rows[row][i] -= factor * rows[column][i];
        }
    }
    Projection found;
    for (std::size_t i = 0; i < kUnknowns; ++i) found.factors[i] = rows[i][kUnknowns];
    return found;
}

Share TouchMapping::straighten(Share reported) const {
    Share at = reported;
    if (is_swapped) std::swap(at.x, at.y);
    if (is_x_inverted) at.x = 1 - at.x;
    if (is_y_inverted) at.y = 1 - at.y;
    switch (turn) {
        case 90:
            return {at.y, 1 - at.x};
        case 180:
            return {1 - at.x, 1 - at.y};
        case 270:
            return {1 - at.y, at.x};
        default:
            return at;
    }
}

}  // namespace sen::app
