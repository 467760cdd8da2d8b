// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace sen::pack {

/// A sentence as a machine voice should read it. A voice drops the slash of 5/6/1911, the dash of
/// 1862–1863 and the comma of 3,5: they become words. Everything else stays as it is written. Texts
/// in languages other than Vietnamese and English stay whole.
std::string spoken_text(std::string_view sentence, std::string_view language);

}  // namespace sen::pack
