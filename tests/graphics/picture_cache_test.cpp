// SPDX-License-Identifier: Apache-2.0
#include "graphics/picture_cache.h"

#include <doctest/doctest.h>

#include <chrono>
#include <condition_variable>
#include <mutex>

#include "fixtures.h"

using namespace sen;
using namespace sen::graphics;

namespace {

constexpr Size kTarget{16, 12};
constexpr std::size_t kTargetBytes = 16 * 12 * 4;
constexpr auto kDeadline = std::chrono::seconds(60);  // reached only by a failure

Digest object(int number) {
    Digest digest;
    digest.bytes[0] = static_cast<unsigned char>(number);
    return digest;
}

/// Objects 1 to 99 are good pictures, the rest is missing; counts reads and wake-ups, and holds the
/// worker inside a read for as long as it is told to.
class Source {
  public:
    PictureCache::Read read() {
        return [this](const Digest& digest) -> Result<std::string> {
            const int number = digest.bytes[0];
            std::unique_lock lock(mutex_);
            reads_.push_back(number);
            changed_.notify_all();
            changed_.wait(lock, [this] { return !is_held_; });
            if (number == 0 || number > 99) return fail(ErrorKind::NotFound, "no object");
            return test::fixture("good.jpg");
        };
    }
    std::function<void()> wake() {
        return [this] {
            const std::lock_guard lock(mutex_);
            ++wakes_;
            changed_.notify_all();
        };
    }
    void hold(bool is_held) {
        const std::lock_guard lock(mutex_);
        is_held_ = is_held;
        changed_.notify_all();
    }
    bool wait_for_wakes(int count) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, kDeadline, [&] { return wakes_ >= count; });
    }
    bool wait_for_reads(std::size_t count) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, kDeadline, [&] { return reads_.size() >= count; });
    }
    std::vector<int> reads() {
        const std::lock_guard lock(mutex_);
        return reads_;
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<int> reads_;
    int wakes_ = 0;
    bool is_held_ = false;
};

/// One frame that asks for the pictures; how many of them were there.
int draw_frame(Canvas& canvas, PictureCache& cache, const std::vector<int>& numbers) {
    int found = 0;
    canvas.begin_frame({});
    for (const int number : numbers) {
        const Texture* texture = cache.find(object(number), kTarget, Fit::Cover);
        if (texture == nullptr) continue;
        ++found;
        canvas.draw(*texture, {0, 0});
    }
    canvas.present();
    return found;
}

struct Fixture {
    std::unique_ptr<Canvas> canvas = Canvas::create_offscreen({64, 48}).value();
    Source source;
};

}  // namespace

TEST_CASE_FIXTURE(Fixture, "picture cache: synchronous, the picture is there at once") {
    PictureCache cache(*canvas, source.read(), source.wake(), {1 << 20, 2, true});

    const Texture* texture = cache.find(object(1), kTarget, Fit::Cover);

    REQUIRE(texture != nullptr);
    CHECK(texture->size() == kTarget);
    CHECK(texture->is_opaque());
    CHECK(cache.bytes() == kTargetBytes);
    CHECK(cache.find(object(1), kTarget, Fit::Cover) == texture);
    CHECK(source.reads().size() == 1);
    CHECK_FALSE(cache.is_busy());
}

TEST_CASE_FIXTURE(Fixture, "picture cache: a failure is remembered and not tried again") {
    PictureCache cache(*canvas, source.read(), source.wake(), {1 << 20, 2, true});

    CHECK(cache.find(object(200), kTarget, Fit::Cover) == nullptr);
    CHECK(cache.find(object(200), kTarget, Fit::Cover) == nullptr);

    CHECK(cache.has_failed(object(200), kTarget, Fit::Cover));
    CHECK_FALSE(cache.has_failed(object(1), kTarget, Fit::Cover));
    CHECK(source.reads().size() == 1);
    CHECK(cache.take_failed() == std::vector{object(200)});
    CHECK(cache.take_failed().empty());
    cache.retry_failed();
    CHECK(cache.find(object(200), kTarget, Fit::Cover) == nullptr);
    CHECK(source.reads().size() == 2);
    cache.clear();
    CHECK_FALSE(cache.has_failed(object(200), kTarget, Fit::Cover));
    CHECK(cache.take_failed().empty());
}

TEST_CASE_FIXTURE(Fixture, "picture cache: what was drawn longest ago goes, never the last frame") {
    PictureCache cache(*canvas, source.read(), source.wake(), {3 * kTargetBytes, 2, true});

    draw_frame(*canvas, cache, {1, 2, 3, 4, 5});
    cache.update();
    CHECK(cache.bytes() == 5 * kTargetBytes);

    draw_frame(*canvas, cache, {4, 5, 6});
    cache.update();
    CHECK(cache.bytes() == 3 * kTargetBytes);
    draw_frame(*canvas, cache, {4, 5, 6});
    CHECK(source.reads().size() == 6);
}

TEST_CASE_FIXTURE(Fixture,
                  "picture cache: made by the worker, uploaded within the frame's budget") {
    PictureCache cache(*canvas, source.read(), source.wake(), {1 << 20, 2, false});

    CHECK(draw_frame(*canvas, cache, {1, 2, 3}) == 0);
    CHECK(cache.is_busy());
    REQUIRE(source.wait_for_wakes(3));
    CHECK(cache.update());
    CHECK(draw_frame(*canvas, cache, {1, 2, 3}) == 2);
    REQUIRE(source.wait_for_wakes(4));  // update() itself, for the one left over
    CHECK(cache.update());

    CHECK(draw_frame(*canvas, cache, {1, 2, 3}) == 3);
    CHECK(source.reads() == std::vector<int>{1, 2, 3});
    CHECK_FALSE(cache.is_busy());
    CHECK_FALSE(cache.update());
}

TEST_CASE_FIXTURE(Fixture, "picture cache: the newest frame's pictures come first") {
    source.hold(true);
    PictureCache cache(*canvas, source.read(), source.wake(), {1 << 20, 8, false});

    draw_frame(*canvas, cache, {1, 2, 3});
    REQUIRE(source.wait_for_reads(1));
    cache.update();
    draw_frame(*canvas, cache, {1, 2, 3, 4, 5});
    source.hold(false);
    REQUIRE(source.wait_for_wakes(5));

    CHECK(source.reads() == std::vector<int>{1, 4, 5, 2, 3});
}

TEST_CASE_FIXTURE(Fixture, "picture cache: what the last frame did not ask for is not made") {
    source.hold(true);
    PictureCache cache(*canvas, source.read(), source.wake(), {1 << 20, 8, false});

    draw_frame(*canvas, cache, {1, 2, 3});
    REQUIRE(source.wait_for_reads(1));
    draw_frame(*canvas, cache, {1, 3});
    cache.update();
    source.hold(false);
    REQUIRE(source.wait_for_wakes(2));
    while (cache.is_busy()) cache.update();

    CHECK(source.reads() == std::vector<int>{1, 3});
    draw_frame(*canvas, cache, {2});
    REQUIRE(source.wait_for_wakes(3));
    CHECK(cache.update());
}

TEST_CASE_FIXTURE(Fixture, "picture cache: updates without a new frame forget no request") {
    source.hold(true);
    PictureCache cache(*canvas, source.read(), source.wake(), {1 << 20, 8, false});

    draw_frame(*canvas, cache, {1, 2});
    for (int i = 0; i < 5; ++i) cache.update();
    source.hold(false);

    CHECK(source.wait_for_wakes(2));
}

TEST_CASE_FIXTURE(Fixture, "picture cache: a failure of the worker is reported once") {
    PictureCache cache(*canvas, source.read(), source.wake(), {1 << 20, 2, false});

    draw_frame(*canvas, cache, {200});
    REQUIRE(source.wait_for_wakes(1));

    CHECK(cache.update());
    CHECK(cache.has_failed(object(200), kTarget, Fit::Cover));
    draw_frame(*canvas, cache, {200});
    CHECK_FALSE(cache.update());
}

TEST_CASE_FIXTURE(Fixture, "picture cache: clearing forgets what is being made") {
    source.hold(true);
    PictureCache cache(*canvas, source.read(), source.wake(), {1 << 20, 8, false});
    draw_frame(*canvas, cache, {1, 2});
    REQUIRE(source.wait_for_reads(1));

    cache.clear();
    source.hold(false);
    REQUIRE(source.wait_for_wakes(1));

    while (cache.is_busy()) cache.update();
    CHECK(cache.bytes() == 0);
}

TEST_CASE_FIXTURE(Fixture, "picture cache: it ends while work is waiting") {
    source.hold(true);
    {
        PictureCache cache(*canvas, source.read(), source.wake(), {1 << 20, 8, false});
        draw_frame(*canvas, cache, {1, 2, 3, 4});
        REQUIRE(source.wait_for_reads(1));
        source.hold(false);
    }

    CHECK(source.reads().size() >= 1);
}
