// SPDX-License-Identifier: Apache-2.0
#include "passphrase.h"

#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <iostream>
#include <optional>

#include "base/file.h"
#include "language/nfc.h"

namespace sen::pack {
namespace {

constexpr std::uint64_t kMaxKeyBytes = 1 << 16;

/// A terminal that shows nothing of what is typed, until it goes out of scope.
class SilentTerminal {
  public:
    explicit SilentTerminal(int terminal) : terminal_(terminal) {
        is_changed_ = ::tcgetattr(terminal_, &before_) == 0;
        termios silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        is_changed_ = is_changed_ && ::tcsetattr(terminal_, TCSAFLUSH, &silent) == 0;
    }
    ~SilentTerminal() {
        if (is_changed_) ::tcsetattr(terminal_, TCSAFLUSH, &before_);
    }
    SilentTerminal(const SilentTerminal&) = delete;
    SilentTerminal& operator=(const SilentTerminal&) = delete;
    explicit operator bool() const { return is_changed_; }

  private:
    int terminal_;
    bool is_changed_ = false;
    termios before_{};
};

volatile std::sig_atomic_t caught_signal = 0;

extern "C" void note_signal(int number) {
    caught_signal = number;
}

/// Holds back the signals that end or stop a program, so that none leaves the terminal silent.
class HeldSignals {
  public:
    HeldSignals() {
        caught_signal = 0;
        struct sigaction note {};
        note.sa_handler = note_signal;
        sigset_t held;
        ::sigemptyset(&held);
        for (std::size_t i = 0; i < kHeld.size(); ++i) {
            ::sigaction(kHeld[i], nullptr, &actions_[i]);
            if (actions_[i].sa_handler == SIG_IGN) continue;
            ::sigaction(kHeld[i], &note, nullptr);
            ::sigaddset(&held, kHeld[i]);
        }
        ::sigprocmask(SIG_BLOCK, &held, &mask_);
    }
    ~HeldSignals() {
        for (std::size_t i = 0; i < kHeld.size(); ++i) ::sigaction(kHeld[i], &actions_[i], nullptr);
        ::sigprocmask(SIG_SETMASK, &mask_, nullptr);
    }
    HeldSignals(const HeldSignals&) = delete;
    HeldSignals& operator=(const HeldSignals&) = delete;

    /// Waits for a line; false when a signal came first.
    bool wait(int terminal) const {
        pollfd waiting{terminal, POLLIN, 0};
        while (::ppoll(&waiting, 1, nullptr, &mask_) < 0 && errno == EINTR)
            if (caught_signal != 0) return false;
        return true;
    }

  private:
    static constexpr std::array kHeld{SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};
    std::array<struct sigaction, kHeld.size()> actions_{};
    sigset_t mask_{};
};

void say(int terminal, const std::string& text) {
    // A terminal that takes no question gives no answer either.
    (void)!::write(terminal, text.data(), text.size());
}

std::string first_line(std::string text) {
    text.resize(std::min(text.find_first_of("\r\n"), text.size()));
    return text;
}

/// Bounded: what is longer than the terminal's own limit is nobody's line.
std::string read_line(int terminal) {
    std::string line;
    for (char c = 0; line.size() <= kMaxKeyBytes && ::read(terminal, &c, 1) == 1 && c != '\n';)
        line += c;
    return line;
}

/// NFC, or as it is when it is no UTF-8: then it is refused as a passphrase, and opens nothing.
std::string normalised(const std::string& passphrase) {
    return language::to_nfc(passphrase).value_or(passphrase);
}

}  // namespace

Result<std::string> PassphraseSource::ask(const std::string& question) {
    const UniqueFd terminal(::open("/dev/tty", O_RDWR | O_CLOEXEC));
    const auto refuse = [&] { return refusals_.refuse(ErrorKind::Io, "seal_no_terminal"); };
    if (!terminal) return refuse();
    for (;;) {
        std::optional<std::string> line;
        {
            const HeldSignals held;
            const SilentTerminal silent(terminal.get());
            if (!silent) return refuse();
            say(terminal.get(), question + ' ');
            if (held.wait(terminal.get())) line = read_line(terminal.get());
            say(terminal.get(), "\n");
        }
        if (line) return *line;
        ::raise(caught_signal);  // ends the program; one that was stopped asks again
    }
}

Result<std::string> PassphraseSource::next(const std::string& question) {
    if (files_.empty()) return ask(question);
    const std::string& file = files_[std::min(used_++, files_.size() - 1)];
    if (file == "-") {
        std::string line;
        std::getline(std::cin, line);
        return first_line(std::move(line));
    }
    auto bytes = read_file(file, kMaxKeyBytes);
    if (!bytes)
        return refusals_.refuse(bytes.error().kind, "seal_no_passphrase_file", {{"file", file}});
    return first_line(*std::move(bytes));
}

Result<std::string> PassphraseSource::of_key(const std::filesystem::path& file) {
    return next(messages_.text("seal_question", {{"file", file.string()}}));
}

Result<std::string> PassphraseSource::of_new_key(const std::filesystem::path& file) {
    SEN_TRY(std::string first,
            next(messages_.text("seal_new_question",
                                {{"file", file.string()},
                                 {"least", std::to_string(trust::kMinPassphraseLetters)}})));
    first = normalised(first);
    if (first.size() > kMaxPassphraseBytes)
        return refusals_.refuse(ErrorKind::Invalid, "seal_too_long",
                                {{"most", std::to_string(kMaxPassphraseBytes)}});
    if (!files_.empty()) return first;
    SEN_TRY(const std::string second, ask(messages_.text("seal_again")));
    if (first != normalised(second)) return refusals_.refuse(ErrorKind::Invalid, "seal_not_alike");
    return first;
}

Result<std::vector<trust::PrivateKey>> open_keys(const std::vector<std::filesystem::path>& files,
                                                 PassphraseSource& passphrases,
                                                 RefusalLog& refusals) {
    std::vector<trust::PrivateKey> keys;
    for (const auto& file : files) {
        const auto refuse = [&](ErrorKind kind, const char* key) {
            return refusals.refuse(kind, key, {{"file", file.string()}});
        };
        const auto pem = read_file(file, kMaxKeyBytes);
        if (!pem) return refuse(pem.error().kind, "seal_no_key");
        SEN_TRY(const std::string passphrase, passphrases.of_key(file));
        const std::string letters = normalised(passphrase);
        auto key = trust::PrivateKey::from_sealed_pem(*pem, letters);
        // Another tool's key may have been sealed with the very bytes that its keyboard gave.
        if (!key && letters != passphrase)
            key = trust::PrivateKey::from_sealed_pem(*pem, passphrase);
        if (!key)
            return refuse(key.error().kind, key.error().kind == ErrorKind::Untrusted
                                                ? "seal_wrong_passphrase"
                                                : "seal_no_key");
        keys.push_back(*std::move(key));
    }
    return keys;
}

}  // namespace sen::pack
