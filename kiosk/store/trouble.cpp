// SPDX-License-Identifier: Apache-2.0
#include "store/trouble.h"

#include <cerrno>

#include "base/file.h"

namespace sen::store {

tl::unexpected<Error> TroubleLog::report(Trouble trouble, ErrorKind kind, std::string message) {
    last_ = std::move(trouble);
    return tl::unexpected<Error>(Error{kind, std::move(message)});
}

tl::unexpected<Error> TroubleLog::store_call(int code, std::string_view act,
                                             std::string_view file) {
    Trouble trouble;
    trouble.file = file;
    switch (code) {
        case ENOSPC:
        case EDQUOT:
            trouble.kind = Trouble::Kind::NoSpace;
            break;
        case EROFS:
            trouble.kind = Trouble::Kind::StoreReadOnly;
            break;
        case EACCES:
        case EPERM:
            trouble.kind = Trouble::Kind::StoreNotPermitted;
            break;
        default:
            trouble.kind = Trouble::Kind::StoreFailed;
    }
    Error error = error_from_errno(code, fmt::format("store: {} {}", act, file));
    return report(std::move(trouble), error.kind, std::move(error.message));
}

}  // namespace sen::store
