// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace sen::language {

/// The languages in which dates and numbers are read and written. (Strings of the interface come
/// from string tables, in as many languages as there are files.)
enum class Locale { Vietnamese, English };

}  // namespace sen::language
