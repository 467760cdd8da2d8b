// SPDX-License-Identifier: Apache-2.0
#include "store/source.h"

namespace sen::store {

Result<std::string> read_stream(ObjectStream& stream, std::uint64_t max_bytes,
                                const std::string& name) {
    std::string bytes;
    std::string piece(1 << 16, '\0');
    while (true) {
        SEN_TRY(const auto count, stream.read(std::as_writable_bytes(std::span(piece))));
        if (count == 0) return bytes;
        if (bytes.size() + count > max_bytes)
            return fail(ErrorKind::Invalid, "source: {} has more than {} bytes", name, max_bytes);
        bytes.append(piece, 0, count);
    }
}

}  // namespace sen::store
