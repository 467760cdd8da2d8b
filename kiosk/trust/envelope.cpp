// SPDX-License-Identifier: Apache-2.0
#include "trust/envelope.h"

#include <set>

#include "base/hex.h"
#include "base/json.h"
#include "trust/canonical_json.h"
#include "trust/members.h"
#include "trust/utc_time.h"

namespace sen::trust {

namespace {

using nlohmann::json;

/// TUF itself needs 7 levels; the rest is for the "custom" of targets.
constexpr int kMaxDepth = 32;

/// TUF 4.2: a keyid stands once; metadata where one stands twice is not TUF's, and a reader that
/// took the first and one that took the last would disagree about it. So it is refused as a whole.
Result<std::vector<Signature>> parse_signatures(const json& list) {
    std::vector<Signature> signatures;
    std::set<std::string> keyids;
    for (const auto& entry : list) {
        SEN_TRY(auto keyid, text_member(entry, "keyid"));
        SEN_TRY(const auto digits, text_member(entry, "sig"));
        if (!keyids.insert(keyid).second)
            return fail(ErrorKind::Corrupt, "the key id {} has two signatures", keyid);
        signatures.push_back({std::move(keyid), from_hex(digits).value_or("")});
    }
    return signatures;
}

/// SPEC_VERSION (4.3): "major.minor.fix". Versions of one major number are read alike.
Result<void> check_spec_version(const json& content) {
    SEN_TRY(const auto version, text_member(content, "spec_version"));
    const auto major = version.find_first_not_of("0123456789");
    const auto minor =
        major == std::string::npos ? major : version.find_first_of("0123456789", major);
    if (major == 0 || major == std::string::npos || version[major] != '.' || minor != major + 1)
        return fail(ErrorKind::Corrupt, "\"spec_version\" is no version");
    if (version.substr(0, major) != "1")
        return fail(ErrorKind::Unsupported, "TUF version {} is not known, only 1", version);
    return {};
}

}  // namespace

Result<json> parse_envelope(std::string_view bytes, std::string_view type, Envelope& envelope) {
    SEN_TRY(const json whole, parse_json(bytes, kMaxDepth));
    SEN_TRY(const auto* signatures, list_member(whole, "signatures"));
    SEN_TRY(envelope.signatures, parse_signatures(*signatures));
    SEN_TRY(const auto* content, object_member(whole, "signed"));
    SEN_TRY(const auto found_type, text_member(*content, "_type"));
    if (found_type != type)
        return fail(ErrorKind::Corrupt, "of the type \"{}\" instead of \"{}\"", found_type, type);
    SEN_CHECK(check_spec_version(*content));
    SEN_TRY(envelope.version, number_member(*content, "version", 1));
    SEN_TRY(const auto expires, text_member(*content, "expires"));
    const auto time = parse_utc(expires);
    if (!time) return fail(ErrorKind::Corrupt, "\"expires\" is no date-time");
    envelope.expires = *time;
    if (const auto issued = text_member(*content, "issued")) envelope.issued = parse_utc(*issued);
    envelope.signed_bytes = canonical_json(*content);
    return *content;
}

}  // namespace sen::trust
