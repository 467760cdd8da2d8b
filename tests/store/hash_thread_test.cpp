// SPDX-License-Identifier: Apache-2.0
#include "store/hash_thread.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace sen;
using namespace sen::store;

namespace {

/// Hands `text` over in pieces of `size` bytes.
void add(HashThread& hash, std::string_view text, std::size_t size) {
    while (!text.empty()) {
        const auto bytes = std::as_bytes(std::span(text.substr(0, size)));
        const auto buffer = hash.buffer();
        std::copy(bytes.begin(), bytes.end(), buffer.begin());
        hash.add(bytes.size());
        text.remove_prefix(bytes.size());
    }
}

std::string long_text() {
    std::string text(1 << 20, '\0');
    for (std::size_t i = 0; i < text.size(); ++i) text[i] = static_cast<char>(i * 31 >> 3);
    return text;
}

}  // namespace

TEST_CASE("hash thread: pieces of any size make the hash of the whole") {
    const std::string text = long_text();
    HashThread hash;
    for (const std::size_t size : {1'000u, 65'536u, 1u << 18}) {
        hash.begin();

        add(hash, text, size);

        CHECK(hash.finish() == sha256(text));
    }
}

TEST_CASE("hash thread: an empty file, and one after a file that was given up") {
    HashThread hash;

    hash.begin();
    CHECK(hash.finish() == sha256(""));
    hash.begin();
    add(hash, long_text(), 100'000);
    hash.begin();
    add(hash, "sen", 2);

    CHECK(hash.finish() == sha256("sen"));
}

TEST_CASE("hash thread: the digests of several files come in their order, however late") {
    HashThread hash;
    hash.begin();
    for (const auto* text : {"one", "", "two"}) {
        add(hash, text, 2);
        hash.end();
    }
    add(hash, long_text(), 1 << 18);
    hash.end();

    CHECK(hash.next_digest() == sha256("one"));
    CHECK(hash.next_digest() == sha256(""));
    CHECK(hash.next_digest() == sha256("two"));
    CHECK(hash.next_digest() == sha256(long_text()));
}

TEST_CASE("hash thread: more than it holds at once waits, and nothing is written over") {
    HashThread hash;
    Sha256 whole;
    hash.begin();
    for (std::size_t i = 0; i < 3 * HashThread::kPieces; ++i) {
        const std::string piece(100, static_cast<char>(i));
        whole.update(std::as_bytes(std::span(piece)));
        add(hash, piece, 100);
    }

    CHECK(hash.finish() == whole.finish());
}

TEST_CASE("hash thread: it ends in the middle of a file") {
    HashThread hash;

    hash.begin();
    add(hash, long_text(), 1 << 18);

    CHECK(hash.buffer().size() >= 1 << 16);
}
