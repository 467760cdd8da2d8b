// SPDX-License-Identifier: Apache-2.0
#include "trust/signer.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "publish/signed_repository.h"
#include "trust/fingerprint.h"

using namespace sen;
using namespace sen::test;
using trust::KeyKind;
using trust::PrivateKey;

namespace {

const std::string kPassphrase = "mười hai chữ cái";

}  // namespace

TEST_CASE("signer: what each kind of key signs, its public half verifies") {
    for (const KeyKind kind : {KeyKind::Ed25519, KeyKind::Ecdsa, KeyKind::Rsa}) {
        CAPTURE(static_cast<int>(kind));
        const PrivateKey key = make_key(kind);

        const std::string signature = key.sign("a message").value();

        CHECK(key.public_key().verify("a message", signature));
        CHECK_FALSE(key.public_key().verify("another", signature));
        CHECK_FALSE(make_key(kind).public_key().verify("a message", signature));
    }
}

TEST_CASE("signer: a sealed key opens with its passphrase only") {
    for (const KeyKind kind : {KeyKind::Ed25519, KeyKind::Ecdsa, KeyKind::Rsa}) {
        CAPTURE(static_cast<int>(kind));
        const PrivateKey key = make_key(kind);

        const std::string pem = key.to_sealed_pem(kPassphrase, kQuickSealing).value();

        CHECK(pem.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
        const auto opened = PrivateKey::from_sealed_pem(pem, kPassphrase);
        REQUIRE(opened);
        CHECK(opened->public_key().id() == key.public_key().id());
        const auto refused = PrivateKey::from_sealed_pem(pem, "mười hai chữ cáI");
        REQUIRE_FALSE(refused);
        CHECK(refused.error().kind == ErrorKind::Untrusted);
    }
}

TEST_CASE("signer: the shipped sealing works, and no two sealings are alike") {
    const PrivateKey key = make_key();

    const std::string first = key.to_sealed_pem(kPassphrase).value();

    CHECK(PrivateKey::from_sealed_pem(first, kPassphrase));
    CHECK(first != key.to_sealed_pem(kPassphrase).value());
}

TEST_CASE("signer: a passphrase of fewer than twelve letters is refused, however many bytes") {
    const PrivateKey key = make_key();

    for (const char* shorter : {"", "secret", "ữữữữữữữữữữữ"}) {
        const auto sealed = key.to_sealed_pem(shorter, kQuickSealing);
        REQUIRE_FALSE(sealed);
        CHECK(sealed.error().kind == ErrorKind::Invalid);
    }
    CHECK(key.to_sealed_pem("ữữữữữữữữữữữữ", kQuickSealing));
    CHECK_FALSE(key.to_sealed_pem("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"));
}

TEST_CASE("signer: a key that is not sealed, or no key at all, is refused") {
    const std::string plain =
        "-----BEGIN PRIVATE KEY-----\n"
        "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n"
        "-----END PRIVATE KEY-----\n";

    for (const std::string& text : {plain, std::string("no key"), std::string()}) {
        const auto opened = PrivateKey::from_sealed_pem(text, kPassphrase);
        REQUIRE_FALSE(opened);
        CHECK(opened.error().kind == ErrorKind::Corrupt);
    }
}

TEST_CASE("fingerprint: eight groups of four letters that nobody mistakes") {
    const std::string text = trust::fingerprint(sha256("a key"));

    REQUIRE(text.size() == 39);
    for (std::size_t at = 0; at < text.size(); ++at)
        CHECK((at % 5 == 4 ? text[at] == '-'
                           : trust::kFingerprintLetters.find(text[at]) != std::string_view::npos));
    const std::set<char> letters(trust::kFingerprintLetters.begin(),
                                 trust::kFingerprintLetters.end());
    CHECK(letters.size() == 32);
    for (const char look_alike : {'0', 'O', '1', 'I'}) CHECK_FALSE(letters.contains(look_alike));
}

TEST_CASE("fingerprint: is the first 160 bits, five for each letter") {
    Digest digest;
    CHECK(trust::fingerprint(digest) == "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA");
    digest.bytes.fill(0xFF);
    CHECK(trust::fingerprint(digest) == "9999-9999-9999-9999-9999-9999-9999-9999");
    digest.bytes.fill(0);
    digest.bytes[0] = 0x08;   // 00001 000
    digest.bytes[19] = 0x02;  // … 000 00010
    CHECK(trust::fingerprint(digest) == "BAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAC");
    digest.bytes[20] = 0xFF;
    CHECK(trust::fingerprint(digest).ends_with("AAAC"));
}
