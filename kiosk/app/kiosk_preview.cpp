// SPDX-License-Identifier: Apache-2.0
// The part of Kiosk that lets a visit go on in another generation, for who makes content.
#include <utility>

#include "app/kiosk.h"
#include "app/page_maker.h"

namespace sen::app {

std::optional<Kiosk::KeptVisit> Kiosk::keep_visit() {
    auto* page = screen();
    if (page == nullptr) return std::nullopt;
    stage_.set_overlay(nullptr);
    KeptVisit visit{page->hand_over(false), page->are_notes_open(), services_->comfort,
                    std::move(services_->search)};
    // The film may be another one now, or none.
    if (visit.moment.film && player_ != nullptr) player_->stop();
    visit.moment.film.reset();
    visit.moment.frame = {};
    return visit;
}

void Kiosk::resume(KeptVisit visit) {
    services_->comfort = visit.comfort;
    services_->search = std::move(visit.search);
    set_language(language_);
    idle_.touch(clock_.now());
    auto page = trail_.empty() ? nullptr : make_page(*services_, trail_.back());
    if (page == nullptr) return show_place();
    page->take_up(std::move(visit.moment));
    page->open_notes(visit.are_notes_open);
    stage_.set_root(std::move(page));
}

}  // namespace sen::app
