// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <zstd.h>

#include "deltas.h"
#include "prune.h"
#include "publish/office.h"

using namespace sen;
using namespace sen::test;

namespace {

namespace fs = std::filesystem;

/// As a reader does it: bounded by the length that is signed.
std::string apply(const std::string& delta, const std::string& old, std::size_t length) {
    ZSTD_DCtx* context = ZSTD_createDCtx();
    ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, 26);
    ZSTD_DCtx_refPrefix(context, old.data(), old.size());
    std::string fresh(length, '\0');
    const auto count =
        ZSTD_decompressDCtx(context, fresh.data(), fresh.size(), delta.data(), delta.size());
    ZSTD_freeDCtx(context);
    return ZSTD_isError(count) != 0 ? std::string() : fresh.substr(0, count);
}

/// Bytes that do not compress.
std::string noise(std::size_t length, std::uint32_t seed) {
    std::string bytes(length, '\0');
    for (char& byte : bytes) {
        seed = seed * 1664525 + 1013904223;
        byte = static_cast<char>(seed >> 24);
    }
    return bytes;
}

std::size_t count_files(const fs::path& folder) {
    std::size_t count = 0;
    if (fs::exists(folder))
        for (const auto& entry : fs::recursive_directory_iterator(folder))
            count += entry.is_regular_file() ? 1 : 0;
    return count;
}

bool has_object(const Office& office, std::size_t picture) {
    return fs::exists(office.repository() /
                      pack::tree::object_file(sha256(picture_bytes(picture))));
}

}  // namespace

TEST_CASE("deltas: give back the new file from the old one, and are short") {
    const std::string old = noise(1'000'000, 1);
    const std::string fresh = old.substr(0, 500'000) + "a new sentence" + old.substr(500'000);

    const auto delta = pack::make_delta(old, fresh);

    REQUIRE(delta);
    CHECK(delta->size() < 2'000);
    CHECK(apply(*delta, old, fresh.size()) == fresh);
    CHECK(*delta == pack::make_delta(old, fresh));
    CHECK(apply(*delta, noise(1'000'000, 2), fresh.size()) != fresh);
}

TEST_CASE("deltas: the beginning of a long old file is still in reach") {
    const std::string old = noise(20'000'000, 3);
    const std::string fresh = old.substr(0, 100'000);

    const auto delta = pack::make_delta(old, fresh);

    REQUIRE(delta);
    CHECK(delta->size() < 2'000);
    CHECK(apply(*delta, old, fresh.size()) == fresh);
}

TEST_CASE("deltas: none where it would be longer than half, or where files are too long") {
    CHECK_FALSE(pack::make_delta(noise(100'000, 1), noise(100'000, 2)));
    CHECK_FALSE(pack::make_delta("", noise(100, 1)));
    CHECK_FALSE(pack::make_delta(noise(100, 1), ""));
    CHECK_FALSE(pack::make_delta(std::string(40 << 20, 'a'), std::string(40 << 20, 'a')));
}

TEST_CASE("publish: deltas of catalogue and manifest lead from the last four versions") {
    Office office;
    office.found();
    office.delegate_ward();
    std::vector<std::string> catalogues;
    for (std::uint64_t version = 1; version <= 6; ++version) {
        const std::string text = "Lần thứ " + std::to_string(version);
        office.publish({.version = version, .texts = {text, "hai", "ba", "bốn", "năm", "sáu"}});
        const auto bytes = read_file(office.built() / "manifest.json", 1 << 20).value();
        catalogues.push_back(store::Manifest::parse(bytes).value().catalogue.hex());
    }
    const auto is_there = [&](std::size_t old) {
        return fs::exists(office.repository() / "deltas" /
                          (catalogues[5] + "." + catalogues[old] + ".zst"));
    };

    CHECK_FALSE(is_there(0));
    for (std::size_t old = 1; old < 5; ++old) CHECK(is_there(old));
    const auto object = [&](std::size_t at) {
        const auto digest = Digest::from_hex(catalogues[at]).value();
        return read_file(office.repository() / pack::tree::object_file(digest), 1 << 24).value();
    };
    const auto delta = read_file(
        office.repository() / "deltas" / (catalogues[5] + "." + catalogues[2] + ".zst"), 1 << 20);
    CHECK(apply(delta.value(), object(2), object(5).size()) == object(5));
}

TEST_CASE("prune: keeps what the last five snapshots name, however old") {
    Office office;
    office.found();
    office.delegate_ward();
    office.publish({.version = 1, .texts = {"một", "hai"}});
    office.publish({.version = 2, .texts = {"một"}});
    office.date += std::chrono::days(400);

    for (std::uint64_t version = 3; version <= 5; ++version) {
        office.publish({.version = version, .texts = {std::to_string(version)}});
        {
            pack::Desk desk = office.desk();
            CHECK(must(pack::prune(desk)).files.empty());
        }
        office.date += std::chrono::days(40);
    }
    CHECK(has_object(office, 1));
    office.publish({.version = 6, .texts = {"sáu"}});
    pack::Desk desk = office.desk();
    const auto report = must(pack::prune(desk));

    CHECK_FALSE(has_object(office, 1));
    CHECK(has_object(office, 0));
    CHECK(report.bytes > picture_bytes(1).size());
    CHECK(seen_by_client(office.repository(), office.date).size() == 1);
    CHECK(must(pack::prune(desk)).files.empty());
}

TEST_CASE("prune: keeps what was the newest within 30 days, however many have come since") {
    Office office;
    office.found();
    office.delegate_ward();
    office.publish({.version = 1, .texts = {"một", "hai"}});
    // It was the newest one for a long time, and until today.
    office.date += std::chrono::days(300);
    for (std::uint64_t version = 2; version <= 9; ++version)
        office.publish({.version = version, .texts = {std::to_string(version)}});

    office.date += std::chrono::days(30);
    {
        pack::Desk desk = office.desk();
        CHECK(must(pack::prune(desk)).files.empty());
    }
    CHECK(has_object(office, 1));
    office.date += std::chrono::days(1);
    pack::Desk desk = office.desk();
    must(pack::prune(desk));

    CHECK_FALSE(has_object(office, 1));
    CHECK(seen_by_client(office.repository(), office.date - std::chrono::days(31)).size() == 1);
}

TEST_CASE("prune: takes deltas and manifests with it, keeps drafts, and stops at damage") {
    Office office;
    office.found();
    office.delegate_ward();
    for (std::uint64_t version = 1; version <= 8; ++version) {
        office.publish({.version = version,
                        .texts = {std::to_string(version), "hai", "ba", "bốn", "năm", "sáu"}});
        office.date += std::chrono::days(40);
    }
    CHECK(count_files(office.repository() / "targets") == 8);
    const auto deltas = count_files(office.repository() / "deltas");
    CHECK(deltas > 8);
    must(office.draft({.version = 9, .texts = {"chín"}}));
    {
        pack::Desk desk = office.desk();
        must(pack::prune(desk));
    }
    CHECK(count_files(office.repository() / "targets") == 5);
    CHECK(count_files(office.repository() / "deltas") < deltas);
    must(office.sign("editor"));
    must(office.sign("approver"));
    must(office.release());
    const auto kept = tree_of(office.repository());

    // Which of them is the newest, their names do not tell.
    for (const auto& manifest : fs::directory_iterator(office.repository() / "targets/phuong-mau"))
        fs::resize_file(manifest.path(), 3);
    pack::Desk desk = office.desk();
    CHECK_FALSE(pack::prune(desk));
    CHECK(office.refused() == "publish_metadata_damaged");
    CHECK(tree_of(office.repository()).size() == kept.size());
}

TEST_CASE("publish: objects that the repository has are neither read nor copied again") {
    Office office;
    office.found();
    office.delegate_ward();
    office.publish({.texts = {"một", "hai"}});
    write_built_pack(office.built(), {.version = 2, .texts = {"khác", "hai"}});
    // Were they looked at, they would be missed.
    for (const std::size_t picture : {std::size_t{0}, std::size_t{1}})
        fs::remove(office.built() / pack::tree::object_file(sha256(picture_bytes(picture))));
    pack::Desk desk = office.desk();

    const auto report = must(pack::draft_pack(desk, office.built()));

    CHECK(report.objects == 1);  // the catalogue
}
