// SPDX-License-Identifier: Apache-2.0
#include "language/new_moon.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace sen::language {

namespace {

constexpr double kUtcOffsetDays = 7.0 / 24.0;
constexpr double kSecondsOfDay = 86400.0;

double sine(double degrees) {
    return std::sin(degrees * std::numbers::pi / 180.0);
}

/// Terrestrial minus universal time in days: F. Espenak and J. Meeus's polynomials for 1900 to
/// 2200, within seconds for the past and the near future. Nobody knows how the Earth will turn
/// after that.
double delta_t(double year) {
    const double t = year - 2000;
    double seconds = 0;
    if (year < 1920) {
        const double u = year - 1900;
        seconds = -2.79 + u * (1.494119 + u * (-0.0598939 + u * (0.0061966 - u * 0.000197)));
    } else if (year < 1941) {
        const double u = year - 1920;
        seconds = 21.20 + u * (0.84493 + u * (-0.076100 + u * 0.0020936));
    } else if (year < 1961) {
        const double u = year - 1950;
        seconds = 29.07 + u * (0.407 + u * (-1.0 / 233 + u / 2547));
    } else if (year < 1986) {
        const double u = year - 1975;
        seconds = 45.45 + u * (1.067 + u * (-1.0 / 260 - u / 718));
    } else if (year < 2005) {
        seconds =
            63.86 + t * (0.3345 +
                         t * (-0.060374 + t * (0.0017275 + t * (0.000651814 + t * 0.00002373599))));
    } else if (year < 2050) {
        seconds = 62.92 + t * (0.32217 + t * 0.005589);
    } else {
        const double u = (year - 1820) / 100;
        seconds = -20 + 32 * u * u - (year < 2150 ? 0.5628 * (2150 - year) : 0.0);
    }
    return seconds / kSecondsOfDay;
}

/// One periodic term of chapter 49: days times the sine of a sum of multiples of the sun's and the
/// moon's anomaly and the moon's argument of latitude, times the eccentricity of the Earth's orbit
/// to a power.
struct Term {
    double days;
    int sun, moon, latitude;
    std::size_t eccentricity;
};
constexpr std::array<Term, 24> kTerms{
    {{-0.40720, 0, 1, 0, 0},   {0.17241, 1, 0, 0, 1},   {0.01608, 0, 2, 0, 0},
     {0.01039, 0, 0, 2, 0},    {0.00739, -1, 1, 0, 1},  {-0.00514, 1, 1, 0, 1},
     {0.00208, 2, 0, 0, 2},    {-0.00111, 0, 1, -2, 0}, {-0.00057, 0, 1, 2, 0},
     {0.00056, 1, 2, 0, 1},    {-0.00042, 0, 3, 0, 0},  {0.00042, 1, 0, 2, 1},
     {0.00038, 1, 0, -2, 1},   {-0.00024, -1, 2, 0, 1}, {-0.00007, 2, 1, 0, 0},
     {0.00004, 0, 2, -2, 0},   {0.00004, 3, 0, 0, 0},   {0.00003, 1, 1, -2, 0},
     {0.00003, 0, 2, 2, 0},    {-0.00003, 1, 1, 2, 0},  {0.00003, -1, 1, 2, 0},
     {-0.00002, -1, 1, -2, 0}, {-0.00002, 1, 3, 0, 0},  {0.00002, 0, 4, 0, 0}}};

/// What the planets do to the moon: days times the sine of an angle that grows with each moon.
struct PlanetTerm {
    double days, angle, per_moon;
};
constexpr std::array<PlanetTerm, 14> kPlanetTerms{{{0.000325, 299.77, 0.107408},
                                                   {0.000165, 251.88, 0.016321},
                                                   {0.000164, 251.83, 26.651886},
                                                   {0.000126, 349.42, 36.412478},
                                                   {0.000110, 84.66, 18.206239},
                                                   {0.000062, 141.74, 53.303771},
                                                   {0.000060, 207.14, 2.453732},
                                                   {0.000056, 154.84, 7.306860},
                                                   {0.000047, 34.52, 27.261239},
                                                   {0.000042, 207.19, 0.121824},
                                                   {0.000040, 291.34, 1.844379},
                                                   {0.000037, 161.72, 24.198154},
                                                   {0.000035, 239.56, 25.513099},
                                                   {0.000023, 331.55, 3.592518}}};

constexpr int kMoonsFrom1900To2000 = 1237;

}  // namespace

long new_moon_day(int k) {
    const double n = k - kMoonsFrom1900To2000;
    const double t = n / 1236.85;  // centuries since 2000
    const double t2 = t * t;
    const double t3 = t2 * t;
    const double eccentricity = 1 - 0.002516 * t - 0.0000074 * t2;
    const std::array<double, 3> powers{1, eccentricity, eccentricity * eccentricity};
    const double sun = 2.5534 + 29.10535670 * n - 0.0000014 * t2 - 0.00000011 * t3;
    const double moon = 201.5643 + 385.81693528 * n + 0.0107582 * t2 + 0.00001238 * t3;
    const double latitude = 160.7108 + 390.67050284 * n - 0.0016118 * t2 - 0.00000227 * t3;
    const double node = 124.7746 - 1.56375588 * n + 0.0020672 * t2 + 0.00000215 * t3;
    double moment = 2451550.09766 + 29.530588861 * n + 0.00015437 * t2 - 0.000000150 * t3 -
                    0.00017 * sine(node);
    for (const auto& term : kTerms)
        moment += term.days * powers[term.eccentricity] *
                  sine(term.sun * sun + term.moon * moon + term.latitude * latitude);
    for (const auto& term : kPlanetTerms)
        moment += term.days * sine(term.angle + term.per_moon * n);
    moment -= delta_t(2000 + 100 * t);
    // A Julian day begins at noon.
    return static_cast<long>(std::floor(moment + 0.5 + kUtcOffsetDays));
}
int sun_sector(long julian_day) {
    const double midnight = static_cast<double>(julian_day) - 0.5 - kUtcOffsetDays;
    const double t = (midnight - 2451545.0) / 36525.0;  // centuries since 2000
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
