// SPDX-License-Identifier: Apache-2.0
#include "http_repository.h"

#include <algorithm>

namespace sen::sync {

namespace {

constexpr std::size_t kMaxAddress = 1000;
// Each further broken connection of one file must have brought this much.
constexpr std::uint64_t kLeastProgress = 64 << 10;
constexpr int kNetworkAsksForLogin = 511;  // RFC 6585, 6

bool is_strong(const std::string& etag) {
    return !etag.empty() && etag.front() == '"';
}

}  // namespace

bool is_mirror_address(std::string_view text) {
    std::string_view rest = text;
    for (const std::string_view scheme : {"http://", "https://"})
        if (rest.starts_with(scheme)) rest.remove_prefix(scheme.size());
    if (rest.size() == text.size() || rest.empty() || rest.front() == '/') return false;
    if (text.size() > kMaxAddress) return false;
    return std::all_of(text.begin(), text.end(), [](char letter) {
        return letter > ' ' && letter < 0x7F && letter != '@' && letter != '?' && letter != '#' &&
               letter != '"' && letter != '\\';
    });
}

HttpRepository::HttpRepository(std::vector<std::string> mirrors, HttpClient& client,
                               Patience& patience, const RetryRules& rules)
    : mirrors_(std::move(mirrors)), client_(client), patience_(patience), rules_(rules) {
    for (auto& mirror : mirrors_)
        while (mirror.ends_with('/')) mirror.pop_back();
}

void HttpRepository::pause(int round, Milliseconds wish) {
    Milliseconds time = rules_.first_pause;
    for (int i = 0; i < round && time < rules_.longest_pause; ++i) time *= 2;
    time = std::min(time, rules_.longest_pause);
    // Half of it by chance: a thousand kiosks that failed together must not come back together.
    const double share = 0.5 + patience_.chance() / 2;
    time = Milliseconds(static_cast<Milliseconds::rep>(static_cast<double>(time.count()) * share));
    patience_.wait(std::max(time, std::min(wish, rules_.longest_wish)));
}

Result<void> HttpRepository::over_mirrors(
    const std::function<Result<void>(const std::string& mirror)>& ask) {
    for (int round = 0;; ++round) {
        Milliseconds wish{0};
        bool may_pass = false;
        Error last;
        for (std::size_t i = 0; i < mirrors_.size(); ++i) {
            auto answer = ask(mirrors_[current_]);
            if (answer) return {};
            // What another mirror lacks says less than why this one failed.
            if (last.message.empty() || answer.error().kind != ErrorKind::NotFound)
                last = std::move(answer).error();
            if (last.kind == ErrorKind::Io) {
                may_pass = true;
                wish = std::max(wish, client_.head().retry_after);
            }
            turn_to_next_copy();
        }
        if (!may_pass || round + 1 >= rules_.rounds) return tl::unexpected(std::move(last));
        pause(round, wish);
    }
}

Result<FreshFile> HttpRepository::fetch(const HttpRequest& request, std::uint64_t max_bytes) {
    const auto answer = client_.start(request);
    has_met_web_page_ = !answer && client_.head().status == kNetworkAsksForLogin;
    SEN_TRY(const auto head, answer);
    FreshFile file{head.status == 304, {}, {{}, head.etag, head.last_modified}};
    if (file.is_unchanged) return file;
    has_met_web_page_ = head.content_type.starts_with("text/html");
    if (head.length.value_or(0) > max_bytes)
        return fail(ErrorKind::Invalid, "{}: {} bytes are announced, {} are allowed", request.url,
                    *head.length, max_bytes);
    std::string piece(1 << 16, '\0');
    while (true) {
        auto count = client_.read(std::as_writable_bytes(std::span(piece)));
        if (!count) return add_context(std::move(count).error(), "{}", request.url);
        if (*count == 0) return file;
        if (file.bytes.size() + *count > max_bytes)
            return fail(ErrorKind::Invalid, "{}: more than {} bytes", request.url, max_bytes);
        file.bytes.append(piece, 0, *count);
    }
}

Result<FreshFile> HttpRepository::read_fresh(const std::string& path, std::uint64_t max_bytes,
                                             const Validators& known) {
    FreshFile file;
    SEN_CHECK(over_mirrors([&](const std::string& mirror) -> Result<void> {
        HttpRequest request;
        request.url = mirror + "/" + path;
        if (known.mirror == mirror) {
            request.if_none_match = known.etag;
            if (known.etag.empty()) request.if_modified_since = known.last_modified;
        }
        SEN_TRY(file, fetch(request, max_bytes));
        file.validators.mirror = mirror;
        return {};
    }));
    return file;
}

Result<std::string> HttpRepository::read(const std::string& path, std::uint64_t max_bytes) {
    SEN_TRY(auto file, read_fresh(path, max_bytes, {}));
    return std::move(file.bytes);
}

/// A file's bytes over as many connections as it takes. What the server gives anew from the start
/// is skipped up to where the reader is; that the pieces belong together shows in the hash.
class HttpRepository::Stream final : public store::ObjectStream {
  public:
    Stream(HttpRepository& repository, std::string path, std::uint64_t offset)
        : repository_(repository), path_(std::move(path)), position_(offset) {}

    Result<void> connect() {
        return repository_.over_mirrors(
            [&](const std::string& mirror) { return ask(mirror, position_); });
    }

    Result<std::size_t> read(std::span<std::byte> buffer) override {
        while (true) {
            auto count = read_on(buffer);
            if (count || count.error().kind != ErrorKind::Io) return count;
            if (++breaks_ > rounds() + static_cast<int>(received_ / kLeastProgress)) return count;
            if (breaks_ > 1) repository_.pause(0, Milliseconds(0));
            SEN_CHECK(connect());
        }
    }

  private:
    int rounds() const { return repository_.rules_.rounds; }

    Result<void> ask(const std::string& mirror, std::uint64_t from) {
        HttpRequest request;
        request.url = mirror + "/" + path_;
        request.offset = from;
        if (mirror == mirror_) request.if_range = validator_;
        auto head = repository_.client_.start(request);
        // A range that is refused or makes no sense: the whole file is still worth asking for.
        if (!head && head.error().kind == ErrorKind::Invalid && from > 0) return ask(mirror, 0);
        if (!head) return tl::unexpected(std::move(head).error());
        if (head->status != 200 && head->status != 206)
            return fail(ErrorKind::Io, "http: {}: status {}", request.url, head->status);
        skip_ = head->status == 206 ? 0 : position_;
        mirror_ = mirror;
        validator_ = is_strong(head->etag) ? head->etag : head->last_modified;
        return {};
    }

    Result<std::size_t> read_on(std::span<std::byte> buffer) {
        while (true) {
            SEN_TRY(const auto count, repository_.client_.read(buffer));
            received_ += count;
            if (count == 0) return count;
            if (skip_ >= count) {
                skip_ -= count;
                continue;
            }
            const auto fresh = count - static_cast<std::size_t>(skip_);
            std::copy_n(buffer.begin() + static_cast<std::ptrdiff_t>(skip_), fresh, buffer.begin());
            skip_ = 0;
            position_ += fresh;
            return fresh;
        }
    }

    HttpRepository& repository_;
    std::string path_, mirror_, validator_;
    std::uint64_t position_;  ///< how far the reader is
    std::uint64_t skip_ = 0;  ///< bytes that come again
    std::uint64_t received_ = 0;
    int breaks_ = 0;
};

Result<std::unique_ptr<store::ObjectStream>> HttpRepository::open(const std::string& path,
                                                                  std::uint64_t offset) {
    auto stream = std::make_unique<Stream>(*this, path, offset);
    SEN_CHECK(stream->connect());
    return std::unique_ptr<store::ObjectStream>(std::move(stream));
}

}  // namespace sen::sync
