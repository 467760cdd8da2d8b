// SPDX-License-Identifier: Apache-2.0
#include "crash/loop_device.h"

#include <fcntl.h>
#include <linux/fs.h>
#include <linux/loop.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <cerrno>

namespace sen::crash {

namespace {

constexpr unsigned kLoopMajor = 7;

Result<UniqueFd> open_node(const std::filesystem::path& path, int flags) {
    UniqueFd fd(::open(path.c_str(), flags | O_CLOEXEC));
    if (!fd) return tl::unexpected(error_from_errno(errno, "open " + path.string()));
    return fd;
}

}  // namespace

Result<LoopDevice> LoopDevice::attach(const std::filesystem::path& file,
                                      const std::filesystem::path& folder) {
    SEN_TRY(const auto control, open_node("/dev/loop-control", O_RDWR));
    SEN_TRY(const auto backing, open_node(file, O_RDWR));
    while (true) {
        const int number = ::ioctl(control.get(), LOOP_CTL_GET_FREE);
        if (number < 0) return tl::unexpected(error_from_errno(errno, "find a loop device"));
        const auto node = folder / ("loop" + std::to_string(number));
        const auto device = ::makedev(kLoopMajor, static_cast<unsigned>(number));
        if (::mknod(node.c_str(), S_IFBLK | 0600, device) != 0 && errno != EEXIST)
            return tl::unexpected(error_from_errno(errno, "make the node of a loop device"));
        SEN_TRY(const auto writable, open_node(node, O_RDWR));
        loop_config config{};
        config.fd = static_cast<__u32>(backing.get());
        config.info.lo_flags = LO_FLAGS_AUTOCLEAR;
        if (::ioctl(writable.get(), LOOP_CONFIGURE, &config) == 0) {
            SEN_TRY(auto held, open_node(node, O_RDONLY));
            return LoopDevice(node, std::move(held));
        }
        // Another process was quicker to take this one.
        if (errno != EBUSY) return tl::unexpected(error_from_errno(errno, "attach a loop device"));
    }
}

Result<void> LoopDevice::refresh() const {
    if (::ioctl(held_.get(), BLKFLSBUF, 0) == 0) return {};
    return tl::unexpected(error_from_errno(errno, "flush " + node_.string()));
}

Result<Mount> Mount::create(const LoopDevice& device, const std::filesystem::path& on,
                            const char* type, const char* options) {
    if (::mount(device.node().c_str(), on.c_str(), type, MS_NOATIME | MS_NOSUID | MS_NODEV,
                options) != 0)
        return tl::unexpected(error_from_errno(errno, fmt::format("mount {}", type)));
    return Mount(on);
}

Result<void> Mount::unmount() {
    if (on_.empty()) return {};
    const auto on = std::exchange(on_, {});
    if (::umount2(on.c_str(), 0) == 0) return {};
    const Error error = error_from_errno(errno, "unmount " + on.string());
    ::umount2(on.c_str(), MNT_DETACH);
    return tl::unexpected(error);
}

}  // namespace sen::crash
