// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graphics/sdl_handles.h"
#include "graphics/text.h"

namespace sen::graphics {

/// One font file at one size, with the widths it has measured. Main thread only.
class Font {
  public:
    Font(UniqueFont font, int id);

    int id() const { return id_; }  ///< unique among the fonts of a FontSet
    TTF_Font* get() const { return font_.get(); }
    int ascent() const { return ascent_; }    ///< px above the baseline
    int descent() const { return descent_; }  ///< px below it, positive
    /// Width of the text drawn by itself, in pixels; 0 for an empty one.
    int width(std::string_view text);
    /// Where the picture SDL_ttf makes of the text lies from the pen's start on the baseline: it is
    /// taller than the font when stacked marks exceed the ascent.
    Point picture_origin(std::string_view text) const;
    int cap_height() const;

  private:
    UniqueFont font_;
    int id_;
    int ascent_;
    int descent_;
    std::unordered_map<std::string, int> widths_;
};

/// The font files of a theme, mapped into memory once and opened at the sizes asked for.
class FontSet {
  public:
    /// NotFound when a face has no readable font. Further fonts of a face are opened when a
    /// character needs them; one that cannot be read is only logged then.
    static Result<std::unique_ptr<FontSet>> open(const FontFiles& files);
    ~FontSet();

    /// Place in the face's chain of the first font that has the character; 0 if none has.
    int place_of(Face face, char32_t character);
    bool provides(Face face, int place, char32_t character);
    /// Any font of the face has the character.
    bool has(Face face, char32_t character) {
        return provides(face, place_of(face, character), character);
    }
    /// Null when FreeType cannot make the size.
    Font* find(Face face, int place, int size);

  private:
    struct File;
    FontSet();
    int add_file(const std::filesystem::path& path);
    /// False when it cannot be read.
    bool open_file(File& file);
    Result<void> add_chain(Face face, const std::vector<std::filesystem::path>& paths);
    Font* find_sized(int file, int size);

    std::vector<std::unique_ptr<File>> files_;
    std::vector<int> chains_[kFaceCount];                         // places in files_
    std::unordered_map<char32_t, int> places_[kFaceCount];        // answers of place_of
    std::map<std::pair<int, int>, std::unique_ptr<Font>> fonts_;  // by file and size
};

}  // namespace sen::graphics
