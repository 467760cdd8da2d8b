// SPDX-License-Identifier: Apache-2.0
#include "app/edid.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "base/file.h"

namespace sen::app {

namespace {

constexpr std::size_t kBlock = 128;
constexpr std::array<unsigned, 8> kHeader = {0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x00};
constexpr std::size_t kWidthCm = 21, kHeightCm = 22;  // 3.6.2
constexpr std::size_t kFirstTiming = 54;              // 3.10.2: the preferred mode
constexpr std::uint64_t kMaxFile = 64 << 10;

class Block {
  public:
    explicit Block(std::span<const std::byte> bytes) : bytes_(bytes) {}
    int at(std::size_t index) const { return std::to_integer<int>(bytes_[index]); }
    bool is_sound() const {
        for (std::size_t i = 0; i < kHeader.size(); ++i)
            if (at(i) != static_cast<int>(kHeader[i])) return false;
        int sum = 0;
        for (std::size_t i = 0; i < kBlock; ++i) sum += at(i);
        return sum % 256 == 0;
    }
    /// Twelve bits: eight at `low`, four in the upper or lower half of the byte at `high`.
    int twelve(std::size_t low, std::size_t high, bool is_upper) const {
        const int nibble = is_upper ? at(high) >> 4 : at(high) & 15;
        return (nibble << 8) | at(low);
    }

  private:
    std::span<const std::byte> bytes_;
};

/// A panel from 5 cm to 5 m whose pixels are about square, and no shape written as a size.
bool is_honest(Size mm, Size pixels) {
    const auto is_length = [](int side) { return side >= 50 && side <= 5000; };
    if (!is_length(mm.width) || !is_length(mm.height)) return false;
    for (const Size shape : {Size{160, 90}, Size{160, 100}, Size{1600, 900}, Size{1600, 1000},
                             Size{1280, 720}, Size{1920, 1080}})
        if (mm == shape) return false;
    if (pixels.width <= 0 || pixels.height <= 0) return true;
    const double across = static_cast<double>(mm.width) / pixels.width;
    const double down = static_cast<double>(mm.height) / pixels.height;
    return std::abs(across / down - 1) < 0.1;
}

}  // namespace

std::optional<MonitorSize> parse_edid(std::span<const std::byte> bytes) {
    if (bytes.size() < kBlock) return std::nullopt;
    const Block block(bytes.first(kBlock));
    if (!block.is_sound()) return std::nullopt;
    MonitorSize monitor;
    const bool has_timing = block.at(kFirstTiming) != 0 || block.at(kFirstTiming + 1) != 0;
    if (has_timing) {
        const std::size_t timing = kFirstTiming;
        monitor.pixels = {block.twelve(timing + 2, timing + 4, true),
                          block.twelve(timing + 5, timing + 7, true)};
        // To the millimetre; the block's own size is in centimetres.
        const Size exact{block.twelve(timing + 12, timing + 14, true),
                         block.twelve(timing + 13, timing + 14, false)};
        if (is_honest(exact, monitor.pixels)) {
            monitor.millimetres = exact;
            return monitor;
        }
    }
    const Size rough{block.at(kWidthCm) * 10, block.at(kHeightCm) * 10};
    if (!is_honest(rough, monitor.pixels)) return std::nullopt;
    monitor.millimetres = rough;
    return monitor;
}

std::optional<Size> monitor_size_mm(const std::filesystem::path& directory, Size screen) {
    const auto turned = [](Size size) { return Size{size.height, size.width}; };
    std::optional<Size> found;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(directory, error)) {
        const auto status = read_file(entry.path() / "status", kMaxFile);
        if (!status || !status->starts_with("connected")) continue;
        const auto bytes = read_file(entry.path() / "edid", kMaxFile);
        if (!bytes) continue;
        const auto monitor = parse_edid(std::as_bytes(std::span(*bytes)));
        if (!monitor) continue;
        // Another monitor's size is worse than none; one that is not in its own mode still is it.
        const bool is_wide = monitor->millimetres.width >= monitor->millimetres.height;
        const bool is_shown_wide = screen.width >= screen.height;
        const Size mm =
            is_wide == is_shown_wide ? monitor->millimetres : turned(monitor->millimetres);
        if (!is_honest(mm, screen)) continue;
        if (found && *found != mm) return std::nullopt;
        found = mm;
    }
    return found;
}

}  // namespace sen::app
