// SPDX-License-Identifier: Apache-2.0
#include "graphics/nine_patch.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/file.h"
#include "base/log.h"
#include "graphics/canvas_state.h"
#include "graphics/pixel.h"
#include "graphics/texture_lru.h"

namespace sen::graphics {
namespace {

constexpr std::uint64_t kMaxFileBytes = 256u << 10;
constexpr std::size_t kMaxBytes = 2u << 20;
constexpr std::size_t kMaxDrawings = 4;

enum class Ink { Ground, Edge };

/// What stays at the edges, in pixels; and the length of what is between them.
struct Slices {
    int left = 0, top = 0, right = 0, bottom = 0;
};

/// How much of each ink there is in each pixel of the drawing.
struct Drawing {
    NinePatch patch;
    Slices slices;
    Size size;
    std::array<std::vector<unsigned char>, 2> inks;  ///< none where it cannot be used

    const unsigned char* row(Ink ink, int y) const {
        return &inks[static_cast<std::size_t>(ink)][static_cast<std::size_t>(y * size.width)];
    }
};

Slices slices_of(const NinePatch& patch) {
    const auto pixels = [&](double percent) {
        return std::max(1, static_cast<int>(std::lround(patch.side * percent / 100)));
    };
    return {pixels(patch.left), pixels(patch.top), pixels(patch.right), pixels(patch.bottom)};
}

/// The edge lies on the ground: together they must cover what the drawing covers.
std::pair<unsigned char, unsigned char> inks_of(std::uint32_t pixel) {
    const unsigned cover = pixel >> 24, light = pixel >> 16 & 0xFF;
    const unsigned edge = (cover * light + 127) / 255;
    const unsigned ground = edge < 255 ? (cover - edge) * 255 / (255 - edge) : 0;
    return {static_cast<unsigned char>(ground), static_cast<unsigned char>(edge)};
}

Result<Drawing> draw_once(const NinePatch& patch) {
    Drawing drawing{patch, slices_of(patch), {patch.side, patch.side}, {}};
    const Slices& slices = drawing.slices;
    if (patch.side > NinePatchSet::kMaxSide || slices.left + slices.right >= patch.side ||
        slices.top + slices.bottom >= patch.side)
        return fail(ErrorKind::Invalid, "its slices leave no middle at {} pixels", patch.side);
    SEN_TRY(const std::string svg, read_file(patch.file, kMaxFileBytes));
    SEN_TRY(const Bitmap bitmap, rasterise_svg(svg, patch.side));
    for (const std::uint32_t pixel : bitmap.pixels) {
        const auto [ground, edge] = inks_of(pixel);
        drawing.inks[0].push_back(ground);
        drawing.inks[1].push_back(edge);
    }
    for (int y = slices.top; y < patch.side - slices.bottom; ++y)
        for (int x = slices.left; x < patch.side - slices.right; ++x)
            if (bitmap.at(x, y) != 0xFF000000u)
                return fail(ErrorKind::Unsupported, "its middle must be black and nothing else");
    return drawing;
}

/// Where a pixel of a line `length` long comes from in a line of `side` of which `first` and `last`
/// pixels stay: between two pixels, `share` of 256 of the second.
struct Origin {
    int first = 0, second = 0;
    int share = 0;
};
Origin origin_of(int at, int length, int side, int first, int last) {
    if (at < first) return {at, at, 0};
    if (at >= length - last) return {side - length + at, side - length + at, 0};
    const int tile = side - first - last, room = length - first - last;
    // As many whole repetitions as come nearest to its own size.
    const double times = std::max(1.0, std::round(static_cast<double>(room) / tile));
    const double place = (at - first + 0.5) * times * tile / room - 0.5 + tile;
    const double whole = std::floor(place);
    const int left = static_cast<int>(whole) % tile;
    return {first + left, first + (left + 1) % tile, static_cast<int>((place - whole) * 256)};
}

struct FrameKey {
    NinePatch patch;
    Size size;
    Colour ground, edge;
    bool operator==(const FrameKey&) const = default;
};

struct FrameKeyHash {
    std::size_t operator()(const FrameKey& key) const {
        std::size_t hash = std::hash<std::string>{}(key.patch.file.native());
        for (const int number : {key.patch.side, key.size.width, key.size.height})
            hash = mix_hash(hash, static_cast<std::size_t>(number));
        return mix_hash(mix_hash(hash, pack_argb(key.ground)), pack_argb(key.edge));
    }
};

/// The strips around the middle, of each ink: above, below, left, right.
struct Frame {
    struct Strip {
        std::array<Texture, 2> inks;  ///< empty where there is nothing of it
        Rect place;                   ///< from the corner of the whole
    };
    std::array<Strip, 4> strips;
};

}  // namespace

struct NinePatchSet::State {
    Canvas& canvas;
    TextureLru<FrameKey, Frame, FrameKeyHash> frames;
    std::list<Drawing> drawings;  // the newest first

    const Drawing* find_drawing(const NinePatch& patch);
    Texture make_ink(const Drawing& drawing, Ink ink, Colour colour, Rect part, Size whole);
    const Frame& find_frame(const Drawing& drawing, const FrameKey& key);
};

const Drawing* NinePatchSet::State::find_drawing(const NinePatch& patch) {
    auto found = std::find_if(drawings.begin(), drawings.end(),
                              [&](const Drawing& drawing) { return drawing.patch == patch; });
    if (found == drawings.end()) {
        auto drawing = draw_once(patch);
        if (!drawing) log::error("nine-patch {}: {}", patch.file.string(), drawing.error().message);
        drawings.push_front(drawing ? std::move(*drawing) : Drawing{patch, {}, {}, {}});
        if (drawings.size() > kMaxDrawings) drawings.pop_back();
        found = drawings.begin();
    }
    return found->inks[0].empty() ? nullptr : &*found;
}

Texture NinePatchSet::State::make_ink(const Drawing& drawing, Ink ink, Colour colour, Rect part,
                                      Size whole) {
    if (colour.a == 0) return {};
    const Slices& slices = drawing.slices;
    const int side = drawing.size.width;
    std::vector<Origin> columns;
    for (int x = 0; x < part.width; ++x)
        columns.push_back(origin_of(part.x + x, whole.width, side, slices.left, slices.right));
    const std::uint32_t pure = pack_argb(0, colour.r, colour.g, colour.b);
    const auto mix = [](int one, int other, int share) {
        return one + ((other - one) * share + 128) / 256;
    };
    Bitmap bitmap{part.size(), false, std::vector<std::uint32_t>(pixel_count(part.size()))};
    std::uint32_t any = 0;
    for (int y = 0; y < part.height; ++y) {
        const Origin origin = origin_of(part.y + y, whole.height, side, slices.top, slices.bottom);
        const unsigned char* upper = drawing.row(ink, origin.first);
        const unsigned char* lower = drawing.row(ink, origin.second);
        for (int x = 0; x < part.width; ++x) {
            const auto& [first, second, share] = columns[static_cast<std::size_t>(x)];
            const int cover = mix(mix(upper[first], upper[second], share),
                                  mix(lower[first], lower[second], share), origin.share);
            const auto alpha = static_cast<std::uint32_t>((cover * colour.a + 127) / 255);
            bitmap.at(x, y) = pure | alpha << 24;
            any |= alpha;
        }
    }
    const bool is_empty = any == 0;
    return is_empty ? Texture() : canvas.make_texture(std::move(bitmap));
}

const Frame& NinePatchSet::State::find_frame(const Drawing& drawing, const FrameKey& key) {
    const std::uint64_t number = canvas.frames_presented();
    if (const Frame* found = frames.find(key, number)) return *found;
    frames.trim(kMaxBytes, number);
    const Slices& slices = drawing.slices;
    const Size whole = key.size;
    const int height = whole.height - slices.top - slices.bottom;
    Frame frame;
    frame.strips[0].place = {0, 0, whole.width, slices.top};
    frame.strips[1].place = {0, whole.height - slices.bottom, whole.width, slices.bottom};
    frame.strips[2].place = {0, slices.top, slices.left, height};
    frame.strips[3].place = {whole.width - slices.right, slices.top, slices.right, height};
    std::size_t bytes = 0;
    for (Frame::Strip& strip : frame.strips) {
        if (strip.place.is_empty()) continue;
        strip.inks = {make_ink(drawing, Ink::Ground, key.ground, strip.place, whole),
                      make_ink(drawing, Ink::Edge, key.edge, strip.place, whole)};
        bytes += strip.inks[0].bytes() + strip.inks[1].bytes();
    }
    return frames.insert(key, std::move(frame), bytes, number);
}

NinePatchSet::NinePatchSet(Canvas& canvas) : state_(new State{canvas, {}, {}}) {}
NinePatchSet::~NinePatchSet() = default;

bool NinePatchSet::draw(const NinePatch& patch, Rect rect, Colour ground, Colour edge) {
    Canvas& canvas = state_->canvas;
    const Drawing* drawing = state_->find_drawing(patch);
    if (drawing == nullptr) return false;
    rect = canvas.placed(rect);
    const Slices& slices = drawing->slices;
    const Rect middle{rect.x + slices.left, rect.y + slices.top,
                      rect.width - slices.left - slices.right,
                      rect.height - slices.top - slices.bottom};
    if (middle.is_empty()) return false;
    if (intersection(rect, canvas.clip()).is_empty()) return true;
    const Unscaled unscaled(canvas);
    const Frame& frame = state_->find_frame(*drawing, {patch, rect.size(), ground, edge});
    canvas.fill(middle, ground);
    for (const Frame::Strip& strip : frame.strips)
        for (const Texture& ink : strip.inks)
            canvas.draw(ink, {rect.x + strip.place.x, rect.y + strip.place.y});
    return true;
}

void NinePatchSet::clear() {
    state_->frames.clear();
    state_->drawings.clear();
}

std::size_t NinePatchSet::bytes() const {
    return state_->frames.bytes();
}

}  // namespace sen::graphics
