// SPDX-License-Identifier: Apache-2.0
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/file.h"
#include "base/log.h"
#include "graphics/picture_cache.h"
#include "graphics/pixel.h"
#include "graphics/texture_lru.h"

namespace sen::graphics {
namespace {

constexpr std::uint64_t kMaxFileBytes = 1u << 20;
constexpr std::size_t kMaxBytes = 8u << 20;

struct IconKey {
    std::string name;
    int side = 0;
    Colour colour;
    bool operator==(const IconKey&) const = default;
};

struct IconKeyHash {
    std::size_t operator()(const IconKey& key) const {
        const std::size_t seed = std::hash<std::string>{}(key.name);
        return mix_hash(mix_hash(seed, static_cast<std::size_t>(key.side)), pack_argb(key.colour));
    }
};

/// The drawing's own colours are left out: only where it has ink counts.
void tint(Bitmap& bitmap, Colour colour) {
    for (std::uint32_t& pixel : bitmap.pixels)
        pixel = pack_argb(((pixel >> 24) * colour.a + 127) / 255, colour.r, colour.g, colour.b);
}

Bitmap empty_square(int side, Colour colour) {
    const Size size{side, side};
    Bitmap square{size, false, std::vector<std::uint32_t>(pixel_count(size))};
    const int margin = side / 6, far = side - margin - 1;
    for (int i = margin; i <= far; ++i)
        for (const Point point : {Point{i, margin}, Point{i, far}, Point{margin, i}, Point{far, i}})
            square.at(point.x, point.y) = pack_argb(colour);
    return square;
}

}  // namespace

struct IconSet::State {
    Canvas& canvas;
    std::vector<std::filesystem::path> directories;
    TextureLru<IconKey, Texture, IconKeyHash> textures;
    std::unordered_set<std::string> unknown;

    Bitmap make(const IconKey& key) {
        auto bitmap = load(key);
        if (!bitmap) {
            if (unknown.insert(key.name).second)
                log::warning("icon \"{}\": {}", key.name, bitmap.error().message);
            return empty_square(key.side, key.colour);
        }
        tint(*bitmap, key.colour);
        return std::move(*bitmap);
    }

    Result<Bitmap> load(const IconKey& key) const {
        for (const auto& directory : directories) {
            const auto svg = read_file(directory / (key.name + ".svg"), kMaxFileBytes);
            if (svg) return rasterise_svg(*svg, key.side);
            if (svg.error().kind != ErrorKind::NotFound) return tl::unexpected(svg.error());
        }
        return fail(ErrorKind::NotFound, "{}.svg is not there", key.name);
    }
};

IconSet::IconSet(Canvas& canvas, std::vector<std::filesystem::path> directories)
    : state_(new State{canvas, std::move(directories), {}, {}}) {}

IconSet::~IconSet() = default;

void IconSet::set_directories(std::vector<std::filesystem::path> directories) {
    state_->directories = std::move(directories);
    state_->textures.clear();
    state_->unknown.clear();
}

const Texture& IconSet::find(const std::string& name, int side, Colour colour) {
    const IconKey key{name, std::max(side, 1), colour};
    const std::uint64_t frame = state_->canvas.frames_presented();
    if (const Texture* found = state_->textures.find(key, frame)) return *found;
    state_->textures.trim(kMaxBytes, frame);
    Texture texture = state_->canvas.make_texture(state_->make(key));
    const std::size_t bytes = texture.bytes();
    return state_->textures.insert(key, std::move(texture), bytes, frame);
}

}  // namespace sen::graphics
