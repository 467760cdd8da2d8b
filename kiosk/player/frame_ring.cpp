// SPDX-License-Identifier: Apache-2.0
#include "player/frame_ring.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <cassert>
#include <cerrno>

#include "player/protocol.h"

namespace sen::player {

namespace {
constexpr std::size_t kHeaderBytes = 64;  // one cache line for the word alone
constexpr std::uint32_t kFirstMiddle = 1;
static_assert(std::atomic_ref<std::uint32_t>::is_always_lock_free);

std::size_t rounded_up(std::size_t value, std::size_t unit) {
    return (value + unit - 1) / unit * unit;
}

Result<unsigned char*> map_shared(int fd, std::size_t bytes) {
    void* start = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (start == MAP_FAILED) return tl::unexpected(error_from_errno(errno, "map frame memory"));
    return static_cast<unsigned char*>(start);
}
}  // namespace

FrameLayout FrameLayout::of(Size size) {
    assert(is_picture_size(size));
    FrameLayout layout;
    layout.size = size;
    layout.y_pitch = static_cast<int>(rounded_up(static_cast<std::size_t>(size.width), 64));
    layout.uv_pitch = layout.y_pitch / 2;
    layout.y_bytes =
        static_cast<std::size_t>(layout.y_pitch) * static_cast<std::size_t>(size.height);
    layout.uv_bytes =
        static_cast<std::size_t>(layout.uv_pitch) * static_cast<std::size_t>(layout.chroma_lines());
    return layout;
}

std::size_t FrameLayout::total_bytes() const {
    return kHeaderBytes + kFrameCount * rounded_up(frame_bytes(), 64);
}

Result<FrameMemory> FrameMemory::create(Size size) {
    if (!is_picture_size(size))
        return fail(ErrorKind::Invalid, "picture of {}x{}", size.width, size.height);
    const FrameLayout layout = FrameLayout::of(size);
    UniqueFd fd(::memfd_create("sen-frames", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (!fd) return tl::unexpected(error_from_errno(errno, "make frame memory"));
    if (::ftruncate(fd.get(), static_cast<off_t>(layout.total_bytes())) != 0)
        return tl::unexpected(error_from_errno(errno, "size frame memory"));
    if (::fcntl(fd.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0)
        return tl::unexpected(error_from_errno(errno, "seal frame memory"));
    SEN_TRY(unsigned char* start, map_shared(fd.get(), layout.total_bytes()));
    FrameMemory memory(std::move(fd), layout, start);
    memory.exchange(kFirstMiddle);
    return memory;
}

Result<FrameMemory> FrameMemory::map(UniqueFd fd, Size size) {
    if (!is_picture_size(size))
        return fail(ErrorKind::Invalid, "picture of {}x{}", size.width, size.height);
    const FrameLayout layout = FrameLayout::of(size);
    SEN_TRY(const std::uint64_t bytes, file_size(fd));
    if (bytes < layout.total_bytes())
        return fail(ErrorKind::Corrupt, "frame memory of {} bytes", bytes);
    SEN_TRY(unsigned char* start, map_shared(fd.get(), layout.total_bytes()));
    return FrameMemory(std::move(fd), layout, start);
}

FrameMemory::~FrameMemory() {
    if (start_ != nullptr) ::munmap(start_, layout_.total_bytes());
}

FrameMemory::FrameMemory(FrameMemory&& other) noexcept
    : fd_(std::move(other.fd_)),
      layout_(other.layout_),
      start_(std::exchange(other.start_, nullptr)) {}

std::array<unsigned char*, 3> FrameMemory::planes(unsigned index) const {
    assert(index < kFrameCount);
    unsigned char* y = start_ + kHeaderBytes + index * rounded_up(layout_.frame_bytes(), 64);
    return {y, y + layout_.y_bytes, y + layout_.y_bytes + layout_.uv_bytes};
}

std::uint32_t FrameMemory::exchange(std::uint32_t value) const {
    auto& shared = *reinterpret_cast<std::uint32_t*>(start_);
    return std::atomic_ref(shared).exchange(value, std::memory_order_acq_rel);
}

std::uint32_t FrameMemory::word() const {
    auto& shared = *reinterpret_cast<std::uint32_t*>(start_);
    return std::atomic_ref(shared).load(std::memory_order_acquire);
}

void FrameWriter::publish() {
    const unsigned taken = memory_->exchange(back_ | kFreshBit) & kIndexMask;
    if (taken < kFrameCount) back_ = taken;
}

Result<std::optional<unsigned>> FrameReader::take() {
    const std::uint32_t seen = memory_->word();
    if (seen > (kIndexMask | kFreshBit) || (seen & kIndexMask) >= kFrameCount)
        return fail(ErrorKind::Corrupt, "frame exchange word {:#x}", seen);
    if ((seen & kFreshBit) == 0) return std::optional<unsigned>();
    // The word may have changed since: judge what the swap itself gave.
    const std::uint32_t swapped = memory_->exchange(front_);
    const unsigned index = swapped & kIndexMask;
    if (index >= kFrameCount) return fail(ErrorKind::Corrupt, "frame exchange word {:#x}", swapped);
    front_ = index;
    return std::optional<unsigned>(index);
}

}  // namespace sen::player
