// SPDX-License-Identifier: Apache-2.0
// Passphrases, as people type them on a real terminal.
#include "passphrase.h"

#include <doctest/doctest.h>

#include <csignal>

#include "publish/office.h"
#include "publish/signed_repository.h"
#include "publish/terminal.h"

using namespace sen;
using namespace sen::test;

namespace {

namespace fs = std::filesystem;

// "mật khẩu khá dài", composed as most keyboards type it and decomposed as some do.
const std::string kComposed = "m\u1EADt kh\u1EA9u kh\u00E1 d\u00E0i";
const std::string kDecomposed = "ma\u0323\u0302t kha\u0302\u0309u kha\u0301 da\u0300i";

struct Desk {
    TemporaryDirectory directory = TemporaryDirectory::create().value();
    fs::path key = directory.path() / "editor";

    std::vector<std::string> new_key() const {
        return {SEN_BINARY_DIR "/bin/sen-pack", "key", "new", "--out", "editor", "--lang", "en"};
    }
    /// Answers both questions.
    int make(const std::string& first, const std::string& second, std::string& screen) const {
        Terminal terminal(directory.path(), new_key());
        terminal.wait_for("at least 12 characters: ");
        terminal.type(first + "\n");
        terminal.wait_for("The same once more: ");
        terminal.type(second + "\n");
        const int exit = terminal.finish();
        screen = terminal.screen();
        return exit;
    }
    Result<trust::PrivateKey> open(const std::string& passphrase) const {
        return trust::PrivateKey::from_sealed_pem(read_file(key, 1 << 16).value_or(""), passphrase);
    }
};

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE_FIXTURE(Desk,
                  "passphrase: a terminal shows nothing of it, and shows again all after it") {
    Terminal terminal(directory.path(), new_key());
    CHECK(terminal.is_echoing());
    terminal.wait_for("at least 12 characters: ");
    CHECK_FALSE(terminal.is_echoing());
    terminal.type("a long passphrase\n");
    terminal.wait_for("The same once more: ");
    CHECK_FALSE(terminal.is_echoing());
    terminal.type("a long passphrase\n");

    CHECK(terminal.finish() == 0);

    CHECK(terminal.is_echoing());
    CHECK_FALSE(has(terminal.screen(), "passphrase\r"));
    CHECK_FALSE(has(terminal.screen(), "a long"));
    CHECK(has(terminal.screen(), "Fingerprint "));
    CHECK(open("a long passphrase"));
}

TEST_CASE_FIXTURE(Desk, "passphrase: whatever ends the program, the terminal shows what is typed") {
    int number = 0;
    bool is_typed = false, is_second = false;
    SUBCASE("Ctrl-C at the first question") {
        number = SIGINT;
        is_typed = true;
    }
    SUBCASE("Ctrl-C at the second, in the middle of a word") {
        number = SIGINT;
        is_typed = is_second = true;
    }
    SUBCASE("SIGTERM") {
        number = SIGTERM;
    }
    SUBCASE("the terminal hangs up") {
        number = SIGHUP;
        is_second = true;
    }
    Terminal terminal(directory.path(), new_key());
    terminal.wait_for("at least 12 characters: ");
    if (is_second) {
        terminal.type("a long passphrase\n");
        terminal.wait_for("The same once more: ");
    }
    if (is_typed)
        terminal.type("a long\x03");
    else
        terminal.signal(number);

    CHECK(terminal.finish() == 128 + number);

    CHECK(terminal.is_echoing());
    CHECK_FALSE(has(terminal.screen(), "a long"));
    CHECK(fs::is_empty(directory.path()));
}

TEST_CASE_FIXTURE(Desk, "passphrase: a program that was stopped asks again when it goes on") {
    Terminal terminal(directory.path(), new_key());
    terminal.wait_for("at least 12 characters: ");
    // No shell waits here to let it go on, so the kernel does not stop it at all (POSIX 11.1.4):
    // what is left is that it asks again.
    terminal.signal(SIGTSTP);
    terminal.wait_for("at least 12 characters: ");
    CHECK_FALSE(terminal.is_echoing());
    terminal.type("a long passphrase\n");
    terminal.wait_for("The same once more: ");
    terminal.type("a long passphrase\n");
    CHECK(terminal.finish() == 0);
    CHECK(open("a long passphrase"));
}

TEST_CASE_FIXTURE(Desk, "passphrase: two that are not alike, none, and a short one make no key") {
    std::string screen;

    CHECK(make("a long passphrase", "a long passphrase.", screen) == 1);
    CHECK(has(screen, "The two passphrases are not alike."));

    CHECK(make("", "", screen) == 1);
    CHECK(has(screen, "too short"));

    CHECK(make("elf Zeichen", "elf Zeichen", screen) == 1);
    CHECK(has(screen, "too short"));

    CHECK(make("a\xFF long passphrase", "a\xFF long passphrase", screen) == 1);
    CHECK(has(screen, "not plain text"));

    CHECK(fs::is_empty(directory.path()));
}

TEST_CASE_FIXTURE(Desk, "passphrase: a very long one is refused, never cut") {
    std::string screen;
    const std::string longest(pack::kMaxPassphraseBytes, 'x');
    CHECK(make(longest, longest, screen) == 0);
    CHECK(open(longest));
    fs::remove(key);
    fs::remove(key.string() + ".pub");

    for (const std::size_t length : {pack::kMaxPassphraseBytes + 1, std::size_t{5'000}}) {
        Terminal terminal(directory.path(), new_key());
        terminal.wait_for("at least 12 characters: ");
        for (std::size_t typed = 0; typed < length; typed += 500)
            terminal.type(std::string(std::min<std::size_t>(500, length - typed), 'x'));
        terminal.type("\n");
        CHECK(terminal.finish() == 1);
        CHECK(has(terminal.screen(), "too long"));
    }
    CHECK(fs::is_empty(directory.path()));
}

TEST_CASE_FIXTURE(Desk,
                  "passphrase: the same letters are the same, however a keyboard composes them") {
    std::string screen;
    REQUIRE(kComposed != kDecomposed);

    CHECK(make(kDecomposed, kComposed, screen) == 0);

    CHECK(open(kComposed));
    CHECK_FALSE(open(kDecomposed));
    const auto messages = pack::Messages::load("en").value();
    pack::RefusalLog refusals;
    const auto from_file = [&](const std::string& passphrase) {
        const auto file = directory.path() / "passphrase";
        must(write_file_atomically(file, passphrase + "\n"));
        pack::PassphraseSource source({file}, messages, refusals);
        return pack::open_keys({key}, source, refusals).has_value();
    };
    CHECK(from_file(kComposed));
    CHECK(from_file(kDecomposed));
    CHECK_FALSE(from_file("mat khau kha dai"));
    // Sealed by another tool with the bytes of its keyboard.
    fs::remove(key);
    must(write_file_atomically(key, make_key().to_sealed_pem(kDecomposed, kQuickSealing).value()));
    CHECK(from_file(kDecomposed));
    CHECK_FALSE(from_file(kComposed));
}
