// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <SDL.h>
#include <SDL_ttf.h>

#include <memory>

namespace sen::graphics {

struct SdlDeleter {
    void operator()(SDL_Window* window) const { SDL_DestroyWindow(window); }
    void operator()(SDL_Renderer* renderer) const { SDL_DestroyRenderer(renderer); }
    void operator()(SDL_Texture* texture) const { SDL_DestroyTexture(texture); }
    void operator()(SDL_Surface* surface) const { SDL_FreeSurface(surface); }
    void operator()(TTF_Font* font) const { TTF_CloseFont(font); }
};
using UniqueWindow = std::unique_ptr<SDL_Window, SdlDeleter>;
using UniqueRenderer = std::unique_ptr<SDL_Renderer, SdlDeleter>;
using UniqueTexture = std::unique_ptr<SDL_Texture, SdlDeleter>;
using UniqueSurface = std::unique_ptr<SDL_Surface, SdlDeleter>;
using UniqueFont = std::unique_ptr<TTF_Font, SdlDeleter>;

}  // namespace sen::graphics
