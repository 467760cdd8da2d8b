// SPDX-License-Identifier: Apache-2.0
#include "player/channel.h"

#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace sen::player {

namespace {
using ControlBuffer = std::array<unsigned char, CMSG_SPACE(kMaxDescriptors * sizeof(int))>;

/// Moves the descriptors of one received packet into owners; false if there are too many.
bool take_descriptors(msghdr& header, std::span<UniqueFd> descriptors) {
    std::size_t count = 0;
    bool all_fit = true;
    for (cmsghdr* part = CMSG_FIRSTHDR(&header); part != nullptr;
         part = CMSG_NXTHDR(&header, part)) {
        if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS) continue;
        const std::size_t held = (part->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (std::size_t i = 0; i < held; ++i) {
            int fd = -1;
            std::memcpy(&fd, CMSG_DATA(part) + i * sizeof(int), sizeof fd);
            UniqueFd owner(fd);
            if (count < descriptors.size())
                descriptors[count++] = std::move(owner);
            else
                all_fit = false;
        }
    }
    return all_fit;
}
}  // namespace

Sent send_message(int channel, const Message& message, std::span<const int> descriptors) {
    Message copy = message;
    iovec body{&copy, sizeof copy};
    msghdr header{};
    header.msg_iov = &body;
    header.msg_iovlen = 1;
    alignas(cmsghdr) ControlBuffer control{};
    if (!descriptors.empty()) {
        const std::size_t count = std::min(descriptors.size(), kMaxDescriptors);
        header.msg_control = control.data();
        header.msg_controllen = CMSG_SPACE(count * sizeof(int));
        cmsghdr* rights = CMSG_FIRSTHDR(&header);
        rights->cmsg_level = SOL_SOCKET;
        rights->cmsg_type = SCM_RIGHTS;
        rights->cmsg_len = CMSG_LEN(count * sizeof(int));
        std::memcpy(CMSG_DATA(rights), descriptors.data(), count * sizeof(int));
    }
    while (true) {
        if (::sendmsg(channel, &header, MSG_DONTWAIT | MSG_NOSIGNAL) >= 0) return Sent::Done;
        if (errno == EINTR) continue;
        const bool is_full = errno == EAGAIN || errno == EWOULDBLOCK || errno == ENOBUFS;
        return is_full ? Sent::Full : Sent::Gone;
    }
}

Received receive_message(int channel, Sender sender, std::span<UniqueFd> descriptors) {
    using Kind = Received::Kind;
    // One byte more than a message, so that a longer packet is seen as longer.
    std::array<std::byte, sizeof(Message) + 1> packet;
    iovec body{packet.data(), packet.size()};
    alignas(cmsghdr) ControlBuffer control{};
    ssize_t count = -1;
    msghdr header{};
    do {
        header = {};
        header.msg_iov = &body;
        header.msg_iovlen = 1;
        if (!descriptors.empty()) {
            header.msg_control = control.data();
            header.msg_controllen = control.size();
        }
        count = ::recvmsg(channel, &header, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    } while (count < 0 && errno == EINTR);
    if (count < 0) {
        const bool is_empty = errno == EAGAIN || errno == EWOULDBLOCK;
        return {is_empty ? Kind::Nothing : Kind::Gone};
    }
    const bool all_fit = take_descriptors(header, descriptors);
    if (count == 0) return {Kind::Gone};
    if (!all_fit || (header.msg_flags & MSG_CTRUNC) != 0)
        return {Kind::Garbage, {}, "descriptors that nobody asked for"};
    auto message = parse_message({packet.data(), static_cast<std::size_t>(count)}, sender);
    if (!message) return {Kind::Garbage, {}, message.error().message};
    return {Kind::Message, *message};
}

}  // namespace sen::player
