// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "screens/screen.h"

namespace sen::app {

/// The page of a place, in the language and the sizes of `services`, which outlive it. Null, and a
/// word in the log, when the library does not have it.
std::unique_ptr<screens::Screen> make_page(screens::Services& services,
                                           const screens::Place& place);

}  // namespace sen::app
