// SPDX-License-Identifier: Apache-2.0
#include "month/day_plan.h"

#include <array>

namespace sen::month {

const char* name_of(Event event) {
    switch (event) {
        case Event::Publish:
            return "published";
        case Event::PublishDuring:
            return "published during a visit";
        case Event::Withdraw:
            return "withdrawn";
        case Event::Lift:
            return "shown again";
        case Event::CutInstall:
            return "power cut in an install";
        case Event::CutScrub:
            return "power cut in a scrub";
        case Event::ClockAt1970:
            return "clock at 1970";
        case Event::ClockYearAhead:
            return "clock a year ahead";
        case Event::DamagePicture:
            return "picture damaged";
        case Event::DamageCatalogue:
            return "catalogue damaged";
        case Event::DamageFilm:
            return "film damaged";
        case Event::DamageManifest:
            return "manifest damaged";
        case Event::FullDisk:
            return "disk full";
        case Event::SourceGone:
            return "source gone";
        case Event::SourceSpoilt:
            return "source spoilt";
        case Event::Stale:
            return "metadata expired";
        case Event::RenewWard:
            return "metadata renewed";
        case Event::PlayerHangs:
            return "player hangs";
        case Event::PlayerCrashes:
            return "player crashes";
        case Event::PanelUnplugged:
            return "panel unplugged";
        case Event::Upright:
            return "screen upright";
        case Event::Lying:
            return "screen lying";
    }
    return "";
}

std::vector<Day> calendar(int days) {
    using enum Event;
    static const std::array<Day, 30> kMonth{{
        {ClockAt1970, Publish},
        {PublishDuring},
        {Publish, CutInstall, ClockAt1970},
        {DamagePicture},
        {Withdraw, PublishDuring},
        {Publish, CutInstall, ClockYearAhead},
        {Lift, Publish},
        {Publish, CutInstall, Upright},
        {DamagePicture, CutScrub, ClockYearAhead},
        {Publish, CutInstall, ClockAt1970, Lying},
        {Publish, FullDisk},
        {},
        {PublishDuring, PlayerHangs},
        {Publish, PanelUnplugged},
        {Stale},
        {Stale, DamagePicture},
        {Stale},
        {RenewWard, Publish},
        {PanelUnplugged, PublishDuring},
        {DamageCatalogue},
        {Withdraw},
        {Publish, PlayerCrashes},
        {Publish, SourceGone},
        {DamageFilm},
        {Lift, PublishDuring},
        {Publish, SourceSpoilt},
        {PlayerHangs, PlayerCrashes},
        {Publish, PublishDuring},
        {DamageManifest},
        {PublishDuring, Withdraw},
    }};
    std::vector<Day> plan;
    for (int day = 0; day < days; ++day) {
        Day today = kMonth[static_cast<std::size_t>(day) % kMonth.size()];
        // Later months begin with a story that is withdrawn.
        if (day > 0 && day % 30 == 0) today.insert(Lift);
        plan.push_back(std::move(today));
    }
    return plan;
}

}  // namespace sen::month
