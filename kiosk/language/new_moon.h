// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace sen::language {

/// The two facts of astronomy that the lunar calendar needs, in days of UTC+7 as Julian day numbers
/// (1970-01-01 is 2440588), for 1899 to 2200.

/// The day of the k-th new moon after that of 1 January 1900. J. Meeus, "Astronomical Algorithms",
/// chapter 49 with all its terms: seconds from the truth (as far as the Earth turns as it is
/// foretold).
long new_moon_day(int k);
/// In which twelfth of its yearly way the sun is when the day begins: 0 to 11; 0 is 0° to 30° of
/// longitude, from the spring equinox; 9 begins with the winter solstice.
int sun_sector(long julian_day);

}  // namespace sen::language
