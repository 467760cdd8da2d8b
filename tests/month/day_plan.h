// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <vector>

namespace sen::month {

/// What happens on a day, beside the hours, the visitors and the hourly unit.
enum class Event {
    Publish,          ///< in the morning the ward publishes an edited text
    PublishDuring,    ///< at noon it does, and the kiosk fetches it in the middle of a visit
    Withdraw,         ///< the city withdraws a story
    Lift,             ///< and lets it be shown again
    CutInstall,       ///< the power goes between two steps of the night's install
    CutScrub,         ///< the same while what is installed is read and mended
    ClockAt1970,      ///< the board starts with the clock of a board without a battery
    ClockYearAhead,   ///< or with one that is a year ahead; both are corrected in the evening
    DamagePicture,    ///< a bit of a picture on the card turns over
    DamageCatalogue,  ///< of the catalogue
    DamageFilm,       ///< of the film
    DamageManifest,   ///< of the manifest
    FullDisk,         ///< all day no byte more fits on the card
    SourceGone,       ///< the repository does not answer
    SourceSpoilt,     ///< the repository's newest catalogue has a byte that is wrong
    Stale,            ///< what the ward has signed has expired, and nobody renews it
    RenewWard,        ///< in the morning somebody does
    PlayerHangs,      ///< in the middle of a film
    PlayerCrashes,
    PanelUnplugged,  ///< the touch panel goes in the middle of a drag
    Upright,         ///< from the next start on the screen stands upright,
    Lying,           ///< or lies again
};
const char* name_of(Event event);

using Day = std::set<Event>;

/// `days` days: a calendar of thirty, in which everything happens, again and again. Power cuts are
/// in its first ten days, so that one life of the kiosk lasts twenty; what the ward has signed
/// expires on the day kWardEnds of it.
std::vector<Day> calendar(int days);
inline constexpr int kWardEnds = 14;

}  // namespace sen::month
