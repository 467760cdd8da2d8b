// SPDX-License-Identifier: Apache-2.0
#include "graphics/picture_cache.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/log.h"
#include "graphics/picture_maker.h"
#include "graphics/texture_lru.h"

namespace sen::graphics {

struct PictureCache::State {
    Canvas& canvas;
    Read read;
    std::function<void()> wake;
    Options options;
    TextureLru<PictureRequest, Texture, PictureRequestHash> textures;
    std::unordered_map<PictureRequest, std::uint64_t, PictureRequestHash> pending;  // last asked in
    std::unordered_set<PictureRequest, PictureRequestHash> failed;
    std::vector<Digest> failed_objects;  // not yet told
    std::optional<PictureMaker> maker;   // none when synchronous

    std::uint64_t frame() const { return canvas.frames_presented(); }

    /// Counts as drawn by the frame that asked for it last.
    void accept(const PictureRequest& request, Result<Bitmap> bitmap, std::uint64_t drawn) {
        if (!bitmap) {
            // Each size fails alike; one line says it.
            const bool is_known = std::any_of(failed.begin(), failed.end(), [&](const auto& one) {
                return one.object == request.object;
            });
            if (!is_known) log::warning("{}", bitmap.error().message);
            failed.insert(request);
            failed_objects.push_back(request.object);
            return;
        }
        Texture texture = canvas.make_texture(std::move(*bitmap));
        if (!texture) {
            failed.insert(request);
            return;
        }
        const std::size_t bytes = texture.bytes();
        textures.insert(request, std::move(texture), bytes, drawn);
    }

    /// The frame on the screen; drawing the next one counts as frame().
    std::uint64_t last_drawn_frame() const { return frame() == 0 ? 0 : frame() - 1; }

    void drop_what_nobody_asked_for() {
        // What is being made or waits for its upload is kept: the work is done.
        std::erase_if(pending, [&](const auto& entry) {
            return entry.second < last_drawn_frame() && maker->take_back(entry.first);
        });
    }
};

PictureCache::PictureCache(Canvas& canvas, Read read, std::function<void()> wake, Options options)
    : state_(new State{canvas, std::move(read), std::move(wake), options, {}, {}, {}, {}, {}}) {
    if (!options.is_synchronous) state_->maker.emplace(state_->read, state_->wake);
}

PictureCache::~PictureCache() = default;

const Texture* PictureCache::find(const Digest& object, Size target, Fit fit) {
    State& state = *state_;
    const PictureRequest request{object, target, fit};
    if (const Texture* found = state.textures.find(request, state.frame())) return found;
    if (state.failed.contains(request)) return nullptr;
    if (state.maker) {
        const auto [place, is_new] = state.pending.insert_or_assign(request, state.frame());
        if (is_new) state.maker->ask(request, state.frame());
        return nullptr;
    }
    state.accept(request, make_picture(state.read, request), state.frame());
    return state.textures.find(request, state.frame());
}

bool PictureCache::has_failed(const Digest& object, Size target, Fit fit) const {
    return state_->failed.contains({object, target, fit});
}

std::vector<Digest> PictureCache::take_failed() {
    return std::exchange(state_->failed_objects, {});
}

void PictureCache::retry_failed() {
    state_->failed.clear();
}

bool PictureCache::update() {
    State& state = *state_;
    bool has_changed = false;
    if (state.maker) {
        state.drop_what_nobody_asked_for();
        for (int uploads = 0; uploads < state.options.uploads_per_frame;) {
            auto made = state.maker->take();
            if (!made) break;
            const auto asked = state.pending.find(made->request);
            const std::uint64_t drawn = asked == state.pending.end() ? 0 : asked->second;
            if (made->bitmap) ++uploads;
            state.accept(made->request, std::move(made->bitmap), drawn);
            if (asked != state.pending.end()) state.pending.erase(asked);
            has_changed = true;
        }
        // The loop may sleep until the next event: what is left over must be that event.
        if (state.maker->has_finished()) state.wake();
    }
    state.textures.trim(state.options.max_bytes, state.last_drawn_frame());
    return has_changed;
}

bool PictureCache::is_busy() const {
    return state_->maker && !state_->maker->is_idle();
}

std::size_t PictureCache::bytes() const {
    return state_->textures.bytes();
}

void PictureCache::clear() {
    if (state_->maker) state_->maker->clear();
    state_->pending.clear();
    state_->failed.clear();
    state_->failed_objects.clear();
    state_->textures.clear();
}

}  // namespace sen::graphics
