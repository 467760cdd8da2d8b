// SPDX-License-Identifier: Apache-2.0
#include "publisher.h"

#include <iostream>

#include "release.h"
#include "review_page.h"
#include "signing.h"

namespace sen::pack {
namespace {

std::set<std::string> set_of(const std::vector<std::string>& names) {
    return {names.begin(), names.end()};
}

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

}  // namespace

void Publisher::say(std::string_view key, const Messages::Values& values) const {
    std::cout << messages_.text(key, values) << '\n';
}

Result<Day> Publisher::date() {
    if (options_.date.empty()) return today();
    if (const auto day = parse_day(options_.date)) return *day;
    return refusals_.refuse(ErrorKind::Invalid, "publish_no_date", {{"date", options_.date}});
}

Result<Desk> Publisher::open_desk() {
    std::error_code error;
    if (!std::filesystem::is_directory(options_.repository, error))
        return refusals_.refuse(ErrorKind::NotFound, "publish_no_repository",
                                {{"folder", options_.repository.string()}});
    return open_new_desk();
}

Result<Desk> Publisher::open_new_desk() {
    SEN_TRY(const Day day, date());
    return Desk::open(options_.repository, day, calls_, refusals_);
}

Result<KeyGroup> Publisher::group(const std::vector<std::filesystem::path>& files,
                                  std::size_t threshold) {
    KeyGroup group;
    group.threshold = threshold;
    for (const auto& file : files) {
        SEN_TRY(auto key, read_public_key(file, refusals_));
        group.keys.push_back(std::move(key));
    }
    return group;
}

Result<void> Publisher::finish(Desk& desk, bool is_new) {
    if (!is_new && desk.drafts().empty()) {
        say("publish_nothing_to_do");
        return {};
    }
    if (is_new) SEN_CHECK(show_reviews(desk));
    if (!options_.sign_with.empty()) SEN_CHECK(sign(desk));
    if (!options_.release_with.empty()) return release_drafts(desk, false);
    say_next(desk);
    return {};
}

Result<void> Publisher::show_reviews(Desk& desk) {
    const auto wanted = set_of(options_.roles);
    for (const auto& role : wanted)
        if (!desk.drafts().contains(role))
            return refusals_.refuse(ErrorKind::NotFound, "publish_no_draft_of", {{"role", role}});
    for (const auto& [role, draft] : desk.drafts()) {
        if (!wanted.empty() && !wanted.contains(role)) continue;
        SEN_TRY(const Review review, review_draft(desk, draft));
        SEN_CHECK(write_review_page(desk, review, messages_));
        std::cout << review_text(review, messages_);
        say("review_page",
            {{"file",
              (desk.directory() / draft_files::folder_of(role) / draft_files::kReview).string()}});
    }
    return {};
}

Result<void> Publisher::sign(Desk& desk) {
    SEN_TRY(const auto keys, open_keys(options_.sign_with, passphrases_, refusals_));
    for (const auto& key : keys) {
        SEN_TRY(const auto roles, sign_drafts(desk, set_of(options_.roles), key));
        say("publish_signed",
            {{"roles", joined(roles)}, {"fingerprint", fingerprint_of(key.public_key())}});
    }
    return {};
}

Result<void> Publisher::release_drafts(Desk& desk, bool is_renewal) {
    SEN_TRY(const auto keys, open_keys(options_.release_with, passphrases_, refusals_));
    ReleaseRequest request;
    request.is_renewal = is_renewal;
    request.has_offline_kiosks = options_.has_offline_kiosks;
    if (!is_renewal) request.roles = set_of(options_.roles);
    SEN_TRY(const auto report, release(desk, request, keys));
    if (!report.is_new) {
        say("publish_nothing_to_do");
        return {};
    }
    say("publish_released",
        {{"roles", report.released.empty() ? "timestamp, snapshot" : joined(report.released)},
         {"snapshot", std::to_string(report.snapshot)}});
    say_next(desk);
    return {};
}

void Publisher::say_next(const Desk& desk) const {
    const Messages::Values folder{{"folder", desk.directory().string()}};
    for (const auto& [role, draft] : desk.drafts()) {
        const std::size_t missing = draft.missing_signatures();
        Messages::Values values = folder;
        values.emplace_back("role", role);
        values.emplace_back("count", std::to_string(missing));
        say(missing == 0 ? "publish_next_release" : "publish_next_sign", values);
    }
}

int Publisher::exit_code(const Result<void>& result) const {
    if (result) return 0;
    const auto& refusal = refusals_.last();
    std::cerr << (refusal ? messages_.text(refusal->key, refusal->values)
                          : messages_.text("publish_failed", {{"reason", result.error().message}}))
              << '\n';
    return 1;
}

}  // namespace sen::pack
