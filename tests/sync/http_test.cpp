// SPDX-License-Identifier: Apache-2.0
// What a web server may do to sen-sync, and what it gets for it.
#include <doctest/doctest.h>

#include <algorithm>

#include "http_fixture.h"

using namespace sen;
using namespace sen::test;
using sync::HttpClient;
using sync::HttpLimits;
using sync::HttpRepository;
using End = ServerReply::End;

namespace {

constexpr std::uint64_t kMost = 1 << 20;

/// A client with one server and short patience.
struct Line {
    NoPatience patience;
    HttpClient client;
    HttpRepository repository;

    explicit Line(std::vector<std::string> mirrors, const HttpLimits& limits = {}, int rounds = 3)
        : client(limits), repository(std::move(mirrors), client, patience, {rounds, {}, {}, {}}) {}
    explicit Line(const HostileServer& server, const HttpLimits& limits = {}, int rounds = 3)
        : Line(std::vector{server.url()}, limits, rounds) {}

    Result<std::string> read(std::uint64_t max_bytes = kMost) {
        return repository.read("metadata/timestamp.json", max_bytes);
    }
    /// All of an object from `offset` on.
    Result<std::string> object(std::uint64_t offset = 0) {
        SEN_TRY(const auto stream, repository.open("objects/ab/file", offset));
        return store::read_stream(*stream, kMost, "file");
    }
};

HttpLimits impatient() {
    HttpLimits limits;
    limits.slow_for = Milliseconds(30);
    return limits;
}

ServerReply saying(std::string body, int status = 200) {
    ServerReply reply;
    reply.status = status;
    reply.body = std::move(body);
    return reply;
}

ServerReply redirecting(const std::string& target) {
    auto reply = saying("moved", 302);
    reply.headers = {"Location: " + target};
    return reply;
}

std::string letters(std::size_t count) {
    std::string text(count, ' ');
    for (std::size_t i = 0; i < count; ++i) text[i] = static_cast<char>('a' + i * 7 % 26);
    return text;
}

/// The bytes from `start` on as a 206.
ServerReply part_of(const std::string& whole, std::size_t start, const std::string& etag) {
    auto reply = saying(whole.substr(start), 206);
    reply.headers = {"ETag: " + etag, fmt::format("Content-Range: bytes {}-{}/{}", start,
                                                  whole.size() - 1, whole.size())};
    return reply;
}

}  // namespace

TEST_CASE("http: one connection serves many requests, and none carries more than it must") {
    HostileServer server([](const ServerRequest& request) {
        return request.path.ends_with("2.root.json") ? saying("no", 404) : saying("{}");
    });
    Line line(server);

    CHECK(line.read() == "{}");
    CHECK(line.repository.read("metadata/2.root.json", kMost).error().kind == ErrorKind::NotFound);
    CHECK(line.read() == "{}");

    CHECK(server.connections() == 1);
    for (const auto& request : server.requests())
        for (const char* header : {"accept-encoding", "cookie", "authorization", "range"})
            CHECK_MESSAGE(request.header(header).empty(), header);
}

TEST_CASE("http: a body longer than allowed is refused, announced or not") {
    HostileServer honest([](const ServerRequest&) { return saying(letters(2000)); });
    HostileServer endless([](const ServerRequest&) {
        auto reply = saying(letters(1000));
        reply.has_length = false;
        reply.end = End::Endless;
        return reply;
    });

    CHECK(Line(honest).read(1999).error().kind == ErrorKind::Invalid);
    CHECK(Line(honest).read(2000)->size() == 2000);
    CHECK(Line(endless).read().error().kind == ErrorKind::Invalid);
}

TEST_CASE("http: what stops coming is given up, not waited for") {
    for (const std::size_t bytes : {std::size_t{0}, std::size_t{1}}) {
        HostileServer server([&](const ServerRequest&) {
            auto reply = saying(letters(bytes));
            reply.claimed_length = 1000;
            reply.end = End::Stall;
            return reply;
        });
        Line line(server, impatient());

        const auto answer = line.read();

        REQUIRE_FALSE(answer);
        CHECK(answer.error().kind == ErrorKind::Io);
        CHECK(server.requests().size() == 3);
    }
}

TEST_CASE("http: a body shorter than its length is no answer") {
    HostileServer server([](const ServerRequest&) {
        auto reply = saying("{");
        reply.claimed_length = 100;
        reply.end = End::Close;
        return reply;
    });

    CHECK(Line(server).read().error().kind == ErrorKind::Io);
}

TEST_CASE("http: redirects are few, and lead nowhere but to the web") {
    HostileServer server([](const ServerRequest& request) {
        if (request.path == "/final") return saying("there");
        if (request.path.starts_with("/hop"))
            return redirecting(request.path == "/hop1/metadata/timestamp.json" ? "/final" : "/x");
        const auto from = request.path.substr(0, request.path.find('/', 1));
        if (from == "/file") return redirecting("file:///etc/passwd");
        if (from == "/ftp") return redirecting("ftp://127.0.0.1/x");
        if (from == "/gopher") return redirecting("gopher://127.0.0.1/x");
        if (from == "/user") return redirecting("http://a:b@127.0.0.1/x");
        if (from == "/nowhere") return saying("moved", 302);
        return redirecting(request.path);
    });
    const auto read = [&](const std::string& from) {
        return Line(std::vector{server.url() + from}).read();
    };

    CHECK(read("/hop1") == "there");
    for (const char* from : {"/loop", "/file", "/ftp", "/gopher", "/user", "/nowhere"}) {
        server.forget();
        CHECK_MESSAGE(!read(from), from);
        CHECK_MESSAGE(server.requests().size() <= 4, from);
    }
}

TEST_CASE("http: what is encoded though nobody asked is not taken") {
    HostileServer server([](const ServerRequest&) {
        auto reply = saying("\x1f\x8b");
        reply.headers = {"Content-Encoding: gzip"};
        return reply;
    });

    CHECK_FALSE(Line(server).read());
}

TEST_CASE("http: endless headers end the exchange") {
    HostileServer server([](const ServerRequest&) {
        auto reply = saying("{}");
        for (int i = 0; i < 2000; ++i) reply.headers.push_back("X-More: " + letters(60));
        return reply;
    });

    CHECK_FALSE(Line(server, {}, 1).read());
}

TEST_CASE("http: a web page in place of the file is noticed") {
    HostileServer portal([](const ServerRequest&) {
        auto reply = saying("<html>Wi-Fi: log in</html>");
        reply.headers = {"Content-Type: text/html; charset=utf-8"};
        return reply;
    });
    Line line(portal);

    CHECK(line.read());
    CHECK(line.repository.has_met_web_page());
}

TEST_CASE("http: a conditional request is answered in few bytes") {
    HostileServer server([](const ServerRequest& request) {
        auto reply = saying("the timestamp");
        reply.headers = {"ETag: \"1\""};
        if (request.header("if-none-match") == "\"1\"") reply.status = 304;
        return reply;
    });
    Line line(server);
    const auto first = line.repository.read_fresh("metadata/timestamp.json", kMost, {});
    const auto before = line.client.bytes_received();

    const auto second =
        line.repository.read_fresh("metadata/timestamp.json", kMost, first->validators);

    REQUIRE(second);
    CHECK_FALSE(first->is_unchanged);
    CHECK(second->is_unchanged);
    CHECK(line.client.bytes_received() - before < 200);
}

TEST_CASE("http: \"not modified\" to one who has nothing is no answer") {
    HostileServer server([](const ServerRequest&) { return saying("", 304); });

    CHECK(Line(server).read().error().kind == ErrorKind::Io);
}

TEST_CASE("http: the words of one mirror are not shown to another") {
    HostileServer server([](const ServerRequest&) { return saying("{}"); });
    Line line(server);

    CHECK(line.repository.read_fresh("timestamp.json", kMost, {"http://other", "\"1\"", "x"}));

    CHECK(server.requests().at(0).header("if-none-match").empty());
    CHECK(server.requests().at(0).header("if-modified-since").empty());
}

TEST_CASE("http: what failed once is asked for again, after longer and longer pauses") {
    int failures = 4;
    HostileServer server(
        [&](const ServerRequest&) { return failures-- > 0 ? saying("", 503) : saying("at last"); });
    Line line(std::vector{server.url()});
    HttpRepository repository({server.url()}, line.client, line.patience,
                              {5, Milliseconds(1000), Milliseconds(3000), Milliseconds(9000)});

    CHECK(repository.read("x", kMost) == "at last");

    using Waits = std::vector<Milliseconds>;
    CHECK(line.patience.waits ==
          Waits{Milliseconds(500), Milliseconds(1000), Milliseconds(1500), Milliseconds(1500)});
}

TEST_CASE("http: a server's wish to wait is heard, within bounds") {
    for (const auto& [wish, pause] : {std::pair("7", 7000), std::pair("86400", 9000)}) {
        bool has_failed = false;
        HostileServer server([&, wish = wish](const ServerRequest&) {
            if (std::exchange(has_failed, true)) return saying("{}");
            auto reply = saying("", 429);
            reply.headers = {std::string("Retry-After: ") + wish};
            return reply;
        });
        Line line(std::vector{server.url()});
        HttpRepository repository({server.url()}, line.client, line.patience,
                                  {2, Milliseconds(10), Milliseconds(10), Milliseconds(9000)});

        CHECK(repository.read("x", kMost));

        CHECK(line.patience.waits == std::vector{Milliseconds(pause)});
    }
}

TEST_CASE("http: one mirror's failure is the next one's turn, and who answered is asked first") {
    HostileServer broken([](const ServerRequest&) { return saying("", 500); });
    HostileServer empty([](const ServerRequest&) { return saying("", 404); });
    HostileServer good([](const ServerRequest&) { return saying("{}"); });
    Line line(std::vector{broken.url(), empty.url(), good.url() + "/"});

    CHECK(line.read());
    CHECK(line.read());

    CHECK(broken.requests().size() == 1);
    CHECK(good.paths() == std::vector<std::string>(2, "/metadata/timestamp.json"));
    CHECK(line.patience.waits.empty());
}

TEST_CASE("http: a cut transfer goes on where it was, for the same version only") {
    const std::string whole = letters(100'000);
    HostileServer server([&](const ServerRequest& request) {
        const auto range = request.header("range");
        if (!range.empty()) {
            CHECK(request.header("if-range") == "\"v1\"");
            return part_of(whole, std::stoul(range.substr(6)), "\"v1\"");
        }
        auto reply = saying(whole.substr(0, 40'000));
        reply.headers = {"ETag: \"v1\""};
        reply.claimed_length = whole.size();
        reply.end = End::Close;
        return reply;
    });
    Line line(server);

    CHECK(line.object() == whole);

    CHECK(server.requests().size() == 2);
    CHECK(server.requests().at(1).header("range") == "bytes=40000-");
}

TEST_CASE("http: a server without ranges, or with senseless ones, gives the file anew") {
    const std::string whole = letters(100'000);
    enum class Manner { Ignores, WrongRange, NoRange, OtherVersion, Refuses };
    for (const auto manner : {Manner::Ignores, Manner::WrongRange, Manner::NoRange,
                              Manner::OtherVersion, Manner::Refuses}) {
        bool was_cut = false;
        HostileServer server([&](const ServerRequest& request) {
            const bool has_range = !request.header("range").empty();
            if (has_range && manner == Manner::WrongRange) return part_of(whole, 7, "\"v1\"");
            if (has_range && manner == Manner::NoRange) return saying(whole.substr(50'000), 206);
            if (has_range && manner == Manner::OtherVersion)
                return part_of(whole, 40'000, "\"v2\"");
            if (has_range && manner == Manner::Refuses) return saying("", 416);
            auto reply = saying(whole);
            reply.headers = {"ETag: \"v1\""};
            if (std::exchange(was_cut, true)) return reply;
            reply.body.resize(40'000);
            reply.claimed_length = whole.size();
            reply.end = End::Reset;
            return reply;
        });
        Line line(server);

        CHECK(line.object() == whole);
    }
}

TEST_CASE("http: a transfer taken up from an earlier run starts with a range") {
    const std::string whole = letters(1000);
    HostileServer server([&](const ServerRequest& request) {
        const auto range = request.header("range");
        return range.empty() ? saying(whole) : part_of(whole, std::stoul(range.substr(6)), "\"1\"");
    });

    CHECK(Line(server).object(600) == whole.substr(600));
    CHECK(server.requests().at(0).header("range") == "bytes=600-");
}

TEST_CASE("http: a mirror goes on where another one broke off") {
    const std::string whole = letters(100'000);
    HostileServer first([&](const ServerRequest& request) {
        if (!request.header("range").empty()) return saying("", 500);
        auto reply = saying(whole.substr(0, 30'000));
        reply.claimed_length = whole.size();
        reply.end = End::Close;
        return reply;
    });
    HostileServer second([&](const ServerRequest& request) {
        CHECK(request.header("if-range").empty());
        return part_of(whole, std::stoul(request.header("range").substr(6)), "\"other\"");
    });
    Line line(std::vector{first.url(), second.url()});

    CHECK(line.object() == whole);
}

TEST_CASE("http: crumbs with a cut after each end in a refusal, not in days of asking") {
    const std::string whole = letters(100'000);
    HostileServer server([&](const ServerRequest& request) {
        const auto range = request.header("range");
        const std::size_t start = range.empty() ? 0 : std::stoul(range.substr(6));
        auto reply = start == 0 ? saying(whole) : part_of(whole, start, "\"1\"");
        reply.body.resize(1);
        reply.claimed_length = whole.size() - start;
        reply.end = End::Close;
        return reply;
    });

    CHECK_FALSE(Line(server).object());
    CHECK(server.requests().size() < 10);
}

TEST_CASE("http: half of all requests failing still brings every byte") {
    const std::string whole = letters(50'000);
    unsigned dice = 1;
    HostileServer server([&](const ServerRequest& request) {
        dice = dice * 1'103'515'245 + 12'345;
        const auto throw_of_dice = dice >> 16;
        if (throw_of_dice % 4 == 0) return saying("", 500);
        const auto range = request.header("range");
        const std::size_t start = range.empty() ? 0 : std::stoul(range.substr(6));
        auto reply = start == 0 ? saying(whole) : part_of(whole, start, "\"1\"");
        if (start == 0) reply.headers = {"ETag: \"1\""};
        if (throw_of_dice % 4 == 1) {
            reply.claimed_length = reply.body.size();
            reply.body.resize(reply.body.size() / 2);
            reply.end = End::Reset;
        }
        return reply;
    });

    for (int i = 0; i < 30; ++i) CHECK(Line(server, {}, 12).object() == whole);
}

TEST_CASE("http: a closed port is a failure that may pass") {
    Line line(std::vector<std::string>{"http://127.0.0.1:1"}, {}, 2);

    CHECK(line.read().error().kind == ErrorKind::Io);
    CHECK(line.patience.waits.size() == 1);
}

TEST_CASE("http: an address of a mirror is a plain one") {
    for (const char* good : {"http://sen.example", "https://sen.example:8443/kiosk/"})
        CHECK_MESSAGE(sync::is_mirror_address(good), good);
    for (const char* bad : {"", "sen.example", "ftp://sen.example", "file:///etc", "http://",
                            "http:///x", "http://a:b@host", "http://host/?x", "http://host/#x",
                            "http://ho st", "http://h\xc3\xb4", "HTTP://host"})
        CHECK_MESSAGE(!sync::is_mirror_address(bad), bad);
}
