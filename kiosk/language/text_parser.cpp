// SPDX-License-Identifier: Apache-2.0
#include "language/text_parser.h"

namespace sen::language {

tl::unexpected<Error> TextParser::refuse(TextFault fault) {
    fault_ = std::move(fault);
    return fail(ErrorKind::Invalid, "{}", to_text(fault_));
}

tl::unexpected<Error> TextParser::unclear() {
    if (in_.is_at_end()) return refuse({kind_ + "_cut", {}});
    return refuse({kind_ + "_unclear", {{"word", in_.next_text()}}});
}

}  // namespace sen::language
