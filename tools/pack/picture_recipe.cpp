// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/file.h"
#include "jpeg_header.h"
#include "program.h"
#include "recipe.h"

namespace sen::pack {
namespace {

namespace fs = std::filesystem;

constexpr int kViewSide = 1920, kThumbnailSide = 320;
constexpr int kViewQuality = 85, kThumbnailQuality = 82;
constexpr const char* kPaper = "245 239 228";  // #F5EFE4, behind what is transparent
// Raise it when the commands below change what they make.
constexpr int kRecipeNumber = 1;

/// vips on one thread: the pool already keeps every core busy.
Result<void> vips(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"vips", "--vips-concurrency=1"});
    SEN_CHECK(run_program(arguments));
    return {};
}

bool is_drawing(const fs::path& file) {
    std::string extension = file.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return extension == ".svg";
}

void append(std::vector<std::string>& command, const std::vector<std::string>& more) {
    command.insert(command.end(), more.begin(), more.end());
}

/// Without a profile of its own a picture is sRGB already (or plain CMYK, which vips knows how to
/// turn); asked for sRGB all the same, vips would shift its colours.
Result<bool> has_colour_profile(const fs::path& picture) {
    SEN_TRY(const std::string header, run_program({"vipsheader", "-a", picture.string()}));
    return header.find("\nicc-profile-data: ") != std::string::npos;
}

Result<MediaFacts> save_jpeg(const fs::path& pixels, const fs::path& file, int quality) {
    SEN_CHECK(vips({"jpegsave", pixels.string(), file.string(), "--Q", std::to_string(quality),
                    "--strip", "--background", kPaper}));
    SEN_TRY(const Size size, read_baseline_jpeg_size(file));
    return MediaFacts{"image/jpeg", size, Milliseconds(0)};
}

/// 0xRRGGBB of the picture shrunk to one pixel.
Result<unsigned> average_colour(const fs::path& picture, const fs::path& directory) {
    const fs::path pixel = directory / "pixel.ppm";
    SEN_CHECK(vips(
        {"thumbnail", picture.string(), pixel.string(), "1", "--height", "1", "--size", "force"}));
    SEN_TRY(const std::string bytes, read_file(pixel, 4096));
    if (bytes.size() < 3 || !bytes.starts_with("P6"))
        return fail(ErrorKind::Io, "vips wrote no colour pixel");
    unsigned rgb = 0;
    for (const char c : bytes.substr(bytes.size() - 3))
        rgb = rgb << 8 | (static_cast<unsigned>(c) & 0xffU);
    return rgb;
}

Result<MediaMade> make_picture(const fs::path& source, const fs::path& directory) {
    // A copy alone in its directory: a drawing cannot reach for files beside it, and the picture
    // cannot change between two looks.
    const fs::path input = directory / ("input" + source.extension().string());
    std::error_code error;
    fs::copy_file(source, input, error);
    if (error) return fail(ErrorKind::Io, "read {}: {}", source.string(), error.message());
    const std::string scaled = (directory / "scaled.v").string();
    const std::string view = (directory / "view.v").string();
    const std::string small = (directory / "small.v").string();

    SEN_TRY(const bool has_profile, has_colour_profile(input));
    std::vector<std::string> scale{"thumbnail", input.string(), scaled, std::to_string(kViewSide)};
    if (is_drawing(source))
        append(scale, {"--size", "both"});
    else
        append(scale, {"--size", "down", "--fail-on", "error"});
    if (has_profile) append(scale, {"--export-profile", "srgb"});
    SEN_CHECK(vips(scale));
    SEN_CHECK(vips({"colourspace", scaled, view, "srgb"}));
    // The first thumbnail turned the pixels upright but left the EXIF note that told it to.
    SEN_CHECK(vips({"thumbnail", view, small, std::to_string(kThumbnailSide), "--size", "down",
                    "--no-rotate"}));

    MediaMade made;
    SEN_TRY(made.files[kView], save_jpeg(view, directory / kView, kViewQuality));
    SEN_TRY(made.files[kThumbnail], save_jpeg(small, directory / kThumbnail, kThumbnailQuality));
    SEN_TRY(made.extra["average"], average_colour(directory / kThumbnail, directory));
    return made;
}

}  // namespace

MediaJob picture_job(const fs::path& file, const std::string& name, const ToolVersions& tools) {
    MediaJob job;
    job.name = name;
    job.input = file;
    job.recipe = fmt::format("picture {} {} {}/{} {}/{} {} {}", kRecipeNumber,
                             is_drawing(file) ? "drawing" : "bitmap", kViewSide, kViewQuality,
                             kThumbnailSide, kThumbnailQuality, kPaper, tools.vips);
    job.weight = is_drawing(file) ? 1.5 : 0.5;
    job.make = [file](const fs::path& directory) { return make_picture(file, directory); };
    return job;
}

}  // namespace sen::pack
