// SPDX-License-Identifier: Apache-2.0
#include "job_pool.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

namespace sen::pack {
namespace {

/// What the workers and the caller share.
class Board {
  public:
    explicit Board(const std::vector<std::size_t>& order) : order_(order) {}

    /// The next index to work on; nothing when all are taken or one has failed.
    std::optional<std::size_t> take() {
        const std::scoped_lock lock(mutex_);
        if (next_ == order_.size() || !failures_.empty()) return std::nullopt;
        return order_[next_++];
    }
    void report(std::size_t index, Result<void> outcome) {
        {
            const std::scoped_lock lock(mutex_);
            if (outcome)
                done_.push_back(index);
            else
                failures_.emplace(index, std::move(outcome).error());
        }
        changed_.notify_one();
    }
    void leave() {
        {
            const std::scoped_lock lock(mutex_);
            ++left_;
        }
        changed_.notify_one();
    }
    /// Waits for a finished index; nothing when all `workers` have left and no more is to tell.
    std::optional<std::size_t> wait_finished(std::size_t workers) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return !done_.empty() || left_ == workers; });
        if (done_.empty()) return std::nullopt;
        const std::size_t index = done_.front();
        done_.pop_front();
        return index;
    }
    /// After all workers have left.
    Result<void> outcome() {
        if (failures_.empty()) return {};
        return tl::unexpected(failures_.begin()->second);
    }

  private:
    const std::vector<std::size_t>& order_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::size_t next_ = 0, left_ = 0;
    std::deque<std::size_t> done_;
    std::map<std::size_t, Error> failures_;
};

}  // namespace

Result<void> run_jobs(const std::vector<std::size_t>& order, unsigned threads,
                      const std::function<Result<void>(std::size_t)>& work,
                      const std::function<void(std::size_t)>& finished) {
    Board board(order);
    const std::size_t count =
        std::clamp<std::size_t>(threads, 1, std::max<std::size_t>(1, order.size()));
    std::vector<std::thread> workers;
    for (std::size_t i = 0; i < count; ++i)
        workers.emplace_back([&] {
            while (const auto index = board.take()) board.report(*index, work(*index));
            board.leave();
        });
    while (const auto index = board.wait_finished(count)) finished(*index);
    for (std::thread& worker : workers) worker.join();
    return board.outcome();
}

}  // namespace sen::pack
