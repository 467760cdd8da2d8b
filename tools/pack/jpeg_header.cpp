// SPDX-License-Identifier: Apache-2.0
#include "jpeg_header.h"

#include <string>

#include "base/file.h"

namespace sen::pack {
namespace {

constexpr std::uint64_t kMaxBytes = 64 << 20;

// Markers of ITU-T T.81, table B.1.
constexpr unsigned kStartOfImage = 0xd8, kBaseline = 0xc0, kStartOfScan = 0xda;

bool is_frame(unsigned marker) {
    // C4, C8 and CC are no frames: Huffman tables, an extension, arithmetic conditioning.
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

}  // namespace

Result<Size> read_baseline_jpeg_size(const std::filesystem::path& file) {
    SEN_TRY(const std::string bytes, read_file(file, kMaxBytes));
    const auto byte = [&](std::size_t at) { return static_cast<unsigned>(bytes[at]) & 0xffU; };
    const auto pair = [&](std::size_t at) {
        return static_cast<int>(byte(at) << 8 | byte(at + 1));
    };
    if (bytes.size() < 4 || byte(0) != 0xff || byte(1) != kStartOfImage)
        return fail(ErrorKind::Corrupt, "{} is no JPEG", file.filename().string());
    std::size_t at = 2;
    while (at + 10 <= bytes.size() && byte(at) == 0xff && byte(at + 1) != kStartOfScan) {
        const unsigned marker = byte(at + 1);
        if (is_frame(marker)) {
            if (marker != kBaseline || byte(at + 4) != 8 || byte(at + 9) != 3)
                return fail(ErrorKind::Invalid, "{} is no baseline colour JPEG (frame {:x})",
                            file.filename().string(), marker);
            return Size{pair(at + 7), pair(at + 5)};
        }
        at += 2 + static_cast<std::size_t>(pair(at + 2));
    }
    return fail(ErrorKind::Corrupt, "{} is a JPEG without a frame", file.filename().string());
}

}  // namespace sen::pack
