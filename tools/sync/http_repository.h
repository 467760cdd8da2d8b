// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "http_client.h"
#include "patience.h"
#include "repository.h"

namespace sen::sync {

/// How often a file is asked for before the act fails.
struct RetryRules {
    int rounds = 5;  ///< over all mirrors
    Milliseconds first_pause{1'000}, longest_pause{30'000};
    Milliseconds longest_wish{300'000};  ///< more than this no server gets by Retry-After
};

/// A published tree on one or more web servers. Each file is asked of the mirror that answered
/// last, then of the others; between rounds it pauses, longer each time and by chance.
class HttpRepository final : public Repository {
  public:
    /// `mirrors`: base addresses, at least one. `client` and `patience` outlive it and its streams.
    HttpRepository(std::vector<std::string> mirrors, HttpClient& client, Patience& patience,
                   const RetryRules& rules);

    Result<std::string> read(const std::string& path, std::uint64_t max_bytes) override;
    Result<FreshFile> read_fresh(const std::string& path, std::uint64_t max_bytes,
                                 const Validators& known) override;
    Result<std::unique_ptr<store::ObjectStream>> open(const std::string& path,
                                                      std::uint64_t offset) override;
    std::size_t copies() const override { return mirrors_.size(); }
    void turn_to_next_copy() override { current_ = (current_ + 1) % mirrors_.size(); }
    std::string name() const override { return mirrors_[current_]; }
    /// The last answer was a web page where no page belongs: a network that asks for a login.
    bool has_met_web_page() const { return has_met_web_page_; }

  private:
    class Stream;
    /// Asks one mirror after another until `ask` succeeds or nothing is left to hope for.
    Result<void> over_mirrors(const std::function<Result<void>(const std::string& mirror)>& ask);
    Result<FreshFile> fetch(const HttpRequest& request, std::uint64_t max_bytes);
    void pause(int round, Milliseconds wish);

    std::vector<std::string> mirrors_;
    std::size_t current_ = 0;
    HttpClient& client_;
    Patience& patience_;
    RetryRules rules_;
    bool has_met_web_page_ = false;
};

/// http:// or https:// with a host, no user, no query, nothing that is not plain ASCII.
bool is_mirror_address(std::string_view text);

}  // namespace sen::sync
