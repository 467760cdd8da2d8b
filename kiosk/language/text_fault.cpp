// SPDX-License-Identifier: Apache-2.0
#include "language/text_fault.h"

namespace sen::language {

std::string to_text(const TextFault& fault) {
    std::string text = fault.key;
    for (const auto& [name, value] : fault.values) text += ", " + name + ": " + value;
    return text;
}

}  // namespace sen::language
