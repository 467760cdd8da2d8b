// SPDX-License-Identifier: Apache-2.0
#include "graphics/picture_maker.h"

#include <sys/resource.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "graphics/texture_lru.h"

namespace sen::graphics {

std::size_t PictureRequestHash::operator()(const PictureRequest& request) const {
    std::size_t hash = 0;  // a digest is as good as random
    std::memcpy(&hash, request.object.bytes.data(), sizeof hash);
    hash = mix_hash(hash, static_cast<std::size_t>(request.target.width));
    hash = mix_hash(hash, static_cast<std::size_t>(request.target.height));
    return mix_hash(hash, static_cast<std::size_t>(request.fit));
}

Result<Bitmap> make_picture(const ReadObject& read, const PictureRequest& request) {
    auto bytes = read(request.object);
    if (!bytes) return add_context(std::move(bytes).error(), "picture {}", request.object.hex());
    auto bitmap = decode_jpeg(*bytes, request.target, request.fit);
    if (!bitmap) return add_context(std::move(bitmap).error(), "picture {}", request.object.hex());
    return bitmap;
}

PictureMaker::PictureMaker(ReadObject read, std::function<void()> wake)
    : read_(std::move(read)), wake_(std::move(wake)), thread_([this] { run(); }) {}

PictureMaker::~PictureMaker() {
    {
        const std::lock_guard lock(mutex_);
        is_stopping_ = true;
    }
    has_work_.notify_one();
    thread_.join();
}

void PictureMaker::ask(const PictureRequest& request, std::uint64_t frame) {
    {
        const std::lock_guard lock(mutex_);
        asked_.push_back({request, frame});
    }
    has_work_.notify_one();
}

bool PictureMaker::take_back(const PictureRequest& request) {
    const std::lock_guard lock(mutex_);
    return std::erase_if(asked_, [&](const Asked& a) { return a.request == request; }) > 0;
}

std::optional<PictureMaker::Made> PictureMaker::take() {
    const std::lock_guard lock(mutex_);
    if (made_.empty()) return std::nullopt;
    Made made = std::move(made_.front());
    made_.erase(made_.begin());
    return made;
}

bool PictureMaker::has_finished() const {
    const std::lock_guard lock(mutex_);
    return !made_.empty();
}

bool PictureMaker::is_idle() const {
    const std::lock_guard lock(mutex_);
    return asked_.empty() && made_.empty() && !is_making_;
}

void PictureMaker::clear() {
    const std::lock_guard lock(mutex_);
    ++epoch_;
    asked_.clear();
    made_.clear();
}

PictureMaker::Asked PictureMaker::take_newest() {
    // max_element gives the first of equals: the order of asking within a frame.
    const auto newest =
        std::max_element(asked_.begin(), asked_.end(),
                         [](const Asked& a, const Asked& b) { return a.frame < b.frame; });
    Asked taken = *newest;
    asked_.erase(newest);
    return taken;
}

void PictureMaker::run() {
    bool is_patient = false;
    std::unique_lock lock(mutex_);
    while (true) {
        has_work_.wait(lock, [this] { return is_stopping_ || !asked_.empty(); });
        if (is_stopping_) return;
        const PictureRequest request = take_newest().request;
        const std::uint64_t epoch = epoch_;
        is_making_ = true;
        lock.unlock();
        Result<Bitmap> bitmap = make_picture(read_, request);
        lock.lock();
        is_making_ = false;
        if (epoch == epoch_) made_.push_back({request, std::move(bitmap)});
        lock.unlock();
        wake_();
        // A decode beside a moving screen makes frames late at equal priority; before the first
        // picture is there nothing moves. Not the lowest of all, which a film on a small board
        // would starve: Linux takes a thread for the process here.
        if (!std::exchange(is_patient, true)) ::setpriority(PRIO_PROCESS, 0, 10);
        lock.lock();
    }
}

}  // namespace sen::graphics
