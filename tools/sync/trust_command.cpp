// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <system_error>

#include "authority.h"
#include "commands.h"
#include "complaint.h"
#include "open_repository.h"
#include "repository_sources.h"
#include "root_keeper.h"
#include "sentences.h"
#include "store/trusted_folder.h"
#include "trust/client.h"
#include "trust/file_names.h"
#include "trust/fingerprint.h"

namespace sen::sync {

namespace {

constexpr std::uint64_t kMaxRootBytes = 512 << 10;
constexpr std::uint64_t kMaxRoots = 1024;

int refuse(const Voice& voice, const Sentence& sentence, const std::string& details = {}) {
    voice.complain(sentence.key, voice.text(sentence), details);
    return 1;
}

/// The newest root of a repository; no signature is looked at, because a person compares it.
Result<std::string> newest_root(Repository& repository) {
    std::string newest;
    for (std::uint64_t version = 1; version <= kMaxRoots; ++version) {
        auto root = repository.read(
            RepositoryMetadata::path_of(trust::metadata_file_name(trust::kRoot, version)),
            kMaxRootBytes);
        if (root) {
            newest = std::move(*root);
            continue;
        }
        if (root.error().kind == ErrorKind::NotFound && !newest.empty()) return newest;
        return root;
    }
    return fail(ErrorKind::Invalid, "more than {} roots", kMaxRoots);
}

Result<std::string> read_root(const Options& options) {
    if (!options.trust.root.empty()) return read_file(options.trust.root, kMaxRootBytes);
    HttpClient client({});
    SystemPatience patience;
    store::SystemCalls calls;
    SEN_TRY(const auto repository,
            open_repository(options.from, {}, {client, patience, calls, {}}));
    return newest_root(*repository);
}

/// As people type it: in whatever case, with spaces, dashes or nothing between the groups.
std::string bare(const std::string& fingerprint) {
    std::string letters;
    for (const char letter : fingerprint) {
        if (letter == ' ' || letter == '-') continue;
        letters += letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
    }
    return letters;
}

enum class Consent { Given, Refused, NobodyToAsk };

Consent ask(const Voice& voice, const Options& options, const std::string& fingerprint) {
    if (!options.trust.fingerprint.empty())
        return bare(options.trust.fingerprint) == bare(fingerprint) ? Consent::Given
                                                                    : Consent::Refused;
    if (::isatty(STDIN_FILENO) == 0) return Consent::NobodyToAsk;
    fmt::print("{} ", voice.text("trust_question", {{"yes", voice.text("yes")}}));
    std::fflush(stdout);
    std::string answer;
    std::getline(std::cin, answer);
    return answer == voice.text("yes") ? Consent::Given : Consent::Refused;
}

/// What to write down, or the sentence that says why not.
tl::expected<Authority, Sentence> plan(const Options& options,
                                       const std::vector<Authority>& others) {
    Authority fresh{options.authority, 1, options.trust.mirrors, options.trust.publishers};
    if (!store::is_identifier(fresh.id))
        return tl::unexpected(Sentence{"trust_bad_name", {{"authority", fresh.id}}});
    // Without --url an address that was given as the source is the mirror.
    if (fresh.mirrors.empty() && is_mirror_address(options.from)) fresh.mirrors = {options.from};
    for (const auto& mirror : fresh.mirrors)
        if (!is_mirror_address(mirror) || fresh.mirrors.size() > kMaxMirrors)
            return tl::unexpected(Sentence{"trust_bad_address", {{"address", mirror}}});
    for (const auto& publisher : fresh.publishers)
        if (!store::is_identifier(publisher) || fresh.publishers.size() > kMaxPublishers)
            return tl::unexpected(Sentence{"trust_bad_publisher", {{"publisher", publisher}}});
    for (const auto& other : others) {
        if (other.id == fresh.id) continue;
        for (const auto& publisher : fresh.publishers)
            if (std::find(other.publishers.begin(), other.publishers.end(), publisher) !=
                other.publishers.end())
                return tl::unexpected(Sentence{
                    "trust_publisher_taken", {{"publisher", publisher}, {"authority", other.id}}});
        fresh.order = std::max(fresh.order, other.order + 1);
    }
    for (const auto& other : others)
        if (other.id == fresh.id) fresh.order = other.order;
    return fresh;
}

Result<void> keep(const Options& options, const Authority& authority, const std::string& root) {
    store::SystemCalls calls;
    SEN_TRY(const auto files, store::TrustedFolder::open(options.store, authority.id, calls));
    RootKeeper keeper(*files, trusted::roots(options.store, authority.id), calls);
    SEN_CHECK(trust::Client::initialise(keeper, root));
    return write_authority(options.store, authority, calls);
}

nlohmann::json facts_of(const Authority& authority, const std::string& fingerprint) {
    return {{"id", authority.id},
            {"order", authority.order},
            {"mirrors", authority.mirrors},
            {"publishers", authority.publishers},
            {"fingerprint", fingerprint}};
}

std::string joined(const std::vector<std::string>& texts) {
    std::string text;
    for (const auto& one : texts) text += (text.empty() ? "" : ", ") + one;
    return text;
}

}  // namespace

int add_trust(const Voice& voice, const Options& options) {
    const auto others = read_authorities(options.store);
    if (!others)
        return refuse(voice, {"update_authority_unreadable", {{"store", options.store.string()}}},
                      others.error().message);
    const auto authority = plan(options, *others);
    if (!authority) return refuse(voice, authority.error());
    const std::string source =
        options.trust.root.empty() ? options.from : options.trust.root.string();
    const auto root = read_root(options);
    if (!root) return refuse(voice, {"trust_no_root", {{"source", source}}}, root.error().message);
    const std::string fingerprint = trust::fingerprint(sha256(*root));
    voice.say(voice.text("trust_fingerprint", {{"fingerprint", fingerprint}}));
    switch (ask(voice, options, fingerprint)) {
        case Consent::Given:
            break;
        case Consent::Refused:
            return refuse(voice, {"trust_other_fingerprint", {{"fingerprint", fingerprint}}});
        case Consent::NobodyToAsk:
            return refuse(voice, {"trust_nobody_to_ask", {{"fingerprint", fingerprint}}});
    }
    if (auto kept = keep(options, *authority, *root); !kept)
        return refuse(voice, {"trust_bad_root", {{"source", source}}}, kept.error().message);
    voice.say(voice.text("trust_added", {{"authority", authority->id}}));
    voice.tell("trust_added", facts_of(*authority, fingerprint));
    return 0;
}

int list_trust(const Voice& voice, const Options& options) {
    const auto authorities = read_authorities(options.store);
    if (!authorities)
        return refuse(voice, {"update_authority_unreadable", {{"store", options.store.string()}}},
                      authorities.error().message);
    if (authorities->empty())
        voice.say(voice.text("update_trusts_nobody", {{"store", options.store.string()}}));
    for (const auto& authority : *authorities) {
        const auto root = read_file(
            options.store / store::layout::kTrusted / authority.id / "root.json", kMaxRootBytes);
        const std::string fingerprint = root ? trust::fingerprint(sha256(*root)) : "?";
        voice.say(voice.text(
            "trust_entry",
            {{"authority", authority.id},
             {"fingerprint", fingerprint},
             {"mirrors", authority.mirrors.empty() ? voice.text("trust_sticks_only")
                                                   : joined(authority.mirrors)},
             {"publishers", authority.publishers.empty() ? voice.text("trust_all_publishers")
                                                         : joined(authority.publishers)}}));
        voice.tell("authority", facts_of(authority, fingerprint));
    }
    return 0;
}

int remove_trust(const Voice& voice, const Options& options) {
    const auto authorities = read_authorities(options.store);
    if (!authorities)
        return refuse(voice, {"update_authority_unreadable", {{"store", options.store.string()}}},
                      authorities.error().message);
    const auto is_meant = [&](const Authority& one) { return one.id == options.authority; };
    if (std::none_of(authorities->begin(), authorities->end(), is_meant))
        return refuse(voice, {"no_such_authority", {{"authority", options.authority}}});
    store::SystemCalls calls;
    std::error_code error;
    {
        // Not while an update of it is at work.
        store::Trouble trouble;
        const auto files =
            store::TrustedFolder::open(options.store, options.authority, calls, &trouble);
        if (!files)
            return refuse(voice, trusted_unreadable(trouble, options.store, options.authority),
                          files.error().message);
        std::filesystem::remove(trusted::file(options.store, options.authority), error);
        if (!error)
            std::filesystem::remove_all(options.store / store::layout::kTrusted / options.authority,
                                        error);
    }
    if (error) return refuse(voice, {"trust_not_removed", {}}, error.message());
    voice.say(voice.text("trust_removed", {{"authority", options.authority}}));
    voice.tell("trust_removed", {{"id", options.authority}});
    return 0;
}

}  // namespace sen::sync
