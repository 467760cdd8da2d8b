// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "base/log.h"
#include "graphics/canvas_state.h"

namespace sen::graphics {
namespace {

RendererKind wanted_renderer(RendererKind asked) {
    const char* text = std::getenv("SEN_RENDERER");
    if (text == nullptr) return asked;
    const std::string_view value = text;
    if (value == "software") return RendererKind::Software;
    if (value == "accelerated") return RendererKind::Accelerated;
    log::warning("SEN_RENDERER={} is neither software nor accelerated", value);
    return asked;
}

bool has_graphics_card() {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator("/dev/dri", error))
        if (entry.path().filename().string().starts_with("card")) return true;
    return false;
}

/// The GL driver's own name; its context is current after SDL has made the renderer.
std::string gl_renderer_name() {
    using GetString = const unsigned char* (*)(unsigned);
    constexpr unsigned kGlRenderer = 0x1F01;
    const auto get_string = reinterpret_cast<GetString>(SDL_GL_GetProcAddress("glGetString"));
    const unsigned char* name = get_string == nullptr ? nullptr : get_string(kGlRenderer);
    return name == nullptr ? std::string() : reinterpret_cast<const char*>(name);
}

/// Mesa's drivers that draw with the processor: many times slower than SDL's own software renderer.
bool is_emulated(const std::string& gl_name) {
    for (const char* name : {"llvmpipe", "softpipe", "swrast", "SwiftShader"})
        if (gl_name.find(name) != std::string::npos) return true;
    return gl_name.empty();
}

Result<UniqueWindow> make_window(const WindowOptions& options) {
    Uint32 flags = SDL_WINDOW_ALLOW_HIGHDPI | SDL_WINDOW_SHOWN;
    if (options.is_full_screen) flags |= SDL_WINDOW_FULLSCREEN_DESKTOP;
    UniqueWindow window(SDL_CreateWindow(options.title.c_str(), SDL_WINDOWPOS_CENTERED,
                                         SDL_WINDOWPOS_CENTERED, options.size.width,
                                         options.size.height, flags));
    if (!window) return fail(ErrorKind::Io, "make a window: {}", SDL_GetError());
    return window;
}

Result<WindowPainter> make_accelerated(const WindowOptions& options, bool must_be_real) {
    WindowPainter made;
    SEN_TRY(made.window, make_window(options));
    UniqueRenderer renderer(SDL_CreateRenderer(
        made.window.get(), -1, SDL_RENDERER_ACCELERATED | SDL_RENDERER_PRESENTVSYNC));
    if (!renderer)
        return fail(ErrorKind::Unsupported, "no accelerated renderer: {}", SDL_GetError());
    const std::string name = gl_renderer_name();
    if (must_be_real && is_emulated(name))
        return fail(ErrorKind::Unsupported, "OpenGL is \"{}\", drawn by the processor", name);
    SDL_RendererInfo info{};
    const bool is_known = SDL_GetRendererInfo(renderer.get(), &info) == 0;
    made.description = fmt::format("{} ({})", is_known ? info.name : "unknown", name);
    SEN_TRY(made.painter, make_gpu_painter(std::move(renderer), options.rotation));
    made.is_software = false;
    return made;
}

Result<WindowPainter> make_software(const WindowOptions& options) {
    WindowPainter made;
    SEN_TRY(made.window, make_window(options));
    SEN_TRY(made.painter, make_window_painter(*made.window, options.rotation));
    made.description = "software";
    return made;
}

WindowPainter describe(WindowPainter made) {
    const char* driver = SDL_GetCurrentVideoDriver();
    made.description =
        fmt::format("video {}, renderer {}", driver == nullptr ? "none" : driver, made.description);
    return made;
}

}  // namespace

Result<WindowPainter> make_painted_window(const WindowOptions& options) {
    // Without this SDL pushes the window's own memory through OpenGL: 18 ms instead of 0.03.
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    const RendererKind kind = wanted_renderer(options.renderer);
    const bool is_forced = kind == RendererKind::Accelerated;
    if (is_forced || (kind == RendererKind::Automatic && has_graphics_card())) {
        auto made = make_accelerated(options, !is_forced);
        if (made) return describe(std::move(*made));
        log::warning("graphics: {}; drawing in software", made.error().message);
    }
    SEN_TRY(WindowPainter made, make_software(options));
    return describe(std::move(made));
}

}  // namespace sen::graphics
