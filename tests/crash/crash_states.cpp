// SPDX-License-Identifier: Apache-2.0
#include "crash/crash_states.h"

#include <algorithm>
#include <iterator>
#include <random>
#include <set>

namespace sen::crash {

namespace {

constexpr std::size_t kSmallEpoch = 8;

/// Makes the states of one epoch: the writes between two flushes.
class Epoch {
  public:
    Epoch(const BlockLog& log, std::size_t begin, std::size_t end, std::vector<CrashState>& states)
        : log_(log), begin_(begin), end_(end), states_(states) {}

    void add_prefixes() {
        for (std::size_t cut = begin_; cut <= end_; ++cut) states_.push_back(prefix(cut));
    }

    void add_subsets(std::mt19937& random, std::size_t random_subsets) {
        const std::size_t count = end_ - begin_;
        if (count <= kSmallEpoch) {
            for (unsigned chosen = 0; chosen < 1U << count; ++chosen)
                add_subset([&](std::size_t i) { return (chosen >> i & 1U) != 0; });
            return;
        }
        add_all_but_one();
        for (std::size_t i = 0; i < random_subsets; ++i)
            add_subset([&](std::size_t) { return random() % 2 == 0; });
    }

    void add_all_but_one() {
        for (std::size_t lost = 0; lost < end_ - begin_; ++lost)
            add_subset([&](std::size_t i) { return i != lost; });
    }

    /// A device may cut long writes into blocks and do them in any order.
    void add_block_subsets(std::mt19937& random, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            CrashState state{begin_, {}, end_};
            for (std::size_t entry = begin_; entry < end_; ++entry)
                add_some(state, entry, kBlock, random);
            states_.push_back(std::move(state));
        }
    }

    void add_torn(std::mt19937& random, std::size_t torn) {
        for (std::size_t entry = begin_; entry < end_; ++entry) {
            const std::uint64_t length = log_.entries[entry].length;
            for (const auto unit : {kSector, kBlock}) {
                if (length <= unit) continue;
                std::set<std::uint64_t> cuts = {unit, (length - 1) / unit * unit};
                for (std::size_t i = 0; i < torn; ++i)
                    cuts.insert(unit * (1 + random() % ((length - 1) / unit)));
                for (const auto cut : cuts) {
                    auto state = prefix(entry);
                    state.pieces.push_back({entry, 0, cut});
                    states_.push_back(state);
                    state.pieces.back() = {entry, cut, length};  // the end came first
                    states_.push_back(std::move(state));
                }
                auto state = prefix(entry);
                add_some(state, entry, unit, random);
                states_.push_back(std::move(state));
            }
        }
    }

  private:
    CrashState prefix(std::size_t cut) const {
        CrashState state{begin_, {}, end_};
        for (std::size_t entry = begin_; entry < cut; ++entry) add_whole(state, entry);
        return state;
    }
    void add_whole(CrashState& state, std::size_t entry) const {
        state.pieces.push_back({entry, 0, log_.entries[entry].length});
    }
    template <class Choose>
    void add_subset(const Choose& is_chosen) {
        CrashState state{begin_, {}, end_};
        for (std::size_t i = 0; i < end_ - begin_; ++i)
            if (is_chosen(i)) add_whole(state, begin_ + i);
        states_.push_back(std::move(state));
    }
    void add_some(CrashState& state, std::size_t entry, std::uint64_t unit,
                  std::mt19937& random) const {
        const std::uint64_t length = log_.entries[entry].length;
        for (std::uint64_t at = 0; at < length; at += unit)
            if (random() % 2 == 0) state.pieces.push_back({entry, at, std::min(at + unit, length)});
    }

    const BlockLog& log_;
    std::size_t begin_, end_;
    std::vector<CrashState>& states_;
};

std::size_t end_of_epoch(const BlockLog& log, std::size_t begin) {
    while (begin < log.entries.size() && !log.entries[begin].is_flush()) ++begin;
    return begin;
}

}  // namespace

std::vector<CrashState> crash_states(const BlockLog& log, const StateChoice& choice) {
    std::vector<CrashState> states;
    std::mt19937 random(choice.seed);
    for (std::size_t begin = 0; begin <= log.entries.size();) {
        const std::size_t end = end_of_epoch(log, begin);
        Epoch epoch(log, begin, end, states);
        epoch.add_prefixes();
        epoch.add_subsets(random, choice.random_subsets);
        epoch.add_block_subsets(random, choice.torn);
        epoch.add_torn(random, choice.torn);
        begin = end + 1;
    }
    return states;
}

std::vector<CrashState> one_lost(const BlockLog& log, std::size_t from) {
    std::vector<CrashState> states;
    for (std::size_t begin = from; begin <= log.entries.size();) {
        const std::size_t end = end_of_epoch(log, begin);
        Epoch(log, begin, end, states).add_all_but_one();
        begin = end + 1;
    }
    return states;
}

std::vector<CrashState> sample(std::vector<CrashState> states, std::size_t count,
                               std::uint32_t seed) {
    if (count >= states.size()) return states;
    std::mt19937 random(seed);
    std::vector<CrashState> chosen;
    std::sample(std::make_move_iterator(states.begin()), std::make_move_iterator(states.end()),
                std::back_inserter(chosen), count, random);
    return chosen;
}

}  // namespace sen::crash
