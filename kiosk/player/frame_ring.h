// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "base/file.h"
#include "base/geometry.h"
#include "base/result.h"

/// Three I420 pictures in shared memory: one the player writes, one the kiosk shows, and between
/// them the newest complete one. Neither side ever waits for the other.
///
/// The memory starts with one 32-bit word: bits 0 and 1 are the index of the picture in the middle,
/// bit 2 says that the kiosk has not seen it. Each side swaps its own index with the word. The
/// kiosk makes the memory and seals its size, so a child can spoil pictures but neither shrink the
/// memory under the kiosk nor lead it outside: the kiosk computes every address itself and takes
/// from the word an index below three or nothing.
namespace sen::player {

inline constexpr std::uint32_t kIndexMask = 3;
inline constexpr std::uint32_t kFreshBit = 4;
inline constexpr unsigned kFrameCount = 3;

/// Where the planes lie; both sides compute it from the size of the picture.
struct FrameLayout {
    Size size;
    int y_pitch = 0;  ///< bytes, a multiple of 64
    int uv_pitch = 0;
    std::size_t y_bytes = 0;
    std::size_t uv_bytes = 0;  ///< of one of the two

    /// `size` has to pass is_picture_size().
    static FrameLayout of(Size size);
    int chroma_lines() const { return (size.height + 1) / 2; }
    std::size_t frame_bytes() const { return y_bytes + 2 * uv_bytes; }
    std::size_t total_bytes() const;
};

/// The mapped memory; unmapped at the end.
class FrameMemory {
  public:
    /// New, zeroed, its size sealed: the kiosk's side.
    static Result<FrameMemory> create(Size size);
    /// What the kiosk made: the player's side. Memory smaller than the layout is refused.
    static Result<FrameMemory> map(UniqueFd fd, Size size);

    ~FrameMemory();
    FrameMemory(FrameMemory&& other) noexcept;
    FrameMemory& operator=(FrameMemory&&) = delete;

    int fd() const { return fd_.get(); }
    const FrameLayout& layout() const { return layout_; }
    /// Y, U, V of picture `index`, which is below kFrameCount.
    std::array<unsigned char*, 3> planes(unsigned index) const;
    std::uint32_t exchange(std::uint32_t value) const;
    std::uint32_t word() const;

  private:
    FrameMemory(UniqueFd fd, FrameLayout layout, unsigned char* start)
        : fd_(std::move(fd)), layout_(layout), start_(start) {}

    UniqueFd fd_;
    FrameLayout layout_;
    unsigned char* start_;
};

/// The player's side; one thread.
class FrameWriter {
  public:
    explicit FrameWriter(const FrameMemory& memory) : memory_(&memory) {}
    /// The picture to write now.
    std::array<unsigned char*, 3> planes() const { return memory_->planes(back_); }
    void publish();

  private:
    const FrameMemory* memory_;
    unsigned back_ = 2;
};

/// The kiosk's side; one thread.
class FrameReader {
  public:
    explicit FrameReader(const FrameMemory& memory) : memory_(&memory) {}
    bool has_fresh() const { return (memory_->word() & kFreshBit) != 0; }
    /// The index of the newest picture if it was not taken before; it is the reader's until the
    /// next call. Corrupt if the word makes no sense.
    Result<std::optional<unsigned>> take();

  private:
    const FrameMemory* memory_;
    unsigned front_ = 0;
};

}  // namespace sen::player
