// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/file.h"

namespace sen::test {

struct ServerRequest {
    std::string method, path;
    std::map<std::string, std::string> headers;  ///< names in lower case

    std::string header(const std::string& name) const {
        const auto found = headers.find(name);
        return found == headers.end() ? "" : found->second;
    }
};

/// What goes over the wire, true or not.
struct ServerReply {
    int status = 200;
    std::vector<std::string> headers;  ///< "Name: value"
    std::string body;
    std::optional<std::uint64_t> claimed_length;  ///< Content-Length, if not the body's
    bool has_length = true;
    enum class End {
        Keep,     ///< the connection stays
        Close,    ///< closed after the body
        Reset,    ///< closed with a reset after the body
        Stall,    ///< nothing more comes, and the connection stays open
        Endless,  ///< the body again and again
    };
    End end = End::Keep;
};

/// A web server on 127.0.0.1 that answers as a script says. Threads of its own; ends with it.
class HostileServer {
  public:
    using Script = std::function<ServerReply(const ServerRequest&)>;

    explicit HostileServer(Script script);
    ~HostileServer();
    HostileServer(const HostileServer&) = delete;
    HostileServer& operator=(const HostileServer&) = delete;

    std::string url() const;  ///< "http://127.0.0.1:<port>"
    std::vector<ServerRequest> requests() const;
    std::vector<std::string> paths() const;
    /// Forgets the requests so far.
    void forget();
    int connections() const { return connections_; }

  private:
    void accept_all();
    void talk(int socket);
    bool read_request(int socket, std::string& buffer, ServerRequest& request);
    bool send_reply(int socket, const ServerRequest& request, const ServerReply& reply);
    bool send_all(int socket, std::string_view bytes);
    bool wait_for(int socket, short events);

    Script script_;
    mutable std::mutex mutex_;
    std::vector<ServerRequest> requests_;
    std::vector<std::thread> talkers_;
    UniqueFd listener_, stop_read_, stop_write_;
    int port_ = 0;
    std::atomic<int> connections_{0};
    std::thread accepter_;
};

/// An honest answer out of a folder: ETag, conditional requests, ranges.
ServerReply serve_file(const std::filesystem::path& folder, const ServerRequest& request);

}  // namespace sen::test
