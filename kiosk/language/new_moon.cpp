// SPDX-License-Identifier: Apache-2.0
#include "language/new_moon.h"

#include <cmath>
#include <numbers>

namespace sen::language {

namespace {

constexpr double kUtcOffsetDays = 7.0 / 24.0;
constexpr double kJulianCentury = 36525.0;

double sine(double degrees) {
    return std::sin(degrees * std::numbers::pi / 180.0);
}

/// Terrestrial minus universal time, in days; `t` in centuries since 1900.
double delta_t(double t) {
    return -0.000278 + 0.000265 * t + 0.000262 * t * t;
}

}  // namespace

long new_moon_day(int k) {
    const double t = k / 1236.85;  // centuries since 1900, of about 1236.85 months each
    const double t2 = t * t;
    const double t3 = t2 * t;
    const double mean = 2415020.75933 + 29.53058868 * k + 0.0001178 * t2 - 0.000000155 * t3 +
                        0.00033 * sine(166.56 + 132.87 * t - 0.009173 * t2);
    const double sun = 359.2242 + 29.10535608 * k - 0.0000333 * t2 - 0.00000347 * t3;
    const double moon = 306.0253 + 385.81691806 * k + 0.0107306 * t2 + 0.00001236 * t3;
    const double node = 21.2964 + 390.67050646 * k - 0.0016528 * t2 - 0.00000239 * t3;
    const double correction =
        (0.1734 - 0.000393 * t) * sine(sun) + 0.0021 * sine(2 * sun) - 0.4068 * sine(moon) +
        0.0161 * sine(2 * moon) - 0.0004 * sine(3 * moon) + 0.0104 * sine(2 * node) -
        0.0051 * sine(sun + moon) - 0.0074 * sine(sun - moon) + 0.0004 * sine(2 * node + sun) -
        0.0004 * sine(2 * node - sun) - 0.0006 * sine(2 * node + moon) +
        0.0010 * sine(2 * node - moon) + 0.0005 * sine(2 * moon + sun);
    // A Julian day begins at noon.
    return static_cast<long>(std::floor(mean + correction - delta_t(t) + 0.5 + kUtcOffsetDays));
}

int sun_sector(long julian_day) {
    const double midnight = static_cast<double>(julian_day) - 0.5 - kUtcOffsetDays;
    const double t = (midnight - 2451545.0) / kJulianCentury;  // centuries since 2000
    const double t2 = t * t;
    const double anomaly = 357.52910 + 35999.05030 * t - 0.0001559 * t2 - 0.00000048 * t * t2;
    const double mean = 280.46645 + 36000.76983 * t + 0.0003032 * t2;
    const double centre = (1.914600 - 0.004817 * t - 0.000014 * t2) * sine(anomaly) +
                          (0.019993 - 0.000101 * t) * sine(2 * anomaly) +
                          0.000290 * sine(3 * anomaly);
    // Apparent longitude: aberration and nutation.
    const double longitude = mean + centre - 0.00569 - 0.00478 * sine(125.04 - 1934.136 * t);
    const double turns = longitude / 360.0;
    return static_cast<int>((turns - std::floor(turns)) * 12.0) % 12;
}

}  // namespace sen::language
