// SPDX-License-Identifier: Apache-2.0
#include "x_screen.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>

#include <cstdlib>
#include <thread>

namespace sen::bench {

namespace {

constexpr int kNear = 12;
constexpr int kFar = 40;
constexpr int kPlain = 16;  // pixels to each side
constexpr int kGrid = 8;

Colour colour_of(unsigned long pixel) {
    return {static_cast<unsigned char>(pixel >> 16), static_cast<unsigned char>(pixel >> 8),
            static_cast<unsigned char>(pixel), 255};
}

int distance(Colour a, Colour b) {
    return std::max({std::abs(a.r - b.r), std::abs(a.g - b.g), std::abs(a.b - b.b)});
}

struct ImageDestroyer {
    void operator()(XImage* image) const { XDestroyImage(image); }
};
using UniqueImage = std::unique_ptr<XImage, ImageDestroyer>;

/// A window may go between the listing and the question; that is no error here.
int ignore_x_error(Display*, XErrorEvent*) {
    return 0;
}

std::optional<std::string> find_title(Display* display, Window window, const std::string& begin) {
    XTextProperty name{};
    if (XGetWMName(display, window, &name) != 0 && name.value != nullptr) {
        const std::string text(reinterpret_cast<const char*>(name.value), name.nitems);
        XFree(name.value);
        if (text.starts_with(begin)) return text;
    }
    Window root = 0, parent = 0, *children = nullptr;
    unsigned count = 0;
    if (XQueryTree(display, window, &root, &parent, &children, &count) == 0) return {};
    std::optional<std::string> found;
    for (unsigned i = 0; i < count && !found; ++i) found = find_title(display, children[i], begin);
    if (children != nullptr) XFree(children);
    return found;
}

}  // namespace

struct XScreen::State {
    Display* display = nullptr;
    ~State() {
        if (display != nullptr) XCloseDisplay(display);
    }
    UniqueImage image(Rect rect) const {
        return UniqueImage(XGetImage(display, DefaultRootWindow(display), rect.x, rect.y,
                                     static_cast<unsigned>(rect.width),
                                     static_cast<unsigned>(rect.height), AllPlanes, ZPixmap));
    }
};

XScreen::XScreen(std::unique_ptr<State> state) : state_(std::move(state)) {}
XScreen::~XScreen() = default;
XScreen::XScreen(XScreen&&) noexcept = default;

Result<XScreen> XScreen::open() {
    auto state = std::make_unique<State>();
    state->display = XOpenDisplay(nullptr);
    if (state->display == nullptr)
        return fail(ErrorKind::Io, "no X display; tools/bench starts one");
    XSetErrorHandler(ignore_x_error);
    return XScreen(std::move(state));
}

Size XScreen::size() const {
    const int screen = DefaultScreen(state_->display);
    return {DisplayWidth(state_->display, screen), DisplayHeight(state_->display, screen)};
}

Colour XScreen::pixel(Point at) const {
    const auto image = state_->image({at.x, at.y, 1, 1});
    return image ? colour_of(XGetPixel(image.get(), 0, 0)) : Colour{};
}

Result<graphics::Bitmap> XScreen::picture() const {
    const Size whole = size();
    const auto image = state_->image({0, 0, whole.width, whole.height});
    if (!image) return fail(ErrorKind::Io, "the X display gives no picture");
    graphics::Bitmap bitmap{whole, true, {}};
    for (int y = 0; y < whole.height; ++y)
        for (int x = 0; x < whole.width; ++x)
            bitmap.pixels.push_back(static_cast<std::uint32_t>(XGetPixel(image.get(), x, y)));
    return bitmap;
}

Result<std::vector<char>> XScreen::pixels(Rect rect) const {
    const auto image = state_->image(rect);
    if (!image) return fail(ErrorKind::Io, "the X display gives no picture");
    return std::vector<char>(image->data, image->data + image->bytes_per_line * image->height);
}

std::optional<std::string> XScreen::title(const std::string& begin) const {
    return find_title(state_->display, DefaultRootWindow(state_->display), begin);
}

bool XScreen::wait_for(Point at, Colour colour, Milliseconds patience) const {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (std::chrono::steady_clock::now() < until) {
        if (is_near(pixel(at), colour)) return true;
        std::this_thread::sleep_for(Milliseconds(1));
    }
    return false;
}

bool is_near(Colour a, Colour b) {
    return distance(a, b) <= kNear;
}

Colour colour_at(const graphics::Bitmap& picture, Point at) {
    return colour_of(picture.pixels[static_cast<std::size_t>(at.y) *
                                        static_cast<std::size_t>(picture.size.width) +
                                    static_cast<std::size_t>(at.x)]);
}

std::optional<Point> telling_point(const graphics::Bitmap& picture, Rect inside,
                                   const std::vector<Colour>& others) {
    std::vector<Colour> avoided = others;
    avoided.insert(avoided.end(), {Colour{0, 0, 0, 255}, Colour{255, 255, 255, 255}});
    const auto is_telling = [&](Point at) {
        const Colour colour = colour_at(picture, at);
        for (const Colour other : avoided)
            if (distance(colour, other) < kFar) return false;
        for (int y = -kPlain; y <= kPlain; y += kPlain / 2)
            for (int x = -kPlain; x <= kPlain; x += kPlain / 2)
                if (distance(colour, colour_at(picture, {at.x + x, at.y + y})) > kNear / 2)
                    return false;
        return true;
    };
    const Rect safe =
        intersection(inside, {0, 0, picture.size.width, picture.size.height}).inset(kPlain);
    for (int y = safe.y; y < safe.bottom(); y += kGrid)
        for (int x = safe.x; x < safe.right(); x += kGrid)
            if (is_telling({x, y})) return Point{x, y};
    return {};
}

}  // namespace sen::bench
