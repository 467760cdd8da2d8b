// SPDX-License-Identifier: Apache-2.0
#include "graphics/font_set.h"

#include <sys/mman.h>

#include <algorithm>
#include <limits>
#include <optional>

#include "base/file.h"
#include "base/log.h"
#include "base/utf8.h"

namespace sen::graphics {
namespace {

constexpr int kProbeSize = 16;              // px; to ask a font which characters it has
constexpr std::size_t kMaxWidths = 20'000;  // a font's remembered widths, about 2 MB

/// A font file in memory, read by the kernel page by page as glyphs are needed.
class MappedFile {
  public:
    static Result<MappedFile> open(const std::filesystem::path& path) {
        SEN_TRY(const UniqueFd file, open_file(path));
        SEN_TRY(const std::uint64_t size, file_size(file));
        if (size == 0 || size > static_cast<std::uint64_t>(std::numeric_limits<int>::max()))
            return fail(ErrorKind::Corrupt, "font {}: {} bytes", path.string(), size);
        void* bytes = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.get(), 0);
        if (bytes == MAP_FAILED) return tl::unexpected(error_from_errno(errno, path.string()));
        return MappedFile(bytes, static_cast<std::size_t>(size));
    }
    ~MappedFile() {
        if (bytes_ != nullptr) munmap(bytes_, size_);
    }
    MappedFile(MappedFile&& other) noexcept
        : bytes_(std::exchange(other.bytes_, nullptr)), size_(other.size_) {}
    MappedFile& operator=(MappedFile&&) = delete;

    UniqueFont open_font(int size, long face) const {
        SDL_RWops* stream = SDL_RWFromConstMem(bytes_, static_cast<int>(size_));
        UniqueFont font(stream == nullptr ? nullptr : TTF_OpenFontIndexRW(stream, 1, size, face));
        if (!font) return font;
        // LIGHT: a quarter of the default's cost, and even spacing at small sizes.
        TTF_SetFontHinting(font.get(), TTF_HINTING_LIGHT);
        TTF_SetFontKerning(font.get(), 1);
        return font;
    }

  private:
    MappedFile(void* bytes, std::size_t size) : bytes_(bytes), size_(size) {}
    void* bytes_ = nullptr;
    std::size_t size_ = 0;
};

/// "file.ttc:2" is the third face of a collection.
std::pair<std::filesystem::path, long> split_face(const std::filesystem::path& path) {
    const std::string text = path.string();
    const auto colon = text.rfind(".ttc:");
    const bool has_face = colon != std::string::npos && colon + 6 == text.size() &&
                          text.back() >= '0' && text.back() <= '9';
    if (!has_face) return {path, 0};
    return {text.substr(0, text.size() - 2), text.back() - '0'};
}

}  // namespace

struct FontSet::File {
    std::filesystem::path path;
    bool is_tried = false;  // read once, or in vain
    long face = 0;
    std::optional<MappedFile> bytes;
    UniqueFont probe;  // goes before the bytes it reads
};

Font::Font(UniqueFont font, int id)
    : font_(std::move(font)),
      id_(id),
      ascent_(TTF_FontAscent(font_.get())),
      descent_(-TTF_FontDescent(font_.get())) {}

int Font::width(std::string_view text) {
    if (text.empty()) return 0;
    std::string key(text);
    if (const auto found = widths_.find(key); found != widths_.end()) return found->second;
    int width = 0;
    if (TTF_SizeUTF8(font_.get(), key.c_str(), &width, nullptr) != 0) width = 0;
    if (widths_.size() >= kMaxWidths) widths_.clear();
    widths_.emplace(std::move(key), width);
    return width;
}

Point Font::picture_origin(std::string_view text) const {
    // SDL_ttf moves the text right by what the first glyph reaches left of the pen, and down by
    // what the highest reaches above the ascent.
    Point origin{0, -ascent_};
    bool is_first = true;
    for (std::size_t at = 0; at < text.size();) {
        const auto character = first_code_point(text.substr(at));
        if (!character) break;
        int left = 0, top = 0;
        if (TTF_GlyphMetrics32(font_.get(), character->value, &left, nullptr, nullptr, &top,
                               nullptr) == 0) {
            origin.y = std::min(origin.y, -top);
            if (is_first) origin.x = std::min(0, left);
        }
        is_first = false;
        at += character->length;
    }
    return origin;
}

int Font::cap_height() const {
    int top = 0;
    TTF_GlyphMetrics32(font_.get(), U'H', nullptr, nullptr, nullptr, &top, nullptr);
    return top;
}

FontSet::FontSet() = default;

FontSet::~FontSet() {
    fonts_.clear();
    files_.clear();
    TTF_Quit();
}

Result<std::unique_ptr<FontSet>> FontSet::open(const FontFiles& files) {
    if (TTF_Init() != 0) return fail(ErrorKind::Io, "SDL_ttf: {}", TTF_GetError());
    std::unique_ptr<FontSet> set(new FontSet);  // from here on its destructor calls TTF_Quit
    SEN_CHECK(set->add_chain(Face::Sans, files.sans));
    SEN_CHECK(set->add_chain(Face::SansBold, files.sans_bold));
    SEN_CHECK(set->add_chain(Face::Serif, files.serif));
    SEN_CHECK(set->add_chain(Face::SerifBold, files.serif_bold));
    return set;
}

Result<void> FontSet::add_chain(Face face, const std::vector<std::filesystem::path>& paths) {
    std::vector<int>& chain = chains_[static_cast<int>(face)];
    for (const auto& path : paths) {
        const int file = add_file(path);
        // The first font is needed by all that is drawn, the others perhaps never.
        if (chain.empty() && !open_file(*files_[static_cast<std::size_t>(file)])) continue;
        chain.push_back(file);
    }
    if (chain.empty())
        return fail(ErrorKind::NotFound, "fonts: face {} has no readable font",
                    static_cast<int>(face));
    return {};
}

int FontSet::add_file(const std::filesystem::path& path) {
    for (std::size_t i = 0; i < files_.size(); ++i)
        if (files_[i]->path == path) return static_cast<int>(i);
    files_.push_back(std::make_unique<File>(File{path, false, 0, std::nullopt, nullptr}));
    return static_cast<int>(files_.size()) - 1;
}

bool FontSet::open_file(File& file) {
    if (std::exchange(file.is_tried, true)) return file.probe != nullptr;
    const auto [path, face] = split_face(file.path);
    auto bytes = MappedFile::open(path);
    if (!bytes) {
        log::warning("fonts: {}", bytes.error().message);
        return false;
    }
    file.face = face;
    file.bytes.emplace(std::move(*bytes));
    file.probe = file.bytes->open_font(kProbeSize, file.face);
    if (!file.probe) log::warning("fonts: {}: {}", file.path.string(), TTF_GetError());
    return file.probe != nullptr;
}

bool FontSet::provides(Face face, int place, char32_t character) {
    const std::vector<int>& chain = chains_[static_cast<int>(face)];
    File& file = *files_[static_cast<std::size_t>(chain[static_cast<std::size_t>(place)])];
    return open_file(file) && TTF_GlyphIsProvided32(file.probe.get(), character) != 0;
}

int FontSet::place_of(Face face, char32_t character) {
    auto& places = places_[static_cast<int>(face)];
    if (const auto found = places.find(character); found != places.end()) return found->second;
    const auto count = static_cast<int>(chains_[static_cast<int>(face)].size());
    int place = 0;
    while (place < count && !provides(face, place, character)) ++place;
    if (place == count) place = 0;
    places.emplace(character, place);
    return place;
}

Font* FontSet::find(Face face, int place, int size) {
    const std::vector<int>& chain = chains_[static_cast<int>(face)];
    if (place < 0 || static_cast<std::size_t>(place) >= chain.size()) return nullptr;
    return find_sized(chain[static_cast<std::size_t>(place)], size);
}

Font* FontSet::find_sized(int file, int size) {
    const auto key = std::pair(file, size);
    if (const auto found = fonts_.find(key); found != fonts_.end()) return found->second.get();
    const File& source = *files_[static_cast<std::size_t>(file)];
    UniqueFont opened =
        size > 0 && source.bytes ? source.bytes->open_font(size, source.face) : nullptr;
    std::unique_ptr<Font> font;
    if (opened)
        font = std::make_unique<Font>(std::move(opened), static_cast<int>(fonts_.size()));
    else
        log::error("font {} at {} px: {}", source.path.string(), size, TTF_GetError());
    return fonts_.emplace(key, std::move(font)).first->second.get();
}

Result<std::u32string> missing_letters(const std::filesystem::path& font,
                                       std::u32string_view letters) {
    if (TTF_Init() != 0) return fail(ErrorKind::Io, "SDL_ttf: {}", TTF_GetError());
    struct Quit {
        ~Quit() { TTF_Quit(); }
    } quit;
    SEN_TRY(const MappedFile bytes, MappedFile::open(font));
    const UniqueFont opened = bytes.open_font(kProbeSize, 0);
    if (!opened) return fail(ErrorKind::Corrupt, "font {}: {}", font.string(), TTF_GetError());
    std::u32string missing;
    for (const char32_t letter : letters)
        if (TTF_GlyphIsProvided32(opened.get(), letter) == 0) missing += letter;
    return missing;
}

}  // namespace sen::graphics
