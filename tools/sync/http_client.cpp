// SPDX-License-Identifier: Apache-2.0
#include "http_client.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <mutex>
#include <string_view>

namespace sen::sync {

namespace {

constexpr std::size_t kMaxWaiting = 256 << 10;    // body bytes that nobody has read yet
constexpr std::size_t kMaxHead = 64 << 10;        // bytes of one answer's headers
constexpr std::size_t kWorthDraining = 64 << 10;  // a longer rest costs more than a new connection
constexpr int kLongestPoll = 1000;                // ms; the slow rule is looked at in between

struct EasyDeleter {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct MultiDeleter {
    void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
};
struct ListDeleter {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using UniqueList = std::unique_ptr<curl_slist, ListDeleter>;

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    return result;
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::optional<std::uint64_t> number_of(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/// "https" of "HTTPS://host/…"; empty when there is none.
std::string scheme_of(std::string_view url) {
    const auto end = url.find("://");
    return end == std::string_view::npos ? "" : lower(url.substr(0, end));
}

/// Where the bytes of a 206 begin: 5 of "bytes 5-9/10".
std::optional<std::uint64_t> range_start(std::string_view content_range) {
    constexpr std::string_view kUnit = "bytes ";
    if (!content_range.starts_with(kUnit)) return std::nullopt;
    content_range.remove_prefix(kUnit.size());
    return number_of(content_range.substr(0, content_range.find('-')));
}

bool is_redirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

}  // namespace

struct HttpClient::State {
    HttpLimits limits;
    std::unique_ptr<CURLM, MultiDeleter> multi;
    std::unique_ptr<CURL, EasyDeleter> easy;
    UniqueList headers;
    std::array<char, CURL_ERROR_SIZE> message{};
    SystemClock clock;

    HttpHead head;
    std::string body;  // received, from body_read on not yet read
    std::size_t body_read = 0, head_bytes = 0;
    bool is_running = false, is_head_complete = false, is_done = false, is_paused = false;
    CURLcode result = CURLE_OK;
    Milliseconds waited{0};  // in this window of the slow rule
    std::uint64_t window_bytes = 0;
    std::uint64_t received = 0, requests = 0;

    std::size_t waiting() const { return body.size() - body_read; }

    void take_header(std::string_view line) {
        if (line.starts_with("HTTP/")) {
            head = {};
            is_head_complete = false;
            const auto space = line.find(' ');
            if (space != std::string_view::npos)
                head.status = static_cast<int>(number_of(line.substr(space + 1, 3)).value_or(0));
            return;
        }
        line = trimmed(line);
        if (line.empty()) {
            is_head_complete = head.status >= 200;
            return;
        }
        const auto colon = line.find(':');
        if (colon == std::string_view::npos) return;
        const std::string name = lower(line.substr(0, colon));
        const std::string value(trimmed(line.substr(colon + 1)));
        if (name == "etag") head.etag = value;
        if (name == "last-modified") head.last_modified = value;
        if (name == "content-type") head.content_type = lower(value);
        if (name == "content-range") head.content_range = value;
        if (name == "content-encoding") head.content_encoding = lower(value);
        if (name == "content-length") head.length = number_of(value);
    }

    static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self) {
        auto& state = *static_cast<State*>(self);
        state.head_bytes += size * count;
        state.received += size * count;
        state.window_bytes += size * count;
        if (state.head_bytes > kMaxHead) return 0;  // ends the transfer
        state.take_header({data, size * count});
        return size * count;
    }
    static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self) {
        auto& state = *static_cast<State*>(self);
        if (state.waiting() > kMaxWaiting) {
            state.is_paused = true;
            return CURL_WRITEFUNC_PAUSE;
        }
        if (state.body_read == state.body.size()) {
            state.body.clear();
            state.body_read = 0;
        }
        state.body.append(data, size * count);
        state.received += size * count;
        state.window_bytes += size * count;
        return size * count;
    }
};

HttpClient::HttpClient(const HttpLimits& limits) : state_(std::make_unique<State>()) {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    state_->limits = limits;
    state_->multi.reset(curl_multi_init());
    state_->easy.reset(curl_easy_init());
}

HttpClient::~HttpClient() {
    if (state_) stop();
}

HttpClient::HttpClient(HttpClient&&) noexcept = default;

const HttpHead& HttpClient::head() const {
    return state_->head;
}

std::uint64_t HttpClient::bytes_received() const {
    return state_->received;
}

std::uint64_t HttpClient::requests() const {
    return state_->requests;
}

Result<void> HttpClient::send(const HttpRequest& request, const std::string& url) {
    stop();
    auto& state = *state_;
    CURL* easy = state.easy.get();
    if (easy == nullptr || state.multi == nullptr)
        return fail(ErrorKind::Io, "http: libcurl does not start");
    curl_easy_reset(easy);
    curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
    // Debian 12 and 13 both know the textual forms (libcurl 7.85).
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS,
                     static_cast<long>(state.limits.connect.count()));
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "sen-sync");
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, state.message.data());
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &State::on_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, &state);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &State::on_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &state);
    state.headers.reset();
    const auto add = [&](const char* name, const std::string& value) {
        if (value.empty()) return;
        const std::string line = fmt::format("{}: {}", name, value);
        curl_slist* longer = curl_slist_append(state.headers.get(), line.c_str());
        if (state.headers == nullptr) state.headers.reset(longer);
    };
    if (request.offset > 0) {
        add("Range", fmt::format("bytes={}-", request.offset));
        add("If-Range", request.if_range);
    }
    add("If-None-Match", request.if_none_match);
    add("If-Modified-Since", request.if_modified_since);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, state.headers.get());
    state.message[0] = '\0';
    state.head = {};
    state.body.clear();
    state.body_read = state.head_bytes = 0;
    state.is_head_complete = state.is_done = state.is_paused = false;
    state.result = CURLE_OK;
    state.waited = Milliseconds(0);
    state.window_bytes = 0;
    ++state.requests;
    if (curl_multi_add_handle(state.multi.get(), easy) != CURLM_OK)
        return fail(ErrorKind::Io, "http: {} cannot be asked for", url);
    state.is_running = true;
    return {};
}

/// Lets the transfer go on, waiting for the network at most once.
Result<void> HttpClient::pump() {
    auto& state = *state_;
    const auto before = state.window_bytes;
    int running = 0;
    if (curl_multi_perform(state.multi.get(), &running) != CURLM_OK)
        return fail(ErrorKind::Io, "http: libcurl failed");
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(state.multi.get(), &left))
        if (message->msg == CURLMSG_DONE) {
            state.is_done = true;
            state.result = message->data.result;
        }
    if (state.is_done || state.window_bytes != before) return {};
    const auto& limits = state.limits;
    const auto rest = std::max<Milliseconds::rep>((limits.slow_for - state.waited).count(), 1);
    const auto start = state.clock.now();
    curl_multi_poll(state.multi.get(), nullptr, 0,
                    static_cast<int>(std::min<Milliseconds::rep>(rest, kLongestPoll)), nullptr);
    // Only time spent waiting counts: while the disk is slow the server is not to blame.
    state.waited += state.clock.now() - start;
    if (state.waited < limits.slow_for) return {};
    const auto least =
        limits.least_bytes_per_second * static_cast<std::uint64_t>(state.waited.count()) / 1000;
    if (state.window_bytes < std::max<std::uint64_t>(least, 1))
        return fail(ErrorKind::Io, "http: less than {} bytes a second for {} ms",
                    limits.least_bytes_per_second, state.waited.count());
    state.waited = Milliseconds(0);
    state.window_bytes = 0;
    return {};
}

Result<void> HttpClient::read_head() {
    auto& state = *state_;
    while (!state.is_head_complete && !state.is_done) SEN_CHECK(pump());
    if (state.is_head_complete) return {};
    return fail(ErrorKind::Io, "http: {}",
                state.message[0] != '\0' ? state.message.data() : curl_easy_strerror(state.result));
}

/// A short rest of a body is worth reading: then the connection can be used again.
void HttpClient::drain() {
    auto& state = *state_;
    while (!state.is_done && state.body.size() <= kWorthDraining && !state.is_paused)
        if (!pump()) break;
    stop();
}

void HttpClient::stop() {
    if (!state_->is_running) return;
    curl_multi_remove_handle(state_->multi.get(), state_->easy.get());
    state_->is_running = false;
}

Result<std::string> HttpClient::redirect_target(const std::string& from) const {
    const char* target = nullptr;
    curl_easy_getinfo(state_->easy.get(), CURLINFO_REDIRECT_URL, &target);
    if (target == nullptr) return fail(ErrorKind::Invalid, "http: {} redirects to nowhere", from);
    const std::string scheme = scheme_of(target);
    if (scheme != "https" && !(scheme == "http" && scheme_of(from) == "http"))
        return fail(ErrorKind::Invalid, "http: {} redirects to {}, which is not followed", from,
                    target);
    return std::string(target);
}

Result<HttpHead> HttpClient::start(const HttpRequest& request) {
    std::string url = request.url;
    for (int hop = 0; hop <= state_->limits.redirects; ++hop) {
        SEN_CHECK(send(request, url));
        if (auto read = read_head(); !read) {
            stop();
            return add_context(std::move(read).error(), "{}", url);
        }
        if (!is_redirect(state_->head.status)) {
            auto head = judge(request);
            if (head && head->status != 304) return head;
            drain();
            if (head) return head;
            return add_context(std::move(head).error(), "{}", url);
        }
        while (!state_->is_done && state_->body.size() <= kWorthDraining)
            if (!pump()) break;
        auto target = redirect_target(url);
        stop();
        if (!target) return tl::unexpected(std::move(target).error());
        url = std::move(*target);
    }
    return fail(ErrorKind::Invalid, "http: {} redirects more than {} times", request.url,
                state_->limits.redirects);
}

/// Is the answer one that was asked for?
Result<HttpHead> HttpClient::judge(const HttpRequest& request) {
    auto& head = state_->head;
    curl_off_t seconds = 0;
    curl_easy_getinfo(state_->easy.get(), CURLINFO_RETRY_AFTER, &seconds);
    head.retry_after = std::chrono::seconds(std::clamp<curl_off_t>(seconds, 0, 1'000'000));
    switch (head.status) {
        case 200:
        case 206:
            break;
        case 304:
            if (!request.if_none_match.empty() || !request.if_modified_since.empty()) return head;
            return fail(ErrorKind::Io, "http: \"not modified\", but nothing was compared");
        case 403:
        case 404:
        case 410:
            return fail(ErrorKind::NotFound, "http: status {}", head.status);
        case 416:
            return fail(ErrorKind::Invalid, "http: the range is not there");
        default:
            return fail(ErrorKind::Io, "http: status {}", head.status);
    }
    if (!head.content_encoding.empty() && head.content_encoding != "identity")
        return fail(ErrorKind::Io, "http: it is encoded ({}), which was not asked for",
                    head.content_encoding);
    if (head.status == 200) return head;
    if (request.offset == 0) return fail(ErrorKind::Invalid, "http: a part, but all was asked for");
    if (range_start(head.content_range) != request.offset)
        return fail(ErrorKind::Invalid, "http: the part \"{}\", but bytes from {} were asked for",
                    head.content_range, request.offset);
    if (!request.if_range.empty() && !head.etag.empty() && request.if_range.front() == '"' &&
        head.etag != request.if_range)
        return fail(ErrorKind::Invalid, "http: a part of another version");
    return head;
}

Result<std::size_t> HttpClient::read(std::span<std::byte> buffer) {
    auto& state = *state_;
    while (state.waiting() == 0) {
        if (!state.is_running) return 0;
        if (state.is_done) {
            const auto result = state.result;
            stop();
            if (result == CURLE_OK) return 0;
            return fail(
                ErrorKind::Io, "http: {}",
                state.message[0] != '\0' ? state.message.data() : curl_easy_strerror(result));
        }
        if (state.is_paused) {
            state.is_paused = false;
            curl_easy_pause(state.easy.get(), CURLPAUSE_CONT);
            continue;
        }
        if (auto pumped = pump(); !pumped) {
            stop();
            return tl::unexpected(std::move(pumped).error());
        }
    }
    const auto count = std::min(buffer.size(), state.waiting());
    std::memcpy(buffer.data(), state.body.data() + state.body_read, count);
    state.body_read += count;
    return count;
}

}  // namespace sen::sync
