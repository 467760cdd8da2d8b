// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "pack_draft.h"
#include "prune.h"
#include "publish_commands.h"
#include "publisher.h"
#include "release.h"
#include "signing.h"
#include "withdrawal.h"

namespace sen::pack {
namespace {

std::string megabytes(std::uint64_t bytes) {
    return fmt::format("{:.1f}", static_cast<double>(bytes) / 1e6);
}

std::set<std::string> set_of(const std::vector<std::string>& names) {
    return {names.begin(), names.end()};
}

/// Opens the desk, lets `act` work at it, and turns what went wrong into a sentence.
template <class Act>
int at_desk(const PublishOptions& options, const Messages& messages, Act act) {
    Publisher publisher(options, messages);
    const auto run = [&]() -> Result<void> {
        SEN_TRY(Desk desk, publisher.open_desk());
        return act(publisher, desk);
    };
    return publisher.exit_code(run());
}

/// The same for acts that make drafts: `act` says whether there is a new one.
template <class Act>
int draft_at_desk(const PublishOptions& options, const Messages& messages, Act act) {
    return at_desk(options, messages, [&](Publisher& publisher, Desk& desk) -> Result<void> {
        SEN_TRY(const bool is_new, act(publisher, desk));
        return publisher.finish(desk, is_new);
    });
}

}  // namespace

int init_command(const PublishOptions& options, const Messages& messages) {
    Publisher publisher(options, messages);
    const auto run = [&]() -> Result<void> {
        InitRequest request;
        SEN_TRY(request.root, publisher.group(options.root_keys, options.root_threshold));
        SEN_TRY(request.targets, publisher.group(options.targets_keys, options.targets_threshold));
        SEN_TRY(request.release, publisher.group(options.release_keys, 1));
        SEN_TRY(Desk desk, publisher.open_new_desk());
        SEN_TRY(const bool is_new, draft_repository(desk, request));
        return publisher.finish(desk, is_new);
    };
    return publisher.exit_code(run());
}

int delegate_command(const PublishOptions& options, const Messages& messages) {
    return draft_at_desk(options, messages, [&](Publisher& publisher, Desk& desk) -> Result<bool> {
        SEN_TRY(const KeyGroup group, publisher.group(options.keys, options.threshold));
        return draft_delegation(desk, options.name, group);
    });
}

int rotate_command(const PublishOptions& options, const Messages& messages) {
    return draft_at_desk(options, messages, [&](Publisher& publisher, Desk& desk) -> Result<bool> {
        SEN_TRY(const KeyGroup group, publisher.group(options.keys, options.threshold));
        return draft_rotation(desk, options.name, group);
    });
}

int revoke_command(const PublishOptions& options, const Messages& messages) {
    return draft_at_desk(options, messages, [&](Publisher&, Desk& desk) {
        return draft_revocation(desk, options.name);
    });
}

int renew_command(const PublishOptions& options, const Messages& messages) {
    return at_desk(options, messages, [&](Publisher& publisher, Desk& desk) -> Result<void> {
        bool is_fresh = false, is_new = false;
        for (const auto& role : options.roles) {
            // One file follows from the other, so both are renewed together.
            if (role == "snapshot" || role == "timestamp") {
                is_fresh = true;
                continue;
            }
            SEN_TRY(const bool is_drafted, draft_renewal(desk, role));
            is_new = is_new || is_drafted;
        }
        if (!is_fresh) return publisher.finish(desk, is_new);
        if (options.release_with.empty())
            return publisher.refusals().refuse(ErrorKind::Invalid, "publish_renew_needs_key");
        if (!options.sign_with.empty()) SEN_CHECK(publisher.sign(desk));
        return publisher.release_drafts(desk, true);
    });
}

int pack_command(const PublishOptions& options, const Messages& messages) {
    return draft_at_desk(options, messages, [&](Publisher& publisher, Desk& desk) -> Result<bool> {
        SEN_TRY(const auto report, draft_pack(desk, options.folder));
        if (report.is_new)
            publisher.say("publish_drafted",
                          {{"pack", report.manifest.publisher + "/" + report.manifest.pack},
                           {"version", std::to_string(report.manifest.version)},
                           {"role", report.role},
                           {"files", std::to_string(report.objects)},
                           {"megabytes", megabytes(report.bytes)},
                           {"deltas", std::to_string(report.deltas)}});
        return report.is_new;
    });
}

int withdraw_command(const PublishOptions& options, const Messages& messages) {
    return draft_at_desk(options, messages, [&](Publisher&, Desk& desk) {
        WithdrawalRequest request;
        request.list_of = options.list_of;
        // A publisher's own list names nobody else's content.
        request.publisher = options.publisher == "*" && !options.list_of.empty()
                                ? options.list_of
                                : options.publisher;
        request.objects = set_of(options.objects);
        request.exhibits = set_of(options.exhibits);
        request.packs = set_of(options.packs);
        request.is_lifted = options.is_lifted;
        return draft_withdrawal(desk, request);
    });
}

int prune_command(const PublishOptions& options, const Messages& messages) {
    return at_desk(options, messages, [&](Publisher& publisher, Desk& desk) -> Result<void> {
        SEN_TRY(const auto report, prune(desk));
        if (report.files.empty())
            publisher.say("publish_nothing_to_prune");
        else
            publisher.say("publish_pruned", {{"files", std::to_string(report.files.size())},
                                             {"megabytes", megabytes(report.bytes)}});
        return {};
    });
}

int review_command(const PublishOptions& options, const Messages& messages) {
    return at_desk(options, messages, [&](Publisher& publisher, Desk& desk) -> Result<void> {
        SEN_CHECK(desk.require_root());
        if (desk.drafts().empty()) {
            publisher.say("publish_nothing_to_do");
            return {};
        }
        SEN_CHECK(publisher.show_reviews(desk));
        publisher.say_next(desk);
        return {};
    });
}

int sign_command(const PublishOptions& options, const Messages& messages) {
    // A draft that has come without its repository is a folder with metadata.json in it.
    std::error_code error;
    if (!std::filesystem::exists(options.repository / draft_files::kMetadata, error))
        return at_desk(options, messages, [&](Publisher& publisher, Desk& desk) -> Result<void> {
            SEN_CHECK(publisher.sign(desk));
            if (!options.release_with.empty()) return publisher.release_drafts(desk, false);
            publisher.say_next(desk);
            return {};
        });
    Publisher publisher(options, messages);
    const auto run = [&]() -> Result<void> {
        SEN_TRY(const auto keys,
                open_keys(options.sign_with, publisher.passphrases(), publisher.refusals()));
        for (const auto& key : keys) {
            SEN_TRY(const auto roles,
                    sign_draft_folder(options.repository, key, publisher.refusals()));
            publisher.say("publish_signed", {{"roles", roles.front()},
                                             {"fingerprint", fingerprint_of(key.public_key())}});
        }
        return {};
    };
    return publisher.exit_code(run());
}

int release_command(const PublishOptions& options, const Messages& messages) {
    return at_desk(options, messages, [&](Publisher& publisher, Desk& desk) {
        return publisher.release_drafts(desk, false);
    });
}

int discard_command(const PublishOptions& options, const Messages& messages) {
    return at_desk(options, messages, [&](Publisher& publisher, Desk& desk) -> Result<void> {
        if (!desk.drafts().contains(options.name))
            return publisher.refusals().refuse(ErrorKind::NotFound, "publish_no_draft_of",
                                               {{"role", options.name}});
        SEN_CHECK(desk.discard(options.name));
        publisher.say("publish_discarded", {{"role", options.name}});
        return {};
    });
}

}  // namespace sen::pack
