// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "base/digest.h"
#include "base/result.h"

namespace sen::store {

/// The bytes of one object, once, from where it was opened.
class ObjectStream {
  public:
    virtual ~ObjectStream() = default;
    /// Fills some of `buffer`; 0 at the end.
    virtual Result<std::size_t> read(std::span<std::byte> buffer) = 0;
};

/// All of a stream; more than `max_bytes` is Invalid. `name` is for the message.
Result<std::string> read_stream(ObjectStream& stream, std::uint64_t max_bytes,
                                const std::string& name);

/// Where objects come from: a folder, a stick, a server. Nothing it says is believed.
/// Errors: NotFound (it has no such thing), Invalid (it is no regular file), Io (it stopped
/// answering).
class ObjectSource {
  public:
    virtual ~ObjectSource() = default;
    /// From byte `offset` on; that is 0 unless can_resume().
    virtual Result<std::unique_ptr<ObjectStream>> open(const Digest& object,
                                                       std::uint64_t offset) = 0;
    /// Whether what came before a break is worth keeping, because open() can go on after it.
    virtual bool can_resume() const = 0;
};

}  // namespace sen::store
