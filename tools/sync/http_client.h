// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "base/clock.h"
#include "base/result.h"

namespace sen::sync {

/// What a server may do before it counts as broken.
struct HttpLimits {
    Milliseconds connect{20'000};
    /// Less than this many bytes a second for `slow_for` of waiting, and the transfer is given up.
    std::uint64_t least_bytes_per_second = 1024;
    Milliseconds slow_for{60'000};
    int redirects = 3;
};

struct HttpRequest {
    std::string url;
    std::uint64_t offset = 0;  ///< above 0: "Range: bytes=<offset>-"
    std::string if_range;      ///< with offset: the validator of the bytes that are here already
    std::string if_none_match, if_modified_since;
};

/// Status line and headers of the last answer, as far as anything here reads them.
struct HttpHead {
    int status = 0;
    std::string etag, last_modified, content_type, content_range, content_encoding;
    std::optional<std::uint64_t> length;  ///< what Content-Length claims
    Milliseconds retry_after{0};
};

/// One exchange at a time with a web server over one kept connection (libcurl). http and https
/// only; redirects stay with the scheme or go up to https; no cookies, no passwords, no proxies of
/// the environment, and nothing is ever decompressed. Not thread-safe.
///
/// Errors: Io (no answer, a broken or slow one, a status that may pass), NotFound (403, 404, 410),
/// Invalid (an answer that makes no sense: a range that was not asked for, a redirect to
/// elsewhere).
class HttpClient {
  public:
    explicit HttpClient(const HttpLimits& limits);
    ~HttpClient();
    HttpClient(HttpClient&&) noexcept;

    /// Sends the request and reads the answer's head: 200, 206 or 304. What was under way ends.
    Result<HttpHead> start(const HttpRequest& request);
    /// Some of the body; 0 at its end.
    Result<std::size_t> read(std::span<std::byte> buffer);
    /// The last head, also after start() failed: retry_after, and 416 for a range beyond the end.
    const HttpHead& head() const;
    /// What has come over the wire as bodies and heads since the start, for reports.
    std::uint64_t bytes_received() const;
    std::uint64_t requests() const;

  private:
    struct State;
    Result<void> send(const HttpRequest& request, const std::string& url);
    Result<void> pump();
    Result<void> read_head();
    void drain();
    void stop();
    Result<std::string> redirect_target(const std::string& from) const;
    Result<HttpHead> judge(const HttpRequest& request);

    std::unique_ptr<State> state_;
};

}  // namespace sen::sync
