// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "base/result.h"
#include "probe.h"

namespace sen::pack {

/// Reads kind and size out of the first bytes of a picture file (of the whole of an SVG) without
/// decoding anything and without any limit on the size. Errors: Unsupported (kind of file, or an
/// SVG without size), Corrupt, Untrusted (see check_svg).
Result<PictureFacts> read_picture_header(const std::filesystem::path& path);

/// Decodes the whole of a picture whose size was checked, and drops the pixels. Corrupt when it is
/// truncated or broken.
Result<void> check_picture_data(const std::filesystem::path& file, const PictureFacts& facts);

/// More than 100 megapixels or 30,000 pixels on a side.
bool is_too_large(Size size);

}  // namespace sen::pack
