// SPDX-License-Identifier: Apache-2.0
#include "sync/hostile_server.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>

#include "base/digest.h"

namespace sen::test {

namespace {

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return text;
}

std::string head_of(const ServerReply& reply) {
    std::string head = "HTTP/1.1 " + std::to_string(reply.status) + " Scripted\r\n";
    for (const auto& line : reply.headers) head += line + "\r\n";
    if (reply.has_length && reply.status != 304)
        head +=
            "Content-Length: " + std::to_string(reply.claimed_length.value_or(reply.body.size())) +
            "\r\n";
    return head + "\r\n";
}

}  // namespace

HostileServer::HostileServer(Script script) : script_(std::move(script)) {
    int ends[2];
    listener_.reset(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto* any = reinterpret_cast<sockaddr*>(&address);
    if (::pipe2(ends, O_CLOEXEC) != 0 || ::bind(listener_.get(), any, length) != 0 ||
        ::listen(listener_.get(), 64) != 0 || ::getsockname(listener_.get(), any, &length) != 0)
        throw std::runtime_error("no test server");
    stop_read_.reset(ends[0]);
    stop_write_.reset(ends[1]);
    port_ = ntohs(address.sin_port);
    accepter_ = std::thread([this] { accept_all(); });
}

HostileServer::~HostileServer() {
    stop_write_.reset();  // wakes every wait_for
    accepter_.join();
    for (auto& talker : talkers_) talker.join();
}

std::string HostileServer::url() const {
    return "http://127.0.0.1:" + std::to_string(port_);
}

std::vector<ServerRequest> HostileServer::requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
}

std::vector<std::string> HostileServer::paths() const {
    std::vector<std::string> paths;
    for (const auto& request : requests()) paths.push_back(request.path);
    return paths;
}

void HostileServer::forget() {
    const std::lock_guard lock(mutex_);
    requests_.clear();
}

/// False when the server ends or the other side is gone.
bool HostileServer::wait_for(int socket, short events) {
    pollfd watched[2] = {{socket, events, 0}, {stop_read_.get(), POLLIN, 0}};
    if (::poll(watched, 2, -1) < 0) return false;
    return watched[1].revents == 0 && (watched[0].revents & events) != 0;
}

void HostileServer::accept_all() {
    while (wait_for(listener_.get(), POLLIN)) {
        const int socket =
            ::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (socket < 0) continue;
        // Head and body go out apart: Nagle's algorithm would wait for the client in between.
        const int is_on = 1;
        (void)::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &is_on, sizeof is_on);
        ++connections_;
        talkers_.emplace_back([this, socket] { talk(socket); });
    }
}

void HostileServer::talk(int socket) {
    UniqueFd owned(socket);
    std::string buffer;
    ServerRequest request;
    while (read_request(socket, buffer, request)) {
        {
            const std::lock_guard lock(mutex_);
            requests_.push_back(request);
        }
        if (!send_reply(socket, request, script_(request))) return;
    }
}

bool HostileServer::read_request(int socket, std::string& buffer, ServerRequest& request) {
    std::size_t end = 0;
    while ((end = buffer.find("\r\n\r\n")) == std::string::npos) {
        char piece[4096];
        if (!wait_for(socket, POLLIN)) return false;
        const ssize_t count = ::read(socket, piece, sizeof piece);
        if (count <= 0) return false;
        buffer.append(piece, static_cast<std::size_t>(count));
    }
    const std::string head = buffer.substr(0, end + 2);
    buffer.erase(0, end + 4);
    request = {};
    auto line_end = head.find("\r\n");
    const auto first = head.find(' '), second = head.find(' ', first + 1);
    request.method = head.substr(0, first);
    request.path = head.substr(first + 1, second - first - 1);
    while (line_end + 2 < head.size()) {
        const auto start = line_end + 2;
        line_end = head.find("\r\n", start);
        const std::string line = head.substr(start, line_end - start);
        const auto colon = line.find(':');
        request.headers[lower(line.substr(0, colon))] =
            line.substr(line.find_first_not_of(" ", colon + 1));
    }
    return true;
}

bool HostileServer::send_all(int socket, std::string_view bytes) {
    while (!bytes.empty()) {
        if (!wait_for(socket, POLLOUT)) return false;
        const ssize_t count = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

bool HostileServer::send_reply(int socket, const ServerRequest& request, const ServerReply& reply) {
    if (!send_all(socket, head_of(reply))) return false;
    const bool has_body = request.method != "HEAD" && reply.status != 304;
    do {
        if (has_body && !send_all(socket, reply.body)) return false;
    } while (reply.end == ServerReply::End::Endless);
    if (reply.end == ServerReply::End::Stall) {
        wait_for(socket, POLLIN);  // until the client gives up or the server ends
        return false;
    }
    if (reply.end == ServerReply::End::Reset) {
        const linger now{1, 0};
        ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    }
    return reply.end == ServerReply::End::Keep;
}

ServerReply serve_file(const std::filesystem::path& folder, const ServerRequest& request) {
    ServerReply reply;
    auto bytes = read_file(folder / request.path.substr(1), 1ull << 32);
    if (!bytes) {
        reply.status = 404;
        return reply;
    }
    const std::string etag = '"' + sha256(*bytes).hex().substr(0, 16) + '"';
    reply.headers = {"ETag: " + etag};
    if (request.header("if-none-match") == etag) {
        reply.status = 304;
        return reply;
    }
    const std::string range = request.header("range");
    const std::string condition = request.header("if-range");
    constexpr std::string_view kUnit = "bytes=";
    if (range.starts_with(kUnit) && (condition.empty() || condition == etag)) {
        const auto start = std::stoull(range.substr(kUnit.size()));
        if (start >= bytes->size()) {
            reply.status = 416;
            return reply;
        }
        reply.status = 206;
        reply.headers.push_back("Content-Range: bytes " + std::to_string(start) + "-" +
                                std::to_string(bytes->size() - 1) + "/" +
                                std::to_string(bytes->size()));
        bytes->erase(0, start);
    }
    reply.body = std::move(*bytes);
    return reply;
}

}  // namespace sen::test
