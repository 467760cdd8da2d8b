// SPDX-License-Identifier: Apache-2.0
#include "pack/job_pool.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <thread>

using namespace sen;
using namespace sen::pack;

TEST_CASE("pool: every job is done once and told on the calling thread") {
    std::vector<std::size_t> order{4, 2, 0, 1, 3}, told;
    std::array<std::atomic<int>, 5> count{};
    bool is_here = true;

    const auto done = run_jobs(
        order, 3,
        [&](std::size_t i) -> Result<void> {
            ++count[i];
            return {};
        },
        [&, caller = std::this_thread::get_id()](std::size_t i) {
            told.push_back(i);
            is_here = is_here && std::this_thread::get_id() == caller;
        });

    CHECK(done);
    std::sort(told.begin(), told.end());
    CHECK(told == std::vector<std::size_t>{0, 1, 2, 3, 4});
    CHECK(is_here);
    CHECK(std::all_of(count.begin(), count.end(), [](const auto& c) { return c == 1; }));
}

TEST_CASE("pool: one thread works in order and starts nothing after a failure") {
    std::vector<std::size_t> begun;

    const auto done = run_jobs(
        {3, 1, 2}, 1,
        [&](std::size_t i) -> Result<void> {
            begun.push_back(i);
            if (i == 1) return fail(ErrorKind::Io, "job {}", i);
            return {};
        },
        [](std::size_t) {});

    REQUIRE_FALSE(done);
    CHECK(done.error().message == "job 1");
    CHECK(begun == std::vector<std::size_t>{3, 1});
}

TEST_CASE("pool: of two failures the first by number is told, whichever came first") {
    std::atomic<int> waiting{0};

    const auto done = run_jobs(
        {7, 5}, 2,
        [&](std::size_t i) -> Result<void> {
            // Both have begun before either fails.
            ++waiting;
            while (waiting < 2) std::this_thread::yield();
            return fail(ErrorKind::Io, "job {}", i);
        },
        [](std::size_t) {});

    CHECK(done.error().message == "job 5");
}

TEST_CASE("pool: nothing to do is done") {
    CHECK(run_jobs(
        {}, 4, [](std::size_t) -> Result<void> { return {}; }, [](std::size_t) {}));
}
