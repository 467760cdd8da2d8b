// SPDX-License-Identifier: Apache-2.0
#include "trust/trust.h"

#include <doctest/doctest.h>

#include <type_traits>

using namespace sen;

TEST_CASE("trust: without a signature nothing passes, and the reason says what may be done") {
    const auto verdict = trust::decide("{}", trust::Policy::RequireSignature);

    REQUIRE_FALSE(verdict);
    CHECK(verdict.error().kind == ErrorKind::Untrusted);
    CHECK(verdict.error().message.find("--unsigned") != std::string::npos);
}

TEST_CASE("trust: content of one's own passes as it is, and is never called signed") {
    const auto verdict = trust::decide("bytes", trust::Policy::AllowUnsigned);

    REQUIRE(verdict);
    CHECK(verdict->bytes() == "bytes");
    CHECK_FALSE(verdict->is_signed());
}

TEST_CASE("trust: nobody else can make verified bytes") {
    CHECK_FALSE(std::is_default_constructible_v<trust::VerifiedBytes>);
    CHECK_FALSE(std::is_constructible_v<trust::VerifiedBytes, std::string>);
    CHECK_FALSE(std::is_constructible_v<trust::VerifiedBytes, std::string, bool>);
}
