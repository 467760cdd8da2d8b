// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>

#include "changes.h"
#include "inspection.h"
#include "publish/office.h"
#include "review_page.h"
#include "withdrawal.h"

using namespace sen;
using namespace sen::test;

namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

std::string shown(const std::vector<pack::LineChange>& changes) {
    std::string text;
    for (const auto& change : changes) text += (change.is_added ? "+" : "-") + change.text + " ";
    return text;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("changes: lines that were added, removed or changed, in order") {
    CHECK(shown(pack::compare_lines({"a", "b", "c"}, {"a", "b", "c"})) == "");
    CHECK(shown(pack::compare_lines({"a", "b", "c"}, {"a", "x", "c"})) == "-b +x ");
    CHECK(shown(pack::compare_lines({"a", "c"}, {"a", "b", "c", "d"})) == "+b +d ");
    CHECK(shown(pack::compare_lines({"a", "b"}, {})) == "-a -b ");
    CHECK(shown(pack::compare_lines({"b", "a"}, {"a", "b"})) == "-b +b ");
}

TEST_CASE("changes: very long texts are compared all the same") {
    Lines before(3 * pack::kMaxComparedLines, "same");
    Lines after = before;
    before.front() = "old";
    after.front() = "new";

    CHECK(shown(pack::compare_lines(before, after)) == "-old +new ");
}

TEST_CASE("review: the second person sees texts, pictures, films and sizes") {
    Office office;
    office.found();
    office.delegate_ward();
    office.publish({.version = 1, .texts = {"một", "hai", "ba"}});
    must(office.draft({.version = 2, .texts = {"một <sửa>", "hai"}, .film = "a film"}));
    pack::Desk desk = office.desk();

    const auto review = must(pack::review_draft(desk, desk.drafts().at("phuong-mau")));

    REQUIRE(review.packs.size() == 1);
    const auto& changes = review.packs.front();
    CHECK(changes.old_version == 1);
    CHECK(changes.new_version == 2);
    REQUIRE(changes.texts.size() >= 1);
    CHECK(changes.texts.front().where == "chuyen-0");
    CHECK(has(shown(changes.texts.front().lines), "-một +một <sửa> "));
    REQUIRE(changes.pictures.size() == 1);
    CHECK_FALSE(changes.pictures.front().is_added);
    CHECK(changes.pictures.front().exhibit == "chuyen-2");
    REQUIRE(changes.films.size() == 1);
    CHECK(changes.films.front().is_added);
    CHECK(changes.films.front().length == 6);
    CHECK(changes.new_objects == 2);  // film and catalogue
    CHECK(changes.gone_objects == 2);
}

TEST_CASE("review: simple texts and guides' notes are seen too, under their files' names") {
    Office office;
    office.found();
    office.delegate_ward();
    office.publish({.version = 1, .texts = {"một"}, .simple_text = "dễ", .guide_note = "hỏi"});
    must(office.draft({.version = 2, .texts = {"một"}, .simple_text = "rất dễ"}));
    pack::Desk desk = office.desk();

    const auto review = must(pack::review_draft(desk, desk.drafts().at("phuong-mau")));

    REQUIRE(review.packs.size() == 1);
    std::string all;
    for (const auto& change : review.packs.front().texts)
        all += change.where + " " + shown(change.lines);
    CHECK(all == "chuyen-0/vi.guide.md -hỏi chuyen-0/vi.simple.md -dễ +rất dễ ");
}

TEST_CASE("review: the page shows thumbnails and escapes what others wrote") {
    Office office;
    office.found();
    office.delegate_ward();
    must(office.draft({.texts = {"<script>một</script>"}}));
    pack::Desk desk = office.desk();
    const auto messages = pack::Messages::load("vi").value();
    const auto review = must(pack::review_draft(desk, desk.drafts().at("phuong-mau")));

    must(pack::write_review_page(desk, review, messages));

    const fs::path draft = office.repository() / "pending/phuong-mau";
    const std::string page = read_file(draft / "review.html", 1 << 20).value();
    CHECK(has(page, "&lt;script&gt;một&lt;/script&gt;"));
    CHECK_FALSE(has(page, "<script>"));
    CHECK(has(page, "Hình &lt;0&gt;"));
    const std::string thumbnail = "thumbnails/" + sha256(picture_bytes(0)).hex() + ".jpeg";
    CHECK(has(page, "<img src=\"" + thumbnail));
    CHECK(read_file(draft / thumbnail, 1 << 20).value() == picture_bytes(0));
    const std::string text = pack::review_text(review, messages);
    CHECK(has(text, "phuong-mau/chuyen-cu: phiên bản đầu tiên, 1"));
}

TEST_CASE("review: of a first version the terminal has a summary, the page every word") {
    Office office;
    office.found();
    office.delegate_ward();
    Lines texts;
    for (int i = 0; i < 30; ++i) texts.push_back("bài số " + std::to_string(i));
    must(office.draft({.texts = texts, .film = "a film"}));
    pack::Desk desk = office.desk();
    const auto review = must(pack::review_draft(desk, desk.drafts().at("phuong-mau")));

    for (const char* language : {"vi", "en"}) {
        const auto messages = pack::Messages::load(language).value();
        const std::string text = pack::review_text(review, messages);
        must(pack::write_review_page(desk, review, messages));
        const std::string page =
            read_file(office.repository() / "pending/phuong-mau/review.html", 1 << 20).value();

        CHECK(has(text, std::string(language) == "vi" ? "Mục: 30, ngôn ngữ: vi; hình: 30; phim: 1"
                                                      : "Exhibits 30 in vi; pictures 30; films 1"));
        CHECK(has(text, "· " + review.packs[0].titles[19] + "\n"));
        CHECK(has(text, std::string(language) == "vi" ? "còn 10 mục nữa" : "10 more exhibits"));
        CHECK_FALSE(has(text, "bài số"));
        CHECK(std::count(text.begin(), text.end(), '\n') <= 25);
        for (const auto& words : texts) CHECK(has(page, ">" + words + "<"));
    }
}

TEST_CASE("review: of a text that was written anew the terminal shows the first lines, counted") {
    Office office;
    office.found();
    office.delegate_ward();
    office.publish({.version = 1, .texts = {"cũ", "giữ nguyên"}});
    must(office.draft({.version = 2, .texts = {"mới", "giữ nguyên"}}));
    pack::Desk desk = office.desk();
    auto review = must(pack::review_draft(desk, desk.drafts().at("phuong-mau")));
    const auto messages = pack::Messages::load("en").value();
    CHECK_FALSE(has(pack::review_text(review, messages), "more lines"));
    auto& lines = review.packs[0].texts[0].lines;
    lines.clear();
    for (int i = 0; i < 40; ++i) lines.push_back({true, "câu " + std::to_string(i)});

    const std::string text = pack::review_text(review, messages);

    CHECK(has(text, "+ câu 11\n"));
    CHECK_FALSE(has(text, "câu 12"));
    CHECK(has(text, "28 more lines of this text"));
}

TEST_CASE("review: of a long paragraph the terminal shows the place that was changed") {
    Office office;
    office.found();
    office.delegate_ward();
    std::string paragraph;
    for (int word = 0; word < 200; ++word) paragraph += "chữ" + std::to_string(word) + " ";
    office.publish({.version = 1, .texts = {paragraph + "cũ"}});
    must(office.draft({.version = 2, .texts = {paragraph + "mới"}}));
    pack::Desk desk = office.desk();

    const std::string text =
        pack::review_text(must(pack::review_draft(desk, desk.drafts().at("phuong-mau"))),
                          pack::Messages::load("en").value());

    CHECK(has(text, "- … chữ"));
    CHECK(has(text, "chữ199 cũ\n"));
    CHECK(has(text, "chữ199 mới\n"));
    CHECK_FALSE(has(text, "chữ100 "));
}

TEST_CASE("review: a catalogue that was changed on its way is not shown as if it were good") {
    Office office;
    office.found();
    office.delegate_ward();
    const auto report = must(office.draft({}));
    const fs::path file = office.repository() / "pending/phuong-mau" /
                          pack::tree::object_file(report.manifest.catalogue);
    std::string bytes = read_file(file, 1 << 24).value();
    bytes[bytes.size() / 2] ^= 1;
    fs::remove(file);
    must(write_file_atomically(file, bytes));
    pack::Desk desk = office.desk();

    CHECK_FALSE(pack::review_draft(desk, desk.drafts().at("phuong-mau")));

    CHECK(office.refused() == "publish_catalogue_unreadable");
}

TEST_CASE("review: changes of keys, delegations and withdrawals are named") {
    using Kind = pack::RoleChange::Kind;
    Office office;
    office.found();
    office.delegate_ward();
    pack::Desk desk = office.desk();
    must(pack::draft_delegation(desk, "phuong-khac", group({"other"})));
    must(pack::draft_rotation(desk, "phuong-mau", group({"editor"})));
    must(pack::draft_withdrawal(desk, {.publisher = "*", .packs = {"xau"}}));
    must(pack::draft_rotation(desk, "root", group({"a", "b", "d"}, 3)));
    const auto has_change = [](const pack::Review& review, Kind kind, const std::string& role,
                               const std::string& detail) {
        const pack::RoleChange wanted{kind, role, detail};
        return std::find(review.roles.begin(), review.roles.end(), wanted) != review.roles.end();
    };

    const auto targets = must(pack::review_draft(desk, desk.drafts().at("targets")));
    const auto root = must(pack::review_draft(desk, desk.drafts().at("root")));

    CHECK(has_change(targets, Kind::Delegated, "phuong-khac", "phuong-khac/*"));
    CHECK(has_change(targets, Kind::Threshold, "phuong-mau", "1"));
    CHECK(has_change(targets, Kind::KeyRemoved, "phuong-mau",
                     pack::fingerprint_of(key_of("approver").public_key())));
    CHECK(has_change(targets, Kind::Withdrawn, "targets", "*: xau"));
    CHECK(has_change(root, Kind::Threshold, "root", "3"));
    CHECK(has_change(root, Kind::KeyAdded, "root", pack::fingerprint_of(key_of("d").public_key())));
}

TEST_CASE("inspect: roles, what expires, signers, packs, drafts and missing objects") {
    Office office;
    office.found();
    office.delegate_ward();
    office.publish({.texts = {"một", "hai"}});
    must(office.draft({.version = 2}));
    must(office.sign("editor"));
    fs::remove(office.repository() / pack::tree::object_file(sha256(picture_bytes(1))));

    const auto found = must(pack::inspect_repository(office.repository(), office.refusals));

    REQUIRE(found.roles.size() == 5);
    CHECK(found.roles[0].role == "root");
    CHECK(found.roles[0].signers.size() == 2);
    CHECK(found.roles[0].keys.size() == 3);
    CHECK(found.roles[1].role == "timestamp");
    CHECK(pack::expiry_of(found.roles[1], office.date) == pack::Expiry::Good);
    CHECK(pack::expiry_of(found.roles[1], office.date + std::chrono::days(20)) ==
          pack::Expiry::Soon);
    CHECK(pack::expiry_of(found.roles[1], office.date + std::chrono::days(30)) ==
          pack::Expiry::Past);
    CHECK(pack::expiry_of(found.roles[0], office.date) == pack::Expiry::Good);
    REQUIRE(found.drafts.size() == 1);
    CHECK(found.drafts[0].missing == 1);
    CHECK(found.drafts[0].signers == Lines{pack::fingerprint_of(key_of("editor").public_key())});
    REQUIRE(found.packs.size() == 1);
    CHECK(found.packs[0].missing == Lines{"chuyen-1/hinh.jpg"});
    CHECK(found.root_fingerprint.size() == 39);
    const auto json = pack::to_json(found, office.date);
    CHECK(json["packs"][0]["pack"] == "chuyen-cu");
    CHECK(json["drafts"][0]["missing"] == 1);
}
