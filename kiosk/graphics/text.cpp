// SPDX-License-Identifier: Apache-2.0
#include "graphics/text.h"

#include <algorithm>

#include "base/log.h"
#include "base/utf8.h"
#include "graphics/canvas_state.h"
#include "graphics/font_set.h"
#include "graphics/line_breaker.h"
#include "graphics/paragraph.h"
#include "graphics/pixel.h"
#include "graphics/sdl_handles.h"
#include "graphics/surface.h"
#include "graphics/texture_lru.h"

namespace sen::graphics {
namespace {

constexpr std::size_t kDefaultCacheBytes = 24u << 20;

struct PictureKey {
    int font = 0;
    Colour colour;
    std::string text;
    bool operator==(const PictureKey&) const = default;
};

struct PictureKeyHash {
    std::size_t operator()(const PictureKey& key) const {
        const std::size_t seed =
            mix_hash(static_cast<std::size_t>(key.font), pack_argb(key.colour));
        return mix_hash(seed, std::hash<std::string>{}(key.text));
    }
};

/// A line's texture and where it lies from the pen's start on the baseline.
struct Picture {
    Texture texture;
    Point origin;
};

Picture make_picture(Canvas& canvas, const Font& font, const std::string& text, Colour colour) {
    const SDL_Color fg{colour.r, colour.g, colour.b, colour.a};
    // Null for a text of no width, which draws nothing.
    const UniqueSurface surface(TTF_RenderUTF8_Blended(font.get(), text.c_str(), fg));
    if (!surface) return {};
    auto bitmap = to_bitmap(*surface);
    if (!bitmap) {
        log::error("text: {}", bitmap.error().message);
        return {};
    }
    bitmap->is_opaque = false;
    return {canvas.make_texture(std::move(*bitmap)), font.picture_origin(text)};
}

}  // namespace

struct TextEngine::State {
    Canvas& canvas;
    std::unique_ptr<FontSet> fonts;
    TextureLru<PictureKey, Picture, PictureKeyHash> pictures;
    std::size_t max_bytes = kDefaultCacheBytes;

    const Picture& find_picture(const TextLayout::Piece& piece, const Font& font) {
        const std::uint64_t frame = canvas.frames_presented();
        const PictureKey key{font.id(), piece.style.colour, piece.text};
        if (const Picture* found = pictures.find(key, frame)) return *found;
        pictures.trim(max_bytes, frame);
        Picture made = make_picture(canvas, font, piece.text, piece.style.colour);
        const std::size_t bytes = made.texture.bytes();
        return pictures.insert(key, std::move(made), bytes, frame);
    }
};

TextEngine::TextEngine(std::unique_ptr<State> state) : state_(std::move(state)) {}
TextEngine::~TextEngine() = default;

Result<std::unique_ptr<TextEngine>> TextEngine::create(Canvas& canvas, const FontFiles& files) {
    SEN_TRY(std::unique_ptr<FontSet> fonts, FontSet::open(files));
    std::unique_ptr<State> state(new State{canvas, std::move(fonts), {}});
    return std::unique_ptr<TextEngine>(new TextEngine(std::move(state)));
}

Result<void> TextEngine::set_fonts(const FontFiles& files) {
    SEN_TRY(std::unique_ptr<FontSet> fonts, FontSet::open(files));
    state_->pictures.clear();  // known by numbers of the old fonts
    state_->fonts = std::move(fonts);
    return {};
}

TextLayout TextEngine::layout(const std::vector<TextRun>& runs, const TextOptions& options) {
    Paragraph paragraph(*state_->fonts, runs);
    const MeasureText measure = [&](std::size_t begin, std::size_t end, Ellipsis ellipsis) {
        return paragraph.measure(begin, end, ellipsis);
    };
    const BreakOptions breaks{options.width, options.max_lines, options.balance};
    return paragraph.lay_out(break_lines(paragraph.text(), breaks, measure), options);
}

TextLayout TextEngine::layout(std::string_view text, const TextStyle& style,
                              const TextOptions& options) {
    return layout({TextRun{std::string(text), style}}, options);
}

int TextEngine::width(std::string_view text, const TextStyle& style) {
    Paragraph paragraph(*state_->fonts, {TextRun{std::string(text), style}});
    return paragraph.measure(0, paragraph.text().size(), Ellipsis::No);
}

void TextEngine::draw(const TextLayout& layout, Point at, unsigned char alpha) {
    // A block of text moves as one: its words keep their line.
    const Rect block =
        state_->canvas.placed_ink({at.x, at.y, layout.size.width, layout.size.height});
    at = {block.x, block.y};
    const Unscaled unscaled(state_->canvas);
    const Rect clip = state_->canvas.clip();
    for (const TextLayout::Piece& piece : layout.pieces) {
        // Stacked marks and long descenders may stand out of the line by less than its height.
        Rect reach = piece.box.moved(at.x, at.y);
        reach = {reach.x - reach.height, reach.y - reach.height, reach.width + 2 * reach.height,
                 3 * reach.height};
        if (intersection(reach, clip).is_empty()) continue;
        const Font* font = state_->fonts->find(piece.style.face, piece.font, piece.style.size);
        if (font == nullptr) continue;
        const Picture& picture = state_->find_picture(piece, *font);
        state_->canvas.draw(
            picture.texture,
            {at.x + piece.box.x + picture.origin.x, at.y + piece.baseline + picture.origin.y},
            alpha);
    }
}

bool TextEngine::can_draw(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto letter = first_code_point(text.substr(at));
        if (!letter) return false;
        for (int face = 0; letter->value > U' ' && face < kFaceCount; ++face)
            if (!state_->fonts->has(static_cast<Face>(face), letter->value)) return false;
        at += letter->length;
    }
    return true;
}

int TextEngine::cap_height(Face face, int size) {
    const Font* font = state_->fonts->find(face, 0, size);
    return font == nullptr ? 0 : font->cap_height();
}

std::size_t TextEngine::cache_bytes() const {
    return state_->pictures.bytes();
}

void TextEngine::set_cache_limit(std::size_t bytes) {
    state_->max_bytes = bytes;
    state_->pictures.trim(bytes, state_->canvas.frames_presented());
}

}  // namespace sen::graphics
