// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "messages.h"
#include "refusal.h"
#include "trust/signer.h"

namespace sen::pack {

/// In bytes. A terminal gives no longer line than 4,095, and would cut one in silence.
inline constexpr std::size_t kMaxPassphraseBytes = 1024;

/// Where passphrases come from: files (one line each; the last one serves for all keys that
/// follow), "-" for lines of standard input, or none: the terminal is asked, without echo. A signal
/// that ends or stops the program takes effect once the terminal shows again what is typed.
class PassphraseSource {
  public:
    PassphraseSource(std::vector<std::string> files, const Messages& messages, RefusalLog& refusals)
        : files_(std::move(files)), messages_(messages), refusals_(refusals) {}

    /// Of an existing key, as it was typed; `file` is named in the question.
    Result<std::string> of_key(const std::filesystem::path& file);
    /// For a new key, in NFC: the same letters typed on any system open it. A terminal is asked
    /// twice. Refused when both are not alike, or longer than kMaxPassphraseBytes.
    Result<std::string> of_new_key(const std::filesystem::path& file);

  private:
    Result<std::string> next(const std::string& question);
    Result<std::string> ask(const std::string& question);

    std::vector<std::string> files_;
    std::size_t used_ = 0;
    const Messages& messages_;
    RefusalLog& refusals_;
};

/// Opens the sealed keys one after the other: with the passphrase's NFC, as our own keys are
/// sealed, then as it was typed. Refusals: no key, a wrong passphrase.
Result<std::vector<trust::PrivateKey>> open_keys(const std::vector<std::filesystem::path>& files,
                                                 PassphraseSource& passphrases,
                                                 RefusalLog& refusals);

}  // namespace sen::pack
