// SPDX-License-Identifier: Apache-2.0
#include "picture_header.h"

#include <sys/types.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/file.h"
#include "pack_limits.h"
#include "program.h"
#include "svg.h"
#include "text.h"

namespace sen::pack {
namespace {

using namespace std::string_view_literals;

/// Reads of a few bytes at any place of an open file.
class Bytes {
  public:
    explicit Bytes(const UniqueFd& file) : file_(file) {}

    /// Exactly `length` bytes, or nothing when the file is shorter.
    std::optional<std::string> at(std::uint64_t offset, std::size_t length) const {
        std::string bytes(length, '\0');
        for (std::size_t done = 0; done < length;) {
            const ssize_t count = ::pread(file_.get(), bytes.data() + done, length - done,
                                          static_cast<off_t>(offset + done));
            if (count < 0 && errno == EINTR) continue;
            if (count <= 0) return std::nullopt;
            done += static_cast<std::size_t>(count);
        }
        return bytes;
    }

  private:
    const UniqueFd& file_;
};

std::uint32_t big(std::string_view bytes) {
    std::uint32_t value = 0;
    for (const char c : bytes) value = (value << 8) | static_cast<unsigned char>(c);
    return value;
}

std::uint32_t little(std::string_view bytes) {
    std::uint32_t value = 0;
    for (std::size_t i = bytes.size(); i-- > 0;)
        value = (value << 8) | static_cast<unsigned char>(bytes[i]);
    return value;
}

tl::unexpected<Error> cut_off() {
    return fail(ErrorKind::Corrupt, "the file is cut off");
}

Result<PictureFacts> facts(std::uint32_t width, std::uint32_t height, std::string loader,
                           bool is_cmyk = false) {
    constexpr std::uint32_t kMost = 0x7FFFFFFF;
    if (width == 0 || height == 0 || width > kMost || height > kMost)
        return fail(ErrorKind::Corrupt, "a picture of {} x {} pixels", width, height);
    return PictureFacts{
        {static_cast<int>(width), static_cast<int>(height)}, std::move(loader), is_cmyk};
}

/// Walks the segments of a JPEG to its frame header.
Result<PictureFacts> read_jpeg(const Bytes& bytes) {
    std::uint64_t offset = 2;
    for (int segments = 0; segments < 1000; ++segments) {
        auto marker = bytes.at(offset, 4);
        while (marker && (*marker)[0] == '\xFF' && (*marker)[1] == '\xFF')
            marker = bytes.at(++offset, 4);  // fill bytes before a marker
        if (!marker) return cut_off();
        if ((*marker)[0] != '\xFF') return fail(ErrorKind::Corrupt, "a JPEG with a broken header");
        const unsigned code = big(marker->substr(1, 1));
        const bool is_frame =
            code >= 0xC0 && code <= 0xCF && code != 0xC4 && code != 0xC8 && code != 0xCC;
        if (is_frame) {
            const auto frame = bytes.at(offset + 4, 6);
            if (!frame) return cut_off();
            return facts(big(frame->substr(3, 2)), big(frame->substr(1, 2)), "jpeg",
                         (*frame)[5] == 4);
        }
        const std::uint32_t length = big(marker->substr(2, 2));
        if (code == 0xD9 || code == 0xDA || length < 2)
            return fail(ErrorKind::Corrupt, "a JPEG without a frame");
        offset += 2 + length;
    }
    return fail(ErrorKind::Corrupt, "a JPEG without a frame");
}

Result<PictureFacts> read_png(const Bytes& bytes) {
    const auto header = bytes.at(8, 16);
    if (!header) return cut_off();
    if (header->substr(4, 4) != "IHDR") return fail(ErrorKind::Corrupt, "a PNG without a header");
    return facts(big(header->substr(8, 4)), big(header->substr(12, 4)), "png");
}

Result<PictureFacts> read_webp(const Bytes& bytes) {
    const auto chunk = bytes.at(12, 18);
    if (!chunk) return cut_off();
    const std::string_view data = std::string_view(*chunk).substr(8);
    if (chunk->starts_with("VP8 "))
        return facts(little(data.substr(6, 2)) & 0x3FFF, little(data.substr(8, 2)) & 0x3FFF,
                     "webp");
    if (chunk->starts_with("VP8L")) {
        const std::uint32_t bits = little(data.substr(1, 4));
        return facts((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1, "webp");
    }
    if (chunk->starts_with("VP8X"))
        return facts(little(data.substr(4, 3)) + 1, little(data.substr(7, 3)) + 1, "webp");
    return fail(ErrorKind::Corrupt, "a WebP without a picture");
}

/// The first directory of a TIFF.
Result<PictureFacts> read_tiff(const Bytes& bytes, bool is_big_endian) {
    const auto number = [&](std::string_view text) {
        return is_big_endian ? big(text) : little(text);
    };
    const auto start = bytes.at(4, 4);
    const auto count = start ? bytes.at(number(*start), 2) : std::nullopt;
    if (!count) return cut_off();
    const std::uint32_t entries = number(*count);
    const auto directory = bytes.at(std::uint64_t{number(*start)} + 2, std::size_t{entries} * 12);
    if (!directory) return cut_off();
    std::uint32_t width = 0, height = 0, colours = 0;
    for (std::uint32_t i = 0; i < entries; ++i) {
        const std::string_view entry = std::string_view(*directory).substr(std::size_t{i} * 12, 12);
        const bool is_short = number(entry.substr(2, 2)) == 3;
        const std::uint32_t value = number(entry.substr(8, is_short ? 2 : 4));
        switch (number(entry.substr(0, 2))) {
            case 256:
                width = value;
                break;
            case 257:
                height = value;
                break;
            case 262:
                colours = value;
                break;
            default:
                break;
        }
    }
    constexpr std::uint32_t kSeparated = 5;
    return facts(width, height, "tiff", colours == kSeparated);
}

bool looks_like_svg(std::string_view start) {
    if (start.starts_with("\xEF\xBB\xBF")) start.remove_prefix(3);
    start = trimmed(start);
    return start.starts_with("<svg") || start.starts_with("<?xml") || start.starts_with("<!--") ||
           start.starts_with("<!DOCTYPE svg");
}

Result<PictureFacts> read_svg(const UniqueFd& file) {
    SEN_TRY(const std::string bytes, read_all(file, limits::kVectorFileBytes));
    SEN_TRY(const Size size, check_svg(bytes));
    return PictureFacts{size, "svg", false};
}

}  // namespace

Result<PictureFacts> read_picture_header(const std::filesystem::path& path) {
    SEN_TRY(const UniqueFd file, open_file(path));
    SEN_TRY(const std::uint64_t size, file_size(file));
    const Bytes bytes(file);
    const auto start = bytes.at(0, static_cast<std::size_t>(std::min<std::uint64_t>(size, 256)));
    if (!start) return tl::unexpected(error_from_errno(EIO, "read " + path.string()));
    if (start->starts_with("\xFF\xD8\xFF"sv)) return read_jpeg(bytes);
    if (start->starts_with("\x89PNG\r\n\x1A\n"sv)) return read_png(bytes);
    if (start->starts_with("RIFF"sv) && start->size() >= 12 && start->substr(8, 4) == "WEBP")
        return read_webp(bytes);
    if (start->starts_with("II*\0"sv)) return read_tiff(bytes, false);
    if (start->starts_with("MM\0*"sv)) return read_tiff(bytes, true);
    if (looks_like_svg(*start)) return read_svg(file);
    return fail(ErrorKind::Unsupported, "{}: no kind of picture we know", path.string());
}

bool is_too_large(Size size) {
    return size.width > limits::kPictureSide || size.height > limits::kPictureSide ||
           std::int64_t{size.width} * size.height > limits::kPicturePixels;
}

Result<void> check_picture_data(const std::filesystem::path& file, const PictureFacts& facts) {
    // A drawing is only loaded: drawing it is the builder's work. vips takes the last pair of
    // brackets for options, so they are always written and a name with brackets is safe.
    const bool is_drawing = facts.loader == "svg";
    const auto result = is_drawing
                            ? run_program({"vipsheader", file.string() + "[]"})
                            : run_program({"vips", "avg", file.string() + "[fail-on=error]"});
    if (result) return {};
    const bool is_missing = result.error().message.starts_with("start ");
    return tl::unexpected(
        Error{is_missing ? ErrorKind::Io : ErrorKind::Corrupt, result.error().message});
}

Result<PictureFacts> probe_picture(const std::filesystem::path& file) {
    SEN_TRY(PictureFacts facts, read_picture_header(file));
    if (is_too_large(facts.size))
        return fail(ErrorKind::Invalid, "{}: {} x {} pixels is too large", file.string(),
                    facts.size.width, facts.size.height);
    SEN_CHECK(check_picture_data(file, facts));
    return facts;
}

}  // namespace sen::pack
