// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <unordered_map>
#include <utility>

namespace sen::graphics {

/// What was made for drawing, by key, with the number of the frame that drew it last. Front of the
/// list is the newest; trim() drops from the back but never what a frame from `keep_from` on drew.
template <class Key, class Value, class Hash>
class TextureLru {
  public:
    /// Marks it as drawn by `frame`; null when it is not there.
    Value* find(const Key& key, std::uint64_t frame) {
        const auto place = places_.find(key);
        if (place == places_.end()) return nullptr;
        place->second->drawn = frame;
        entries_.splice(entries_.begin(), entries_, place->second);
        return &place->second->value;
    }

    /// The key must not be there yet.
    Value& insert(const Key& key, Value value, std::size_t bytes, std::uint64_t frame) {
        entries_.push_front({key, std::move(value), bytes, frame});
        places_.emplace(key, entries_.begin());
        bytes_ += bytes;
        return entries_.front().value;
    }

    void trim(std::size_t max_bytes, std::uint64_t keep_from) {
        while (bytes_ > max_bytes && !entries_.empty() && entries_.back().drawn < keep_from) {
            bytes_ -= entries_.back().bytes;
            places_.erase(entries_.back().key);
            entries_.pop_back();
        }
    }

    void clear() {
        places_.clear();
        entries_.clear();
        bytes_ = 0;
    }

    std::size_t bytes() const { return bytes_; }

  private:
    struct Entry {
        Key key;
        Value value;
        std::size_t bytes = 0;
        std::uint64_t drawn = 0;
    };
    std::list<Entry> entries_;
    std::unordered_map<Key, typename std::list<Entry>::iterator, Hash> places_;
    std::size_t bytes_ = 0;
};

/// Joins one more value into a hash (Boost's constant).
inline std::size_t mix_hash(std::size_t seed, std::size_t value) {
    return seed ^ (value + 0x9E3779B97F4A7C15u + (seed << 6) + (seed >> 2));
}

}  // namespace sen::graphics
