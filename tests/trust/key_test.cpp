// SPDX-License-Identifier: Apache-2.0
#include "trust/key.h"

#include <doctest/doctest.h>

#include <string>

#include "base/hex.h"
#include "trust/test_key.h"

using namespace sen;
using nlohmann::json;
using test::TestKey;
using trust::PublicKey;

namespace {

json ed25519_json(const std::string& digits) {
    return {{"keytype", "ed25519"}, {"scheme", "ed25519"}, {"keyval", {{"public", digits}}}};
}

json with_public(json key, const std::string& text) {
    key["keyval"]["public"] = text;
    return key;
}

ErrorKind kind_of(const json& key) {
    const auto read = PublicKey::from_json(key);
    REQUIRE_FALSE(read);
    return read.error().kind;
}

}  // namespace

TEST_CASE("key: each type verifies what it signed and nothing else") {
    for (const auto& key :
         {TestKey::ed25519(), TestKey::p256(), TestKey::rsa(), TestKey::rsa_pkcs1()}) {
        CAPTURE(key.public_json()["scheme"]);
        const auto read = PublicKey::from_json(key.public_json()).value();
        const auto signature = key.sign("Gia Định");

        CHECK(read.verify("Gia Định", signature));
        CHECK_FALSE(read.verify("Gia Dinh", signature));
        CHECK_FALSE(read.verify("Gia Định", ""));
        CHECK_FALSE(read.verify("Gia Định", signature.substr(1)));
        CHECK_FALSE(read.verify("Gia Định", signature + '\0'));
        CHECK_FALSE(read.verify("Gia Định", std::string(signature.size(), '\0')));
    }
}

TEST_CASE("key: a signature of RSA has the length of the modulus, also when it begins with zero") {
    const auto key = TestKey::rsa();
    const auto read = PublicKey::from_json(key.public_json()).value();
    std::string signature;
    // One of 256 begins so; the salt makes each another.
    for (int i = 0; i < 20'000 && (signature.empty() || signature[0] != '\0'); ++i)
        signature = key.sign("Gia Định");
    REQUIRE(signature[0] == '\0');

    CHECK(read.verify("Gia Định", signature));
    CHECK_FALSE(read.verify("Gia Định", signature.substr(1)));
}

TEST_CASE("key: the vector of RFC 8032 verifies") {
    // 7.1, test 2: one byte.
    const auto key = PublicKey::from_json(
        ed25519_json("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"));
    const auto signature = from_hex(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");

    CHECK(key.value().verify("\x72", signature.value()));
}

TEST_CASE("key: an ed25519 signature whose number is not reduced is refused") {
    const auto key = TestKey::ed25519();
    auto signature = key.sign("message");
    // S + L, little-endian in the second half: the same number to a verifier that does not look.
    const auto order =
        from_hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010").value();
    int carry = 0;
    for (std::size_t i = 0; i < 32; ++i) {
        carry +=
            static_cast<unsigned char>(signature[32 + i]) + static_cast<unsigned char>(order[i]);
        signature[32 + i] = static_cast<char>(carry & 0xff);
        carry >>= 8;
    }

    CHECK_FALSE(PublicKey::from_json(key.public_json())->verify("message", signature));
}

TEST_CASE("key: ed25519 points of small order, which would sign anything, are no keys") {
    const std::string zeros(62, '0'), ones = std::string(60, 'f');
    for (const auto& point : {"00" + zeros, "01" + zeros, "01" + zeros.substr(2) + "80",
                              "ec" + ones + "7f", "ed" + ones + "7f", "ee" + ones + "ff"})
        CHECK_MESSAGE(kind_of(ed25519_json(point)) == ErrorKind::Invalid, point);
}

TEST_CASE("key: an RSA signature may have a salt of any length") {
    const auto key = TestKey::rsa();
    const auto read = PublicKey::from_json(key.public_json()).value();

    for (const int salt : {0, 20, 32, 222})
        CHECK_MESSAGE(read.verify("message", key.sign("message", salt)), salt);
}

TEST_CASE("key: an RSA signature has the padding of the key's scheme, and makes no second key") {
    for (const auto& key : {TestKey::rsa(), TestKey::rsa_pkcs1()}) {
        auto other_json = key.public_json();
        other_json["scheme"] = other_json["scheme"] == "rsassa-pss-sha256" ? "rsa-pkcs1v15-sha256"
                                                                           : "rsassa-pss-sha256";
        const auto read = PublicKey::from_json(key.public_json()).value();
        const auto other = PublicKey::from_json(other_json).value();

        CHECK(read.verify("message", key.sign("message")));
        CHECK_FALSE(other.verify("message", key.sign("message")));
        CHECK(read.is_same_key(other));
    }
}

TEST_CASE("key: an RSA key of less than 2048 bits is refused") {
    CHECK(kind_of(TestKey::rsa(1024).public_json()) == ErrorKind::Invalid);
}

TEST_CASE("key: \"ecdsa\" is another name for a key on P-256") {
    const auto key = TestKey::p256();
    auto renamed = key.public_json();
    renamed["keytype"] = "ecdsa";

    const auto read = PublicKey::from_json(renamed).value();

    CHECK(read.verify("message", key.sign("message")));
    CHECK(read.is_same_key(PublicKey::from_json(key.public_json()).value()));
}

TEST_CASE("key: unknown types and schemes are told from broken keys") {
    auto unknown = TestKey::ed25519().public_json();
    unknown["keytype"] = "sphincs+";
    CHECK(kind_of(unknown) == ErrorKind::Unsupported);
    auto mixed = TestKey::ed25519().public_json();
    mixed["scheme"] = "rsassa-pss-sha256";
    CHECK(kind_of(mixed) == ErrorKind::Unsupported);

    for (const char* broken :
         {"null", "[]", "{}", R"({"keytype":"ed25519","scheme":"ed25519"})",
          R"({"keytype":"ed25519","scheme":"ed25519","keyval":{}})",
          R"({"keytype":"ed25519","scheme":"ed25519","keyval":{"public":7}})",
          R"({"keytype":["ed25519"],"scheme":"ed25519","keyval":{"public":""}})"})
        CHECK_MESSAGE(kind_of(json::parse(broken)) == ErrorKind::Corrupt, broken);
}

TEST_CASE("key: what is no key of its type is refused") {
    const auto p256 = TestKey::p256().public_json(), rsa = TestKey::rsa().public_json();
    const std::string p256_pem = p256["keyval"]["public"], rsa_pem = rsa["keyval"]["public"];

    CHECK(kind_of(with_public(p256, rsa_pem)) == ErrorKind::Invalid);
    CHECK(kind_of(with_public(rsa, p256_pem)) == ErrorKind::Invalid);
    CHECK(kind_of(with_public(rsa, rsa_pem.substr(0, 200))) == ErrorKind::Invalid);
    CHECK(kind_of(with_public(rsa, std::string(100'000, 'A'))) == ErrorKind::Invalid);
    CHECK(kind_of(ed25519_json("")) == ErrorKind::Invalid);
    CHECK(kind_of(ed25519_json(std::string(66, 'a'))) == ErrorKind::Invalid);
    CHECK(kind_of(ed25519_json(std::string(64, 'x'))) == ErrorKind::Invalid);
}

TEST_CASE("key: a sealed private key in place of a public one asks nobody for its pass phrase") {
    // PEM reading must come back without a terminal to ask on.
    const std::string sealed =
        "-----BEGIN PUBLIC KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,"
        "00112233445566778899AABBCCDDEEFF\n\nAAAAAAAAAAAAAAAAAAAAAA==\n-----END PUBLIC KEY-----\n";

    CHECK(kind_of(with_public(TestKey::rsa().public_json(), sealed)) == ErrorKind::Invalid);
}

TEST_CASE("key: fields that nobody knows are kept, and make another id but no other key") {
    const auto key = TestKey::ed25519();
    auto with_owner = key.public_json();
    with_owner["x-owner"] = "Phường Bình Thạnh";

    const auto plain = PublicKey::from_json(key.public_json()).value();
    const auto owned = PublicKey::from_json(with_owner).value();

    CHECK(owned.json() == with_owner);
    CHECK(plain.id() == key.id());
    CHECK(owned.id() != plain.id());
    CHECK(owned.is_same_key(plain));
    CHECK_FALSE(owned.is_same_key(PublicKey::from_json(TestKey::ed25519().public_json()).value()));
    CHECK_FALSE(owned.is_same_key(PublicKey::from_json(TestKey::rsa().public_json()).value()));
}
