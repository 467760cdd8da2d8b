// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/digest.h"
#include "base/geometry.h"
#include "base/result.h"
#include "graphics/bitmap.h"
#include "graphics/canvas.h"

namespace sen::graphics {

/// Pictures of the store as textures of just the size asked for: read, checked, decoded and
/// resampled by a low-priority worker, newest request first; uploaded by the main thread within a
/// budget a frame; least recently drawn dropped above the byte limit, but never what the last
/// frame drew.
class PictureCache {
  public:
    /// Reads and verifies an object; called on the worker thread.
    using Read = std::function<Result<std::string>(const Digest&)>;
    struct Options {
        std::size_t max_bytes = 96u << 20;
        int uploads_per_frame = 2;
        bool is_synchronous = false;  ///< decode inside find(): for the tour and tests
    };
    /// `wake` is called when something is ready to upload: on the worker thread, or by update() on
    /// the main one when more was ready than the frame's budget allows.
    PictureCache(Canvas& canvas, Read read, std::function<void()> wake, Options options);
    ~PictureCache();

    /// The texture, or null while it is being made (and then asked for) or if it cannot be made.
    /// Valid until the next update().
    const Texture* find(const Digest& object, Size target, Fit fit);
    bool has_failed(const Digest& object, Size target, Fit fit) const;
    /// The objects that could not be read or decoded since the last call; each size tells its own.
    std::vector<Digest> take_failed();
    /// Makes what failed anew when it is asked for again.
    void retry_failed();
    /// Before drawing, and on wake: uploads what is ready, drops what is old and what nobody asked
    /// for in the last frame (frames as the canvas presents them). True when a texture came in or a
    /// request failed.
    bool update();
    bool is_busy() const;
    std::size_t bytes() const;
    /// Forgets everything, e.g. when the store changed.
    void clear();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// The theme's icons by name, size and colour. Of several directories the first that has an icon
/// gives it.
class IconSet {
  public:
    IconSet(Canvas& canvas, std::vector<std::filesystem::path> directories);
    ~IconSet();
    /// Looks in these directories from now on, and anew for what was found before.
    void set_directories(std::vector<std::filesystem::path> directories);
    /// Valid until the next find(). An unknown icon draws as an empty square and is logged once.
    const Texture& find(const std::string& name, int side, Colour colour);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace sen::graphics
