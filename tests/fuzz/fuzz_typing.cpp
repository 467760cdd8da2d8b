// SPDX-License-Identifier: Apache-2.0
// Keys in any order: the text stays UTF-8, a key changes only its end, erasing takes a letter.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "language/typing.h"

using namespace sen::language;

namespace {

/// Where the next letter may be one that no key of the method gives.
constexpr std::u32string_view kLetters = U"ăâđêôơưĂÂĐÊÔƠƯáỗ";

/// Not bytes: a tone that finds another home may make its letter longer.
std::ptrdiff_t letters(std::string_view text) {
    return std::count_if(text.begin(), text.end(), [](char byte) { return (byte & 0xC0) != 0x80; });
}

Edit edit_for(const Typing& typing, const std::string& text, std::uint8_t key) {
    if (key == '\b') return typing.erase(text);
    if (key < 6) return typing.press_tone(text, static_cast<Tone>(key));
    if (key >= 0x80) return typing.press(text, kLetters[key % kLetters.size()]);
    return typing.press(text, key);
}

}  // namespace

/// The first byte says the method, the style and the reach; the others are keys.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const Typing typing(static_cast<TypingMethod>(data[0] & 3),
                        (data[0] & 4) != 0 ? ToneStyle::New : ToneStyle::Old,
                        (data[0] & 8) != 0 ? TelexReach::Full : TelexReach::Simple);
    std::string text;
    for (std::size_t i = 1; i < size; ++i) {
        const auto edit = edit_for(typing, text, data[i]);
        if (edit.removed > text.size() || edit.removed > 64 || edit.added.size() > 64) std::abort();
        const auto after = sen::language::apply_edit(text, edit);
        if (sen::find_invalid_utf8(after)) std::abort();
        if (data[i] == '\b' && !text.empty() && letters(after) >= letters(text)) std::abort();
        text = after;
    }

    // As bytes that somebody has put into the field, too.
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    for (const char32_t key : {U's', U'w', U'1', U'^'})
        if (typing.press(bytes, key).removed > bytes.size()) std::abort();
    if (typing.erase(bytes).removed > bytes.size()) std::abort();
    return 0;
}
