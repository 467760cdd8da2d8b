// SPDX-License-Identifier: Apache-2.0
#include "trust/trust.h"

#include <doctest/doctest.h>

#include <type_traits>

#include "base/digest.h"
#include "trust/file_names.h"

using namespace sen;

namespace {

trust::TargetFile target_of(const std::string& bytes) {
    return {"ward/pack.json", bytes.size(), {{"sha256", sha256(bytes).hex()}}, {}, "ward"};
}

// SHA-512 of "abc" (FIPS 180-2).
const std::string kAbc512 =
    "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
    "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f";

}  // namespace

TEST_CASE("trust: content of one's own passes as it is, and is never called signed") {
    const auto allowed = trust::allow_unsigned("bytes");

    CHECK(allowed.bytes() == "bytes");
    CHECK_FALSE(allowed.is_signed());
    CHECK(allowed.target_path().empty());
    CHECK(allowed.role().empty());
}

TEST_CASE("trust: nobody else can make verified bytes") {
    CHECK_FALSE(std::is_default_constructible_v<trust::VerifiedBytes>);
    CHECK_FALSE(std::is_constructible_v<trust::VerifiedBytes, std::string>);
    CHECK_FALSE(std::is_constructible_v<trust::VerifiedBytes, std::string, bool>);
}

TEST_CASE("trust: the bytes of a target pass with its name and signer") {
    const auto verified = trust::verify_target(target_of("abc"), "abc");

    REQUIRE(verified);
    CHECK(verified->is_signed());
    CHECK(verified->bytes() == "abc");
    CHECK(verified->target_path() == "ward/pack.json");
    CHECK(verified->role() == "ward");
}

TEST_CASE("trust: other bytes, one more and one less are refused") {
    const auto target = target_of("abc");
    for (const char* other : {"abd", "abcd", "ab", ""}) {
        const auto verified = trust::verify_target(target, other);

        REQUIRE_FALSE(verified);
        CHECK(verified.error().kind == ErrorKind::Untrusted);
    }
}

TEST_CASE("trust: every hash that is known must be right") {
    auto target = target_of("abc");
    target.hashes["sha512"] = kAbc512;
    CHECK(trust::verify_target(target, "abc"));

    target.hashes["sha512"][0] = '0';
    CHECK_FALSE(trust::verify_target(target, "abc"));

    target.hashes = {{"sha512", kAbc512}, {"sha3", "00"}};
    CHECK(trust::verify_target(target, "abc"));
}

TEST_CASE("trust: without a hash that is known nothing passes") {
    auto target = target_of("abc");
    target.hashes = {{"md5", "900150983cd24fb0d6963f7d28e17f72"}};
    CHECK(trust::verify_target(target, "abc").error().kind == ErrorKind::Unsupported);

    target.hashes = {};
    CHECK_FALSE(trust::verify_target(target, "abc"));
}

TEST_CASE("trust: an empty target is a target") {
    CHECK(trust::verify_target(target_of(""), ""));
}

TEST_CASE("trust: lengths beyond 2 and 4 GiB are compared whole") {
    auto target = target_of("abc");
    for (const std::uint64_t more : {1ull << 31, 1ull << 32, 1ull << 52}) {
        target.length = 3 + more;
        CHECK_FALSE(trust::verify_target(target, "abc"));
    }
}

TEST_CASE("trust: with consistent snapshots a target's file begins with its hash") {
    auto target = target_of("abc");
    const auto hash = target.hashes["sha256"];
    CHECK(trust::target_file_name(target, true) == "ward/" + hash + ".pack.json");
    CHECK(trust::target_file_name(target, false) == "ward/pack.json");

    target.path = "pack.json";
    CHECK(trust::target_file_name(target, true) == hash + ".pack.json");

    target.hashes = {{"sha512", kAbc512}, {"blake2b", "00"}};
    CHECK(trust::target_file_name(target, true) == kAbc512 + ".pack.json");
}

TEST_CASE("trust: no role's name leads out of a folder") {
    using namespace std::string_view_literals;
    const struct {
        std::string_view role, file;
    } cases[] = {
        {"ward-07", "ward-07.json"},
        {"../../etc/passwd", "..%2F..%2Fetc%2Fpasswd.json"},
        {"/abs", "%2Fabs.json"},
        {"%2e%2e%2f", "%252e%252e%252f.json"},
        {"..", "...json"},
        {".", "..json"},
        {"", ".json"},
        {"a\0b"sv, "a%00b.json"},
        {"a\\b", "a%5Cb.json"},
        {"C:con", "C%3Acon.json"},
        {"\xE2\x80\xAEgpj", "%E2%80%AEgpj.json"},
        {"a b\n?#", "a%20b%0A%3F%23.json"},
    };
    for (const auto& [role, file] : cases) {
        CHECK(trust::trusted_file_name(role) == file);
        CHECK(trust::metadata_file_name(role, std::nullopt) == file);
        CHECK(trust::metadata_file_name(role, 12) == "12." + std::string(file));
    }
}

TEST_CASE("trust: a role's name of any length has a file name that a disk takes") {
    const std::string fits(245, 'a'), is_long = fits + "a", other = fits + "b";
    CHECK(trust::trusted_file_name(fits) == fits + ".json");

    CHECK(trust::trusted_file_name(is_long).size() < 80);
    CHECK(trust::trusted_file_name(is_long) != trust::trusted_file_name(other));
    CHECK(trust::trusted_file_name(std::string(100'000, '/')).size() < 80);
}
