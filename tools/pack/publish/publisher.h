// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "desk.h"
#include "messages.h"
#include "passphrase.h"
#include "publish_options.h"
#include "role_edits.h"
#include "store/system_calls.h"

namespace sen::pack {

/// What the publishing commands share: the desk, the keys, and the sentences at the end.
class Publisher {
  public:
    Publisher(const PublishOptions& options, const Messages& messages)
        : options_(options),
          messages_(messages),
          passphrases_(options.passphrase_files, messages, refusals_) {}

    const PublishOptions& options() const { return options_; }
    const Messages& messages() const { return messages_; }
    RefusalLog& refusals() { return refusals_; }
    PassphraseSource& passphrases() { return passphrases_; }

    Result<Day> date();
    /// Of a repository whose folder exists, or of a new one, which is made. Both take the lock.
    Result<Desk> open_desk();
    Result<Desk> open_new_desk();
    Result<KeyGroup> group(const std::vector<std::filesystem::path>& files, std::size_t threshold);

    /// Prints a sentence.
    void say(std::string_view key, const Messages::Values& values = {}) const;
    /// After a draft was made (or not): the review, signatures with --sign-with, the release with
    /// --release-with, and who must do what next.
    Result<void> finish(Desk& desk, bool is_new);
    Result<void> show_reviews(Desk& desk);
    Result<void> sign(Desk& desk);
    Result<void> release_drafts(Desk& desk, bool is_renewal);
    void say_next(const Desk& desk) const;

    /// 0, or 1 with the reason as a sentence on standard error.
    int exit_code(const Result<void>& result) const;

  private:
    const PublishOptions& options_;
    const Messages& messages_;
    RefusalLog refusals_;
    store::SystemCalls calls_;
    PassphraseSource passphrases_;
};

}  // namespace sen::pack
