// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace sen::theme {

/// The 134 letters of Vietnamese that are not ASCII, in normal form C. The first font of each role
/// must have them all: a word must not be made of two fonts.
inline constexpr std::u32string_view kVietnameseLetters =
    U"ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
    U"àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ";

/// What is wrong with a font file of that name, as a sentence, or nothing. Who draws answers it:
/// this room knows no fonts.
using CheckFont = std::function<std::string(const std::string& name, std::u32string_view letters)>;

}  // namespace sen::theme
